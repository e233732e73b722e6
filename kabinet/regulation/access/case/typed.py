"""What is typed with an act: one class an act, or one for two acts that are asked the same.

An act names its class in its declaration. A field that is None was not typed yet, and is not judged.
"""

from dataclasses import dataclass

from kabinet.regulation.legs import Channel


class Typed:
    """Of whichever act."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Something that occurred `hours` before it is written down; `reason_given`: it is said why."""

    hours: float
    reason_given: bool | None = None


# How a ticket begins, and what is sent on.


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Typed):
    """`to_level` is the level asked for where it is not the ticket's, `promised` the terms of a critical ticket; `missing`
    are codes of required fields that are empty.

    `contact_authorised`: the contact in whose name staff register (a telephone call); `channel`: cabinet, email or
    telephone; `outage`: it is declared that the cabinet was down then. `desk_named`: a vendor ticket without a client
    ticket names client, foreign desk and number; `desk_agreed`: the agreement names that desk, or it is said why the ticket
    is there.
    """

    to_level: int | None = None
    promised: bool | None = None
    missing: frozenset[str] | None = None
    contact_authorised: bool | None = None
    channel: str = Channel.CABINET
    outage: bool = False
    desk_named: bool | None = None
    desk_agreed: bool | None = None
    late: Late | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingOn(Typed):
    """`to_level` is the level that the vendor is asked for, `promised` the terms of a critical ticket, by both sides;
    `missing` are codes of required fields that are empty."""

    to_level: int | None = None
    promised: bool | None = None
    missing: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(Typed):
    """Codes of the cases ticked."""

    cases: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(Typed):
    """Codes of the required fields that are still empty."""

    missing: frozenset[str]


# What is said.


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed(Typed):
    """To whom words are said; `joint`: to the client's participants as well (P5c)."""

    joint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Widening(Typed):
    """The audience of a message as it is and as it would be; `own_words`: the actor's side wrote it."""

    before: str
    after: str
    own_words: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving(Typed):
    """Whose part in joint work ends."""

    participant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Typed):
    """`asks`: the call puts a question; `came`: it is the applicant's own answer, by which channel it came; `outage`: it is
    declared that the cabinet was down then."""

    asks: bool = False
    came: str = ""
    outage: bool = False
    late: Late | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer(Typed):
    """The row of the call that is confirmed or denied."""

    claim: int


# The level.


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange(Typed):
    """`judged_level` is what the symptoms come to; `promised` the terms of a critical ticket, None those on record; `ground`
    is empty where none was named."""

    to_level: int
    reason_given: bool | None = None
    ground: str | None = None
    judged_level: int | None = None
    promised: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelProposal(Typed):
    """The level proposed."""

    to_level: int
    reason_given: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowering(Typed):
    """The level after a plan without an answer."""

    to_level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRefusal(Typed):
    """Whether the refusal of a plan has its reasons."""

    reason_given: bool


# How a ticket ends.


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Typed):
    """Whether it is said why."""

    reason_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingByWord(Typed):
    """`word` is the row that is named as the applicant's word."""

    reason_given: bool
    word: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger(Typed):
    """Status and level of the main ticket, in which work goes on."""

    main_status: str
    main_level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Typed):
    """`reason` is the code of a lawful one; `evidence`: it is proven."""

    reason: str
    evidence: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswer(Typed):
    """Whether the answer to an objection says why."""

    reason_given: bool


# The cabinet and the vendor's oversight.


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageTimes(Typed):
    """`late`: how long ago the outage began, of one that began earlier than it is declared."""

    late: Late | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationRecord(Typed):
    """Whether it rests on evidence."""

    evidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWithdrawal(Typed):
    """Whether it is said why."""

    reason_given: bool
