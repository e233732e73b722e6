"""What the API takes and gives, as types: what comes is held to them, and the document is written from them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

from kabinet.records import lengths
from kabinet.regulation.access import Audience
from kabinet.regulation.legs import Channel, LegCode

LARGEST = 2**53 - 1
PRINTED = r"^[^\x00]*$"
Key = Annotated[int, Meta(ge=1, le=LARGEST)]
Instant = Annotated[datetime, Meta(tz=True)]
Words = Annotated[str, Meta(max_length=lengths.MESSAGE, pattern=PRINTED)]
Reason = Annotated[str, Meta(max_length=lengths.REASON, pattern=PRINTED)]
Name = Annotated[str, Meta(max_length=lengths.SUBJECT, pattern=PRINTED)]
Code = Annotated[str, Meta(max_length=40, pattern=r"^[a-z0-9_]*$")]
Level = Annotated[int, Meta(ge=1, le=9)]


class Taken(Struct, forbid_unknown_fields=True, frozen=True):
    """What comes in: unknown names are refused."""


# What goes out.
class Fault(Struct, omit_defaults=True):
    """One thing that does not fit, by the name of what it is about."""

    field: str
    reason: str
    clause: str | None = None


class Meanwhile(Struct):
    """What somebody else did since the version that was read."""

    at: Instant
    who: str
    sentence: str
    words: str


class Problem(Struct, omit_defaults=True):
    """RFC 9457, with the clause of the regulation, the reason, and who can mend it."""

    type: str
    title: str
    status: int
    detail: str = ""
    code: str = ""
    clause: str | None = None
    reason: str = ""
    remedy: str = ""
    errors: list[Fault] = field(default_factory=list)
    meanwhile: list[Meanwhile] = field(default_factory=list)
    version: int | None = None


class Named(Struct):
    """A person or an organisation."""

    key: int
    name: str


class Me(Struct):
    """Whose token it is, in which organisation, and what it lets."""

    person: Named
    organisation: Named
    kind: str
    roles: list[str]
    scopes: list[str]
    language: str
    zone: str


class Due(Struct):
    """A running clock; `left_seconds` are of its own time, working or calendar, below zero when it is over."""

    clock: str
    due: Instant
    left_seconds: int


class Line(Struct):
    """A ticket as a list has it."""

    number: str
    leg: str
    subject: str
    level: int
    status: str
    status_words: str
    turn: str
    client: Named
    partner: Named
    system: str
    author: Named
    contact: Named | None
    assignee: Named | None
    service: str
    registered_at: Instant
    closed_at: Instant | None
    passed_on_at: Instant | None
    due: Due | None
    breaches: int
    version: int
    unread: bool
    tags: list[str]


class Tickets(Struct):
    """One page of a list; `next` leads to the one after it."""

    tickets: list[Line]
    next: str | None


class Said(Struct):
    """A field of the form as it was filled in: its code, what it is called, its value, and that in words."""

    code: str
    label: str
    value: str
    words: str


class Clock(Struct):
    """The last run of a clock. `state`: running, waiting, stands (nobody may answer), met, late, stopped."""

    clock: str
    state: str
    owes: str
    due: Instant | None
    left_seconds: int | None
    breached: bool
    clause: str


class Act(Struct):
    """What may be done now, or why not; `later`: the ticket is not at that point of its life."""

    act: str
    way: str
    allowed: bool
    later: bool
    clause: str | None
    reason: str
    remedy: str


class File(Struct):
    """One that came with a message or with the form."""

    key: UUID
    name: str
    size: int
    sha256: str
    audience: str
    uploaded_at: Instant
    message: int | None
    address: str


class Ticket(Struct):
    """As its reader has it."""

    number: str
    leg: str
    subject: str
    level: int
    level_words: str
    status: str
    status_words: str
    turn: str
    turn_since: Instant
    client: Named
    partner: Named
    system: Named | None
    author: Named
    contact: Named | None
    assignee: Named | None
    service: str
    impact: str
    channel: str
    regulation: str
    registered_at: Instant
    first_contact_at: Instant | None
    answered_at: Instant | None
    passed_on_at: Instant | None
    closed_at: Instant | None
    other: str | None
    form: list[Said]
    clocks: list[Clock]
    acts: list[Act]
    files: list[File]
    version: int


class Message(Struct):
    """Something said, as far as the reader may hear it."""

    key: int
    ticket: str
    kind: str
    audience: str
    side: str
    author: str
    organisation: str
    text: str
    final: bool
    occurred_at: Instant
    recorded_at: Instant
    files: list[UUID]


class Messages(Struct):
    """All of a ticket, in their order."""

    messages: list[Message]
    version: int


class Fact(Struct):
    """One row of the history."""

    key: int
    kind: str
    sentence: str
    who: str
    side: str
    audience: str
    clause: str
    status: str
    occurred_at: Instant
    recorded_at: Instant
    message: int | None


class History(Struct):
    """All of a ticket, in their order."""

    facts: list[Fact]
    version: int


class Files(Struct):
    """All of a ticket that the reader may see."""

    files: list[File]


class Colleagues(Struct):
    """Whom a ticket can be given to."""

    colleagues: list[Named]


class Option(Struct):
    """One of the values that a field offers."""

    code: str
    name: str


class Field(Struct):
    """A field of the form of registration."""

    code: str
    label: str
    need: str
    widget: str
    clause: str
    choices: list[Option]


class Question(Struct):
    """A question about symptoms; without choices it is answered by true or false."""

    code: str
    text: str
    required: bool
    asked_when: dict[str, str | bool]
    choices: list[Option]


class System(Struct):
    """An installation for which a ticket can be registered."""

    key: int
    name: str
    client: Named
    production: bool


class Form(Struct):
    """What a registration asks."""

    regulation: str
    systems: list[System]
    questions: list[Question]
    fields: list[Field]


class Done(Struct):
    """What became of the ticket, and the rows that the history got; with `dry_run` nothing of it stands."""

    number: str
    leg: str
    status: str
    turn: str
    level: int
    version: int
    dry_run: bool
    followed: list[str]


# What comes in.
class TicketsAsked(Taken, frozen=True):
    """Of which list, and what of it; all that is given holds together. Days are the person's own."""

    leg: LegCode | None = None
    view: Annotated[str, Meta(pattern="^(mine|overdue|critical|ours|unassigned|objections|watching)?$")] = ""
    due: Annotated[str, Meta(pattern="^(today|off|next|later|stopped)?$")] = ""
    state: Literal["open", "closed", "all"] = "open"
    client: Key | None = None
    partner: Key | None = None
    system: Key | None = None
    author: Key | None = None
    assignee: Key | None = None
    level: Level | None = None
    turn: Literal["client", "partner", "vendor"] | None = None
    status: Code | None = None
    service: Code | None = None
    tag: Name | None = None
    since: date | None = None
    until: date | None = None
    cursor: Annotated[str, Meta(max_length=400, pattern="^[A-Za-z0-9_=-]*$")] = ""


