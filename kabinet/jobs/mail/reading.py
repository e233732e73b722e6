"""The loop that reads what was kept: takes one letter, reads it outside any transaction, writes down what becomes of it."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import DatabaseError, InterfaceError, connection

from kabinet.actions.inbox import sorting
from kabinet.actions.inbox.reading.letter import read_letter
from kabinet.actions.tickets.drafts.stored import settled
from kabinet.jobs import loops
from kabinet.records.versions.vendor_names import one_request

PAUSE = 1.0  # seconds between two looks
log = logging.getLogger(__name__)


def run(stop: Event, now: Callable[[], datetime]) -> None:
    """Until `stop` is set; the letter under way is finished first."""
    try:
        while not stop.is_set():
            if not loops.look(loops.MAIL, lambda: read_next(now())):
                stop.wait(PAUSE)
    finally:
        connection.close()


def read_next(at: datetime) -> bool:
    """The letter that waits longest; False when none does. One over which the program stumbles is held for the desk, and
    stops no other."""
    taken = sorting.take_next(at=at)
    if taken is None:
        return False
    if taken.tries > sorting.TRIES:
        sorting.hold_unreadable(at=at, taken=taken)
        return True
    try:
        read = read_letter(taken.raw)
        with one_request(), settled():
            sorting.sort_letter(at=at, taken=taken, read=read)
    except (DatabaseError, InterfaceError):
        # Away, or somebody wrote the same draft at that moment: it is read again when the lease ends.
        raise
    except Exception:
        log.exception("mail: letter %s is a fault of the program", taken.key)
        sorting.hold_unreadable(at=at, taken=taken)
    return True
