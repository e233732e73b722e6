"""Who acts, and who hears it; the acts by name stand in facts.py beside what they write."""

from dataclasses import dataclass, field
from enum import StrEnum

from kabinet.regulation.facts import Act
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.leg import Pack

__all__ = ["HEARD", "Act", "Actor", "Audience", "OrgKind", "Role"]


class OrgKind(StrEnum):
    """The three parties."""

    CLIENT = "client"
    PARTNER = "partner"
    VENDOR = "vendor"


class Role(StrEnum):
    """Rights of a person in one organisation; one person may hold several."""

    ORGANISATIONAL_CONTACT = "organisational_contact"  # client, partner: administrator of the organisation
    AUTHORISED_PERSON = "authorised_person"  # client
    VIEWER = "viewer"  # client
    AUTHORISED_EMPLOYEE = "authorised_employee"  # partner
    ENGINEER = "engineer"  # partner, vendor
    COORDINATOR = "coordinator"  # partner, vendor
    AUDITOR = "auditor"  # vendor
    ADMINISTRATOR = "administrator"  # vendor


class Audience(StrEnum):
    """Who reads a message or a file."""

    PUBLIC = "public"  # client leg: client and partner
    PARTNER = "partner"  # client leg: partner only
    VENDOR_LEG = "vendor_leg"  # vendor leg: partner and vendor
    VENDOR = "vendor"  # vendor leg: vendor only
    JOINT = "joint"  # vendor leg: partner, vendor and the client's participants (P5c)


# For whom something can be said on each leg.
HEARD = {
    LegCode.CLIENT: (Audience.PUBLIC, Audience.PARTNER),
    LegCode.VENDOR: (Audience.VENDOR_LEG, Audience.VENDOR, Audience.JOINT),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting for one organisation, or the program itself for the named reason `system`.

    `group` are the organisations that share their reach with this one, its own included (L13); `confirmed`
    that the vendor has authenticated the person as a contact of the organisation (L14, L15); `participates` are
    the vendor tickets, by key, in whose joint work a client's person takes part now (P5c), `asleep` those whose level lets
    no client take part; `law` is the version of the regulation in force for the organisation on the day on which the actor
    came (L16, L18), `calendar` the code of the calendar that new tickets are counted by.
    """

    person: int
    name: str
    kind: OrgKind | None
    organisation: int
    group: frozenset[int] = frozenset()
    roles: frozenset[Role] = frozenset()
    confirmed: bool = False
    system: str | None = None
    participates: frozenset[int] = frozenset()
    asleep: frozenset[int] = frozenset()
    law: Pack | None = field(default=None, compare=False, repr=False)
    calendar: str = field(default="", compare=False, repr=False)
