"""Whose business an organisation's papers are: systems, licences, contracts, certificates, agreements."""

from collections.abc import Iterator

from kabinet.regulation.access.actor import Actor, OrgKind
from kabinet.regulation.access.case import Case
from kabinet.regulation.pack.leg import Leg, Pack
from kabinet.regulation.verdict import Verdict, deny


def own_papers(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Certificates of a partner are its own business and the vendor's; an agreement is answered by its own client."""
    if actor.kind is not OrgKind.VENDOR and case.organisation.key not in {None, actor.organisation}:
        yield deny(leg, "others_papers")


def serves_or_sold(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """Papers of a client come from the partner that serves it, or that sold it the licence (U1, P2.6)."""
    if actor.kind is OrgKind.PARTNER and not _near(actor, case, sold=True):
        yield deny(leg, "not_serving")


def keeps_systems(actor: Actor, case: Case, pack: Pack, leg: Leg) -> Iterator[Verdict]:
    """The client keeps its own systems, the servicing partner those of the client it serves (U6a)."""
    own = actor.kind is OrgKind.CLIENT and case.organisation.key == actor.organisation
    if not own and not (actor.kind is OrgKind.PARTNER and _near(actor, case)):
        yield deny(leg, "not_serving")


def _near(actor: Actor, case: Case, *, sold: bool = False) -> bool:
    group = actor.group | {actor.organisation}
    about = case.organisation
    return about.partner in group or (sold and bool(about.sellers & group))
