"""Which clause stands behind what is done to contacts: table 2 of appendix 1 for clients, appendix 2 for partners."""

from kabinet.regulation.access import OrgKind

CONFIRMED = {OrgKind.CLIENT: "L15", OrgKind.PARTNER: "L14"}
ENTERED = {OrgKind.CLIENT: "U5b", OrgKind.PARTNER: "P6.2"}
CHANGED = {OrgKind.CLIENT: "U5d", OrgKind.PARTNER: "P6.2b"}
HEADS = {OrgKind.CLIENT: "U5a", OrgKind.PARTNER: "P6.1"}
HANDED_IN = {OrgKind.CLIENT: "P4.6", OrgKind.PARTNER: "L14"}


def of(table: dict[OrgKind, str], kind: str) -> str:
    """The clause for an organisation of `kind`; none for the vendor, whose own people no clause is about."""
    return table.get(OrgKind(kind), "")
