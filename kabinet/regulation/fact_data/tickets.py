"""What each kind of a ticket's fact keeps. Instants are aware, levels 1..4, persons and rows are named by their keys.

One declaration may serve kinds that keep the same; which one belongs to a kind says OF_TICKET (__init__.py).
"""

from dataclasses import dataclass, field
from datetime import datetime

from kabinet.regulation.access import Audience
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.fact_data.shape import FactData
from kabinet.regulation.facts import Answer, Side
from kabinet.regulation.pack import Turn
from kabinet.regulation.text import Text

# Keys that cannot be names, and their counterparts.
FROM, TO = {"key": "from"}, {"key": "to"}


@dataclass(frozen=True, kw_only=True)
class Registered(FactData):
    """The `level` that the ticket got and the one that its symptoms were `judged`; `unconfirmed`: standard for want of the
    terms of a critical one (U4e).

    `draft` or `foreign_draft` it was made of; `origin` or `continues` names the ticket whose matter it takes up, `foreign`
    and `foreign_number` the third party's desk with `why` it may be used (U3.6b). `contact` names another contact than the
    author (U3.5e). `channel`, `name` and `reason`: whom the partner registered it for, and why it was written down late.
    """

    level: int
    judged: int | None
    unconfirmed: bool = False
    draft: int | None = None
    origin: str = ""
    continues: str = ""
    foreign: str = ""
    foreign_number: str = ""
    foreign_draft: int | None = None
    why: str = ""
    contact: Text | None = None
    channel: str = ""
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Taken(FactData):
    """Who works on the ticket from now on."""

    assignee_id: int
    assignee: str


@dataclass(frozen=True, kw_only=True)
class Assigned(FactData):
    """To whom the ticket is given, nobody when it is released; `rule` is the number of the desk's rule that named them."""

    assignee_id: int | None
    assignee: str = ""
    rule: int | None = None


@dataclass(frozen=True, kw_only=True)
class Noted(FactData):
    """`called`: colleagues called by name, who watch the ticket from then on."""

    called: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answered(FactData):
    """What the message is to the clocks (P4.8.1b); `final`: it is offered as the end of the matter."""

    answer: Answer
    final: bool


@dataclass(frozen=True, kw_only=True)
class Replied(FactData):
    """`joint`: the client's participants read it as well (P5c)."""

    joint: bool = False


@dataclass(frozen=True, kw_only=True)
class Called(FactData):
    """Whether the applicant was `reached`, and whether a question was put (`asks`, U4d); `reason` of a late entry."""

    reached: bool
    asks: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Claimed(Called):
    """What the call of `since` would take from the other side (breached, lowered), until when it can be answered
    (`closes`) or that whoever is asked may not work now (`unable`, L12b); `only` confirmed, where silence is not enough."""

    takes: tuple[str, ...]
    since: datetime
    closes: datetime | None = None
    unable: bool = False
    only: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimAnswered(FactData):
    """The row of the `claim`, its instant and whether it says that somebody was reached; `how` is silence where nobody
    answered."""

    claim: int
    since: datetime
    reached: bool
    how: str = ""
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class LevelMove(FactData):
    """From which level to which is proposed, or declined (P4.8.2c, U3.5b)."""

    from_level: int = field(metadata=FROM)
    to_level: int = field(metadata=TO)
    reason: str


@dataclass(frozen=True, kw_only=True)
class LevelChanged(FactData):
    """`how`: agreed (P4.8.2c), unagreed (P4.8.2b). `judged` is what the symptoms of now come to. `because` names the linked
    ticket that it follows (P5d). `owed` is the clock that the applicant owes anew: open `since`, until `due` (U4d)."""

    from_level: int = field(metadata=FROM)
    to_level: int = field(metadata=TO)
    reason: str | Text | None = None
    how: str = ""
    judged: int | None = None
    because: str = ""
    owed: ClockName | None = None
    since: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PassedOn(FactData):
    """Number of the `vendor` ticket."""

    vendor: str


@dataclass(frozen=True, kw_only=True)
class Relayed(FactData):
    """On the client leg what the answer is to the clocks; on the vendor leg which `message` went into which `client`
    ticket."""

    answer: Answer | None = None
    final: bool | None = None
    client: str = ""
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class Returned(FactData):
    """The regulation's `cases` with their `name`, and the codes of the form's fields that are `missing` (P5e)."""

    cases: tuple[str, ...]
    missing: tuple[str, ...]
    name: Text
    reason: str


