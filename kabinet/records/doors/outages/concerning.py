"""The outages that concern a reader, and what came in them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.doors.organisations import entries
from kabinet.records.doors.tickets import tickets
from kabinet.records.models import Agreement, OrganisationEntry, Outage, Ticket
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind, reach
from kabinet.regulation.legs import Channel

DAY = timedelta(days=1)
OF_OUTAGE = ("outage_declared", "outage_corrected", "outage_ended")
NOTHING = Q(pk__in=())


def outages(actor: Actor) -> QuerySet[Outage]:
    """Every outage that concerns the actor, with who declared it; the latest first. A client's are the vendor's and those
    that its partner declared while it served it."""
    found = Outage.objects.select_related("organisation").filter(_concerns(actor))
    return found.order_by("-began_at", "-id")


def outage(actor: Actor, key: int) -> Outage:
    """The one with this key, or Closed."""
    found = outages(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def outage_entries(actor: Actor, organisation: int, key: int) -> QuerySet[OrganisationEntry]:
    """What the journal of the house says of one of its outages, as far as the actor reads that journal; the latest first."""
    return entries(actor, organisation).filter(kind__in=OF_OUTAGE, data__outage=key)


def taken_during(actor: Actor, of: Sequence[Outage]) -> dict[int, int]:
    """Key of the outage -> how many of the tickets that the actor reaches came in it by letter or by telephone."""
    if not of:
        return {}
    counts = {f"outage_{each.pk}": Count("pk", filter=_within(each)) for each in of}
    beside = tickets(actor).exclude(channel=Channel.CABINET)
    found = beside.filter(registered_at__gte=min(each.began_at for each in of)).order_by().aggregate(**counts)
    return {each.pk: found[f"outage_{each.pk}"] for each in of}


def tickets_during(actor: Actor, of: Outage) -> QuerySet[Ticket]:
    """Those tickets, the first one first."""
    beside = tickets(actor).exclude(channel=Channel.CABINET)
    return beside.filter(_within(of)).order_by("registered_at", "id")


def _within(each: Outage) -> Q:
    begun = Q(registered_at__gte=each.began_at)
    return begun if each.ends_at is None else begun & Q(registered_at__lt=each.ends_at)


def _concerns(actor: Actor) -> Q:
    """policies.OUTAGE as a query."""
    if actor.kind is OrgKind.VENDOR:
        return Q() if actor.confirmed else NOTHING
    reached = reach(actor)
    if reached.client_legs_of:
        return Q(of_vendor=True) | _served(actor)
    return Q(of_vendor=True) | Q(organisation__in=reached.partner_of) if reached.partner_of else NOTHING


def _served(actor: Actor) -> Q:
    """Those of the partners that the client had, on the days on which it had them."""
    zone, found = law_of(actor).zone, NOTHING
    for each in Agreement.objects.filter(client=actor.organisation):
        ends = Q(ends_at__isnull=True) | Q(ends_at__gte=_midnight(each.first_day, zone))
        begins = Q() if each.last_day is None else Q(began_at__lt=_midnight(each.last_day + DAY, zone))
        found |= Q(organisation=each.partner_id) & ends & begins
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
