"""Who is told of what happens to contacts."""

from collections.abc import Mapping
from typing import Any

from kabinet.actions.notices import subjects
from kabinet.actions.unit.organisation_act import OrganisationWork, staff_of
from kabinet.records.models import Organisation
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.fact_data import OrganisationData


def confirmers() -> list[int]:
    """The vendor's people who confirm contacts; needs the whole reach."""
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR.value).values_list("pk", flat=True).first()
    return staff_of(vendor, Role.COORDINATOR, Role.ADMINISTRATOR) if vendor else []


def heads(organisation: int) -> list[int]:
    """The confirmed administrators of a client or partner."""
    return staff_of(organisation, Role.ORGANISATIONAL_CONTACT)


def ask_vendor(work: OrganisationWork, kind: str, data: Mapping[str, Any] | OrganisationData) -> None:
    """The vendor has something to confirm."""
    work.tell(confirmers(), kind, data, about=subjects.CONTACTS_TO_CONFIRM)
