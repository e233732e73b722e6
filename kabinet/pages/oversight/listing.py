"""All partners by how they follow the regulation, or how the vendor does before them, the worst first (L17a)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.periods import Span, shifted
from kabinet.pages.oversight.sections import FIGURES, sections_of
from kabinet.pages.oversight.shares import Share, late_url, share, spark
from kabinet.pages.shell import show
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.lists.compliance import Figure, Period, away, figures
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import LEVELS

SIZE, TREND, BESIDE = 50, 6, 5
APART = 2  # levels with a column of their own; the rest have one together
SUPPORTS = ("reaction", "update")
Column = tuple[str, str, tuple[int, ...]]
LEGS = {
    LegCode.CLIENT: lazily("Партнёры перед клиентами"),
    LegCode.VENDOR: lazily("%(Vendor_name)s перед партнёрами"),
}


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner with its columns and the months before in a small line."""

    key: int
    name: str
    url: str
    cells: tuple[tuple[str, Share], ...]
    whole: Share
    spark: str


class RankedPartner(NamedTuple):
    """A partner in its place: all its figures, and the share of the span, which gives it the place."""

    partner: OrganisationRecord
    figures: Sequence[Figure]
    whole: Share


@page(SUPPORT)
def compliance(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The vendor's list; a partner is led to its own record."""
    if actor.kind is OrgKind.PARTNER:
        return SeeOther(reverse("compliance_record", args=[actor.organisation]))
    parameters.allowed(actor, Act.SEE_COMPLIANCE)
    span = parameters.asked_span(request.GET, at)
    leg = asked_leg(request.GET)
    partners = list(doors.organisations(actor, OrgKind.PARTNER.value))
    found = figures_of(actor, [each.pk for each in partners], leg, span)
    columns = columns_of(law_of(actor).leg(leg).terms.levels)
    ranked = rank_partners(partners, found, span)
    begin = _begin(request.GET.get("after", ""), ranked)
    shown, opens = ranked[begin : begin + SIZE], parameters.opens(actor, leg)
    context = {
        **parameters.picker(span, at, f"leg={leg}"),
        **_beside(actor, at),
        "leg": leg,
        "legs": [(code, str(name), f"?leg={code}&period={span.code}") for code, name in LEGS.items()],
        "columns": [label for label, _clock, _levels in columns],
        "lines": [_line(each, leg, span, opens, columns) for each in shown],
        "next": shown[-1].partner.pk if len(ranked) > begin + SIZE else "",
        "partners": len(partners),
        "cards": _cards(found, leg, span, opens),
        **sections_of(actor, FIGURES, f"?period={span.code}", span),
        "desks_url": parameters.desks_url(actor, span),
        "away": away(actor, [each.pk for each in partners], span.period) if leg == LegCode.CLIENT else None,
        "opens": opens,
        "registers": parameters.can(actor, Act.RECORD_VIOLATION),
    }
    return show(request, actor, at, "oversight/listing.html", context, here="compliance")


def asked_leg(given: Mapping[str, str]) -> LegCode:
    """Whose duties the address asks for: partners' before their clients, or the vendor's."""
    return LegCode.VENDOR if given.get("leg") == LegCode.VENDOR else LegCode.CLIENT


def figures_of(actor: Actor, partners: Sequence[int], leg: str, span: Span) -> list[Figure]:
    """Of the span and of the months before it, in one question; what support owes."""
    first = min(span.first, shifted(span.until, -TREND))
    period = Period(Span(first, 1).period.since, span.period.until)
    return [each for each in figures(actor, partners, leg, period) if each.clock in SUPPORTS]


def columns_of(levels: Iterable[int]) -> list[Column]:
    """By the levels of the regulation in force; those that only earlier versions had are with the rest."""
    known = sorted(levels)
    found: list[Column] = [
        (_("Ур. %(first)s, ответ") % {"first": level}, "reaction", (level,)) for level in known[:APART]
    ]
    if rest := known[APART:]:
        others = tuple(level for level in LEVELS if level not in known[:APART])
        words = _("Ур. %(first)s–%(last)s, ответ") if len(rest) > 1 else _("Ур. %(first)s, ответ")
        found.append((words % {"first": rest[0], "last": rest[-1]}, "reaction", others))
    return [*found, (_("Обновления"), "update", ())]


def rank_partners(
    partners: Sequence[OrganisationRecord], figures: Sequence[Figure], span: Span
) -> list[RankedPartner]:
    """The worst first; whoever owed nothing last."""
    of: dict[int, list[Figure]] = defaultdict(list)
    for each in figures:
        of[each.partner].append(each)
    found = [
        RankedPartner(each, of[each.pk], share(row for row in of[each.pk] if row.month >= span.first))
        for each in partners
    ]
    return sorted(found, key=lambda each: (not each.whole.judged, each.whole.ratio, each.partner.short_name))


def _line(ranked: RankedPartner, leg: str, span: Span, opens: bool, columns: Sequence[Column]) -> PartnerLine:
    partner, figures = ranked.partner, ranked.figures
    now = [each for each in figures if each.month >= span.first]
    cells = tuple(
        (label, _cell(partner.pk, now, leg, clock, levels, span, opens)) for label, clock, levels in columns
    )
    url = f"{reverse('compliance_record', args=[partner.pk])}?period={span.code}"
    return PartnerLine(partner.pk, partner.short_name, url, cells, ranked.whole, spark(_trend(figures, span)))


def _cell(
    partner: int,
    figures: Sequence[Figure],
    leg: str,
    clock: str,
    levels: tuple[int, ...],
    span: Span,
    opens: bool,
) -> Share:
    """Leads to the missed ones; where there are none to all of them."""
    found = share(each for each in figures if each.clock == clock and (not levels or each.level in levels))
    if not opens:
        return found
    url = late_url(leg, span, clock=clock, partner=partner, levels=levels, everything=not found.missed)
    return replace(found, url=url)


def _trend(figures: Sequence[Figure], span: Span) -> list[Share]:
    months = [shifted(span.until, place - TREND) for place in range(TREND)]
    return [share(each for each in figures if each.month == month) for month in months]


def _cards(figures: Sequence[Figure], leg: str, span: Span, opens: bool) -> Mapping[str, Any]:
    """Each leads to what was missed; where nothing was, to all of it."""
    now = [each for each in figures if each.month >= span.first]
    by_clock = {clock: [each for each in now if each.clock == clock] for clock in SUPPORTS}
    whose = "vendor" if leg == LegCode.VENDOR else ""

    def url(clock: str, missed: int) -> str:
        return late_url(leg, span, clock=clock, whose=whose, everything=not missed) if opens else ""

    cards = {clock: share(of) for clock, of in by_clock.items()}
    return {
        **{clock: replace(found, url=url(clock, found.missed)) for clock, found in cards.items()},
        "whole": replace(share(now), url=late_url(leg, span, whose=whose) if opens else ""),
        "spark": spark(_trend(figures, span)),
    }


def _beside(actor: Actor, at: datetime) -> Mapping[str, Any]:
    """What cannot be told by a share: duties, reports without an answer, the latest violations."""
    today: date = vendor_day(at)
    below = [each for each in doors.duties(actor, today, law_of(actor)) if each.below]
    language, waiting = get_language() or "ru", doors.reports(actor).filter(answered_at__isnull=True)
    return {
        "below": [
            {
                "name": each.partner.short_name,
                "url": reverse("compliance_record", args=[each.partner.pk]),
                "lacks": "; ".join(lack.say(language) for lack in each.standing.lacks),
                "since": each.since,
            }
            for each in below
        ],
        "waiting": list(waiting[:BESIDE]),
        "waiting_count": waiting.count(),
        "latest": list(doors.violations(actor).filter(withdrawn_at__isnull=True)[:BESIDE]),
    }


def _begin(after: str, ranked: Sequence[RankedPartner]) -> int:
    """The place after the partner that the page before ended with."""
    keys = [str(each.partner.pk) for each in ranked]
    return keys.index(after) + 1 if after in keys else 0
