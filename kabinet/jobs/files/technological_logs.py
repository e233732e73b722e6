"""The loop that has technological logs read, one after another, each in a process of its own, outside any transaction.

Nothing but the row knows how far a log is, so any number of workers may run, and any of them be killed.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.contents.door import brought
from kabinet.actions.log_summaries import reading
from kabinet.actions.log_summaries.reading import LEASE, TRIES, Lost, State, Taken
from kabinet.actions.tickets.drafts.stored import find_place
from kabinet.jobs import clock, loops
from kabinet.jobs.files.log_process import Stopped, Unread, read_in_process

PAUSE = 2.0  # seconds between two looks
KINDS_SHOWN = ("log", "config", "packed", "locked")
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; a log under way is left to the next worker."""
    try:
        while not stop.is_set():
            if not loops.look(loops.LOGS, lambda: _go_on(now, stop)):
                stop.wait(PAUSE)
    finally:
        connection.close()


def read_next(now: Callable[[], datetime], stop: Event | None = None) -> bool:
    """The log that waits longest; False when none does. One over which the program stumbles stops no other."""
    taken = reading.take_log(at=now())
    if taken is None:
        return False
    if taken.tries > TRIES:
        reading.note_read(at=now(), taken=taken, state=State.FAILED)
        return True
    try:
        found = read_in_process(
            brought(find_place(taken.key)), taken.name, _beat(now, taken, stop or Event())
        )
        state = State.READY if found["kind"] in KINDS_SHOWN else State.OTHER
        reading.note_read(at=now(), taken=taken, state=state, summary=found if state == State.READY else None)
    except (OperationalError, InterfaceError, Stopped):
        raise
    except Lost:
        log.info("technological logs: %s is somebody else's by now", taken.key)
    except (Unread, OSError) as why:
        log.warning("technological logs: %s is not read: %s", taken.key, why)
        reading.note_read(at=now(), taken=taken, state=State.FAILED)
    except Exception:
        log.exception("technological logs: %s is a fault of the program", taken.key)
        reading.note_read(at=now(), taken=taken, state=State.FAILED)
    return True


def _beat(now: Callable[[], datetime], taken: Taken, stop: Event) -> Callable[[float], bool]:
    """Waits, and keeps the lease."""
    kept = [now()]

    def beat(seconds: float) -> bool:
        if stop.wait(seconds):
            return True
        if (at := now()) - kept[0] > LEASE / 4:
            reading.keep_on(at=at, taken=taken)
            kept[0] = at
            loops.ran(loops.LOGS)
        return False

    return beat


def _go_on(now: Callable[[], datetime], stop: Event) -> bool:
    try:
        return read_next(now, stop)
    except Stopped:
        return False
