"""`kabinet mail` in one process: a thread a box, one that reads, and the place where a mail server hands letters over."""

import asyncio
import logging
import signal
from collections.abc import Callable
from datetime import datetime
from threading import Event

from kabinet.jobs import clock
from kabinet.jobs.mail import fetching, listening, reading
from kabinet.jobs.threads import in_its_own_thread, status_of
from kabinet.network.mailboxes import MailIn

SECONDS_TO_END = 3.0
log = logging.getLogger(__name__)


def main(mail_in: MailIn, *, now: Callable[[], datetime] = clock.now) -> int:
    """Runs until SIGTERM or SIGINT; the status to leave with. What is under way is finished; what is not kept stays with its
    server."""
    return status_of(_work(mail_in, now))


async def _work(mail_in: MailIn, now: Callable[[], datetime]) -> int:
    stop, halt = asyncio.Event(), Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = await listening.listening(mail_in, mail_in.listener, now) if mail_in.listener else None
    own = {asyncio.create_task(in_its_own_thread(reading.run, halt, now), name="reading")}
    for box in mail_in.boxes:
        if box.imap is not None:
            own.add(asyncio.create_task(in_its_own_thread(fetching.run, box, halt, now), name=box.address))
    log.info("letters are taken for %s", ", ".join(each.address for each in mail_in.boxes))
    waiting = asyncio.create_task(stop.wait())
    ended, _rest = await asyncio.wait({*own, waiting}, return_when=asyncio.FIRST_COMPLETED)
    halt.set()
    if server is not None:
        server.close()
    _done, left = await asyncio.wait(own, timeout=SECONDS_TO_END)
    if left:
        # What it had in hand is there for the next process.
        log.warning("mail: it ends without what waits for a server")
    if not stop.is_set():
        loop = (ended - {waiting}).pop()
        log.critical("mail: the loop %s has ended", loop.get_name(), exc_info=loop.exception())
        return 1
    return 0
