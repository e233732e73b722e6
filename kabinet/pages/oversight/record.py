"""The compliance record of one partner: everything that the vendor knows of how it follows the regulation (L17a, L17b)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import entries, parameters
from kabinet.pages.oversight.periods import Span, month
from kabinet.pages.oversight.shares import Share, behind_url, share
from kabinet.pages.shell import show
from kabinet.pages.ui.moments import MOSCOW
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.lists import compliance
from kabinet.records.lists.compliance import Figure
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.clocks import ClockName, clause_of, term_of
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Pack

MOST = 50
# The clocks of a leg in the order of the record.
OWED: dict[str, tuple[str, ...]] = {
    LegCode.CLIENT: ("reaction", "update"),
    LegCode.VENDOR: ("answer", "agreement", "reaction", "update"),
}
CLOCKS = {
    "reaction": lazily("Первый ответ"),
    "update": lazily("Обновление статуса"),
    "answer": lazily("Ответ в течение часа"),
    "agreement": lazily("Ответ на план действий"),
}
OF_PARTNER = frozenset({"answer", "agreement"})  # on the vendor leg the partner asks: these are its own


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
    partner, span = parameters.partner(actor, key), parameters.asked_span(request, at)
    today, law = at.astimezone(MOSCOW).date(), law_of(actor)
    own = partner.pk in actor.group | {actor.organisation}
    context = {
        **parameters.picker(span),
        **_standing(actor, partner, today, law),
        "partner": partner,
        "own": own,
        "parts": _parts(actor, partner, span),
        "months": [month(each)[:3] if span.months > 3 else month(each) for each in span.each()]
        if span.months > 1
        else [],
        "away": compliance.away(actor, [partner.pk], span.period),
        "refusals": _refusals(actor, partner, span, law),
        "closings": entries.closings(actor, partner.pk, span),
        "claims": entries.claims(actor, partner.pk, span),
        "reports": list(doors.reports(actor).filter(partner=partner.pk)[:MOST]),
        "violations": list(doors.violations(actor).filter(partner=partner.pk)[:MOST]),
        "registers": parameters.can(actor, Act.RECORD_VIOLATION),
    }
    return show(request, actor, at, "oversight/record.html", context, here="compliance")


def _parts(actor: Actor, partner: OrganisationRecord, span: Span) -> list[LegFigures]:
    figures = {leg: compliance.figures(actor, [partner.pk], leg, span.period) for leg in OWED}
    vendors = [each for each in figures[LegCode.VENDOR] if each.clock not in OF_PARTNER]
    asked = [each for each in figures[LegCode.VENDOR] if each.clock in OF_PARTNER]
    return [
        _part(_("Перед клиентами"), actor, partner, LegCode.CLIENT, figures[LegCode.CLIENT], span),
        _part(_("Перед 1С: ответы партнёра"), actor, partner, LegCode.VENDOR, asked, span),
        _part(_("1С перед этим партнёром"), actor, partner, LegCode.VENDOR, vendors, span),
    ]


def clauses_of(law: Pack, leg: str, clock: str, levels: Iterable[int]) -> list[str]:
    """The clauses that give these levels the clock, each once, as the reader's regulation has them."""
    terms = law.leg(leg).terms
    found = (
        clause_of(ClockName(clock), level, terms)
        for level in levels
        if level in terms.levels and term_of(ClockName(clock), level, terms) is not None
    )
    return list(dict.fromkeys(found))


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
    return LegFigures(title, tuple(lines), share(figures), opens, leg)


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
        return behind_url(partner.pk, leg, clock, (level,), of, missed=missed) if opens else ""

    whole = share(mine)
    cells = [
        _linked(share(each for each in mine if each.month == first), url(Span(first, 1), missed=True))
        for first in (span.each() if span.months > 1 else ())
    ]
    everything = Share(whole.judged, whole.missed, url(span, missed=bool(whole.missed)))
    barred = sum(each.barred for each in mine)
    apart = behind_url(partner.pk, leg, clock, (level,), span, barred=True) if opens and barred else ""
    return MonthlyFigures(str(CLOCKS[clock]), clause, level, tuple(cells), everything, barred, apart)


def _linked(found: Share, url: str) -> Share:
    return Share(found.judged, found.missed, url if found.missed else "")


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


def _refusals(actor: Actor, partner: OrganisationRecord, span: Span, law: Pack) -> list[tuple[str, int, str]]:
    """Reason, how many, and the tickets where they can be opened."""
    language, leg = get_language() or "ru", law.leg(OrgKind.CLIENT.value)
    found = []
    for code, count in compliance.refusals(actor, partner.pk, span.period):
        reason = leg.reason(code)
        query = urlencode({"reason": code, "period": span.code})
        url = (
            f"{reverse('compliance_refusals', args=[partner.pk])}?{query}"
            if parameters.opens(actor, LegCode.CLIENT)
            else ""
        )
        found.append((reason.name.say(language) if reason else code, count, url))
    return found
