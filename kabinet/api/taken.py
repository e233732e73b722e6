"""What the API takes, as types: what comes is held to them, and the document is written from them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from kabinet.records import lengths
from kabinet.regulation.access import Audience, OrgKind
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
# Keys of files that were sent before, of uploads that are still coming among them.
Files = Annotated[list[UUID], Meta(max_length=50)]


class Taken(Struct, forbid_unknown_fields=True, frozen=True):
    """What comes in: unknown names are refused."""


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
    turn: OrgKind | None = None
    status: Code | None = None
    service: Code | None = None
    tag: Name | None = None
    since: date | None = None
    until: date | None = None
    cursor: Annotated[str, Meta(max_length=400, pattern="^[A-Za-z0-9_=-]*$")] = ""


Cursor = Annotated[str, Meta(max_length=400, pattern="^[A-Za-z0-9_=-]*$")]


class PageAsked(Taken, frozen=True):
    """Where in a list."""

    cursor: Cursor = ""


class OrganisationsAsked(Taken, frozen=True):
    """Of which kind, and where in the list."""

    kind: OrgKind
    cursor: Cursor = ""


class DryRun(Taken, frozen=True):
    """`dry_run=1`: what would follow; nothing of it stands afterwards."""

    dry_run: Literal["0", "1"] = "0"


class FileNamed(Taken, frozen=True):
    """What the file is called."""

    name: Annotated[str, Meta(min_length=1, max_length=255, pattern=PRINTED)]


class NewMessage(Taken, frozen=True):
    """For whom it is, and of an answer of the support what it is: it decides about clocks."""

    text: Words
    audience: Audience
    kind: Literal["answer", "question", "solution", "workaround", "workaround_final", "plan"] | None = None
    files: Files = []


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
    files: Files = []


class Objection(Taken, frozen=True):
    """Why the refusal does not hold."""

    text: Words
    files: Files = []


class ObjectionAnswered(Taken, frozen=True):
    """Whether the objection holds, and why."""

    upheld: bool
    text: Words
    files: Files = []


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
    files: Files = []
    # A place for files will be needed.
    place: bool = False
