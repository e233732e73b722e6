"""What the API gives, as types: the document is written from them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

Instant = Annotated[datetime, Meta(tz=True)]


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
    """One that came with a message or with the form. Its content is kept until the end of that day of the vendor's, or was
    removed on the other: then 403, `file_removed`."""

    key: UUID
    name: str
    size: int
    sha256: str
    audience: str
    uploaded_at: Instant
    message: int | None
    kept_until: date | None
    removed_on: date | None
    address: str


class FileSent(Struct):
    """One that waits for what will be written: it names the `key` there."""

    key: UUID
    name: str
    size: int
    sha256: str


class Place(Struct):
    """Where files can be sent without signing in (`curl -T FILE address`), until when, and the message that asks."""

    address: str
    until: Instant
    message: int


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
    place: Place | None
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
