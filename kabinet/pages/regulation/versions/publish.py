"""Publishing: what follows in one sentence, everything that changes, an explicit word, and then for good (P2.8)."""

from datetime import date, datetime, timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import drafts, publication
from kabinet.actions.regulation.weaker_terms import Weakened, weakened
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Elsewhere, SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.regulation.reader import version_history
from kabinet.pages.regulation.reader.compare import shown, side
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.forms import Publication
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.citations import numbered, spoken
from kabinet.records import doors
from kabinet.records.doors.record_types import RegulationRecord, VersionDraftRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.pack import Pack


@page(VENDOR, "GET", "POST")
def publish(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The draft becomes a version. A second press finds it published already."""
    try:
        row = place.draft(actor, at, key)
    except doors.Closed:
        if request.method == "POST":
            return Elsewhere(reverse("regulations"))
        raise
    law = drafts.pack_of_draft(row)
    if law is None or drafts.faults(row):
        flash_message(request, _("В черновике есть ошибки: публиковать его нельзя."), bad=True)
        return Elsewhere(reverse("regulation_draft", args=[key]))
    return _answered(request, actor, at, row, law)


def _answered(
    request: HttpRequest, actor: Actor, at: datetime, row: VersionDraftRecord, law: Pack
) -> HttpResponse:
    form = Publication(request.POST if request.method == "POST" else None)

    def done(version: RegulationRecord) -> HttpResponse:
        flash_message(request, _("Опубликована версия %(version)s.") % {"version": numbered(law)})
        return SeeOther(reverse("regulation", args=[version.number]))

    return answer_form(
        request,
        form,
        show=partial(_shown, request, actor, at, row, law, form),
        act=lambda: publication.publish(actor=actor, at=at, draft=row.pk, **form.given()),
        done=done,
    )


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: VersionDraftRecord,
    law: Pack,
    form: Publication,
    status: int = 200,
) -> HttpResponse:
    day = _day(form, at)
    before = publication.mark(row.content)
    base = {each.code: each.number for each in doors.regulations(actor)}.get(row.base, "")
    context = {
        **(shown(side(actor, at, base), side(actor, at, f"draft-{row.pk}")) if base else {}),
        "row": row,
        "title": place.title(row),
        "form": _told(form, day, before),
        "consequence": _consequence(law, day),
        "weakened": [_weak(each) for each in weakened(actor, law, place.today(at))],
        "back": reverse("regulation_draft", args=[row.pk]),
        "crumbs": place.crumbs(row),
    }
    return show(
        request, actor, at, "regulation/versions/publish.html", context, here=place.HERE, status=status
    )


def _told(form: Publication, day: date, before: str) -> Publication:
    """The form about the day and the draft whose consequence is shown."""
    if not form.is_bound:
        return Publication(initial={"day": day, "before": before, "told": day.isoformat()})
    form.put(told=day.isoformat(), before=before)
    return form


def _day(form: Publication, at: datetime) -> date:
    chosen = form.cleaned_data.get("day") or form.typed_day() if form.is_bound else None
    return chosen or place.today(at)


def _consequence(law: Pack, day: date) -> str:
    last = day + timedelta(days=law.adoption_days)
    told = {
        "version": numbered(law),
        "day": version_history.day_in_words(day),
        "last": version_history.day_in_words(last),
        "binding": version_history.day_in_words(last + timedelta(days=1)),
    }
    words = _(
        "Версия %(version)s выйдет %(day)s: партнёры переходят на неё по %(last)s, с %(binding)s она действует"
        " для всех, а изменить опубликованное нельзя."
    )
    return words % told


def _weak(each: Weakened) -> dict[str, str]:
    return {
        "client": each.client,
        "partner": each.partner,
        "where": "; ".join(spoken(verdict.reason) for verdict in each.verdicts),
    }
