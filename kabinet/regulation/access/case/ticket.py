"""How the ticket stands that an act is on."""

from dataclasses import dataclass
from datetime import date

from kabinet.regulation.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An action plan that waits for its answer; `due` says in words until when."""

    overdue: bool = False
    due: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Whether the applicant was silent for the days of the pack; `ends` says in words when the days are over, None where
    nothing awaits a word."""

    over: bool
    ends: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCase:
    """A ticket, or a registration that would make one: it has a leg and its organisations, but no key and no status yet.
    Without a leg there is none: the act is an organisation's.

    `agreement` is the one in force, by its key; `production` whether the system is in use for real work; `terms_confirmed`
    whether the promises of a critical ticket are on record, `terms_told` that they were written down by somebody else, and
    nobody of the client has confirmed them. `told`: contact, author, head, as far as they are still
    confirmed contacts of the side that asks. `child_open`: a vendor ticket opened from this one is still open.

    What waits for a word: `plan`; `proposed_level`; `words`, the rows of the journal that can be named as the applicant's
    word, None was not asked; `claims`, calls written down late; `silence`, None was not asked. `recovered`: the system works
    again; `objection_answered`: the refusal was objected to, and stands.
    """

    leg: str | None = None
    key: int | None = None
    status: str | None = None
    level: int | None = None
    client: int | None = None
    partner: int | None = None
    agreement: int | None = None
    production: bool | None = None
    terms_confirmed: bool | None = None
    terms_told: bool = False
    told: frozenset[str] | None = None
    child_open: bool = False
    ended_on: date | None = None
    recovered: bool | None = None
    objection_answered: bool = False
    plan: Plan | None = None
    proposed_level: int | None = None
    silence: Silence | None = None
    words: frozenset[int] | None = None
    claims: frozenset[int] = frozenset()


NO_TICKET = TicketCase()
