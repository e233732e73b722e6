"""A letter as it is handed to a server, and what else can come of a delivery that is taken up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kabinet.actions.letters.choices import Mode
from kabinet.records.models import Delivery, Notice, Person
from kabinet.regulation.access import Actor

State = Delivery.State
Why = Delivery.Why


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice for one reader, or a digest of many; `headers` beside To, From and Subject, none with a line break in it;
    `left_out` are deliveries that a digest does not say."""

    to: str
    sender: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]
    left_out: Mapping[UUID, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nothing is to be sent, and why; of a digest `left_out`, each for its own reason."""

    why: Why
    left_out: Mapping[UUID, Why] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """It waits for the end of the reader's quiet hours."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Deferred:
    """It goes with the digest of its hour, in the reader's zone, by the calendar of this code."""

    mode: Mode
    zone: ZoneInfo
    calendar: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery in the hands of one worker: at its `tries`-th try, until the lease ends; `digest` when it leads one,
    `of_ticket` when that is of one ticket alone."""

    key: UUID
    tries: int
    message_id: str
    digest: bool
    of_ticket: bool = False


# settings.LETTER_WRITER: the notice with its ticket, its reader as they are let in now, their record, the Message-ID.
Writer = Callable[[Notice, Actor, Person, str], Letter]
