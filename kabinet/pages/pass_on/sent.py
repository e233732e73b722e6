"""The document of a vendor ticket, for partner and vendor: the same that was shown before passing on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.pass_on.document import Document, Told, document, promises
from kabinet.pages.pass_on.forwarded import file_line, quote
from kabinet.pages.pass_on.prepared import STATEMENT
from kabinet.pages.shell import show, surroundings
from kabinet.records import doors
from kabinet.records.doors.record_types import TicketRecord
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.fact_data.tickets import Registered
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode


@page(SUPPORT)
def sent(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """What was passed on with this ticket."""
    facts = surroundings.facts(actor, at)
    ticket = doors.ticket(actor, number)
    shown = paper(actor, at, number, facts.zone)
    context = {"number": ticket.number, "document": shown, "since": since(actor, ticket, shown.level)}
    here = "vendor" if actor.kind is OrgKind.PARTNER else "queue"
    return show(request, actor, at, "pass_on/sent.html", context, here=here, facts=facts)


def as_now(ticket: TicketRecord, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the partner's contact as they are named now; the rest stands as it was sent."""
    if not ticket.contact_id:
        return values
    return {**values, "partner_contact": ticket.contact_name, "partner_phone": ticket.contact_phone}


def since(actor: Actor, ticket: TicketRecord, level: int) -> list[str]:
    """What is another now than on the day of passing on."""
    said = []
    if ticket.level != level:
        said.append(
            _("Передано с уровнем %(then)s, сейчас уровень %(now)s.") % {"then": level, "now": ticket.level}
        )
    given = doors.journal(actor, ticket).filter(kind__in=(Kind.SUPPLIED, Kind.COMPLETED))
    if given.exists():
        said.append(_("Пункты, которые дополнили после возврата, стоят уже дополненными."))
    return said


def _level_sent(actor: Actor, ticket: TicketRecord) -> int:
    """The level with which the ticket was registered at the vendor."""
    first = doors.journal(actor, ticket).filter(kind=Kind.REGISTERED).first()
    return first.told_as(Registered).level if first else int(ticket.level)


def paper(actor: Actor, at: datetime, number: str, zone: ZoneInfo) -> Document:
    """Of a vendor ticket; Closed for any other."""
    ticket = doors.ticket(actor, number)
    if ticket.leg != LegCode.VENDOR:
        raise doors.Closed
    sheet = doors.sheet(actor, ticket)
    told = Told(
        leg=doors.leg_of(ticket),
        values=as_now(ticket, sheet.values),
        level=_level_sent(actor, ticket),
        level_note=sheet.level_reason,
        sender=ticket.partner.name,
        promises=promises(sheet.critical.get("client", {}), sheet.critical.get("partner", {})),
    )
    said = doors.messages(actor, ticket).filter(kind=STATEMENT, relayed_from__isnull=False)
    files = doors.files(actor, ticket).filter(message__kind=STATEMENT)
    return document(told, [quote(row, at, zone) for row in said], map(file_line, files))
