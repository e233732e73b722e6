"""Whether an outage holds at an instant, and whom one turns to then: asked by whoever has no reader at hand.

Each lends itself the whole reach and needs a transaction.
"""

from datetime import datetime

from django.db.models import Q

from kabinet.records.models import Organisation, Outage
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force
from kabinet.records.versions.regulations import law_binding
from kabinet.regulation.access import OrgKind
from kabinet.regulation.organisation.outage import Outage as Spell

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


def everybodys_outage(at: datetime) -> tuple[Outage, Organisation] | None:
    """The vendor's outage that holds at `at`, with whom one can turn to: for who has not signed in. Needs a transaction."""
    with as_system("an outage, told at the entrance"):
        holding = Q(began_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        found = Outage.objects.select_related("organisation").filter(holding, of_vendor=True).first()
    return (found, found.organisation) if found is not None else None


def vendor_reached() -> tuple[str, str]:
    """The vendor's telephone and address, for the page that the front server shows. Needs a transaction."""
    with as_system("the page of the front server"):
        found = Organisation.objects.filter(kind=OrgKind.VENDOR).values_list("phone", "email").first()
    return found or ("", "")


def _longest(found: Spell) -> tuple[bool, datetime, bool, int]:
    return found.ends_at is None, found.ends_at or found.began_at, found.of_vendor, found.key
