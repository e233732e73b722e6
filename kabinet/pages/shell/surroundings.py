"""What the shell needs of the records: two questions to the database, the second where the shell is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from kabinet.actions.factors.local_sign_in import local_sign_in
from kabinet.pages.shell import warning, working_day
from kabinet.pages.shell.away import OutageBanner, outage_banner
from kabinet.pages.shell.warning import Banner
from kabinet.pages.ui import moments
from kabinet.pages.ui.amounts import unbroken
from kabinet.pages.ui.shell import Contacts, DayTime
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors import Surroundings
from kabinet.records.lists.counts import nav_counts
from kabinet.records.versions import law_of
from kabinet.regulation.access import WRITERS, Actor, OrgKind, administers
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.agreement import under
from kabinet.regulation.pack import Pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.explanation import windows

# Figures of work that waits for somebody of the reader's side.
CALLS = frozenset({"overdue", "ours", "unassigned", "objections"})


@dataclass(frozen=True)
class Facts:
    """The reader's surroundings at one instant."""

    actor: Actor
    at: datetime
    zone: ZoneInfo
    organisation: str
    line: str
    desk: DayTime | Contacts | None
    banner: Banner | None
    alarm: Banner | None
    outage: OutageBanner | None = None

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The figures of the way around, asked when they are drawn: an act that leads to another page draws none. Nothing
        calls for what a partner without a status may not do (L12b)."""
        found = nav_counts(self.actor, self.at)
        if self.actor.kind is OrgKind.PARTNER and self.stopped:
            return {name: count for name, count in found.items() if name not in CALLS}
        return found

    @property
    def stopped(self) -> bool:
        """Whether the banner says that nothing new can be registered: then no button offers it."""
        return self.banner is not None and self.banner.tone == "bad"


def facts(actor: Actor, at: datetime) -> Facts:
    """For a confirmed actor."""
    around, law = doors.surroundings(actor, at), law_of(actor)
    zone = ZoneInfo(around.zone)
    return Facts(
        actor=actor,
        at=at,
        zone=zone,
        organisation=around.organisation,
        line=_line(actor, around, law),
        desk=_desk(actor, around, at, zone, law),
        banner=_banner(actor, around),
        alarm=_alarm(actor, at, zone),
        outage=outage_banner(actor, around, at, zone),
    )


def _line(actor: Actor, around: Surroundings, law: Pack) -> str:
    if actor.kind is OrgKind.CLIENT:
        return _("Кабинет клиента")
    if actor.kind is OrgKind.VENDOR:
        return _("%(Vendor_firm)s")
    if not around.holds_status:
        return _("Партнёр · без статуса")
    rights = law.entitlement
    status = rights.short_status(around.status).say(get_language() or "ru") if rights else around.status
    return _("Партнёр") + " · " + status


def _desk(
    actor: Actor, around: Surroundings, at: datetime, zone: ZoneInfo, law: Pack
) -> DayTime | Contacts | None:
    if actor.kind is OrgKind.CLIENT:
        return Contacts(around.partner, around.partner_phone, _hours(around, law)) if around.partner else None
    leg = law.leg(LegCode.VENDOR if actor.kind is OrgKind.VENDOR else LegCode.CLIENT)
    return working_day.of_day(at, zone, doors.calendar_for(actor, leg.terms.hours))


def _hours(around: Surroundings, law: Pack) -> str:
    terms = agreed_terms(law, around.agreement)
    hours = {"hours": windows(terms.hours.windows), "zone": _zone(terms)}
    return unbroken(_("рабочие дни %(hours)s %(zone)s; критические — круглосуточно") % hours)


def _zone(terms: Terms) -> str:
    """Any instant will do: none of Russia's zones moves its clock."""
    return moments.zone_name(datetime(2024, 1, 10, tzinfo=moments.MOSCOW), ZoneInfo(terms.hours.zone))


def agreed_terms(law: Pack, agreement: Mapping[str, object] | None) -> Terms:
    """The client leg's terms under an agreement, or the regulation's own."""
    terms = law.leg(LegCode.CLIENT).terms
    return under(terms, agreement) if agreement else terms


def _banner(actor: Actor, around: Surroundings) -> Banner | None:
    """What stands most in the way comes first."""
    if actor.kind is OrgKind.CLIENT:
        writes = bool(actor.roles & WRITERS)
        held = around.licence_last_day, around.today, around.partner, around.partner_phone
        return (
            warning.partners_status(around, writes)
            or warning.licence(*held, writes)
            or warning.contract(around, writes)
        )
    if actor.kind is OrgKind.PARTNER:
        return warning.status(around.status_last_day, around.holds_status, around.today)
    return None


def _alarm(actor: Actor, at: datetime, zone: ZoneInfo) -> Banner | None:
    """What the vendor's administrators see on every page."""
    until = local_sign_in(at).until if administers(actor) else None
    return warning.emergency_door(until, at, zone) if until else None
