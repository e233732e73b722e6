"""Declared outages of the cabinet (U3.4a, P4.4): those that concern the reader, and whether one held at an instant."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Agreement, Organisation, Outage
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force, law_of
from kabinet.records.versions.regulations import law_binding
from kabinet.regulation.access import Actor, OrgKind, reach
from kabinet.regulation.organisation.outage import Outage as Spell

DAY = timedelta(days=1)
NOTHING = Q(pk__in=())


def outage_at(organisation: int, at: datetime) -> Spell | None:
    """The outage in which people of `organisation`, who ask, may write letters instead of using the cabinet at `at`; None: none.

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


def outage(actor: Actor, key: int) -> Outage:
    """The one with this key, or Closed."""
    found = outages(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def outages_now(actor: Actor, at: datetime) -> list[Outage]:
    """Those that hold at `at`, of those that concern the actor: the vendor's first, then by their beginning."""
    holding = Q(began_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
    return list(outages(actor).filter(holding).order_by("-of_vendor", "began_at", "id"))


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
