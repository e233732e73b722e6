"""What an actor can see, as a value: one function of `records` renders it as a query, `includes` answers yes or no."""

from dataclasses import dataclass

from kabinet.regulation.access.actor import Actor, Audience, OrgKind, Role
from kabinet.regulation.access.granted import AUDITORS, HEADS, STAFF, VENDOR_STAFF, WRITERS
from kabinet.regulation.legs import LegCode


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tickets, and which audiences within them. Nothing named is nothing seen.

    `client_legs_of`: client tickets of these clients; `partner_of`: tickets of both legs that these partners
    serve or sent; `vendor_legs`, `client_legs`: every ticket of that leg; `participates`: these vendor
    tickets by key, of which a client's participant reads the joint talk and nothing else (P5c).
    """

    everything: bool = False
    client_legs_of: frozenset[int] = frozenset()
    partner_of: frozenset[int] = frozenset()
    vendor_legs: bool = False
    client_legs: bool = False
    audiences: frozenset[Audience] = frozenset()
    participates: frozenset[int] = frozenset()

    def includes(self, leg: str, client: int | None, partner: int | None, ticket: int | None = None) -> bool:
        """Whether a ticket of `leg` between these organisations, with the key `ticket`, is seen at all."""
        every = self.client_legs if leg == LegCode.CLIENT else self.vendor_legs
        own = leg == LegCode.CLIENT and client in self.client_legs_of
        invited = leg == LegCode.VENDOR and ticket in self.participates
        return self.everything or every or own or invited or partner in self.partner_of

    def hears(self, audience: Audience) -> bool:
        """Whether messages of this audience are seen within a ticket that is."""
        return self.everything or audience in self.audiences


NOTHING = Reach()
EVERYTHING = Reach(everything=True, audiences=frozenset(Audience))

_READERS = {
    OrgKind.CLIENT: WRITERS | {Role.VIEWER},
    OrgKind.PARTNER: STAFF | HEADS,
    OrgKind.VENDOR: VENDOR_STAFF | AUDITORS,
}


def reach(actor: Actor) -> Reach:
    """What the actor sees; nothing without a confirmed membership and a role that reads (L13-L15)."""
    if actor.system is not None:
        return EVERYTHING
    if actor.kind is None or not actor.confirmed or not actor.roles & _READERS[actor.kind]:
        return NOTHING
    return _REACHES[actor.kind](actor)


def reach_of_organisation(kind: OrgKind, organisation: int, group: frozenset[int]) -> Reach:
    """Of which tickets a program of the organisation is told, whoever of its people connected it: the organisation's own
    (L1, L13), and of what is said what both sides hear, never the notes of one of them."""
    if kind is OrgKind.CLIENT:
        return Reach(client_legs_of=frozenset({organisation}), audiences=frozenset({Audience.PUBLIC}))
    if kind is OrgKind.PARTNER:
        heard = frozenset({Audience.PUBLIC, Audience.VENDOR_LEG, Audience.JOINT})
        return Reach(partner_of=group | {organisation}, audiences=heard)
    return Reach(vendor_legs=True, audiences=frozenset({Audience.VENDOR_LEG, Audience.JOINT}))


def administers(actor: Actor) -> bool:
    """Whether the actor keeps the installation's organisations without reading their tickets."""
    return actor.kind is OrgKind.VENDOR and actor.confirmed and Role.ADMINISTRATOR in actor.roles


def _client(actor: Actor) -> Reach:
    """Every ticket of the own organisation (L1), never the partner's talk (L3); joint work by invitation (P5c)."""
    joint = {Audience.JOINT} if actor.participates else set()
    return Reach(
        client_legs_of=frozenset({actor.organisation}),
        audiences=frozenset({Audience.PUBLIC} | joint),
        participates=actor.participates,
    )


def _partner(actor: Actor) -> Reach:
    """Both legs of every partner of the group (L13), with or without status (L12a)."""
    audiences = frozenset({Audience.PUBLIC, Audience.PARTNER, Audience.VENDOR_LEG, Audience.JOINT})
    return Reach(partner_of=actor.group | {actor.organisation}, audiences=audiences)


def _vendor(actor: Actor) -> Reach:
    """The vendor leg; an auditor the client leg too (L17a), but not the partner's own notes."""
    auditor = Role.AUDITOR in actor.roles
    audiences = {Audience.VENDOR_LEG, Audience.VENDOR, Audience.JOINT} | (
        {Audience.PUBLIC} if auditor else set()
    )
    return Reach(vendor_legs=True, client_legs=auditor, audiences=frozenset(audiences))


_REACHES = {OrgKind.CLIENT: _client, OrgKind.PARTNER: _partner, OrgKind.VENDOR: _vendor}
