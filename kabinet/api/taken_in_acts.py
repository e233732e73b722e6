"""What acts on a ticket take beside its version: the fields are the arguments of the act."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from kabinet.api.taken import (
    PRINTED,
    Code,
    Files,
    Instant,
    Key,
    Level,
    Name,
    Promises,
    Reason,
    Taken,
    Words,
)
from kabinet.records import lengths
from kabinet.regulation.access import Audience
from kabinet.regulation.legs import Channel

Number = Annotated[str, Meta(max_length=20, pattern=r"^[UV]-[0-9]{1,10}$")]
Keys = Annotated[list[Key], Meta(max_length=200)]
Codes = Annotated[list[Code], Meta(max_length=50)]
Symptoms = Annotated[dict[Code, Code | bool], Meta(max_length=50)]
Values = Annotated[dict[Code, Words], Meta(max_length=100)]
Phone = Annotated[str, Meta(max_length=lengths.PHONE, pattern=PRINTED)]
Kind = Literal["answer", "question", "solution", "workaround", "workaround_final", "plan"]


class Widened(Taken, frozen=True):
    """A message of the own side, who else may read it, and which of its files."""

    message: Key
    audience: Audience
    files: Files = []


class Called(Taken, frozen=True):
    """A call of the support, whether somebody answered; one of earlier has its instant and why it is written down late."""

    reached: bool
    text: Words
    asks: bool = False
    occurred_at: Instant | None = None
    reason: Reason = ""


class Came(Taken, frozen=True):
    """The applicant's own answer that came another way while the cabinet was declared unreachable."""

    channel: Channel
    text: Words
    occurred_at: Instant | None = None
    reason: Reason = ""
    files: Files = []


class ClaimConfirmed(Taken, frozen=True):
    """The row of the history that claims a call."""

    claim: Key


class ClaimDenied(ClaimConfirmed, frozen=True):
    """The same, and why there was none."""

    reason: Reason = ""


class ClosedByWord(Taken, frozen=True):
    """The row of the history in which the applicant says so, and the reason."""

    word: Key
    reason: Reason


class OtherTicket(Taken, frozen=True):
    """Its number."""

    other: Number


class Merged(Taken, frozen=True):
    """The ticket in which work goes on."""

    into: Number
    reason: Reason = ""


class Tag(Taken, frozen=True):
    """A word or two."""

    name: Name


class Somebody(Taken, frozen=True):
    """The key of a person."""

    person: Key


class NewContact(Taken, frozen=True):
    """The key of a confirmed contact; telephone and mail of this ticket, else those on their record."""

    contact: Key
    phone: Phone = ""
    email: Annotated[str, Meta(max_length=254, pattern=PRINTED)] = ""


class PlaceAsked(Taken, frozen=True):
    """What is to be sent."""

    text: Annotated[str, Meta(min_length=1, max_length=lengths.LINE, pattern=PRINTED)]


class PlaceWanted(Taken, frozen=True):
    """What is to be sent, and the last day on which it is taken."""

    text: Words
    until: date


class LevelWanted(Taken, frozen=True):
    """The level and what it rests on: an applicant who raises says the symptoms of now, for a critical ticket the promises;
    whoever lowers alone what was asked for names a ground of the regulation."""

    level: Level
    reason: Reason = ""
    symptoms: Symptoms | None = None
    critical: Promises | None = None
    ground: Code = ""


class LevelProposed(Taken, frozen=True):
    """Another level, and why."""

    level: Level
    reason: Reason


class OnLevel(Taken, frozen=True):
    """The level to which it goes."""

    level: Level


class PromisesGiven(Taken, frozen=True):
    """The client's own word on what was written down from a call."""

    critical: Promises


class PassedOn(Taken, frozen=True):
    """What the vendor gets: the items of its form, and messages and files of the client's ticket, chosen one by one."""

    values: Values
    messages: Keys = []
    files: Files = []
    level: Level | None = None
    level_reason: Reason = ""
    critical: Promises | None = None
    symptoms: Symptoms | None = None
    defect: bool = False
    service: Code = ""
    contact: Key | None = None


class Relayed(Taken, frozen=True):
    """A message of the vendor ticket, in the words that the client will read, and what it is to them; files of the vendor
    ticket, chosen one by one."""

    message: Key
    text: Words
    kind: Kind
    files: Files = []


class CarriedOver(Taken, frozen=True):
    """A message of the client's ticket, in the words that the vendor will read; `client` where several tickets wait."""

    message: Key
    text: Words
    files: Files = []
    client: Number | None = None


class Returned(Taken, frozen=True):
    """Cases of the regulation, and the fields of the form to be completed; without them those that the cases name."""

    cases: Codes
    text: Words = ""
    missing: Codes = []


class Supplied(Taken, frozen=True):
    """One field that was asked for: its value, or files that give it."""

    item: Code
    value: Words = ""
    files: Files = []


class Explained(Taken, frozen=True):
    """One field that cannot be had, and why."""

    item: Code
    reason: Reason


class Completed(Taken, frozen=True):
    """All that is still missing, by the fields of the form."""

    values: Values
    text: Words = ""
    files: Files = []
