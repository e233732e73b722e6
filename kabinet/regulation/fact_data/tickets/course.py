"""What is said and done about the matter of a ticket, from its registration to its end."""

from dataclasses import dataclass
from datetime import datetime

from kabinet.regulation.clocks import ClockName
from kabinet.regulation.fact_data.shape import FactData
from kabinet.regulation.facts import Answer
from kabinet.regulation.text import Text


@dataclass(frozen=True, kw_only=True)
class InOutage(FactData):
    """The key of the `outage` of the cabinet in which it came, with the times that were declared then (U3.4a, P4.4)."""

    outage: int | None = None
    outage_since: datetime | None = None
    outage_closes: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Registered(InOutage):
    """The `level` that the ticket got and the one that its symptoms were `judged`; `unconfirmed`: standard for want of the
    terms of a critical one (U4e).

    `draft` or `foreign_draft` it was made of; `origin` or `continues` names the ticket whose matter it takes up, `foreign`
    and `foreign_number` the third party's desk with `why` it may be used (U3.6b). `contact` names another contact than the
    author (U3.5e). `channel`, `name` and `reason`: whom the partner registered it for, and why it was written down late;
    `terms`: it was registered with promises of a critical ticket that `name` is said to have given (U4c).
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
    terms: bool = False


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
class Answered(FactData):
    """What the message is to the clocks (P4.8.1b); `final`: it is offered as the end of the matter."""

    answer: Answer
    final: bool


@dataclass(frozen=True, kw_only=True)
class Replied(InOutage):
    """`joint`: the client's participants read it as well (P5c). On the vendor leg `message` is the client's message that it
    carries, `client` the ticket in which that was said. `channel`: the support wrote it down, that is how it came."""

    joint: bool = False
    message: int | None = None
    client: str = ""
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class Called(InOutage):
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
class TermsAnswered(FactData):
    """The promises of a critical ticket that `writer` wrote down from the words of `name`, and what was said to it (U4c)."""

    name: str
    writer: str
    reason: str = ""


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
class Explained(FactData):
    """Code and `name` of a missing `item` and the `reason` why it cannot be had; `final`: nothing else is missing (P5e)."""

    item: str
    name: Text
    reason: str
    final: bool


@dataclass(frozen=True, kw_only=True)
class ReturnEnded(FactData):
    """Codes of the fields that are `left` and are not awaited any more, and the vendor's `reason` (P5e)."""

    left: tuple[str, ...]
    reason: str


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
    """`since` when the applicant was silent; `because` names the client's ticket whose end ended this one."""

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
    `call`."""

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
    own words."""

    code: str
    name: Text
    instead: Text
    reason: str
