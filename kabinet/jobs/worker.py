"""`kabinet work`: the loop of deadlines and the worker of jobs in one process, until SIGTERM or SIGINT.

What is under way is finished; what is not begun stays in the database for the next worker. Any number may run.
"""

import asyncio
import logging
import signal
from threading import Event

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from kabinet.jobs import deadlines

SECONDS_TO_FINISH = 20.0
SECONDS_TO_RECOVER = 5.0
log = logging.getLogger(__name__)


def main() -> None:
    """Runs until told to stop. Django is set up, the environment names the database."""
    asyncio.run(_work())


async def _work() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    halt = Event()
    due = asyncio.create_task(asyncio.to_thread(deadlines.run, halt))
    jobs = asyncio.create_task(_jobs())
    log.info("the worker watches the deadlines")
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({due, waiting}, return_when=asyncio.FIRST_COMPLETED)
    halt.set()
    jobs.cancel()
    await asyncio.gather(jobs, return_exceptions=True)
    await due


async def _jobs() -> None:
    """The jobs' worker; when the database goes away it is begun anew, and the deadlines know nothing of it."""
    while True:
        try:
            # Django's own connection serves one thread; the worker has a pool of its own.
            ready = app.with_connector(DjangoConnector().get_worker_connector())
            async with ready.open_async():
                await ready.run_worker_async(
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=SECONDS_TO_FINISH,
                    delete_jobs="successful",
                )
        except Exception:
            log.exception("jobs: the worker is begun anew")
        await asyncio.sleep(SECONDS_TO_RECOVER)
