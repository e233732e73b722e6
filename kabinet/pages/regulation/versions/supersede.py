"""The vendor supersedes a version: who falls back to what, how many it concerns, a reason, and then at once (P2.8)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import supersession
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.regulation.reader import version_history
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.forms import Reason
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.citations import numbered, spoken
from kabinet.records import doors
from kabinet.records.doors.record_types import RegulationRecord
from kabinet.records.versions import law
from kabinet.regulation.access import Actor


@page(VENDOR, "GET", "POST")
def supersede(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Whoever comes second finds it done."""
    row = doors.regulation(actor, number)
    form = Reason(request.POST if request.method == "POST" else None)
    try:
        found = supersession.outcome(actor=actor, at=at, number=number)
        return answer_form(
            request,
            form,
            show=partial(_shown, request, actor, at, row, found, form),
            act=lambda: supersession.supersede(actor=actor, at=at, number=number, **form.cleaned_data),
            done=lambda _row: _done(request, row),
        )
    except Invalid as refused:  # by hand: there is nothing to supersede, so no form to show
        return _nothing_to_do(request, number, refused)


def _done(request: HttpRequest, row: RegulationRecord) -> HttpResponse:
    said = _(
        "Версия %(version)s отозвана: новых обращений по ней нет. Черновик с исправлением можно начать здесь."
    )
    flash_message(request, said % {"version": numbered(law(row.code))})
    return SeeOther(reverse("regulations"))


def _nothing_to_do(request: HttpRequest, number: str, refused: Invalid) -> HttpResponse:
    flash_message(request, f"{spoken(refused.verdict.reason)}. {spoken(refused.verdict.remedy)}.", bad=True)
    return SeeOther(reverse("regulation", args=[number]))


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: RegulationRecord,
    found: supersession.Outcome,
    form: Reason,
    status: int = 200,
) -> HttpResponse:
    named = {each.number: numbered(law(each.code)) for each in doors.regulations(actor)}
    context = {
        "version": named[row.number],
        "found": found,
        "form": form,
        "published": version_history.day_in_words(row.published_on),
        "falling": list(_groups(found.falling, named)),
        "chosen": [
            {
                "name": each.name,
                "day": version_history.day_in_words(each.day),
                "to": named.get(each.to, each.to),
            }
            for each in found.chosen
            if each.day
        ],
        "partners": amounts.counted(len(found.falling), "партнёр", "партнёра", "партнёров"),
        "clients": amounts.counted(found.clients, "клиент", "клиента", "клиентов"),
        "tickets": amounts.counted(found.tickets, "обращение", "обращения", "обращений"),
        "told": amounts.counted(found.told, "человек", "человека", "человек"),
        "crumbs": place.crumbs(),
    }
    return show(
        request, actor, at, "regulation/versions/supersede.html", context, here=place.HERE, status=status
    )


def _groups(falling: tuple[supersession.Fallback, ...], named: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Partners by the version that they fall back to."""
    for number, partners in groupby(sorted(falling, key=attrgetter("to", "name")), key=attrgetter("to")):
        names = [each.name for each in partners]
        yield {
            "to": named.get(number, number),
            "names": names,
            "count": amounts.counted(len(names), "партнёр", "партнёра", "партнёров"),
        }
