"""Threads of loops: each has one for as long as the process lives."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec

P = ParamSpec("P")


async def in_its_own_thread(run: Callable[P, None], *given: P.args, **named: P.kwargs) -> None:
    """Ends when `run` does. The event loop's own threads are few, as many as the machine has cores and four: a loop that
    took one of them would leave the jobs without any."""
    context = copy_context()
    own = ThreadPoolExecutor(max_workers=1)
    await asyncio.get_running_loop().run_in_executor(own, lambda: context.run(run, *given, **named))
