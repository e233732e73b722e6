"""Open tickets on their way from one servicing partner to another."""

from datetime import datetime

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.doors.tickets import tickets
from kabinet.records.models import Handover, Organisation, Ticket
from kabinet.records.versions import agreement_in_force, day_of
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode


def handovers(actor: Actor) -> QuerySet[Handover]:
    """Every request that concerns the actor's organisation, the latest first. Keyset by id."""
    mine = actor.group | {actor.organisation}
    concerned = Q(client__in=mine) | Q(partner__in=mine) | Q(to_partner__in=mine)
    found = (
        Handover.objects.filter(concerned) if actor.kind is not OrgKind.VENDOR else Handover.objects.none()
    )
    return found.order_by("-id")


def handover(actor: Actor, key: int) -> Handover:
    """One of them, or Closed."""
    found = handovers(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def left_behind(actor: Actor, at: datetime) -> QuerySet[Ticket]:
    """A client's open tickets with a partner that does not serve it any more, the oldest first."""
    day = day_of(actor, at)
    serving = agreement_in_force(actor.organisation, day) if actor.kind is OrgKind.CLIENT else None
    if serving is None:
        return tickets(actor).none()
    mine = tickets(actor).filter(leg=LegCode.CLIENT, client=actor.organisation, closed_at=None)
    return mine.exclude(partner=serving.partner_id).order_by("registered_at", "id")


def names(actor: Actor, keys: set[int]) -> dict[int, str]:
    """Short names of organisations that the actor knows."""
    return dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "short_name"))


def successor(actor: Actor, row: Handover) -> str:
    """The number of the ticket that it became; empty for a partner that does not reach it."""
    if row.successor_id is None:
        return ""
    return str(tickets(actor).filter(pk=row.successor_id).values_list("number", flat=True).first() or "")
