"""Which regulation applies to a reader today, since when, under which agreement; what was before and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kabinet.records import doors
from kabinet.records.doors.record_types import RegulationRecord
from kabinet.records.versions import regulations
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation import versions
from kabinet.regulation.organisation.agreement import under
from kabinet.regulation.organisation.versions import Version, applies_from
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.text import Unlawful

LEGS = {
    OrgKind.CLIENT: (LegCode.CLIENT,),
    OrgKind.PARTNER: (LegCode.CLIENT, LegCode.VENDOR),
    OrgKind.VENDOR: (LegCode.VENDOR,),
}
BOTH = tuple(LegCode)


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
    """The regulation of one reader on one day. `row` is the version's record, `since` the day from which it applies,
    `in_force` the version that applies now, `adopted` the days that their partner chose, by code."""

    pack: Pack
    version: Version
    row: RegulationRecord
    since: date
    agreed: Agreed | None
    legs: tuple[Leg, ...]
    in_force: Version
    known: tuple[Version, ...]
    adopted: Mapping[str, date]

    def terms(self, leg: Leg) -> Terms:
        """The leg's terms for this reader: a client's under their agreement."""
        if leg.code != LegCode.CLIENT or self.agreed is None:
            return leg.terms
        return under(leg.terms, {"zone": self.agreed.zone, **self.agreed.stricter})


def reading(actor: Actor, today: date, number: str = "") -> Reading:
    """The version with this number, or the one that applies to `actor` on `today`; a client follows their servicing
    partner's adoption (L18). Closed for a number that nobody published."""
    agreed = agreement(actor, today) if actor.kind is OrgKind.CLIENT else None
    partner = agreed.partner_id if agreed else actor.organisation
    adopted = {} if actor.kind is OrgKind.VENDOR else doors.adoptions(actor, partner)
    rows = {row.code: row for row in doors.regulations(actor)}
    known = tuple(map(regulations.on_its_day, rows.values()))
    present = _present(today, known, adopted)
    row = doors.regulation(actor, number) if number else rows[present.code]
    law = regulations.law(row.code)
    version = next(each for each in known if each.code == row.code)
    return Reading(
        pack=law,
        version=version,
        row=row,
        since=applies_from(version, adopted),
        agreed=agreed,
        legs=tuple(law.leg(code) for code in _legs(actor, number) if code in law.legs),
        in_force=present,
        known=known,
        adopted=adopted,
    )


def _present(today: date, known: tuple[Version, ...], adopted: Mapping[str, date]) -> Version:
    """Before the first version there is nothing to read but the first."""
    try:
        return versions.in_force(today, known, adopted)
    except Unlawful:
        return known[0]


def _legs(actor: Actor, number: str) -> tuple[str, ...]:
    """The vendor publishes both appendices, and reads both where it looks at a version."""
    if actor.kind is None:
        return ()
    return BOTH if number and actor.kind is OrgKind.VENDOR else LEGS[actor.kind]


def agreement(actor: Actor, today: date) -> Agreed | None:
    """The client's own agreement on `today`, None without one."""
    for row in doors.agreements(actor, actor.organisation):
        if row.first_day <= today and (row.last_day is None or today <= row.last_day):
            return Agreed(row.number, row.partner.short_name, row.partner_id, row.zone, row.stricter)
    return None
