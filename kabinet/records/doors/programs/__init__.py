"""Bridges to desks of the actor's own organisation, and what they carry; tickets that have one of another desk beside them.
A door of its own."""

from uuid import UUID

from django.db.models import Count, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Bridge, BridgeArrival, BridgeDelivery, BridgeLink, Ticket
from kabinet.regulation.access import Actor


def bridges(actor: Actor) -> QuerySet[Bridge]:
    """Those of the actor's organisation, in the order in which they were set up."""
    mine = Bridge.objects.filter(organisation=actor.organisation)
    return mine.select_related("client", "kept_by").order_by("made_at", "id")


def bridge(actor: Actor, key: UUID) -> Bridge:
    """One of them, else Closed."""
    found = bridges(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def bridge_links(actor: Actor, bridge: Bridge) -> QuerySet[BridgeLink]:
    """Tickets that are one, the latest first. Keyset by id."""
    return BridgeLink.objects.filter(bridge=bridge).select_related("ticket").order_by("-id")


def links_beside(actor: Actor, ticket: Ticket) -> QuerySet[BridgeLink]:
    """What stands for this ticket in other desks."""
    return BridgeLink.objects.filter(ticket=ticket).order_by("id")


def bridge_deliveries(actor: Actor, bridge: Bridge) -> QuerySet[BridgeDelivery]:
    """What crosses from here, the latest first. Keyset by id."""
    return BridgeDelivery.objects.filter(bridge=bridge).select_related("ticket", "entry").order_by("-id")


def bridge_arrivals(actor: Actor, bridge: Bridge) -> QuerySet[BridgeArrival]:
    """What came from there, the latest first. Keyset by id."""
    return BridgeArrival.objects.filter(bridge=bridge).select_related("ticket").order_by("-id")


def carried_states(actor: Actor, bridge: Bridge) -> dict[str, int]:
    """How much of both is in each state."""
    found: dict[str, int] = {}
    for model in (BridgeDelivery, BridgeArrival):
        counted = model.objects.filter(bridge=bridge).values_list("state").order_by()
        for state, count in counted.annotate(count=Count("pk")):
            found[state] = found.get(state, 0) + count
    return found
