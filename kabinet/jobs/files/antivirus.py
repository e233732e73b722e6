"""The loop that has files of tickets looked through, one after another, outside any transaction.

Nothing but the row knows how far a file is, so any number of workers may run, and any of them be killed.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.contents.door import brought
from kabinet.actions.scans import scanning
from kabinet.actions.scans.scanning import LEASE, TRIES, State, Taken
from kabinet.actions.tickets.drafts.stored import find_place
from kabinet.jobs import clock, loops
from kabinet.jobs.rests import Rests
from kabinet.network import clamd

PAUSE = 1.0  # seconds between two looks
SERVICE = "clamd"
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; the file under way is finished first. Nothing to do where no antivirus is named."""
    rests = Rests()
    try:
        while not stop.is_set():
            if not (settings.CLAMD and loops.look(loops.ANTIVIRUS, lambda: scan_next(now, rests))):
                stop.wait(PAUSE)
    finally:
        connection.close()


def scan_next(now: Callable[[], datetime], rests: Rests) -> bool:
    """The file that waits longest; False when none does. One over which the program stumbles stops no other."""
    at = now()
    taken = scanning.take_file(at=at)
    if taken is None:
        return False
    if taken.known:
        scanning.settle(at=at, taken=taken, state=taken.known, found=taken.found)
    elif taken.tries > TRIES:
        scanning.settle(at=at, taken=taken, state=State.UNSCANNED)
    elif (until := rests.until(SERVICE, at)) is not None:
        scanning.note_away(at=at, taken=taken, until=until)
    else:
        _look_through(now, taken, rests)
    return True


def _beat(now: Callable[[], datetime], taken: Taken) -> Callable[[], None]:
    """Keeps the lease, which is short: whoever is killed at a file holds it back for no longer."""
    kept = [now()]

    def beat() -> None:
        if (at := now()) - kept[0] > LEASE / 4:
            scanning.keep_on(at=at, taken=taken)
            kept[0] = at
            loops.ran(loops.ANTIVIRUS)

    return beat


def _look_through(now: Callable[[], datetime], taken: Taken, rests: Rests) -> None:
    try:
        scanned = clamd.scan(settings.CLAMD, brought(find_place(taken.key)), _beat(now, taken))
    except clamd.Failed as failed:
        log.warning("antivirus: file %s: %s", taken.key, failed)
        scanning.note_failed(at=now(), taken=taken)
        return
    except clamd.Away as away:
        log.warning("antivirus: clamd does not answer: %s", away)
        at = now()
        rests.note_away(SERVICE, at)
        scanning.note_away(at=at, taken=taken, until=rests.until(SERVICE, at) or at)
        return
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("antivirus: file %s is not looked through", taken.key)
        scanning.settle(at=now(), taken=taken, state=State.UNSCANNED)
        return
    rests.note_there(SERVICE)
    if scanned.found:
        log.warning("antivirus: %s is in file %s, which is handed out no more", scanned.found, taken.key)
        scanning.settle(at=now(), taken=taken, state=State.INFECTED, found=scanned.found)
        return
    if scanned.reason:
        log.warning("antivirus: file %s is not looked through: %s", taken.key, scanned.reason)
    scanning.settle(at=now(), taken=taken, state=State.UNSCANNED if scanned.reason else State.CLEAN)
