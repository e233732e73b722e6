"""The loop that tells programs elsewhere: takes one fact after the other, hands it over outside any transaction, notes it.

An address that does not take any is left alone for longer each time, and no other waits for it. Nothing but the row knows
how far a fact is, so any number of workers may run, and any of them be killed.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event

from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.webhooks import sending
from kabinet.actions.webhooks.sending import Parcel, Taken
from kabinet.jobs import clock, loops
from kabinet.jobs.rests import Rests
from kabinet.network import client
from kabinet.network.client import Answer, NotAnswered, NotAsked

PAUSE = 1.0  # seconds between two looks
SECONDS = 15.0  # for which a receiver may take its time, from its name to its last byte
TAKEN = range(200, 300)
GONE = 410
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; the fact under way is finished first."""
    rests = Rests()
    try:
        while not stop.is_set():
            if not loops.look(loops.WEBHOOKS, lambda: tell_next(now(), rests)):
                stop.wait(PAUSE)
    finally:
        connection.close()


def tell_next(at: datetime, rests: Rests) -> bool:
    """What is due at `at`; False when nothing is. One over which the program stumbles stops no other."""
    taken = sending.take_next(at=at)
    if taken is None:
        return False
    if taken.tries > sending.TRIES:
        sending.note_failed(at=at, taken=taken, status=None, error=sending.DIED)
        return True
    if (until := rests.until(str(taken.webhook), at)) is not None:
        sending.note_held(taken=taken, until=until)
        return True
    try:
        parcel = sending.write_parcel(at=at, taken=taken)
        if parcel is not None:
            _handed_over(at, taken, parcel, rests)
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        log.exception("webhooks: fact %s is a fault of the program", taken.key)
        sending.note_failed(at=at, taken=taken, status=None, error=type(fault).__name__)
    return True


def _handed_over(at: datetime, taken: Taken, parcel: Parcel, rests: Rests) -> None:
    try:
        answer = client.ask(
            "POST",
            parcel.url,
            inside=parcel.inside,
            body=parcel.body,
            headers=parcel.headers,
            seconds=SECONDS,
        )
    except (NotAsked, NotAnswered) as failed:
        _failed(at, taken, rests, None, failed.reason, 0)
        return
    if answer.status in TAKEN:
        sending.note_told(at=at, taken=taken, status=answer.status)
        rests.note_there(str(taken.webhook))
    elif answer.status == GONE:
        sending.note_gone(at=at, taken=taken, status=answer.status)
    else:
        _failed(at, taken, rests, answer.status, "", _wish(answer, at))


def _failed(at: datetime, taken: Taken, rests: Rests, status: int | None, error: str, wish: int) -> None:
    log.warning("webhooks: %s does not take any: %s", taken.host, error or f"HTTP {status}")
    rests.note_away(str(taken.webhook), at)
    sending.note_failed(at=at, taken=taken, status=status, error=error, wish=wish)


def _wish(answer: Answer, at: datetime) -> int:
    """For how many seconds the receiver wants to be left alone (Retry-After: seconds, or a date); 0 for nothing said."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal() and len(said) < 10:
        return int(said)
    with suppress(ValueError, TypeError, OverflowError):
        until = parsedate_to_datetime(said)
        return max(0, int((until.replace(tzinfo=until.tzinfo or UTC) - at).total_seconds()))
    return 0
