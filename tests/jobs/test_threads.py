"""Loops leave the event loop's own threads to what comes and goes: jobs, and letters that are handed over. None is waited
for at the end."""

import asyncio
import subprocess
import sys
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


ENDS = """
import asyncio, time
from kabinet.jobs.threads import in_its_own_thread, leave, status_of
async def deaf():
    while True:
        try:
            await asyncio.sleep(100_000)
        except asyncio.CancelledError:
            pass
async def work():
    told = asyncio.create_task(deaf())
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 100_000)
    begun = asyncio.create_task(in_its_own_thread(time.sleep, 100_000))
    await asyncio.wait({begun}, timeout=0.1)
    begun.cancel()
    told.cancel()
    return 3
leave(status_of(work()))
"""


def test_neither_a_thread_that_waits_nor_a_task_that_will_not_end_is_waited_for() -> None:
    ended = subprocess.run([sys.executable, "-c", ENDS], timeout=PATIENCE, cwd=PACKAGE.parent)
    assert ended.returncode == 3


def test_no_process_of_loops_ends_otherwise() -> None:
    jobs = PACKAGE / "jobs"
    assert [path.name for path in jobs.rglob("*.py") if "asyncio.run(" in path.read_text()] == []
    begun = [path for path in jobs.rglob("*.py") if "return status_of(" in path.read_text()]
    commands = [
        path for path in (PACKAGE / "config/commands").glob("*.py") if "leave(status)" in path.read_text()
    ]
    assert len(begun) == len(commands) == 2
