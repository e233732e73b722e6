"""What a registration would come to, before anything is written: the preview shows it, the act demands it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kabinet.actions.tickets.registration import named_contact
from kabinet.actions.tickets.registration.named_contact import NamedContact
from kabinet.actions.tickets.registration.on_behalf import Called, contact_of, judged_for
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.records import doors, versions
from kabinet.records.doors import Contact
from kabinet.records.models import Agreement, RegulationVersion, System
from kabinet.records.versions import agreed, agreement_by, law_of, regulation_for, terms
from kabinet.regulation.access import Actor, Case, Registration, Verdict, may_register
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import completeness, criticality
from kabinet.regulation.ticket.completeness import Completeness
from kabinet.regulation.ticket.criticality import Judgement, is_slow
from kabinet.regulation.verdict import deny

Symptoms = Mapping[str, str | bool]
RETIRED = Text("Система выведена из эксплуатации", "The system has been retired")
CHOOSE = Text("Выберите действующую систему", "Choose a system in use")
UNKNOWN = Text("Такого значения в форме нет", "The form has no such value")
LIST = Text("Выберите значение из списка", "Choose one of the list")


@dataclass(frozen=True, slots=True)
class CriticalTerms:
    """The promises of the applicant's side for a critical ticket (U4c, P5d); `phone` is the number that answers."""

    phone: str = ""
    reachable: bool = False
    answers_within_hour: bool = False

    @property
    def confirmed(self) -> bool:
        """Both promises, and a number to call."""
        return self.reachable and self.answers_within_hour and bool(clean(self.phone))


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed. `symptoms` are answers by question; `chosen_level` None takes the level that they lead to; `called` is
    the telephone call that staff write down; `contact` is the key of the contact named, None the one who asks."""

    system: int
    values: Mapping[str, str]
    symptoms: Symptoms
    chosen_level: int | None
    critical: CriticalTerms | None
    service: str
    impact: str
    subject: str
    called: Called | None = None
    contact: int | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """The form against the law. `level` is what the ticket would get, None while the symptoms are open; `verdicts` is all
    that stands against the registration, `completeness` all that is missing. `contacts` are the client's confirmed ones,
    `caller` is the one who called, `named` the contact of the ticket. `asked` is who asked what at which instant: a
    judgement stands for that alone."""

    asked: tuple[int, datetime, Form, bool]
    system: System
    regulation: RegulationVersion | None
    agreement: Agreement | None
    pack: Pack
    leg: Leg
    terms: Terms
    case: Case
    judgement: Judgement
    level: int | None
    verdicts: tuple[Verdict, ...]
    values: dict[str, str]
    completeness: Completeness | None
    contacts: Sequence[Contact]
    caller: Contact | None
    named: NamedContact


def consider(actor: Actor, at: datetime, form: Form, *, terms_asked: bool) -> Considered:
    """Reads only. Of a call the rights are those of its own instant, from which the ticket counts (U3.4a, L9b); who can be
    named and told is as of now. `terms_asked`: whether not confirming the critical terms means a refusal of
    them (U4e) or not yet."""
    system = _system(actor, form.system)
    since = form.called.since(at) if form.called else at
    case = doors.case_of(actor, client=system.client_id, system=system, at=at, since=since)
    partner = case.ticket.partner
    regulation = regulation_for(partner, case.day()) if partner else None
    law = versions.law(regulation.code) if regulation else law_of(actor)
    leg = law.leg(LegCode.CLIENT)
    judgement = criticality.judge(form.symptoms, system.production, _confirmed(form, terms_asked), leg)
    level, denied = _level(form.chosen_level, judgement, leg)
    promised = _confirmed(form, terms_asked) is not False
    agreement = agreement_by(case.ticket.agreement)
    contacts = doors.confirmed(actor, (system.client_id,), at)
    caller = contact_of(actor, system.client_id, form.called, at) if form.called else None
    if form.called is None:
        case = replace(case, typed=Registration(promised=promised))
    else:
        case = judged_for(at, form.called, case, agreement, caller, promised)
    named = _named(actor, form, leg, contacts)
    values = _values(form, leg, named)
    return Considered(
        asked=(actor.person, at, form, terms_asked),
        system=system,
        regulation=regulation,
        agreement=agreement,
        pack=law,
        leg=leg,
        terms=terms(law.code, LegCode.CLIENT, agreed(agreement)),
        case=case,
        judgement=judgement,
        level=level,
        verdicts=tuple(_verdicts(actor, case, level, denied, law)),
        values=values,
        completeness=_complete(leg, level, form, values),
        contacts=contacts,
        caller=caller,
        named=named,
    )


def _system(actor: Actor, key: int) -> System:
    system = doors.system(actor, key)
    if system.retired:
        raise Invalid("system", RETIRED, CHOOSE)
    return system


def _confirmed(form: Form, asked: bool) -> bool | None:
    if form.critical is None:
        return False if asked else None
    return form.critical.confirmed or (False if asked else None)


def _level(chosen: int | None, judgement: Judgement, leg: Leg) -> tuple[int | None, Verdict | None]:
    """The level and what stands against it. A critical ticket whose terms are not confirmed simply becomes another (U4e);
    one of a system not in production is refused, and the level it could have is offered (U3.6d)."""
    wanted = chosen or judgement.symptoms
    if wanted is None:
        return None, deny(leg, "symptoms_open")
    if judgement.notice and wanted == judgement.symptoms:
        return judgement.level, None
    verdict = criticality.choose(judgement, wanted, leg)
    return wanted, None if verdict.allowed else verdict


def _verdicts(
    actor: Actor, case: Case, level: int | None, denied: Verdict | None, law: Pack
) -> list[Verdict]:
    """All of them, each once; while the level is open the lowest one stands for it."""
    found = may_register(actor, case, level or law.leg(LegCode.CLIENT).levels[-1].number, law)
    known = {verdict.code for verdict in found}
    return [denied, *found] if denied and denied.code not in known else found


def _named(actor: Actor, form: Form, leg: Leg, contacts: Sequence[Contact]) -> NamedContact:
    """The contact of the ticket: whoever asks, unless another one is named (U3.5e)."""
    usual = form.called.contact if form.called else actor.person
    return named_contact.contact_named(leg, contacts, form.contact, usual, form.values.get("contact", ""))


def _values(form: Form, leg: Leg, named: NamedContact) -> dict[str, str]:
    typed = {code: clean(value) for code, value in form.values.items()}
    values = named_contact.filled_in(leg, named, typed)
    return values | {"impact": form.impact, "service": form.service, "subject": clean(form.subject)}


def _complete(leg: Leg, level: int | None, form: Form, values: Mapping[str, str]) -> Completeness | None:
    """The critical terms are fields as well (U4a): those of a critical ticket that was not confirmed are not asked, it is
    another level then."""
    if level is None:
        return None
    critical = form.critical or CriticalTerms()
    told = {**values, "term_phone": critical.reachable, "term_hour": critical.answers_within_hour}
    return completeness.check(leg, level, told, slowdown=is_slow(form.symptoms, leg))


def known_words(leg: Leg, service: str, impact: str) -> None:
    """Service and impact are words of the regulation (U2a, U6b)."""
    if service not in {each.code for each in leg.services}:
        raise Invalid("service", UNKNOWN, LIST)
    if impact not in {each.code for each in leg.impacts}:
        raise Invalid("impact", UNKNOWN, LIST)
