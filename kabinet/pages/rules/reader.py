"""Which regulation applies to a reader today, since when, and under which agreement."""

from dataclasses import dataclass
from datetime import date

from kabinet.records import doors
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.agreement import merge
from kabinet.regulation.pack import Leg, Pack, pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.versions import Version, applies_from, in_force, version_of

LEGS = {OrgKind.CLIENT: ("client",), OrgKind.PARTNER: ("client", "vendor"), OrgKind.VENDOR: ("vendor",)}


@dataclass(frozen=True, slots=True)
class Agreed:
    """A client's agreement in force: its number, its partner's name, its zone and what it made stricter."""

    number: str
    partner: str
    partner_id: int
    zone: str
    stricter: dict[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """The regulation of one reader on one day."""

    pack: Pack
    version: Version
    since: date
    agreed: Agreed | None
    legs: tuple[Leg, ...]

    def terms(self, leg: Leg) -> Terms:
        """The leg's terms for this reader: a client's under their agreement."""
        if leg.code != "client" or self.agreed is None:
            return leg.terms
        return merge(leg.terms, {"zone": self.agreed.zone, **self.agreed.stricter})


def reading(actor: Actor, today: date) -> Reading:
    """What applies to `actor` on `today`; a client follows their servicing partner's adoption (L18)."""
    agreed = agreement(actor, today) if actor.kind is OrgKind.CLIENT else None
    partner = agreed.partner_id if agreed else actor.organisation
    adopted = {} if actor.kind is OrgKind.VENDOR else doors.adoptions(actor, partner)
    version = in_force(today, [version_of(pack(each.code)) for each in doors.regulations(actor)], adopted)
    carried = pack(version.code)
    legs = tuple(carried.leg(code) for code in LEGS[actor.kind] if code in carried.legs) if actor.kind else ()
    return Reading(carried, version, applies_from(version, adopted), agreed, legs)


def agreement(actor: Actor, today: date) -> Agreed | None:
    """The client's own agreement on `today`, None without one."""
    for row in doors.agreements(actor, actor.organisation):
        if row.first_day <= today and (row.last_day is None or today <= row.last_day):
            return Agreed(row.number, row.partner.short_name, row.partner_id, row.zone, row.stricter)
    return None
