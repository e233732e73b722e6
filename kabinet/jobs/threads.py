"""Threads of loops: each has one for as long as the process lives, which ends without asking them."""

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, NoReturn, ParamSpec

P = ParamSpec("P")


async def in_its_own_thread(run: Callable[P, None], *given: P.args, **named: P.kwargs) -> None:
    """Ends when `run` does. The event loop's own threads are few, as many as the machine has cores and four: a loop that
    took one of them would leave the jobs without any."""
    context = copy_context()
    own = ThreadPoolExecutor(max_workers=1)
    await asyncio.get_running_loop().run_in_executor(own, lambda: context.run(run, *given, **named))


def status_of(work: Coroutine[Any, Any, int]) -> int:
    """What `work` came to. asyncio.run would then wait for every thread and every task that was cancelled; of those of the
    jobs' pool some do not end while the database is away. What they had begun ends with its connection. `leave` follows."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def leave(status: int) -> NoReturn:
    """Ends the process; Python would first wait for its threads, however long they wait for somebody else."""
    logging.shutdown()
    os._exit(status)
