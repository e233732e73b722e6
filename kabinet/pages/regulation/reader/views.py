"""The page of the regulation and a page a clause."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER, SUPPORT
from kabinet.pages.regulation.reader import applies, calendar_page, legs, version_history
from kabinet.pages.shell import show
from kabinet.pages.ui.citations import numbered, titled
from kabinet.pages.ui.locale_formats import tongue
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.records.versions import regulations
from kabinet.records.versions.regulations import written
from kabinet.records.versions.vendor_names import clauses, vendor_day
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.pack.editing import packed
from kabinet.regulation.working_time.years import Year, year

AROUND = 3  # clauses shown before and after one


@page(MEMBER)
def rules(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Tables 1 and 2, services, refusals and the calendar, as they apply to the reader (L16)."""
    return _shown(request, actor, at)


@page(MEMBER)
def regulation(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """One version, whether it holds or not: a ticket leads to its own (L16)."""
    return _shown(request, actor, at, number)


@page(SUPPORT)
def files(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The very text of a version, as a zip of its files."""
    texts = written(doors.regulation(actor, number))
    return zipped(packed(texts), number)


@page(MEMBER)
def clause(request: HttpRequest, actor: Actor, at: datetime, code: str) -> HttpResponse:
    """One demand in plain words, and its neighbours."""
    known = clauses()
    if code not in known:
        raise Closed
    language, order = get_language() or "ru", list(known)
    place = order.index(code)
    near = order[max(0, place - AROUND) : place + AROUND + 1]
    around = [
        {"id": each, "rule": known[each].rule.say(language)}
        for each in near
        if each != code and each[0] == code[0]
    ]
    context = {
        "clause": {
            "id": code,
            "document": known[code].document.say(language),
            "place": known[code].place.say(language),
            "rule": known[code].rule.say(language),
        },
        "around": around,
        "crumbs": [{"url": reverse("rules"), "label": _("Регламент")}],
    }
    return show(request, actor, at, "regulation/reader/clause.html", context, here="rules")


def _shown(request: HttpRequest, actor: Actor, at: datetime, number: str = "") -> HttpResponse:
    today = vendor_day(at)
    language = get_language() or "ru"
    reading = applies.reading(actor, today, number)
    context = {
        "version": _version(reading, today),
        "legs": [legs.shown(reading, each, language) for each in reading.legs],
        "other": reading.version != reading.in_force and reading.version.superseded is None,
        "superseded": _superseded(reading),
        "present": numbered(reading.in_force),
        "lines": version_history.version_lines(reading, today),
        "coming": list(version_history.coming(reading, actor, today)),
        "keeps": actor.kind is OrgKind.VENDOR and Role.ADMINISTRATOR in actor.roles,
        "files": actor.kind is not OrgKind.CLIENT,
        "one": bool(number),
        "crumbs": [{"url": reverse("rules"), "label": _("Регламент")}],
        **_calendar(request.GET.get("year", ""), today, language),
    }
    return show(request, actor, at, "regulation/reader/rules.html", context, here="rules")


def zipped(content: bytes, number: str) -> HttpResponse:
    """A zip to be kept; the number is made of letters, figures and points."""
    answer = HttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="regulation-{number}.zip"'
    return answer


def _version(reading: applies.Reading, today: date) -> Mapping[str, str]:
    told = {"day": _day(reading.version.published)}
    line = _("Опубликована %(day)s") % told
    if reading.version == reading.in_force:
        line += ", " + _("для вас действует с %(day)s") % {"day": _day(reading.since)}
    elif reading.since > today and reading.version.superseded is None:
        line += ", " + _("для вас начнёт действовать %(day)s") % {"day": _day(reading.since)}
    return {"title": titled(reading.version), "line": line, "note": reading.row.note}


def _superseded(reading: applies.Reading) -> Mapping[str, Any] | None:
    """When and why the version was superseded."""
    taken = regulations.superseded(reading.row)
    return {"at": taken.at, "reason": taken.reason} if taken else None


_day = version_history.day_in_words


def _calendar(asked: str, today: date, language: str) -> Mapping[str, Any]:
    tables = doors.calendar_years()
    known = sorted({*tables, today.year})
    number = int(asked) if asked.isdecimal() and int(asked) in known else today.year
    shown = year(number, tables)
    return {
        "year": {"number": number, "official": shown.official, "line": _year(shown)},
        "years": known,
        "months": calendar_page.months(shown, today, language),
        "weekdays": tongue().weekdays,
    }


def _year(shown: Year) -> str:
    worked = _("Рабочих дней: %(count)s.") % {"count": len(shown.working_days())}
    if shown.decree is None:
        return _("Постановления ещё нет: выходные и праздники посчитаны по Трудовому кодексу.") + " " + worked
    decree = _("Постановление Правительства № %(number)s от %(day)s.") % {
        "number": shown.decree.number,
        "day": _day(shown.decree.date),
    }
    return f"{decree} {worked}"
