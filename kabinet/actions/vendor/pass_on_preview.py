"""What goes with a ticket to the vendor, before it goes: the page shows exactly this, the act sends exactly this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from kabinet.actions.tickets.registration import named_contact
from kabinet.actions.tickets.registration.judgement import CriticalTerms, Symptoms
from kabinet.actions.tickets.registration.named_contact import NamedContact
from kabinet.actions.tickets.registration.preview import first_answer
from kabinet.actions.tickets.registration.sheet import require_short
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.records import doors, versions
from kabinet.records.doors import Contact
from kabinet.records.models import File, Message, RegulationVersion, Sheet, Ticket
from kabinet.records.versions import regulation_for
from kabinet.regulation.access import Act, Actor, Audience, Case, PassingOn, Registration, Verdict, failures
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import completeness, criticality
from kabinet.regulation.ticket.completeness import Gap, ItemState
from kabinet.regulation.verdict import deny
from kabinet.regulation.working_time import Deadline

OF_TICKET = Text("из обращения клиента", "from the client's ticket")
OF_CARD = Text("из карточки системы", "from the system's record")
OF_PERSON = Text("из карточки сотрудника", "from the employee's record")
NO_REASON = Text(
    "Уровень другой, чем в обращении клиента, а причина не указана",
    "The level differs and no reason is given",
)
REASON = Text("Напишите, почему уровень другой", "Write why the level differs")
GONE = Text("Выбранного сообщения или файла в обращении нет", "A chosen message or file is not in the ticket")
CHOOSE = Text("Выберите заново, что передать", "Choose again what goes over")


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was typed and chosen. `level` None keeps the client ticket's; `critical` are the partner's promises (P5d);
    `symptoms` None carries the client's; `defect`: it has to be reproduced, so a scenario is needed (P5b 8);
    `contact` is the key of the partner's contact named, None whoever sends it (P4.7b)."""

    values: Mapping[str, str]
    messages: Sequence[int] = ()
    files: Sequence[UUID] = ()
    level: int | None = None
    level_reason: str = ""
    critical: CriticalTerms | None = None
    symptoms: Symptoms | None = None
    defect: bool = False
    service: str = ""
    contact: int | None = None


@dataclass(frozen=True, slots=True)
class Passing:
    """A passing on as it would be. `values` are all fields, typed over carried; the items say where the carried ones are
    from. `contacts` can be named as the partner's contact, `named` is the one who is. `notice` says that a critical ticket
    goes as a standard one for want of both confirmations (P5d)."""

    ticket: Ticket
    sheet: Sheet
    pack: Pack
    leg: Leg
    regulation: RegulationVersion
    case: Case
    values: dict[str, Any]
    symptoms: Symptoms
    judged_level: int
    level: int
    level_reason: str
    service: str
    notice: Verdict | None
    items: tuple[ItemState, ...]
    missing: tuple[Gap, ...]
    verdicts: tuple[Verdict, ...]
    messages: tuple[Message, ...]
    files: tuple[File, ...]
    reaction: Deadline
    contacts: Sequence[Contact]
    named: NamedContact

    @property
    def can_be_sent(self) -> bool:
        """Whether passing on now would succeed."""
        return not (self.missing or self.verdicts or self.named.fault)


def consider(actor: Actor, at: datetime, ticket: Ticket, parcel: Parcel) -> Passing:
    """Reads only. Invalid when something chosen is not in the ticket or another level has no reason."""
    case = doors.case_of(actor, ticket=ticket, at=at, by=LegCode.VENDOR)
    sheet = doors.sheet(actor, ticket)
    return weigh(actor, at, ticket, sheet, parcel, case, Act.PASS_ON, PassingOn())