class DryRun(Taken, frozen=True):
    """`dry_run=1`: what would follow; nothing of it stands afterwards."""

    dry_run: Literal["0", "1"] = "0"


class NewMessage(Taken, frozen=True):
    """For whom it is, and of an answer of the support what it is: it decides about clocks."""

    text: Words
    audience: Audience
    kind: Literal["answer", "question", "solution", "workaround", "workaround_final", "plan"] | None = None


class Nothing(Taken, frozen=True):
    """Says nothing more than the act itself."""


class Assignment(Taken, frozen=True):
    """The key of a colleague."""

    assignee: Key


class WithReason(Taken, frozen=True):
    """Why; both sides read it."""

    reason: Reason


class MaybeReason(Taken, frozen=True):
    """Why, if there is something to say."""

    reason: Reason = ""


class PlanRefused(Taken, frozen=True):
    """What stands against the plan."""

    reasons: Reason


class Refusal(Taken, frozen=True):
    """The code of a reason of the regulation, and the evidence where it needs one."""

    reason: Code
    text: Words = ""


class Objection(Taken, frozen=True):
    """Why the refusal does not hold."""

    text: Words


class ObjectionAnswered(Taken, frozen=True):
    """Whether the objection holds, and why."""

    upheld: bool
    text: Words


class Promises(Taken, frozen=True):
    """Of a critical ticket: the telephone that answers, and both promises."""

    phone: Annotated[str, Meta(max_length=lengths.PHONE, pattern=PRINTED)]
    reachable: bool
    answers_within_hour: bool


class CalledBy(Taken, frozen=True):
    """A call or a letter of the client's contact that the partner writes down; an earlier instant needs a reason."""

    contact: Key
    occurred_at: Instant | None = None
    reason: Reason = ""
    channel: Channel = Channel.TELEPHONE


class Registration(Taken, frozen=True):
    """The form: what is not there is answered with everything that is missing."""

    system: Key
    symptoms: Annotated[dict[Code, Code | bool], Meta(max_length=50)]
    values: Annotated[dict[Code, Words], Meta(max_length=100)]
    service: Code
    impact: Code
    subject: Name = ""
    chosen_level: Level | None = None
    critical: Promises | None = None
    contact: Key | None = None
    called: CalledBy | None = None
