"""The loop that sends letters: takes one delivery after the other, hands the letter over outside any transaction, notes it.

A letter that its server does not take now is tried again after a pause that grows; while the server is away no other letter
is tried and none is charged for it. Nothing but the row knows how far a letter is, so any number of workers may run, and
any of them be killed.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from threading import Event

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.letters import deliveries, digests, sending
from kabinet.actions.letters.letter import Deferred, Dropped, Held, Letter, Taken
from kabinet.jobs import clock, loops
from kabinet.jobs.post_office import Away, PostOffice, Refused, message_of
from kabinet.records.versions.vendor_names import one_request

DIED = "every worker that took it ended before it could note what became of it"
PAUSE = 1.0  # seconds between two looks
FIRST_REST, LAST_REST = timedelta(seconds=5), timedelta(minutes=5)
log = logging.getLogger(__name__)


class Outcome(Enum):
    """What one look came to."""

    NOTHING_DUE = "nothing is due"
    DONE = "one is done"
    AWAY = "the server is away"


@dataclass(slots=True)
class Rest:
    """How long the server is left alone after it was away: longer each time."""

    until: datetime | None = None
    times: int = 0

    def note(self, outcome: Outcome, at: datetime) -> None:
        """Whether it was there."""
        if outcome is Outcome.AWAY:
            self.times += 1
            self.until = at + min(FIRST_REST * 2 ** min(self.times - 1, 16), LAST_REST)
        elif outcome is Outcome.DONE:
            self.until, self.times = None, 0

    def rests(self, at: datetime) -> bool:
        """Whether nothing is tried yet."""
        return self.until is not None and at < self.until


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; the letter under way is finished first. Nothing to do where no letters are sent."""
    office, rest = PostOffice(), Rest()
    try:
        while not stop.is_set():
            if not (deliveries.are_sent() and loops.look(loops.LETTERS, lambda: _go_on(now, office, rest))):
                office.close()
                stop.wait(PAUSE)
    finally:
        office.close()
        connection.close()


def deliver_next(at: datetime, office: PostOffice) -> Outcome:
    """The delivery that is due longest at `at`. A letter over which the program stumbles stops no other, nor the loop."""
    taken = sending.take_delivery(at=at)
    if taken is None:
        return Outcome.NOTHING_DUE
    if taken.tries > sending.TRIES:
        sending.note_failed(at=at, taken=taken, error=DIED, forever=True)
        return Outcome.DONE
    try:
        return _delivered(at, taken, office)
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        log.exception("letters: delivery %s is a fault of the program", taken.key)
        sending.note_failed(at=at, taken=taken, error=type(fault).__name__, forever=False)
        return Outcome.DONE


def _delivered(at: datetime, taken: Taken, office: PostOffice) -> Outcome:
    with one_request():
        written = sending.write_letter(at=at, taken=taken)
    if isinstance(written, Dropped):
        sending.note_dropped(at=at, taken=taken, dropped=written)
    elif isinstance(written, Deferred):
        digests.join_digest(
            at=at, taken=taken, mode=written.mode, zone=written.zone, calendar=written.calendar
        )
    elif isinstance(written, Held):
        sending.note_held(taken=taken, until=written.until)
    else:
        return _handed_over(at, taken, written, office)
    return Outcome.DONE


def _handed_over(at: datetime, taken: Taken, letter: Letter, office: PostOffice) -> Outcome:
    if settings.LETTERS == deliveries.CAUGHT:
        caught = message_of(letter).message().as_bytes().decode()
        sending.note_sent(at=at, taken=taken, caught=caught, left_out=letter.left_out)
        return Outcome.DONE
    try:
        office.send(letter)
    except Refused as refused:
        sending.note_failed(at=at, taken=taken, error=str(refused), forever=refused.forever)
        return Outcome.DONE
    except Away as away:
        log.warning("letters: the server does not take any: %s", away)
        sending.note_failed(at=at, taken=taken, error=str(away), forever=False)
        return Outcome.AWAY
    sending.note_sent(at=at, taken=taken, left_out=letter.left_out)
    return Outcome.DONE


def _go_on(now: Callable[[], datetime], office: PostOffice, rest: Rest) -> bool:
    at = now()
    if rest.rests(at):
        return False
    outcome = deliver_next(at, office)
    rest.note(outcome, at)
    return outcome is Outcome.DONE
