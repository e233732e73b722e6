"""A client changed its servicing partner: an open ticket moves to the new one when both partners have consented.

It stays whole where it was: the former partner keeps it, closed, with everything said until then. The new partner goes
on in a ticket of its own, under its own agreement and with clocks of its own, beginning with what client and former
partner told each other. A partner whose status ended cannot work on tickets (L12b) and so cannot hold one back either.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.actions.handover import new_ticket
from kabinet.actions.journal import by_program
from kabinet.actions.journal.entries import record
from kabinet.actions.notices import notify, subjects
from kabinet.actions.tickets.speak import clean_reason, reasoned
from kabinet.actions.unit import permission, ticket_work
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.actions.unit.ticket_act import act, begun, finish
from kabinet.actions.unit.work import Work, system
from kabinet.records import doors
from kabinet.records.models import Agreement, Handover, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force, day_of
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import LEADS, Act, Actor, Case
from kabinet.regulation.fact_data.tickets import HandedOver, HandoverDeclined, Named
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.verdict import deny

HANDOVER = "handover"
SHOWN = 2000  # letters of the statement that the new partner sees before it consents


def ask_handover(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Handover:
    """The client asks that the ticket goes to the partner that serves it now."""
    with act(actor=actor, at=at, number=number, act=Act.ASK_HANDOVER, version=version) as work:
        agreement = _new_partner(work)
        if waiting_of(work.ticket):
            raise Refused(deny(work.leg, "handover_asked"))
        record(work, Kind.HANDOVER_ASKED, Named(name=agreement.partner.short_name))
        row = _row(work, agreement)
    _tell(row, agreement.partner_id, at)
    return row


def give_handover(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """The former partner consents; nothing moves before the new one has consented as well."""
    with act(actor=actor, at=at, number=number, act=Act.GIVE_HANDOVER, version=version) as work:
        row = _awaited(work)
        if row.given_at is None:
            record(work, Kind.HANDOVER_GIVEN)
            with as_system(HANDOVER):
                Handover.objects.filter(pk=row.pk).update(given_by=actor.person, given_at=work.at)
    return work.ticket


def decline_handover(
    *, actor: Actor, at: datetime, number: str, reason: str, version: int | None = None
) -> Ticket:
    """The client takes the request back, or the former partner keeps the ticket, with a reason."""
    said = reasoned(reason)
    with act(actor=actor, at=at, number=number, act=Act.DECLINE_HANDOVER, version=version) as work:
        _end(_awaited(work), actor, work.at, said)
        record(work, Kind.HANDOVER_DECLINED, HandoverDeclined(reason=said))
    return work.ticket


def refuse_handover(*, actor: Actor, at: datetime, handover: int, reason: str) -> None:
    """The new partner does not take it."""
    said, now = reasoned(reason), whole(at)
    with transaction.atomic():
        row = _offered(actor, now, handover)
        with as_system(HANDOVER):
            work = begun(system(HANDOVER), now, row.ticket.number, Act.SEE)
            _end(row, actor, now, said)
            declined = HandoverDeclined(reason=said, name=actor.name)
            by_program.write(work, Kind.HANDOVER_DECLINED, declined)
            finish(work)


def take_handover(*, actor: Actor, at: datetime, handover: int) -> Ticket:
    """The new partner consents: the ticket ends where it was and goes on in a new one, which comes back.

    Refused names all that stands against registering a ticket with this partner, or that the former one has not consented.
    """
    now = whole(at)
    with transaction.atomic():
        row = _offered(actor, now, handover)
        ground = new_ticket.ground(actor, now, row.ticket, row.asked_by_id)
        with as_system(HANDOVER):
            former = begun(system(HANDOVER), now, row.ticket.number, Act.SEE)
            _may_move(former, row)
            ticket = new_ticket.registered(actor, former, ground)
            record(former, Kind.HANDED_OVER, HandedOver(name=ticket.partner_name, number=ticket.number))
            finish(former)
            done = {"taken_by": actor.person, "taken_at": now, "successor": ticket}
            Handover.objects.filter(pk=row.pk).update(**done)
    return ticket


def waiting_of(ticket: Ticket) -> Handover | None:
    """The request that waits for consent, if any."""
    return Handover.objects.filter(ticket=ticket, declined_at=None, successor=None).first()


def _new_partner(work: Work) -> Agreement:
    day = day_of(work.actor, work.at)
    agreement = agreement_in_force(work.ticket.client_id, day)
    if agreement is None or agreement.partner_id == work.ticket.partner_id:
        raise Refused(deny(work.leg, "handover_same"))
    if doors.case_of(work.actor, ticket=work.ticket, at=work.at).ticket.child_open:
        raise Refused(deny(work.leg, "handover_passed"))
    return agreement


def _row(work: Work, agreement: Agreement) -> Handover:
    ticket = work.ticket
    return Handover.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        to_partner_id=agreement.partner_id,
        summary=_summary(ticket),
        asked_by_id=work.actor.person,
        asked_at=work.at,
    )


def _summary(ticket: Ticket) -> dict[str, Any]:
    """What the new partner sees before it consents: the client's own words, nothing of the former partner's."""
    said = new_ticket.public(ticket).filter(kind="statement").first()
    return {
        "number": ticket.number,
        "client": ticket.client_name,
        "system": ticket.system_name,
        "subject": ticket.subject,
        "level": ticket.level,
        "registered_at": ticket.registered_at.isoformat(),
        "partner": ticket.partner_name,
        "statement": said.text[:SHOWN] if said else "",
    }


def _awaited(work: Work) -> Handover:
    row = waiting_of(work.ticket)
    if row is None:
        raise Refused(deny(work.leg, "handover_none"))
    return row


def _end(row: Handover, actor: Actor, at: datetime, reason: str) -> None:
    with as_system(HANDOVER):
        ended = {"declined_by": actor.person, "declined_at": at, "decline_reason": clean_reason(reason)}
        Handover.objects.filter(pk=row.pk).update(**ended)


def _offered(actor: Actor, at: datetime, key: int) -> Handover:
    """The request, locked, of which this partner is the one to take it; Closed, Refused."""
    found = doors.handover(actor, key)
    if found.to_partner_id not in actor.group | {actor.organisation}:
        raise doors.Closed
    law = law_of(actor)
    case = Case(today=day_of(actor, at))
    permission.require(actor, Act.TAKE_HANDOVER, case, law)
    with as_system(HANDOVER):
        row = Handover.objects.select_for_update(of=("self",)).select_related("ticket").get(pk=found.pk)
    if row.declined_at or row.successor_id:
        raise Refused(deny(law.leg(LegCode.CLIENT), "handover_none"))
    return row


def _may_move(former: Work, row: Handover) -> None:
    """It is still open and not at the vendor's, and its partner has consented or has nothing to say any more."""
    ticket_work.put(former)
    case = doors.case_of(former.actor, ticket=former.ticket, at=former.at)
    if former.ticket.closed_at is not None:
        raise Refused(deny(former.leg, "handover_none"))
    if case.ticket.child_open:
        raise Refused(deny(former.leg, "handover_passed"))
    if not by_program.knows(former, Kind.HANDED_OVER):
        status = lifecycle.status_of(former.standing.status, former.leg)
        raise Refused(deny(former.leg, "not_now", status=status.names.partner))
    if row.given_at is None and new_ticket.has_status(case, former.pack):
        raise Refused(deny(former.leg, "handover_not_given"))


def _tell(row: Handover, partner: int, at: datetime) -> None:
    """The leads of the new partner, who cannot see the ticket."""
    names = ("client", "partner", "subject")
    with as_system(HANDOVER):
        notify.to_people(
            staff_of(partner, *LEADS),
            "handover_offered",
            {name: row.summary[name] for name in names},
            about=subjects.handover(row.pk),
            at=whole(at),
            organisation=row.client_id,
        )
