"""Groups of roles, and who may: the rows that several acts share."""

from dataclasses import dataclass

from kabinet.regulation.access.actor import OrgKind, Role
from kabinet.regulation.legs import LegCode

C, P, V = OrgKind.CLIENT, OrgKind.PARTNER, OrgKind.VENDOR
CLIENT_LEG, VENDOR_LEG, NO_LEG = LegCode.CLIENT, LegCode.VENDOR, None

WRITERS = frozenset({Role.AUTHORISED_PERSON, Role.ORGANISATIONAL_CONTACT})
SENDERS = frozenset({Role.AUTHORISED_PERSON})
STAFF = frozenset({Role.ENGINEER, Role.COORDINATOR, Role.AUTHORISED_EMPLOYEE})
CERTIFIED = frozenset({Role.AUTHORISED_EMPLOYEE})
VENDOR_STAFF = frozenset({Role.ENGINEER, Role.COORDINATOR})
HEADS = frozenset({Role.ORGANISATIONAL_CONTACT})
LEADS = frozenset({Role.ORGANISATIONAL_CONTACT, Role.COORDINATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
CONFIRMERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
AUDITORS = frozenset({Role.AUDITOR})
OVERSEERS = frozenset({Role.AUDITOR, Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """People of `kind` with one of `roles` may, on `leg` (None: not about a ticket)."""

    kind: OrgKind
    leg: str | None
    roles: frozenset[Role]

    def covers(self, kind: OrgKind | None, roles: frozenset[Role]) -> bool:
        """Whether somebody of `kind` who holds `roles` is meant."""
        return self.kind is kind and bool(self.roles & roles)


SUPPORT = (Grant(P, CLIENT_LEG, STAFF), Grant(V, VENDOR_LEG, VENDOR_STAFF))
APPLICANT = (Grant(C, CLIENT_LEG, WRITERS), Grant(P, VENDOR_LEG, STAFF))
LEVELS = (Grant(C, CLIENT_LEG, SENDERS), Grant(P, VENDOR_LEG, STAFF))
PARTICIPANTS = (Grant(C, VENDOR_LEG, WRITERS),)
PARTNER_ASKS = (Grant(P, VENDOR_LEG, STAFF),)
VENDOR_SERVES = (Grant(V, VENDOR_LEG, VENDOR_STAFF),)
PARTNER_SERVES = (Grant(P, CLIENT_LEG, STAFF),)
READERS = (
    Grant(C, CLIENT_LEG, WRITERS | {Role.VIEWER}),
    *(Grant(P, leg, STAFF | HEADS) for leg in (CLIENT_LEG, VENDOR_LEG)),
    Grant(V, VENDOR_LEG, VENDOR_STAFF | AUDITORS),
)
LEADS_OF_DESK = (Grant(P, NO_LEG, LEADS), Grant(V, NO_LEG, frozenset({Role.COORDINATOR})))
OWN_HEADS = (Grant(C, NO_LEG, HEADS), Grant(P, NO_LEG, HEADS))
PARTNER_LEADS = Grant(P, NO_LEG, LEADS)
PARTNER_HEADS = Grant(P, NO_LEG, HEADS)
VENDOR_ADMINISTRATORS = Grant(V, NO_LEG, ADMINISTRATORS)
VENDOR_CONFIRMERS = Grant(V, NO_LEG, CONFIRMERS)
VENDOR_AUDITORS = Grant(V, NO_LEG, AUDITORS)
