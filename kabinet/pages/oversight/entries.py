"""Closings without an act of the applicant, and calls written down after their term: the counts of a record, each of which
leads to the list of oversight that has their tickets (L17a)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise

from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Elsewhere
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.lists.names import CLAIMS, NAMED
from kabinet.pages.oversight.periods import Span
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.records.lists.oversight.entries import count_entries
from kabinet.records.lists.oversight.narrowing import Narrowed
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode

CLOSINGS, LATE_ENTRIES = "closings", "late-entries"
LEGS: Mapping[str, Promise] = {
    LegCode.CLIENT: lazily("Партнёр перед клиентами"),
    LegCode.VENDOR: lazily("%(Vendor_name)s перед этим партнёром"),
}


@dataclass(frozen=True, slots=True)
class CountLine:
    """One count; `url` is empty where nothing can be opened."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class LegCounts:
    """The counts of one leg."""

    title: str
    lines: tuple[CountLine, ...]


def closings(actor: Actor, partner: int, span: Span) -> list[LegCounts]:
    """As a record shows them."""
    return _parts(actor, partner, span, CLOSINGS, NAMED[CLOSINGS].states)


def claims(actor: Actor, partner: int, span: Span) -> list[LegCounts]:
    """As a record shows them: of the list of late entries those that would have met a term."""
    return _parts(actor, partner, span, LATE_ENTRIES, CLAIMS)


@page(SUPPORT)
def moved(request: HttpRequest, actor: Actor, at: datetime, key: int, name: str) -> HttpResponse:
    """Where these lists once were, a partner each: the way to the one list, for the same partner, leg, days and state."""
    partner, span = parameters.partner(actor, key), parameters.asked_span(request.GET, at)
    leg = LegCode.VENDOR if request.GET.get("leg") == LegCode.VENDOR else LegCode.CLIENT
    asked = request.GET.get("what", "")
    return Elsewhere(_url(name, partner.pk, span, leg, asked if asked in NAMED[name].states else ""))


def _parts(actor: Actor, partner: int, span: Span, name: str, states: Collection[str]) -> list[LegCounts]:
    found = count_entries(actor, span.period, Narrowed(partner=partner), name)
    counted = {(each.leg, each.state): each.count for each in found if each.state in states}
    words = NAMED[name].states
    return [
        LegCounts(
            str(title),
            tuple(
                CountLine(
                    str(words[state]),
                    counted[leg, state],
                    _url(name, partner, span, leg, state) if parameters.opens(actor, leg) else "",
                )
                for state in states
                if (leg, state) in counted
            ),
        )
        for leg, title in LEGS.items()
        if any(of == leg for of, _state in counted)
    ]


def _url(name: str, partner: int, span: Span, leg: str, state: str) -> str:
    query = {"partner": partner, "leg": leg, **span.query, **({"state": state} if state else {})}
    return f"{reverse('oversight_list', args=[name])}?{urlencode(query)}"
