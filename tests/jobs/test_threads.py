"""Loops leave the event loop's own threads to what comes and goes: jobs, and letters that are handed over."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from kabinet.jobs.threads import in_its_own_thread
from tests.clock import PATIENCE
from tests.house.source import PACKAGE


def test_what_comes_and_goes_has_a_thread_however_many_loops_there_are() -> None:
    halt = Event()

    def loop() -> None:
        halt.wait()

    async def work() -> str:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        loops = [asyncio.create_task(in_its_own_thread(loop)) for _ in range(3)]
        try:
            return await asyncio.wait_for(asyncio.to_thread(str, "done"), PATIENCE)
        finally:
            halt.set()
            await asyncio.wait(loops)

    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(lambda: asyncio.run(work())).result() == "done"


def test_no_loop_is_begun_otherwise() -> None:
    """`to_thread` is for what ends by itself: a letter that is kept."""
    jobs = PACKAGE / "jobs"
    takes = {str(path.relative_to(jobs)) for path in jobs.rglob("*.py") if "to_thread(" in path.read_text()}
    assert takes == {"mail/listening.py"}
