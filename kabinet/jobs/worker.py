"""`kabinet work`: its loops and the worker of jobs in one process, until SIGTERM or SIGINT.

What is under way is finished; what is not begun stays in the database for the next worker. Any number may run.
"""

import asyncio
import logging
import signal
from collections.abc import Callable
from threading import Event
from typing import Any

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connections
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.worker import Worker

from kabinet.jobs import (
    alerts,
    bridges,
    deadlines,
    exports,
    letters,
    loops,
    messengers,
    on_call,
    webhooks,
)
from kabinet.jobs.files import antivirus, technological_logs
from kabinet.jobs.threads import in_its_own_thread, status_of

# For jobs that are under way, and for everything else, when the process is told to end.
SECONDS_TO_FINISH, SECONDS_TO_END = 3.0, 4.0
SECONDS_TO_RECOVER = 5.0
LOOPS = (
    *(deadlines, on_call, letters, alerts, messengers, exports, webhooks, bridges),
    *(technological_logs, antivirus),
)
log = logging.getLogger(__name__)


def main() -> int:
    """Runs until told to stop; the status to leave with. Django is set up, the environment names the database."""
    return status_of(_work())


async def _work() -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    halt = Event()
    own = {asyncio.create_task(in_its_own_thread(loop.run, halt), name=loop.__name__) for loop in LOOPS}
    jobs = asyncio.create_task(_jobs())
    log.info("the worker watches the deadlines")
    waiting = asyncio.create_task(stop.wait())
    ended, _ = await asyncio.wait({*own, waiting}, return_when=asyncio.FIRST_COMPLETED)
    halt.set()
    jobs.cancel()
    _, left = await asyncio.wait({*own, jobs}, timeout=SECONDS_TO_END)
    if left:
        log.warning("the worker ends without what waits for the database")
    if not stop.is_set():
        loop = (ended - {waiting}).pop()
        log.critical("the loop %s has ended", loop.get_name(), exc_info=loop.exception())
        return 1
    return 0


async def _jobs() -> None:
    """The jobs' worker; when the database goes away it is begun anew, and the deadlines know nothing of it."""
    while True:
        try:
            await _fresh_connection()
            await _run_jobs()
            # It ends by itself when one of its own loops has failed, and has logged which.
            log.error("jobs: the worker has ended and is begun anew")
        except Exception:
            log.exception("jobs: the worker is begun anew")
        await asyncio.sleep(SECONDS_TO_RECOVER)


async def _run_jobs() -> None:
    # Django's own connection serves one thread; the worker has a pool of its own.
    ready = app.with_connector(DjangoConnector().get_worker_connector())
    async with ready.open_async():
        await ready.run_worker_async(
            install_signal_handlers=False,
            shutdown_graceful_timeout=SECONDS_TO_FINISH,
            delete_jobs="successful",
            task_middleware=[_do_task],
        )


def _do_task(task: Callable[[], Any], context: JobContext, _: Worker) -> Any:
    """In one of the threads of jobs, whose connection may have died since its last one."""
    close_old_connections()
    done = task()
    loops.ran((context.job.task_name).rpartition(".")[2])
    return done


async def _fresh_connection() -> None:
    """Jobs, and whoever defers them by the hour, share one thread and Django's connection of it, which may be dead."""
    await sync_to_async(connections.close_all)()