@dataclass(frozen=True, kw_only=True)
class Supplied(FactData):
    """The code and `name` of a missing `item`; `final`: it was the last one (P5e)."""

    item: str
    name: Text
    final: bool


@dataclass(frozen=True, kw_only=True)
class Completed(FactData):
    """Codes of the `fields` that were given at once (P5e)."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reasoned(FactData):
    """The reason that the person gave."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Accepted(FactData):
    """`because` names the client's ticket whose end ended this one, `reason` says so."""

    reason: Text | None = None
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Closed(FactData):
    """`since` when the applicant was silent (U2b, P3a); `because` names the client's ticket whose end ended this one."""

    reason: str | Text
    since: datetime | None = None
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdrawn(FactData):
    """`because` names the client's ticket whose end ended this one."""

    reason: str | Text
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class ClosedByWord(FactData):
    """`word` is the row of what the applicant said, `message` its text; `name` said it `since` then, by telephone where
    `call` (U2b, P3a)."""

    reason: str
    word: int
    message: int | None
    name: str
    since: datetime
    call: bool = False


@dataclass(frozen=True, kw_only=True)
class BackToWork(FactData):
    """`owed` is the clock that the applicant owes anew: open `since`, until `due`; then it `asks`, and the turn is theirs
    (U4d)."""

    reason: str
    owed: ClockName | None = None
    since: datetime | None = None
    due: datetime | None = None
    asks: bool = False


@dataclass(frozen=True, kw_only=True)
class Refused(FactData):
    """The `code` of the regulation's reason with its `name` and the way that remains `instead`; `reason` is in the support's
    own words (U2b, P3a)."""

    code: str
    name: Text
    instead: Text
    reason: str


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(FactData):
    """Codes of the calendar that the ticket left and of the one that counts from now on."""

    calendar_from: str
    calendar: str


@dataclass(frozen=True, kw_only=True)
class Widened(FactData):
    """Who read the message until now and who reads it from now on, and how many of its `files`."""

    was: Audience
    audience: Audience
    files: int


@dataclass(frozen=True, kw_only=True)
class Named(FactData):
    """The number of the other ticket, the tag, or the partner that is asked to take over."""

    name: str


@dataclass(frozen=True, kw_only=True)
class HandoverDeclined(FactData):
    """`name` is the new partner's person who declined, whom this ticket does not know."""

    reason: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class HandedOver(FactData):
    """The partner that goes on with it, and the `number` of its ticket."""

    name: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Merged(FactData):
    """The number of the main ticket."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class WatcherAdded(FactData):
    """Who watches; `called` are they as well, who are told so."""

    assignee: str
    assignee_id: int
    called: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ContactChanged(FactData):
    """The contact's name (U3.5e, P4.7b); `same`: only telephone or e-mail changed. Else the `person`, who is `called`, the
    name that `was`, and the `former` one, who is told as well."""

    name: str
    same: bool = False
    person: int | None = None
    called: tuple[int, ...] = ()
    was: str | None = None
    former: int | None = None


@dataclass(frozen=True, kw_only=True)
class Invited(FactData):
    """The client's person who takes part in joint work (P5c) and is `called`."""

    name: str
    person: int
    called: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Left(FactData):
    """The client's person who takes part no more (P5c)."""

    name: str
    person: int


@dataclass(frozen=True, kw_only=True)
class Breached(FactData):
    """The clock, its run, who owed, the level it ran under, its deadline; `barred`: they might not work then (L12b)."""

    clock: ClockName
    run: int
    owner: Side
    level: int
    due: datetime | None = None
    barred: bool = False


@dataclass(frozen=True, kw_only=True)
class Lowered(FactData):
    """From which level to which the law lowered the ticket; the clock that was missed as BREACHED tells it, nothing of it
    where a call reached nobody (U4d)."""

    from_level: int = field(metadata=FROM)
    to_level: int = field(metadata=TO)
    clock: ClockName | None = None
    run: int | None = None
    owner: Side | None = None
    level: int | None = None
    due: datetime | None = None
    barred: bool = False


@dataclass(frozen=True, kw_only=True)
class VendorChanged(FactData):
    """Whose `turn` it is on the `vendor` ticket, and its `status`."""

    turn: Turn
    status: str
    vendor: str


@dataclass(frozen=True, kw_only=True)
class ClosingAnnounced(FactData):
    """When silence `closes` the ticket; the `nth` announcement of it."""

    closes: datetime
    nth: int