def weigh(
    actor: Actor,
    at: datetime,
    ticket: Ticket,
    sheet: Sheet,
    parcel: Parcel,
    case: Case,
    act: Act,
    typed: PassingOn | Registration,
) -> Passing:
    """The parcel against the law of `act`, with what is `typed` beside it. A ticket that has no key
    yet stands for one in another desk (foreign.py)."""
    seller = case.client_rights.licence.seller or ticket.partner_id
    regulation = regulation_for(seller, case.day())
    law = versions.law(regulation.code)
    leg = law.leg(LegCode.VENDOR)
    require_short(leg, parcel.values)
    level, notice = _level(leg, ticket, sheet, parcel)
    messages, files = _chosen(actor, ticket, parcel)
    contacts = doors.confirmed(actor, actor.group | {actor.organisation}, at)
    name = parcel.values.get("partner_contact", "")
    named = named_contact.contact_named(leg, contacts, parcel.contact, actor.person, name)
    values, origins = _values(leg, ticket, sheet, parcel, bool(files), named)
    symptoms = sheet.symptoms if parcel.symptoms is None else parcel.symptoms
    both = _both(sheet, parcel)
    judged = criticality.judge(symptoms, bool(case.ticket.production), both, leg).level
    service = parcel.service or ticket.service
    told = {**values, "service": service}
    kinds = {"slowdown": criticality.is_slow(symptoms, leg), "defect": parcel.defect}
    asked = replace(case, typed=replace(typed, to_level=level, promised=both))
    return Passing(
        ticket=ticket,
        sheet=sheet,
        pack=law,
        leg=leg,
        regulation=regulation,
        case=case,
        values=values,
        symptoms=symptoms,
        judged_level=judged or level,
        level=level,
        level_reason=clean(parcel.level_reason),
        service=service,
        notice=notice,
        items=completeness.items(leg, level, told, **kinds, origins=origins),
        missing=completeness.check(leg, level, told, **kinds).missing,
        verdicts=tuple(failures(actor, act, asked, law)),
        messages=messages,
        files=files,
        reaction=first_answer(actor, leg.terms, level, at),
        contacts=contacts,
        named=named,
    )


def _both(sheet: Sheet, parcel: Parcel) -> bool:
    return bool(sheet.critical) and parcel.critical is not None and parcel.critical.confirmed


def _level(leg: Leg, ticket: Ticket, sheet: Sheet, parcel: Parcel) -> tuple[int, Verdict | None]:
    """The level asked for; a critical one without the confirmations of client and partner is treated as standard (P5d)."""
    asked = parcel.level or ticket.level
    if asked != ticket.level and not clean(parcel.level_reason):
        raise Invalid("level_reason", NO_REASON, REASON)
    row = leg.level(asked)
    if row.needs_critical_terms and not _both(sheet, parcel) and row.unconfirmed_level:
        return row.unconfirmed_level, deny(leg, "terms_unconfirmed", offered=row.unconfirmed_level)
    return asked, None


def _chosen(actor: Actor, ticket: Ticket, parcel: Parcel) -> tuple[tuple[Message, ...], tuple[File, ...]]:
    """What both sides of the client ticket have read. A note of the partner's own is never carried: it is retold."""
    if not ticket.pk:
        return (), ()
    said = doors.messages(actor, ticket).filter(audience=Audience.PUBLIC)
    attached = doors.files(actor, ticket).filter(audience=Audience.PUBLIC)
    messages = tuple(said.filter(pk__in=parcel.messages))
    files = tuple(attached.filter(pk__in=parcel.files))
    if len(messages) < len(set(parcel.messages)) or len(files) < len(set(parcel.files)):
        raise Invalid("carried", GONE, CHOOSE)
    return messages, files


def _values(
    leg: Leg, ticket: Ticket, sheet: Sheet, parcel: Parcel, files: bool, named: NamedContact
) -> tuple[dict[str, Any], dict[str, Text]]:
    """Typed values over what is known already: nothing is typed twice (L3)."""
    codes = {field.code for field in leg.form}
    of_ticket = {code: value for code, value in sheet.values.items() if code in codes and value}
    of_ticket |= {"impact": ticket.impact, "subject": ticket.subject, **_of_client(ticket)}
    of_person = named_contact.filled_in(leg, named, {})
    typed = {code: clean(value) for code, value in parcel.values.items() if code in codes - _settled(ticket)}
    confirmed = parcel.critical is not None and parcel.critical.confirmed
    facts = {"client_terms": bool(sheet.critical), "partner_terms": confirmed, "diagnostics": files}
    carried = dict.fromkeys(of_ticket, OF_TICKET if ticket.pk else OF_CARD) | dict.fromkeys(
        of_person, OF_PERSON
    )
    kept = {**of_person, **of_ticket}
    origins = {code: origin for code, origin in carried.items() if typed.get(code, kept[code]) == kept[code]}
    return {**kept, **typed, **facts}, origins


def _of_client(ticket: Ticket) -> dict[str, str]:
    """The contact named in the client's ticket now, with the telephone and the address given for it."""
    if not ticket.contact_id:
        return {}
    return {"contact": ticket.contact_name, "phone": ticket.contact_phone, "email": ticket.contact_email}


def _settled(ticket: Ticket) -> frozenset[str]:
    """Names that are never typed: the partner's contact is chosen, the client's is whom the client's ticket names."""
    return frozenset({"partner_contact", *(("contact",) if ticket.contact_id else ())})
