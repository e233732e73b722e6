"""The page of the regulation and a page a clause."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate_rules import MEMBER
from kabinet.pages.look import moments
from kabinet.pages.look.tongue import tongue
from kabinet.pages.rules import calendar_page, reader, tables, wording
from kabinet.pages.shell import show
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.regulation.access import Actor
from kabinet.regulation.clauses import clauses
from kabinet.regulation.pack import Leg
from kabinet.regulation.pack_words import Level
from kabinet.regulation.years import Year, year

AROUND = 3  # clauses shown before and after one


@page(MEMBER)
def rules(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Tables 1 and 2, services, refusals and the calendar, as they apply to the reader (L16)."""
    today = at.astimezone(moments.MOSCOW).date()
    language = get_language() or "ru"
    reading = reader.reading(actor, today)
    context = {
        "version": _version(reading),
        "legs": [_leg(reading, leg, language) for leg in reading.legs],
        **_calendar(request.GET.get("year", ""), today, language),
    }
    return show(request, actor, at, "rules/rules.html", context, here="rules")


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
    return show(request, actor, at, "rules/clause.html", context, here="rules")


def _version(reading: reader.Reading) -> Mapping[str, str]:
    published = _day(reading.version.published)
    since = _("для вас действует с %(day)s") % {"day": _day(reading.since)}
    line = _("Версия %(number)s от %(day)s") % {"number": reading.version.number, "day": published}
    return {"number": reading.version.number, "line": f"{line}, {since}"}


def _day(day: date) -> str:
    """With its year always: "10 января 2024"."""
    return moments.day(day, date.min)


def _leg(reading: reader.Reading, leg: Leg, language: str) -> Mapping[str, Any]:
    return {
        "code": leg.code,
        "name": leg.name.say(language),
        "agreement": _agreement(reading) if leg.code == "client" else "",
        "rows": tables.rows(leg, reading.terms(leg), language),
        "levels": [_level(level, language) for level in leg.levels],
        "services": [
            {"number": each.number, "name": each.name.say(language), "clause": each.clause}
            for each in leg.services
        ],
        "reasons": [
            {"name": each.name.say(language), "instead": each.instead.say(language), "clause": each.clause}
            for each in leg.reasons
        ],
    }


def _level(level: Level, language: str) -> Mapping[str, Any]:
    conditions = []
    if level.production_only:
        conditions.append(_("только для систем в промышленной эксплуатации"))
    if level.needs_critical_terms:
        conditions.append(_("нужны телефон круглосуточно и ответы в течение часа"))
    return {
        "number": level.number,
        "name": level.name.say(language),
        "criterion": level.criterion.say(language),
        "conditions": "; ".join(conditions),
        "clause": level.clause,
    }


def _agreement(reading: reader.Reading) -> str:
    if reading.agreed is None:
        return ""
    said = _("По соглашению № %(number)s с партнёром %(partner)s.") % {
        "number": reading.agreed.number,
        "partner": reading.agreed.partner,
    }
    if reading.agreed.zone == "Europe/Moscow":
        return said
    city = wording.place(reading.agreed.zone, get_language() or "ru")
    return said + " " + _("Рабочие часы уровней 2–4 идут по времени: %(city)s.") % {"city": city}


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
