"""Declared outages of the cabinet (U3.4a, P4.4): those that concern the reader, and whether one held at an instant."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.doors.organisations import entries
from kabinet.records.doors.tickets import tickets
from kabinet.records.models import Agreement, Organisation, OrganisationEntry, Outage, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force, law_of
from kabinet.records.versions.regulations import law_binding
from kabinet.regulation.access import Actor, OrgKind, reach
from kabinet.regulation.legs import Channel
from kabinet.regulation.organisation.outage import Outage as Spell

DAY = timedelta(days=1)
OF_OUTAGE = ("outage_declared", "outage_corrected", "outage_ended")
NOTHING = Q(pk__in=())


def outage_at(organisation: int, at: datetime) -> Spell | None:
    """The outage in which people of `organisation`, who ask, may write letters instead of using the cabinet at `at`.

    Of a client one that the vendor or the partner that served it then declared (U3.4a); of a partner, who asks the vendor,
    one of the vendor's alone (L11b, P4.4): nobody opens the other side's letter-box by their own word. Of several the
    one that lasts longest. Needs a transaction, no reach.
    """
    with as_system("whether an outage of the cabinet is declared"):
        asking = Organisation.objects.filter(pk=organisation).values_list("kind", flat=True).first()
        if asking is None:
            return None
        declared = Q(of_vendor=True)
        if asking == OrgKind.CLIENT:
            served = agreement_in_force(organisation, at.astimezone(law_binding(at).zone).date())
            declared |= Q(organisation=served.partner_id) if served else NOTHING
        holding = Q(began_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        found = [each.law for each in Outage.objects.filter(declared, holding)]
    return max(found, key=_longest, default=None)


def outages(actor: Actor) -> QuerySet[Outage]:
    """Every outage that concerns the actor, with who declared it; the latest first. A client's are the vendor's and those
    that its partner declared while it served it."""
    found = Outage.objects.select_related("organisation").filter(_concerns(actor))
    return found.order_by("-began_at", "-id")


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


def everybodys_outage(at: datetime) -> tuple[Outage, Organisation] | None:
    """The vendor's outage that holds at `at`, with whom one can turn to: for who has not signed in. Needs a transaction."""
    with as_system("an outage, told at the entrance"):
        holding = Q(began_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        found = Outage.objects.select_related("organisation").filter(holding, of_vendor=True).first()
    return (found, found.organisation) if found is not None else None


def outage(actor: Actor, key: int) -> Outage:
    """The one with this key, or Closed."""
    found = outages(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def _within(each: Outage) -> Q:
    begun = Q(registered_at__gte=each.began_at)
    return begun if each.ends_at is None else begun & Q(registered_at__lt=each.ends_at)


def _longest(found: Spell) -> tuple[bool, datetime, bool, int]:
    return found.ends_at is None, found.ends_at or found.began_at, found.of_vendor, found.key


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
