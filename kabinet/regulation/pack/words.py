"""What a leg of the regulation says in words, as values: levels, services, reasons, limits."""

from dataclasses import dataclass
from enum import StrEnum

from kabinet.regulation.facts import Answer
from kabinet.regulation.text import Text

# Whom a denial's remedy may be written for: the people of a party, and among them those who say nothing in tickets.
PARTIES = ("client", "partner", "vendor")
READERS = frozenset((*PARTIES, *(f"{party}_silent" for party in PARTIES)))


class Turn(StrEnum):
    """Who has to move: the words of the chain on every page. NOBODY when the ticket is at its end."""

    CLIENT = "client"
    PARTNER = "partner"
    VENDOR = "vendor"
    NOBODY = "nobody"


class ReasonKind(StrEnum):
    """Why consideration may be refused: outside the services, a fact found, served elsewhere, no right."""

    EXCLUSION = "exclusion"
    FACT = "fact"
    ELSEWHERE = "elsewhere"
    ENTITLEMENT = "entitlement"


class StatusRole(StrEnum):
    """What a status is for, whatever a regulation calls it: code asks for the role, never for the code of one pack."""

    DRAFT = "draft"
    REGISTERED = "registered"
    IN_WORK = "in_work"
    WAITING = "waiting"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFUSED = "refused"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"


class Tone(StrEnum):
    """The colour of a status where it is not its role's: new, somebody's turn, good, bad, or plain."""

    NEW = "new"
    CLIENT = "client"
    VENDOR = "vendor"
    OK = "ok"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Level:
    """One row of Table 1. The two `…_level` say what the ticket becomes when the condition does not hold.

    `partner_only`: the vendor talks to the partner alone, no client takes part (P5c). `all_hear_off_hours`: outside the
    service hours everybody of client and partner who may act on the ticket is told what is urgent.
    """

    number: int
    name: Text
    criterion: Text
    clause: str
    production_only: bool = False
    not_production_level: int | None = None
    needs_critical_terms: bool = False
    unconfirmed_level: int | None = None
    partner_only: bool = False
    all_hear_off_hours: bool = False


@dataclass(frozen=True, slots=True)
class OwnClause:
    """A demand of a regulation with clauses of its own: where it stands, what it demands, in which of its parts, and
    whether a partner can break it."""

    place: Text
    rule: Text
    document: Text
    binds_partner: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row of Table 2 as a page shows it; the clocks use `Leg.terms`, a test compares both."""

    levels: tuple[int, ...]
    reaction: Text
    update: Text
    hours: Text
    clause: str


@dataclass(frozen=True, slots=True)
class CriticalTerm:
    """One promise of the applicant's side for the time that a ticket is critical."""

    code: str
    text: Text
    hint: Text
    clause: str


@dataclass(frozen=True, slots=True)
class Impact:
    """A statement of business impact; with a level outside `fits` it contradicts, which both sides are shown."""

    code: str
    name: Text
    fits: tuple[int, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Service:
    """One of the services that make up the support."""

    code: str
    number: int
    name: Text
    clause: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A lawful reason to refuse consideration; `instead` is the way that remains to the applicant."""

    code: str
    kind: ReasonKind
    name: Text
    instead: Text
    clause: str
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """A case in which a ticket goes back to the partner for more information; `missing` are form fields."""

    code: str
    name: Text
    missing: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """How an answer of the support is offered in the composer."""

    code: Answer
    name: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Names:
    """What each side reads for a status; None where that side never meets it."""

    partner: Text
    vendor: Text
    client: Text | None = None

    def read_by(self, side: str) -> Text:
        """The name for a reader of "client", "partner" or "vendor"."""
        return {"client": self.client, "vendor": self.vendor}.get(side) or self.partner


@dataclass(frozen=True, slots=True)
class Status:
    """A status of a ticket. `role`: what it is for; several may have one. `tone`: its colour where it is not its role's.
    `waits`: clocks stand still here in a regulation that pauses while waiting. Not `considered`: open, because somebody has
    to move, but only about whether the ticket is considered at all; a move from "open" does not start there.
    """

    code: str
    role: StatusRole
    icon: str
    turn: Turn
    open: bool
    names: Names
    waits: bool = False
    considered: bool = True
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Amounts of the leg that are not clocks. `days` are calendar days unless the name says working.

    `late_entry_working_days`: so long the other side can answer a call that was written down after the term it would have
    met; a version published before there was the rule has five. `late_entry_needs_status`: whoever writes down what was
    earlier may work on tickets on the day of writing too. `reopened_as_new`: the statuses out of which a ticket is opened
    again only with the rights of a new one. A version that is silent of the two has neither rule.
    """

    backdate_hours: int
    reopen_days: int
    silence_working_days: int
    silence_notice_working_days: tuple[int, ...]
    small_file_bytes: int
    organisational_contacts: int
    soon_share: float
    soon_seconds: int
    urgent_share: float
    urgent_seconds: int
    last_seconds: int
    late_entry_working_days: int = 5
    late_entry_needs_status: bool = False
    reopened_as_new: tuple[str, ...] = ()
