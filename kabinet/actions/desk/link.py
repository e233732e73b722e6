"""Tickets that have to do with each other: told in the history of both, shown to whoever reads both."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kabinet.actions.desk.several import another, hold
from kabinet.actions.journal.entries import record
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import Ticket, TicketLink
from kabinet.regulation.access import Act, Actor, Audience, OrgKind
from kabinet.regulation.fact_data.tickets import Named
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

RELATED = TicketLink.Kind.RELATED
KNOWN = Text("Эти обращения уже связаны", "These tickets are linked already")
SEE = Text("Связь видна на странице обращения", "The link stands on the ticket's page")
NO_LINK = Text("Этой связи уже нет", "This link is gone already")
NOTHING = Text("Убирать нечего", "There is nothing to remove")


def link_tickets(
    *, actor: Actor, at: datetime, number: str, other: str, version: int | None = None
) -> Ticket:
    """Links the ticket to the one whose number was typed; Invalid when the actor does not reach it."""
    with transaction.atomic():
        one = doors.ticket(actor, number)
        two = another(actor, one, other, "other")
        hold((one, two))
        if one.pk == two.origin_id or two.pk == one.origin_id or _links(one, two).exists():
            raise Invalid("other", KNOWN, SEE)
        ticket = _tie(actor, at, one, two, version)
        _tie(actor, at, two, one)
        return ticket


def unlink_tickets(
    *, actor: Actor, at: datetime, number: str, other: str, version: int | None = None
) -> Ticket:
    """Takes a link away from both; that it was there stays in their histories."""
    with transaction.atomic():
        one = doors.ticket(actor, number)
        two = another(actor, one, other, "other")
        hold((one, two))
        if not _links(one, two).filter(kind=RELATED).exists():
            raise Invalid("other", NO_LINK, NOTHING)
        ticket = _untie(actor, at, one, two, version)
        _untie(actor, at, two, one)
        return ticket


def tie(work: Work, other: Ticket, kind: TicketLink.Kind) -> Audience:
    """Puts on record how `other` stands to the ticket in hand; who may know of it."""
    heard = audience(work, other)
    TicketLink.objects.create(
        ticket=work.ticket,
        leg=work.ticket.leg,
        client_id=work.ticket.client_id,
        partner_id=work.ticket.partner_id,
        other=other,
        other_number=other.number,
        kind=kind,
        audience=heard,
        added_by_id=work.actor.person,
        added_at=work.at,
    )
    return heard


def audience(work: Work, other: Ticket) -> Audience:
    """Both sides where both reach the other ticket; else the side that serves. A partner has nothing of its own on the
    vendor leg, and writes only what the vendor may read there."""
    ticket, actor = work.ticket, work.actor
    if ticket.leg == LegCode.CLIENT:
        shared = other.leg == LegCode.CLIENT and other.client_id == ticket.client_id
    else:
        shared = other.partner_id == ticket.partner_id or actor.kind is OrgKind.PARTNER
    return work.wide if shared else work.narrow


def _links(one: Ticket, two: Ticket) -> QuerySet[TicketLink]:
    return TicketLink.objects.filter(ticket=one, other=two)


def _tie(actor: Actor, at: datetime, ticket: Ticket, other: Ticket, version: int | None = None) -> Ticket:
    with act(actor=actor, at=at, number=ticket.number, act=Act.LINK, version=version) as work:
        heard = tie(work, other, RELATED)
        record(work, Kind.LINKED, Named(name=other.number), audience=heard)
    return work.ticket


def _untie(actor: Actor, at: datetime, ticket: Ticket, other: Ticket, version: int | None = None) -> Ticket:
    with act(actor=actor, at=at, number=ticket.number, act=Act.LINK, version=version) as work:
        heard = _links(ticket, other).filter(kind=RELATED).values_list("audience", flat=True).first()
        _links(ticket, other).filter(kind=RELATED).delete()
        record(work, Kind.UNLINKED, Named(name=other.number), audience=Audience(heard or work.narrow))
    return work.ticket
