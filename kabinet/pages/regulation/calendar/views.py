"""The vendor's pages of the production calendar. Each asks the law whether the reader keeps it."""

from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import calendar
from kabinet.actions.regulation.calendar_follow import Followed
from kabinet.actions.regulation.calendar_shift import waiting
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.regulation.calendar import showing
from kabinet.pages.regulation.calendar.forms import Import
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.records import doors
from kabinet.records.doors.record_types import CalendarRecord, VersionDraftRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor
from kabinet.regulation.working_time.years import written, year, year_of

HERE = "calendars"


@page(VENDOR)
def calendars(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Years, versions and drafts."""
    calendar.allowed(actor, at)
    today = _today(at)
    context = {
        "years": showing.years(today),
        "missing": showing.missing(today),
        "versions": list(showing.versions(actor)),
        "drafts": [_named(row) for row in doors.calendar_drafts(actor)],
    }
    return show(request, actor, at, "regulation/calendar/calendars.html", context, here=HERE)


@page(VENDOR, "GET", "POST", files=True)
def importing(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A year from a file becomes a draft."""
    calendar.allowed(actor, at)
    form = Import(request.POST, request.FILES) if request.method == "POST" else Import()
    context = {"form": form, "crumbs": _crumbs()}
    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "regulation/calendar/import.html", context, here=HERE),
        act=lambda: calendar.import_year(actor=actor, at=at, **form.given()),
        done=lambda row: SeeOther(reverse("calendar_draft", args=[row.pk])),
    )


@page(VENDOR)
def table(request: HttpRequest, actor: Actor, at: datetime, number: int) -> HttpResponse:
    """A year of the calendar in force as a file: to be corrected and imported again."""
    calendar.allowed(actor, at)
    tables = doors.calendar_years()
    if number not in tables and number not in (_today(at).year, _today(at).year + 1):
        raise doors.Closed
    answer = HttpResponse(written(year(number, tables)), content_type="application/xml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="calendar-{number}.xml"'
    return answer


@page(VENDOR)
def draft(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A prepared year beside the one in force, and what it would do."""
    calendar.allowed(actor, at)
    return _draft(request, actor, at, key, RefusableForm())


@page(VENDOR, "POST")
def publishing(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """New tickets are counted by it from now on."""
    button = RefusableForm(request.POST)

    def done(row: CalendarRecord) -> HttpResponse:
        flash_message(request, _("Календарь опубликован: новые обращения считаются по нему."))
        return SeeOther(reverse("calendar_version", args=[row.pk]))

    return answer_form(
        request,
        button,
        show=partial(_draft, request, actor, at, key, button),
        act=lambda: calendar.publish(actor=actor, at=at, draft=key, seen=request.POST.get("seen", "")),
        done=done,
    )


@page(VENDOR, "POST")
def discarding(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A draft that is not wanted; a second press finds nothing left to do."""
    try:
        calendar.discard(actor=actor, at=at, draft=key)
    except doors.Closed:
        return SeeOther(reverse("calendars"))
    flash_message(request, _("Черновик календаря удалён."))
    return SeeOther(reverse("calendars"))


@page(VENDOR)
def version(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A published version: what it changed, and the open tickets that do not follow it yet."""
    calendar.allowed(actor, at)
    return _version(request, actor, at, key, RefusableForm())


@page(VENDOR, "POST")
def applying(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Open tickets follow: the explicit act. The page says what became of them, those that were passed over among them."""
    button = RefusableForm(request.POST)

    def done(followed: Followed) -> HttpResponse:
        flash_message(request, showing.done(followed))
        return SeeOther(reverse("calendar_version", args=[key]))

    return answer_form(
        request,
        button,
        show=partial(_version, request, actor, at, key, button),
        act=lambda: calendar.apply(actor=actor, at=at, version=key),
        done=done,
    )


def _version(
    request: HttpRequest, actor: Actor, at: datetime, key: int, button: RefusableForm, status: int = 200
) -> HttpResponse:
    row = calendar.calendar(actor, key)
    rows = list(doors.calendar_versions(actor))
    newest, before = rows[0].pk == row.pk, next((each for each in rows if each.pk < row.pk), None)
    behind = waiting(row) if newest else 0
    context = {
        "name": showing.name(row),
        "note": row.note,
        "key": row.pk,
        "newest": newest,
        "behind": behind,
        "applied": newest and calendar.is_applied(row.pk),
        "changes": showing.change_lines(showing.between(row.code, before.code), _today(at)) if before else [],
        "shift": _shift(actor, row.code, at) if behind else None,
        "fault": button.said_over(),
        "crumbs": _crumbs(),
    }
    return show(request, actor, at, "regulation/calendar/version.html", context, here=HERE, status=status)


def _draft(
    request: HttpRequest, actor: Actor, at: datetime, key: int, button: RefusableForm, status: int = 200
) -> HttpResponse:
    row = calendar.drafts(actor, key)
    prepared = year_of(row.content)
    context = {
        "key": row.pk,
        "year": prepared.number,
        "decree": showing.decree(prepared),
        "worked": len(prepared.working_days()),
        "seen": doors.newest_calendar_code(),
        "changes": showing.change_lines(calendar.differences(prepared), _today(at)),
        "shift": showing.shift_context(calendar.preview(prepared, at), _zone(actor), at),
        "fault": button.said_over(),
        "crumbs": _crumbs(),
    }
    return show(
        request,
        actor,
        at,
        "regulation/calendar/draft.html",
        context,
        here=HERE,
        status=status,
    )


def _shift(actor: Actor, code: str, at: datetime) -> dict[str, Any]:
    return showing.shift_context(calendar.shift_to(code, at), _zone(actor), at)


def _named(row: VersionDraftRecord) -> dict[str, Any]:
    return {"key": row.pk, "year": row.content["year"], "note": row.note, "saved_at": row.saved_at}


def _zone(actor: Actor) -> ZoneInfo:
    return ZoneInfo(doors.person(actor).zone)


def _today(at: datetime) -> date:
    return vendor_day(at)


def _crumbs() -> list[dict[str, Any]]:
    return [{"url": reverse("calendars"), "label": _("Производственный календарь")}]
