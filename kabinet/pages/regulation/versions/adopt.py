"""A partner chooses the day from which it lives under a published version (L18)."""

from datetime import date, datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import adoption
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.organisation_act import asked
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import PARTNER
from kabinet.pages.regulation.reader import version_history
from kabinet.pages.regulation.reader.compare import shown, side
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.forms import AdoptionDay
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.citations import numbered, titled
from kabinet.records import doors
from kabinet.records.doors.record_types import RegulationRecord
from kabinet.records.versions import regulations
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.versions import Version, may_adopt


@page(PARTNER, "GET", "POST")
def adopt(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The version beside the partner's own, the days left, and the day."""
    row = doors.regulation(actor, number)
    version, today = regulations.on_its_day(row), place.today(at)
    chosen = doors.adoptions(actor, actor.organisation).get(row.code)
    first, last = max(today, version.published), version.last_day_to_adopt
    form = AdoptionDay(
        first, last, request.POST if request.method == "POST" else None, initial={"day": chosen or first}
    )

    def shown_form(*, status: int = 200) -> HttpResponse:
        if form.refused is None:
            _judged(actor, at, version, today, chosen)
        return _shown(request, actor, at, row, version, form, chosen, status)

    def act() -> date:
        day: date = form.cleaned_data["day"]
        if day != chosen:  # else the same once more
            adoption.adopt(actor=actor, at=at, number=number, day=day)
        return day

    return answer_form(request, form, show=shown_form, act=act, done=partial(_done, request, row))


def _done(request: HttpRequest, row: RegulationRecord, day: date) -> HttpResponse:
    told = {"version": numbered(regulations.law(row.code)), "day": version_history.day_in_words(day)}
    flash_message(request, _("С %(day)s новые обращения идут по версии %(version)s.") % told)
    return SeeOther(reverse("regulation", args=[row.number]))


def _judged(actor: Actor, at: datetime, version: Version, today: date, chosen: date | None) -> None:
    """Refused before anything is typed: for whoever may not, and for a version that is not to be chosen any more."""
    verdict = asked(actor=actor, at=at, organisation=actor.organisation, act=Act.ADOPT_REGULATION)
    if verdict.allowed:
        verdict = may_adopt(version, today, law_of(actor).leg(LegCode.VENDOR), adopted=chosen)
    if not verdict.allowed:
        raise Refused(verdict)


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: RegulationRecord,
    version: Version,
    form: AdoptionDay,
    chosen: date | None,
    status: int,
) -> HttpResponse:
    today = place.today(at)
    context = {
        **shown(side(actor, at, law_of(actor).number), side(actor, at, row.number)),
        "number": row.number,
        "note": row.note,
        "version": numbered(regulations.law(row.code)),
        "present": numbered(law_of(actor)),
        "form": form,
        "chosen": version_history.day_in_words(chosen) if chosen else "",
        "last": version_history.day_in_words(version.last_day_to_adopt),
        "binding": version_history.day_in_words(version.binding),
        "left": amounts.counted((version.last_day_to_adopt - today).days + 1, "день", "дня", "дней"),
        "crumbs": [
            {"url": reverse("rules"), "label": _("Регламент")},
            {"url": reverse("regulation", args=[row.number]), "label": titled(regulations.law(row.code))},
        ],
    }
    return show(request, actor, at, "regulation/versions/adopt.html", context, here=place.HERE, status=status)
