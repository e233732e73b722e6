"""Which rights people of an organisation can hold, who administers it, and what the vendor has to confirm (L14, L15)."""

from collections.abc import Mapping

from kabinet.regulation.access.actor import OrgKind, Role

# In the order in which forms name them.
ROLES_OF: Mapping[OrgKind, tuple[Role, ...]] = {
    OrgKind.CLIENT: (Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_PERSON, Role.VIEWER),
    OrgKind.PARTNER: (
        Role.ORGANISATIONAL_CONTACT,
        Role.AUTHORISED_EMPLOYEE,
        Role.ENGINEER,
        Role.COORDINATOR,
    ),
    OrgKind.VENDOR: (Role.ENGINEER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
}
# Who manages the contacts of an organisation (U5c, P6.1); of the vendor its own administrator.
HEAD_OF: Mapping[OrgKind, Role] = {
    OrgKind.CLIENT: Role.ORGANISATIONAL_CONTACT,
    OrgKind.PARTNER: Role.ORGANISATIONAL_CONTACT,
    OrgKind.VENDOR: Role.ADMINISTRATOR,
}
# Rights that the vendor looks at each time, even of somebody whom it knows already.
LOOKED_AT = frozenset({Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_EMPLOYEE})
# Rights with which one works on tickets.
WORKING = frozenset({Role.ENGINEER, Role.COORDINATOR, Role.AUTHORISED_EMPLOYEE})


def awaits(kind: OrgKind, role: Role, *, known: bool) -> bool:
    """Whether `role` opens nothing before the vendor has confirmed it.

    `known` says that the vendor has confirmed the person in this organisation before: then an administrator authorises
    them alone (U5a). The vendor's administrator confirms the vendor's own people by entering them.
    """
    return kind is not OrgKind.VENDOR and (not known or role in LOOKED_AT)
