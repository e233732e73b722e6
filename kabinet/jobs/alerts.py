"""The loop that tells browsers: takes one alert after the other, asks its push service outside any transaction, notes it.

A push service that is away is left alone for longer each time, and nobody else waits for it. Nothing but the row knows how
far an alert is, so any number of workers may run, and any of them be killed.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection

from kabinet.actions.alerts import devices, sending
from kabinet.actions.alerts.sending import Message, Sealed, Taken
from kabinet.actions.letters.letter import Held
from kabinet.jobs import clock, loops
from kabinet.network import web_push
from kabinet.network.web_push import Away, Gone, Refused
from kabinet.records.versions.vendor_names import one_request

PAUSE = 1.0  # seconds between two looks
FIRST_REST, LAST_REST = timedelta(seconds=5), timedelta(minutes=5)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Rests:
    """How long each push service is left alone after it was away: longer each time."""

    _until: dict[str, datetime] = field(default_factory=dict)
    _times: dict[str, int] = field(default_factory=dict)

    def note_away(self, service: str, at: datetime) -> None:
        """It did not answer."""
        times = self._times[service] = self._times.get(service, 0) + 1
        self._until[service] = at + min(FIRST_REST * 2 ** min(times - 1, 16), LAST_REST)

    def note_there(self, service: str) -> None:
        """It answered."""
        self._until.pop(service, None)
        self._times.pop(service, None)

    def until(self, service: str, at: datetime) -> datetime | None:
        """When it is asked again; None when at once."""
        until = self._until.get(service)
        return until if until is not None and at < until else None


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; the alert under way is finished first. Nothing to do where no browser is told."""
    rests = Rests()
    try:
        while not stop.is_set():
            if not (settings.PUSH.used and _looked(now, rests)):
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
    elif isinstance(written, Message):
        _handed_over(at, taken, written, rests)
    else:
        sending.note_needless(taken=taken)


def _handed_over(at: datetime, taken: Taken, message: Message, rests: Rests) -> None:
    try:
        _ask(message, at)
    except Gone:
        sending.note_gone(taken=taken)
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


def _ask(message: Message, at: datetime) -> None:
    """The operator may have taken a service out since the device was added."""
    endpoint = message.to.endpoint
    if not settings.PUSH.allow(endpoint):
        raise Refused("a service that is not used here any more")
    web_push.send(
        message.to,
        message.body,
        own=devices.own_key(),
        sender=settings.PUBLIC_URL,
        at=int(at.timestamp()),
        inside=settings.PUSH.inside(endpoint),
        seconds=message.seconds,
        urgent=message.urgent,
        topic=message.topic,
    )


def _looked(now: Callable[[], datetime], rests: Rests) -> bool:
    """One alert; whether there may be more at once. The database being away is news, not an end."""
    try:
        found = tell_next(now(), rests)
        loops.ran(loops.ALERTS)
        return found
    except (DatabaseError, InterfaceError) as failed:
        log.error("alerts: the database does not answer, trying again: %s", failed)
        close_old_connections()
        return False
