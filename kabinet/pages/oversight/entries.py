"""Closings without an act of the applicant, and calls written down after their term: the counts of a record, and the tickets
behind each (U2b, P3a, L17a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.periods import Span
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import moments
from kabinet.pages.ui.keyset import place, written
from kabinet.records import doors
from kabinet.records.lists import compliance_entries
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.legs import LegCode

CLOSINGS: Mapping[str, Promise] = {
    "closed": lazily("Без ответа заявителя, после дней молчания"),
    "closed_by_word": lazily("Со слов заявителя, по записи поддержки"),
    "closed_by_silence": lazily("Решение предложено, ответа не было"),
}
CLAIMS: Mapping[str, Promise] = {
    "waiting": lazily("Ждут ответа, нарушение пока остаётся"),
    "confirmed": lazily("Подтверждены другой стороной"),
    "silence": lazily("Засчитаны: за отведённые дни не опровергли"),
    "denied": lazily("Опровергнуты: такого звонка не было"),
    "lapsed": lazily("Не засчитаны: снижение уровня не подтвердили"),
}
LEGS: Mapping[str, Promise] = {
    LegCode.CLIENT: lazily("Партнёр перед клиентами"),
    LegCode.VENDOR: lazily("1С перед этим партнёром"),
}
CLAUSES: dict[tuple[str, str], str] = {
    ("closings", LegCode.CLIENT): "U2b",
    ("closings", LegCode.VENDOR): "P3a",
    ("claims", LegCode.CLIENT): "U3.6c",
    ("claims", LegCode.VENDOR): "P4.8.1a",
}


@dataclass(frozen=True, slots=True)
class CountLine:
    """One count; `url` is empty where nothing can be opened, `beside` says what became of them."""

    name: str
    count: int
    url: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class LegCounts:
    """The counts of one leg."""

    title: str
    clause: str
    lines: tuple[CountLine, ...]


def closings(actor: Actor, partner: int, span: Span) -> list[LegCounts]:
    """As a record shows them."""
    found = compliance_entries.closings(actor, partner, span.period)
    lines = [
        (
            each.leg,
            _line(
                actor, partner, span, "closings", each.leg, each.kind, each.count, _reopened(each.reopened)
            ),
        )
        for each in found
    ]
    return _parts("closings", lines)


def claims(actor: Actor, partner: int, span: Span) -> list[LegCounts]:
    """As a record shows them."""
    found = compliance_entries.claims(actor, partner, span.period)
    lines = [
        (each.leg, _line(actor, partner, span, "claims", each.leg, each.state, each.count)) for each in found
    ]
    return _parts("claims", lines)


@page(SUPPORT)
def closed(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The tickets behind a count of closings."""
    return _listed(request, actor, at, key, "closings")


@page(SUPPORT)
def claimed(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The tickets behind a count of late entries."""
    return _listed(request, actor, at, key, "claims")


def _listed(request: HttpRequest, actor: Actor, at: datetime, key: int, what: str) -> HttpResponse:
    partner, span = parameters.partner(actor, key), parameters.asked_span(request, at)
    leg = LegCode.VENDOR if request.GET.get("leg") == LegCode.VENDOR else LegCode.CLIENT
    names, ask = (
        (CLOSINGS, compliance_entries.closed) if what == "closings" else (CLAIMS, compliance_entries.claimed)
    )
    if (code := request.GET.get("what", next(iter(names)))) not in names:
        raise doors.Closed
    if not parameters.opens(actor, leg):
        parameters.allowed(actor, Act.AUDIT)
    found, after = ask(actor, partner.pk, leg, code, span.period, place(request.GET.get("after", "")))
    facts = surroundings.facts(actor, at)
    query = request.GET.copy()
    query["after"] = written(*after) if after else ""
    context = {
        "partner": partner,
        "span": span,
        "title": names[code],
        "leg": LEGS[leg],
        "clause": CLAUSES[what, leg],
        "claims": what == "claims",
        "lines": [_shown(each, facts) for each in found],
        "next": query.urlencode() if after else "",
        "back": f"{reverse('compliance_record', args=[partner.pk])}?period={span.code}",
    }
    return show(request, actor, at, "oversight/entries.html", context, here="compliance", facts=facts)


def _shown(each: compliance_entries.Entry, facts: surroundings.Facts) -> Mapping[str, Any]:
    return {
        "number": each.row.number,
        "url": reverse("ticket", args=[each.row.number]),
        "client": each.row.client_name,
        "subject": each.row.subject,
        "recorded": moments.full(each.recorded, facts.zone),
        "occurred": moments.full(each.occurred, facts.zone),
        "reopened": each.reopened,
    }


def _line(
    actor: Actor, partner: int, span: Span, what: str, leg: str, code: str, count: int, beside: str = ""
) -> CountLine:
    query = urlencode({"leg": leg, "what": code, "period": span.code})
    url = f"{reverse(f'compliance_{what}', args=[partner])}?{query}" if parameters.opens(actor, leg) else ""
    names = CLOSINGS if what == "closings" else CLAIMS
    return CountLine(str(names[code]), count, url, beside)


def _reopened(count: int) -> str:
    return _("из них заявитель открыл снова: %(count)s") % {"count": count} if count else ""


def _parts(what: str, lines: list[tuple[str, CountLine]]) -> list[LegCounts]:
    return [
        LegCounts(str(title), CLAUSES[what, leg], tuple(line for of, line in lines if of == leg))
        for leg, title in LEGS.items()
        if any(of == leg for of, _line in lines)
    ]
