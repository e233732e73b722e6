"""Whom a desk calls at night: its order of call, and how far the call of one ticket has come."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from kabinet.records.company_groups import FELLOWS
from kabinet.records.doors.closed import Closed
from kabinet.records.models import OnCallRound, OnCallStep, Ticket
from kabinet.records.versions import pack_of
from kabinet.regulation.access import STAFF, Actor
from kabinet.regulation.legs import LegCode


@dataclass(frozen=True, slots=True)
class OnCallPerson:
    """Somebody in the order of call who works at the desk, and after how many minutes the next one is told."""

    person: int
    name: str
    minutes: int


# Whoever has left the desk is passed over. Asked under the reader's own reach, or by named work.
ORDER = f"""
SELECT s.person_id, p.name, s.minutes FROM on_call_step s
JOIN organisation o ON o.id = s.organisation_id JOIN person p ON p.id = s.person_id AND p.is_active
WHERE s.leg = %(leg)s AND CASE %(leg)s WHEN 'client' THEN o.id = %(partner)s ELSE o.kind = 'vendor' END
  AND EXISTS (SELECT FROM membership m WHERE m.person_id = p.id AND m.role = ANY(%(staff)s)
    AND m.confirmed_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s)
    AND (m.organisation_id = o.id OR m.organisation_id IN ({FELLOWS.format(of="o.id")})))
ORDER BY s.place, s.id
"""  # noqa: S608


def on_call_order(ticket: Ticket, at: datetime) -> list[OnCallPerson]:
    """Who of the ticket's desk is called to it, in order, of those who work there at `at`."""
    asked = {
        "leg": ticket.leg,
        "partner": ticket.partner_id,
        "staff": sorted(map(str, STAFF)),
        "at": at,
        "home": pack_of(ticket).zone.key,
    }
    with connection.cursor() as cursor:
        cursor.execute(ORDER, asked)
        return [OnCallPerson(*row) for row in cursor.fetchall()]


def is_kept(ticket: Ticket) -> bool:
    """Whether the ticket's desk has an order of call at all."""
    of = {"organisation": ticket.partner_id} if ticket.leg == LegCode.CLIENT else {}
    return OnCallStep.objects.filter(leg=ticket.leg, **of).exists()


def on_call_round(ticket: Ticket) -> OnCallRound | None:
    """The last call of a ticket that the reader has; None where there was none, or it is not theirs to see."""
    return OnCallRound.objects.filter(ticket=ticket).first()


def on_call_steps(actor: Actor) -> QuerySet[OnCallStep]:
    """The own desk's, in their order."""
    known = OnCallStep.objects.filter(organisation=actor.organisation)
    return known.select_related("person").order_by("place", "id")


def on_call_step(actor: Actor, key: int) -> OnCallStep:
    """One of them, or Closed."""
    found = on_call_steps(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found
