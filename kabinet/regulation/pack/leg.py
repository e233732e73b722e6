"""The shape of a regulation: a pack, its legs, and what is said when an act is not allowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from kabinet.regulation.facts import Answer
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.form import FormField, Item, Section
from kabinet.regulation.pack.level_rights import LevelRight
from kabinet.regulation.pack.moves import Move
from kabinet.regulation.pack.reading import DERIVED, wrong
from kabinet.regulation.pack.symptoms import Criterion, Question
from kabinet.regulation.pack.vendor import Vendor
from kabinet.regulation.pack.words import (
    AnswerKind,
    CriticalTerm,
    Impact,
    Level,
    Limits,
    OwnClause,
    Reason,
    ReasonKind,
    ReturnCase,
    Row,
    Service,
    Status,
    Turn,
)
from kabinet.regulation.terms import Terms
from kabinet.regulation.text import Text


@dataclass(frozen=True, slots=True)
class Denial:
    """What is said when an act is not allowed: why, who can mend it, and by which clause; `{marks}` are filled in. One
    without a clause is a rule of the cabinet's own. `remedies` are for readers to whom `remedy` does not speak
    (words.READERS)."""

    reason: Text
    remedy: Text
    clause: str = ""
    remedies: Mapping[str, Text] = field(default_factory=dict)

    def remedy_for(self, readers: Iterable[str]) -> Text:
        """The remedy of the first of `readers` that has one of its own, else everybody's."""
        return next((self.remedies[each] for each in readers if each in self.remedies), self.remedy)


@dataclass(frozen=True, slots=True)
class Leg:
    """One edge of the support: who asks, who serves, on which terms and in which words."""

    code: str
    name: Text
    applicant: Turn
    support: Turn
    terms: Terms
    levels: tuple[Level, ...]
    agreement_clause: str | None = None
    plan_clause: str | None = None  # plans of action need the applicant's agreement by this clause
    limits: Limits | None = None
    rows: tuple[Row, ...] = ()
    symptoms: tuple[Question, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    level_rights: tuple[LevelRight, ...] = ()
    critical_terms: tuple[CriticalTerm, ...] = ()
    impacts: tuple[Impact, ...] = ()
    services: tuple[Service, ...] = ()
    reasons: tuple[Reason, ...] = ()
    return_cases: tuple[ReturnCase, ...] = ()
    answers: tuple[AnswerKind, ...] = ()
    sections: tuple[Section, ...] = ()
    form: tuple[FormField, ...] = ()
    items: tuple[Item, ...] = ()
    draft: Status | None = None
    statuses: tuple[Status, ...] = ()
    moves: tuple[Move, ...] = ()
    denials: Mapping[str, Denial] = field(default_factory=dict)
    own_words: Mapping[str, Text] = field(
        default_factory=dict, metadata=DERIVED
    )  # marks of denials (own_words.py)

    def level(self, number: int) -> Level:
        """The level `number`; Unlawful when the regulation has no such level."""
        for level in self.levels:
            if level.number == number:
                return level
        raise wrong(self.code, f"уровня {number} в регламенте нет", f"the regulation has no level {number}")

    def status(self, code: str) -> Status:
        """The status `code`; Unlawful for an unknown one."""
        for status in self.statuses:
            if status.code == code:
                return status
        raise wrong(self.code, f"статуса {code!r} в регламенте нет", f"the regulation has no status {code!r}")

    def field(self, code: str) -> FormField:
        """The form's field `code`; Unlawful for an unknown one."""
        for each in self.form:
            if each.code == code:
                return each
        raise wrong(self.code, f"поля {code!r} в форме нет", f"the form has no field {code!r}")

    def reason(self, code: str) -> Reason | None:
        """The lawful reason for a refusal, or None for a reason that the regulation does not know (U2b)."""
        return next((reason for reason in self.reasons if reason.code == code), None)

    @property
    def exclusions(self) -> tuple[Reason, ...]:
        """Kinds of question outside the support."""
        return tuple(reason for reason in self.reasons if reason.kind is ReasonKind.EXCLUSION)

    @property
    def refusal_facts(self) -> tuple[Reason, ...]:
        """Facts on which consideration may be refused, with evidence."""
        return tuple(reason for reason in self.reasons if reason.kind is ReasonKind.FACT)

    def restarts(self, answer: Answer, level: int) -> bool:
        """Whether an answer of this kind starts the update clock anew on this level (P4.8.1b)."""
        return answer in self.terms.level(level).update_restarts


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What gives a right to support: levels of the support contract, statuses of the partner, the certificate."""

    contract_levels: Mapping[str, Text]
    partner_statuses: Mapping[str, Text]
    certificate: str
    certificate_name: Text
    licence_name: Text
    organisational_contacts_least: int
    certified_least: int
    certificate_warning_days: tuple[int, ...]
    licence_warning_days: tuple[int, ...]
    partner_status_short: Mapping[str, Text] = field(default_factory=dict)

    def short_status(self, code: str) -> Text:
        """A partner's status where there is little room; an unknown one by its code."""
        return self.partner_status_short.get(code) or self.partner_statuses.get(code) or Text(code, code)


@dataclass(frozen=True, slots=True)
class Pack:
    """A version of the regulation. `published` is the day of publication; `adoption_days` as in `versions`; partners who
    have not taken it up are reminded so many days before it binds them. A partner is asked to answer a violation within
    `violation_answer_days` and reminded so many days before the last of them. `vendor` is what pages call it.
    `clauses`: what it cites, by their ids; none where it cites those of the regulation that the program carries."""

    code: str
    number: str
    name: Text
    vendor: Vendor
    published: date
    legs: Mapping[str, Leg]
    adoption_days: int = 0
    adoption_warning_days: tuple[int, ...] = ()
    violation_answer_days: int = 10
    violation_warning_days: tuple[int, ...] = (3, 0)
    entitlement: Entitlement | None = None
    clauses: Mapping[str, OwnClause] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """Where the vendor's day begins: the zone of its hours; UTC for a regulation without a vendor leg."""
        own = self.legs.get(LegCode.VENDOR)
        return ZoneInfo(own.terms.hours.zone if own else "UTC")

    def leg(self, code: str) -> Leg:
        """The leg "client" or "vendor"; Unlawful for one that the regulation does not have."""
        if code not in self.legs:
            raise wrong(self.code, f"звена {code!r} в регламенте нет", f"the regulation has no leg {code!r}")
        return self.legs[code]
