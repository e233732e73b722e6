"""Who is told of what enters a compliance record."""

from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.models import Organisation
from kabinet.regulation.access import OrgKind, Role

LEADS = (Role.ORGANISATIONAL_CONTACT, Role.COORDINATOR)
WATCHING = (Role.AUDITOR, Role.COORDINATOR)


def overseers() -> list[int]:
    """The vendor's people who look after the regulation; needs the whole reach."""
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR).values_list("pk", flat=True).first()
    return staff_of(vendor, *WATCHING) if vendor else []


def leads(partner: int) -> list[int]:
    """Those who answer for a partner; needs the whole reach."""
    return staff_of(partner, *LEADS)
