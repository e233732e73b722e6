"""The compliance record of one partner: everything that the vendor knows of how it follows the regulation (L17a, L17b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import entries, parameters
from kabinet.pages.oversight.duties import CLOCKS, OF_PARTNER, OWED, clauses_of
from kabinet.pages.oversight.lists.names import NAMED
from kabinet.pages.oversight.periods import Span, month
from kabinet.pages.oversight.sections import FIGURES, sections_of
from kabinet.pages.oversight.shares import Share, late_url, share
from kabinet.pages.shell import show
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.lists import compliance
from kabinet.records.lists.compliance import Figure
from kabinet.records.lists.oversight.entries import count_entries
from kabinet.records.lists.oversight.narrowing import Narrowed
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Pack

MOST, REFUSALS = 50, "refusals"


@dataclass(frozen=True, slots=True)
class MonthlyFigures:
    """One clock on one level: its months and all of them together; `barred` fell due in a time without status."""

    clock: str
    clause: str
    level: int
    cells: tuple[Share, ...]
    whole: Share
    barred: int = 0
    barred_url: str = ""


@dataclass(frozen=True, slots=True)
class LegFigures:
    """The figures of one side's duties on one leg."""

    title: str
    lines: tuple[MonthlyFigures, ...]
    whole: Share
    opens: bool
    leg: str

    @property
    def barred(self) -> int:
        """How many deadlines fell in a time without status."""
        return sum(line.barred for line in self.lines)


@page(SUPPORT)
def record(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Figures by clause, level and month; refusals, reports, duty, statuses, violations."""
    partner, span = parameters.partner(actor, key), parameters.asked_span(request.GET, at)
    today, law = vendor_day(at), law_of(actor)
    own = partner.pk in actor.group | {actor.organisation}
    context = {
        **parameters.picker(span, at),
        **_standing(actor, partner, today, law),
        **(sections_of(actor, FIGURES, f"?period={span.code}", span) if own else {}),
        "partner": partner,
        "own": own,
        "parts": parts_of(actor, partner, span),
        "months": [month(each)[:3] if span.months > 3 else month(each) for each in span.each()]
        if span.months > 1
        else [],
        "away": compliance.away(actor, [partner.pk], span.period),
        "refusals": _refusals(actor, partner, span),
        "desks_url": parameters.desks_url(actor, span, partner.pk),
        "pack_url": reverse("evidence", args=["month", f"{partner.pk}-{span.code}"])
        if span.months == 1
        else "",
        "lists_url": f"{reverse('oversight_lists')}?{urlencode({'partner': partner.pk, **span.query})}",
        "closings": entries.closings(actor, partner.pk, span),
        "claims": entries.claims(actor, partner.pk, span),
        "reports": list(doors.reports(actor).filter(partner=partner.pk)[:MOST]),
        "violations": list(doors.violations(actor).filter(partner=partner.pk)[:MOST]),
        "registers": parameters.can(actor, Act.RECORD_VIOLATION),
    }
    return show(request, actor, at, "oversight/record.html", context, here="compliance")


def parts_of(actor: Actor, partner: OrganisationRecord, span: Span) -> list[LegFigures]:
    """What the partner owes its clients, what it owes the vendor, and what the vendor owes it."""
    figures = {leg: compliance.figures(actor, [partner.pk], leg, span.period) for leg in OWED}
    vendors = [each for each in figures[LegCode.VENDOR] if each.clock not in OF_PARTNER]
    asked = [each for each in figures[LegCode.VENDOR] if each.clock in OF_PARTNER]
    return [
        _part(_("Перед клиентами"), actor, partner, LegCode.CLIENT, figures[LegCode.CLIENT], span),
        _part(_("Перед %(vendor_name_ins)s: ответы партнёра"), actor, partner, LegCode.VENDOR, asked, span),
        _part(_("%(Vendor_name)s перед этим партнёром"), actor, partner, LegCode.VENDOR, vendors, span),
    ]


def _part(
    title: str, actor: Actor, partner: OrganisationRecord, leg: str, figures: Sequence[Figure], span: Span
) -> LegFigures:
    opens, law = parameters.opens(actor, leg), law_of(actor)
    lines = [
        _line(
            partner,
            leg,
            clock,
            next(iter(clauses_of(law, leg, clock, [level])), ""),
            level,
            figures,
            span,
            opens,
        )
        for clock in OWED[leg]
        for level in sorted({each.level for each in figures if each.clock == clock})
    ]
    whose = (
        "vendor"
        if leg == LegCode.VENDOR and not any(each.clock in OF_PARTNER for each in figures)
        else "partner"
    )
    url = late_url(leg, span, partner=partner.pk, whose=whose, everything=True) if opens else ""
    return LegFigures(title, tuple(lines), share(figures, url), opens, leg)


def _line(
    partner: OrganisationRecord,
    leg: str,
    clock: str,
    clause: str,
    level: int,
    figures: Sequence[Figure],
    span: Span,
    opens: bool,
) -> MonthlyFigures:
    mine = [each for each in figures if each.clock == clock and each.level == level]

    def url(of: Span, *, missed: bool) -> str:
        if not opens:
            return ""
        return late_url(leg, of, clock=clock, partner=partner.pk, levels=(level,), everything=not missed)

    whole = share(mine)
    cells = [
        _linked(share(each for each in mine if each.month == first), url(Span(first, 1), missed=True))
        for first in (span.each() if span.months > 1 else ())
    ]
    everything = Share(whole.judged, whole.missed, url(span, missed=bool(whole.missed)))
    barred = sum(each.barred for each in mine)
    behind = late_url(leg, span, clock=clock, partner=partner.pk, levels=(level,), barred=True)
    apart = behind if opens and barred else ""
    return MonthlyFigures(str(CLOCKS[clock]), clause, level, tuple(cells), everything, barred, apart)


def _linked(found: Share, url: str) -> Share:
    return Share(found.judged, found.missed, url)


def _standing(actor: Actor, partner: OrganisationRecord, today: date, law: Pack) -> Mapping[str, Any]:
    """The duty of contacts and certificates (P4.5), and the statuses."""
    language = get_language() or "ru"
    names = law.entitlement.partner_statuses if law.entitlement else {}
    statuses = list(doors.statuses(actor, partner.pk))
    held = any(row.first_day <= today and (row.last_day is None or today <= row.last_day) for row in statuses)
    duty = next(iter(doors.duties(actor, today, law, partner.pk)), None) if held else None
    return {
        "held": held,
        "duty": duty if duty is not None and duty.below else None,
        "lacks": [lack.say(language) for lack in duty.standing.lacks] if duty is not None else [],
        "statuses": [
            (names[row.status].say(language) if row.status in names else row.status, row) for row in statuses
        ],
    }


def _refusals(actor: Actor, partner: OrganisationRecord, span: Span) -> list[tuple[str, int, str]]:
    """What became of the refusals, how many, and the tickets where they can be opened (U2b)."""
    narrowed, named = Narrowed(partner=partner.pk, leg=LegCode.CLIENT), NAMED[REFUSALS]
    found = []
    for each in count_entries(actor, span.period, narrowed, REFUSALS):
        query = {"partner": partner.pk, "leg": LegCode.CLIENT, "state": each.state, **span.query}
        address = f"{reverse('oversight_list', args=[REFUSALS])}?{urlencode(query)}"
        url = address if parameters.opens(actor, LegCode.CLIENT) else ""
        found.append((str(named.states[each.state]), each.count, url))
    return sorted(found)
