"""Who is told of what happens to contacts, and where a notice leads."""

from kabinet.actions.unit.organisation_act import Office, staff_of
from kabinet.records.models import Organisation
from kabinet.regulation.access import OrgKind, Role

CONFIRMATIONS = "/confirmations/"


def people_page(organisation: int) -> str:
    """The page of the organisation's people."""
    return f"/organisations/{organisation}/people/"


def confirmers() -> list[int]:
    """The vendor's people who confirm contacts; needs the whole reach."""
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR.value).values_list("pk", flat=True).first()
    return staff_of(vendor, Role.COORDINATOR, Role.ADMINISTRATOR) if vendor else []


def heads(organisation: int) -> list[int]:
    """The confirmed administrators of a client or partner."""
    return staff_of(organisation, Role.ORGANISATIONAL_CONTACT)


def ask_vendor(office: Office, kind: str, data: dict[str, object]) -> None:
    """The vendor has something to confirm."""
    office.tell(confirmers(), kind, data, address=CONFIRMATIONS)
