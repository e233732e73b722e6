"""The ticket with which the new partner goes on: the client's form and what was said in the open, under new terms."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kabinet.actions.desk.by_rule import assign_by_rule
from kabinet.actions.journal.entries import record
from kabinet.actions.journal.ticket_state import at_registration
from kabinet.actions.notices import ticket_notices
from kabinet.actions.tickets.drafts import attach
from kabinet.actions.tickets.registration import named_contact
from kabinet.actions.tickets.registration.numbers import next_number
from kabinet.actions.tickets.registration.register import opened
from kabinet.actions.tickets.registration.sheet import entitlement
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.instants import epoch
from kabinet.actions.unit.work import Work, system
from kabinet.records import doors
from kabinet.records.models import (
    Agreement,
    File,
    Message,
    Organisation,
    RegulationVersion,
    Sheet,
    Ticket,
    TicketLink,
)
from kabinet.records.versions import agreement_by
from kabinet.records.versions.calendars import newest_calendar
from kabinet.records.versions.regulations import hold_versions, law, regulation_for
from kabinet.regulation.access import (
    STAFF,
    Actor,
    Audience,
    Case,
    Registration,
    may_register,
    servicing_status,
)
from kabinet.regulation.fact_data.tickets import Registered
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Pack

TAKEN_OVER = "handover"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the new ticket rests on; `asker` asked for the handover on the client's side."""

    case: Case
    regulation: RegulationVersion
    agreement: Agreement | None
    pack: Pack
    asker: int


def ground(actor: Actor, at: datetime, former: Ticket, asker: int) -> Ground:
    """The terms under which the new partner takes it; Refused with everything that stands against them."""
    chosen = doors.system(actor, former.system_id) if former.system_id else None
    case = doors.case_of(actor, client=former.client_id, system=chosen, at=at)
    case = replace(case, typed=Registration(contact_authorised=True, promised=former.level == 1))
    hold_versions()
    regulation = regulation_for(case.ticket.partner or actor.organisation, case.day())
    pack = law(regulation.code)
    # It is the partner's right that is asked; who may consent for it has been asked before.
    verdicts = may_register(replace(actor, roles=actor.roles | STAFF), case, former.level, pack)
    if verdicts:
        raise Refused(verdicts)
    return Ground(case, regulation, agreement_by(case.ticket.agreement), pack, asker)


def registered(actor: Actor, former: Work, ground: Ground) -> Ticket:
    """Registers it, with links both ways; needs the whole reach."""
    work = opened(system(TAKEN_OVER), former.at, _ticket(actor, former, ground))
    _sheet(work, former.ticket, ground)
    copies = {message.pk: _copied(work, message) for message in public(former.ticket)}
    attach.carry(work, _files(former.ticket, copies), Audience.PUBLIC)
    level = former.clocks.level
    statement = next((copy for copy in copies.values() if copy.kind == "statement"), None)
    data = Registered(
        level=level,
        judged=level,
        continues=former.ticket.number,
        contact=named_contact.told(work.ticket),
    )
    record(work, Kind.REGISTERED, data, message=statement)
    assign_by_rule(work)
    ticket_work.keep(work)
    _tie(former.ticket, work.ticket, TicketLink.Kind.CONTINUED, work)
    _tie(work.ticket, former.ticket, TicketLink.Kind.CONTINUES, work)
    ticket_notices.tell([work])
    return work.ticket


def public(ticket: Ticket) -> QuerySet[Message]:
    """What client and partner told each other, in the order in which it was said."""
    return Message.objects.filter(ticket=ticket, audience=Audience.PUBLIC).order_by("occurred_at", "id")


def has_status(case: Case, pack: Pack) -> bool:
    """Whether the partner of the case can work on tickets on its day (L12b)."""
    return not any(servicing_status(system(TAKEN_OVER), case, pack, pack.leg(LegCode.CLIENT)))


def _ticket(actor: Actor, former: Work, ground: Ground) -> Ticket:
    old = former.ticket
    partner = Organisation.objects.get(pk=ground.case.ticket.partner or actor.organisation)
    fact = Fact(Kind.REGISTERED, epoch(former.at), Side.APPLICANT, level=former.clocks.level)
    standing = at_registration(fact, ground.pack.leg(LegCode.CLIENT))
    return Ticket(
        number=next_number(LegCode.CLIENT),
        leg=LegCode.CLIENT,
        client_id=old.client_id,
        partner=partner,
        client_name=old.client_name,
        partner_name=partner.short_name,
        system_id=old.system_id,
        system_name=old.system_name,
        author_id=old.author_id,
        author_name=old.author_name,
        **_contact(actor, old, ground),
        subject=old.subject,
        level=former.clocks.level,
        status=standing.status,
        turn=standing.turn,
        turn_since=former.at,
        service=old.service,
        impact=old.impact,
        channel=old.channel,
        foreign_desk=old.foreign_desk,
        foreign_number=old.foreign_number,
        foreign_url=old.foreign_url,
        registered_at=former.at,
        last_fact_at=former.at,
        regulation=ground.regulation,
        calendar=newest_calendar(),
        agreement=ground.agreement,
        version=0,
    )


def _contact(actor: Actor, old: Ticket, ground: Ground) -> dict[str, Any]:
    """The contact goes along while they are a confirmed one; else the author, or the client's organisational contact who
    asked for the handover (U3.5e)."""
    contacts = doors.confirmed(actor, (old.client_id,))
    return named_contact.carried(old, contacts, old.author_id, ground.asker)


def _sheet(work: Work, old: Ticket, ground: Ground) -> None:
    """The form as the client filled it; the rights as they are today."""
    link, former = work.ticket, Sheet.objects.get(ticket=old)
    Sheet.objects.create(
        ticket=link,
        leg=link.leg,
        client_id=link.client_id,
        partner_id=link.partner_id,
        values=former.values,
        symptoms=former.symptoms,
        judged_level=former.judged_level,
        level_reason=former.level_reason,
        production=bool(ground.case.ticket.production),
        entitlement=entitlement(ground.case),
        critical=former.critical,
    )


def _copied(work: Work, message: Message) -> Message:
    """Under its own author and instant; it is no word of the new partner's, so it stops no clock."""
    ticket = work.ticket
    return Message.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        author_id=message.author_id,
        author_name=message.author_name,
        author_organisation=message.author_organisation,
        side=message.side,
        audience=Audience.PUBLIC,
        kind=message.kind,
        text=message.text,
        final=message.final,
        reached=message.reached,
        occurred_at=message.occurred_at,
        recorded_at=work.at,
    )


def _files(former: Ticket, copies: dict[int, Message]) -> Iterator[tuple[File, Message]]:
    for file in File.objects.filter(ticket=former, audience=Audience.PUBLIC, message__in=copies):
        yield file, copies[file.message_id or 0]


def _tie(ticket: Ticket, other: Ticket, kind: TicketLink.Kind, work: Work) -> None:
    """Known to the client alone in full; a partner sees the number of a ticket that it does not reach."""
    TicketLink.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        other=other,
        other_number=other.number,
        kind=kind,
        audience=Audience.PUBLIC,
        added_at=work.at,
    )
