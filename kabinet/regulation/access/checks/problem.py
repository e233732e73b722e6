"""Who reads a known problem (P2.3): its keeper's own house always, others by the audience that the keeper chose."""

from enum import StrEnum

from kabinet.regulation.access.actor import Actor, OrgKind, Role
from kabinet.regulation.text import Text


class ProblemAudience(StrEnum):
    """Beside the keeper's house: nobody; the vendor's partners; a partner's clients and the vendor; all who signed in."""

    OWN = "own"
    PARTNERS = "partners"
    CLIENTS = "clients"
    EVERYONE = "everyone"


# Whom each kind of keeper may write for; the database holds the same.
AUDIENCES = {
    OrgKind.VENDOR: (ProblemAudience.OWN, ProblemAudience.PARTNERS, ProblemAudience.EVERYONE),
    OrgKind.PARTNER: (ProblemAudience.OWN, ProblemAudience.CLIENTS),
}
READERS = {
    (OrgKind.VENDOR, ProblemAudience.OWN): Text(
        "только сотрудники {vendor_firm_gen}", "the vendor's people only"
    ),
    (OrgKind.VENDOR, ProblemAudience.PARTNERS): Text(
        "сотрудники {vendor_firm_gen} и всех партнёров, клиенты не увидят",
        "the people of the vendor and of all partners, no clients",
    ),
    (OrgKind.VENDOR, ProblemAudience.EVERYONE): Text(
        "все, кто входит в кабинет: {vendor_firm}, партнёры и клиенты",
        "everybody who signs in: the vendor, partners and clients",
    ),
    (OrgKind.PARTNER, ProblemAudience.OWN): Text(
        "только сотрудники партнёра и его группы компаний", "the people of the partner and of its group only"
    ),
    (OrgKind.PARTNER, ProblemAudience.CLIENTS): Text(
        "сотрудники партнёра, его клиенты и {vendor_firm}; другие партнёры не увидят",
        "the partner's people, its clients and the vendor; no other partners",
    ),
}


def readers(keeper: OrgKind, audience: ProblemAudience) -> Text:
    """Who reads it, in words."""
    return READERS[keeper, audience]


def problem_seen(actor: Actor, audience: ProblemAudience, keeper: int, *, serves: bool) -> bool:
    """Whether the actor reads it; `serves`: the keeper has or had an agreement with the actor's organisation."""
    if actor.kind is None or not actor.confirmed or not actor.roles & set(Role):
        return False
    return keeper in own_house(actor) or audience in _open_to(actor.kind, serves=serves)


def own_house(actor: Actor) -> frozenset[int]:
    """Whose problems are read whatever their audience: those of the own organisation and of its group, never a client's."""
    return frozenset() if actor.kind is OrgKind.CLIENT else actor.group | {actor.organisation}


def _open_to(kind: OrgKind, *, serves: bool) -> frozenset[ProblemAudience]:
    everyone = frozenset({ProblemAudience.EVERYONE})
    if kind is OrgKind.CLIENT:
        return everyone | ({ProblemAudience.CLIENTS} if serves else set())
    if kind is OrgKind.PARTNER:
        return everyone | {ProblemAudience.PARTNERS}
    return everyone | {ProblemAudience.PARTNERS, ProblemAudience.CLIENTS}
