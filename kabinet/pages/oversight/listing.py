"""All partners by how they follow the regulation, or how the vendor does before them, the worst first (L17a)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.periods import Span, shifted
from kabinet.pages.oversight.shares import Share, behind_url, share, spark
from kabinet.pages.shell import show
from kabinet.pages.ui.moments import MOSCOW
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.lists.compliance import Figure, Period, away, figures
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode

SIZE, TREND, BESIDE = 50, 6, 5
COLUMNS = (
    (_("Ур. 1, ответ"), "reaction", (1,)),
    (_("Ур. 2, ответ"), "reaction", (2,)),
    (_("Ур. 3–4, ответ"), "reaction", (3, 4)),
    (_("Обновления"), "update", ()),
)
SUPPORTS = ("reaction", "update")
LEGS = {LegCode.CLIENT: _("Партнёры перед клиентами"), LegCode.VENDOR: _("1С перед партнёрами")}


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner with its columns and the months before in a small line."""

    key: int
    name: str
    url: str
    cells: tuple[tuple[str, Share], ...]
    whole: Share
    spark: str


@page(SUPPORT)
def compliance(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The vendor's list; a partner is led to its own record."""
    if actor.kind is OrgKind.PARTNER:
        return SeeOther(reverse("compliance_record", args=[actor.organisation]))
    parameters.allowed(actor, Act.SEE_COMPLIANCE)
    span = parameters.asked_span(request, at)
    leg = LegCode.VENDOR if request.GET.get("leg") == LegCode.VENDOR else LegCode.CLIENT
    partners = list(doors.organisations(actor, OrgKind.PARTNER.value))
    found = _figures(actor, [each.pk for each in partners], leg, span)
    lines = _lines(actor, partners, found, leg, span)
    begin = _begin(request.GET.get("after", ""), lines)
    context = {
        **parameters.picker(span, f"leg={leg}"),
        **_beside(actor, at),
        "leg": leg,
        "legs": [(code, str(name), f"?leg={code}&period={span.code}") for code, name in LEGS.items()],
        "columns": [str(label) for label, _clock, _levels in COLUMNS],
        "lines": lines[begin : begin + SIZE],
        "next": lines[begin + SIZE - 1].key if len(lines) > begin + SIZE else "",
        "partners": len(partners),
        "cards": _cards(found, span),
        "away": away(actor, [each.pk for each in partners], span.period) if leg == LegCode.CLIENT else None,
        "opens": parameters.opens(actor, leg),
        "registers": parameters.can(actor, Act.RECORD_VIOLATION),
    }
    return show(request, actor, at, "oversight/listing.html", context, here="compliance")


def _figures(actor: Actor, partners: Sequence[int], leg: str, span: Span) -> list[Figure]:
    """Of the span and of the months before it, in one question; what support owes."""
    first = min(span.first, shifted(span.until, -TREND))
    period = Period(Span(first, 1).period.since, span.period.until)
    return [each for each in figures(actor, partners, leg, period) if each.clock in SUPPORTS]


def _lines(
    actor: Actor, partners: Sequence[OrganisationRecord], figures: Sequence[Figure], leg: str, span: Span
) -> list[PartnerLine]:
    """The worst first; whoever owed nothing last."""
    of: dict[int, list[Figure]] = defaultdict(list)
    for each in figures:
        of[each.partner].append(each)
    opens = parameters.opens(actor, leg)
    lines = [_line(each, of[each.pk], leg, span, opens) for each in partners]
    return sorted(lines, key=lambda line: (not line.whole.judged, line.whole.ratio, line.name))


def _line(
    partner: OrganisationRecord, figures: Sequence[Figure], leg: str, span: Span, opens: bool
) -> PartnerLine:
    now = [each for each in figures if each.month >= span.first]
    cells = tuple(
        (str(label), _cell(partner.pk, now, leg, clock, levels, span, opens))
        for label, clock, levels in COLUMNS
    )
    url = f"{reverse('compliance_record', args=[partner.pk])}?period={span.code}"
    return PartnerLine(partner.pk, partner.short_name, url, cells, share(now), spark(_trend(figures, span)))


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
    if not opens or not found.judged:
        return found
    return replace(found, url=behind_url(partner, leg, clock, levels, span, missed=bool(found.missed)))


def _trend(figures: Sequence[Figure], span: Span) -> list[Share]:
    months = [shifted(span.until, place - TREND) for place in range(TREND)]
    return [share(each for each in figures if each.month == month) for month in months]


def _cards(figures: Sequence[Figure], span: Span) -> Mapping[str, Any]:
    now = [each for each in figures if each.month >= span.first]
    by_clock = {clock: [each for each in now if each.clock == clock] for clock in SUPPORTS}
    return {
        "reaction": share(by_clock["reaction"]),
        "update": share(by_clock["update"]),
        "whole": share(now),
        "spark": spark(_trend(figures, span)),
    }


def _beside(actor: Actor, at: datetime) -> Mapping[str, Any]:
    """What cannot be told by a share: duties, reports without an answer, the latest violations."""
    today: date = at.astimezone(MOSCOW).date()
    below = [each for each in doors.duties(actor, today, law_of(actor)) if each.below]
    language = get_language() or "ru"
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
        "waiting": list(doors.reports(actor).filter(answered_at__isnull=True)[:BESIDE]),
        "latest": list(doors.violations(actor).filter(withdrawn_at__isnull=True)[:BESIDE]),
    }


def _begin(after: str, lines: Sequence[PartnerLine]) -> int:
    """The place after the partner that the page before ended with."""
    keys = [str(line.key) for line in lines]
    return keys.index(after) + 1 if after in keys else 0
