"""The loop that tells browsers and chats: takes one alert after the other, hands it over outside any transaction, notes it.

A service that is away is left alone for longer each time, and nobody else waits for it. Nothing but the row knows how
far an alert is, so any number of workers may run, and any of them be killed.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.alerts import devices, sending
from kabinet.actions.alerts.sending import Parcel, Sealed, Taken
from kabinet.actions.letters.letter import Held
from kabinet.jobs import clock, loops
from kabinet.jobs.channels import channel_of
from kabinet.jobs.rests import Rests
from kabinet.network.channel import Away, Gone, Refused
from kabinet.records.versions.vendor_names import one_request

PAUSE = 1.0  # seconds between two looks
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; the alert under way is finished first. Nothing to do where nobody is told."""
    rests = Rests()
    try:
        while not stop.is_set():
            if not (devices.channels() and loops.look(loops.ALERTS, lambda: tell_next(now(), rests))):
                stop.wait(PAUSE)
    finally:
        connection.close()


def tell_next(at: datetime, rests: Rests) -> bool:
    """The alert that is due longest at `at`; False when none is. One over which the program stumbles stops no other."""
    taken = sending.take_alert(at=at)
    if taken is None:
        return False
    if (until := rests.until(taken.service, at)) is not None:
        sending.note_held(taken=taken, until=until)
        return True
    try:
        _told(at, taken, rests)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("alerts: alert %s is a fault of the program", taken.key)
        sending.note_away(at=at, taken=taken)
    return True


def _told(at: datetime, taken: Taken, rests: Rests) -> None:
    with one_request():
        written = sending.write_message(at=at, taken=taken)
    if isinstance(written, Held):
        sending.note_held(taken=taken, until=written.until)
    elif isinstance(written, Sealed):
        sending.note_refused(taken=taken, said=sending.UNREADABLE)
    elif isinstance(written, Parcel):
        _handed_over(at, taken, written, rests)
    else:
        sending.note_needless(taken=taken)


def _handed_over(at: datetime, taken: Taken, parcel: Parcel, rests: Rests) -> None:
    try:
        channel_of(parcel.channel).hand_over(parcel.to, parcel.message)
    except Gone:
        sending.note_gone(at=at, taken=taken, to=parcel.to)
    except Refused as refused:
        sending.note_refused(taken=taken, said=refused.said)
    except Away as away:
        log.warning("alerts: %s does not take any: %s", taken.service, away.said)
        rests.note_away(taken.service, at)
        sending.note_away(at=at, taken=taken, seconds=away.seconds)
        return
    else:
        sending.note_taken(at=at, taken=taken)
    rests.note_there(taken.service)
