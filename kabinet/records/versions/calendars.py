"""Versions of the production calendar: what the program carries, and what the vendor published since.

A published version's code is made from its content, so whatever is kept ready under a code stays right for ever.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256

from kabinet.records.models import CalendarVersion
from kabinet.regulation.access import Actor
from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time import Calendar, calendar_of
from kabinet.regulation.working_time.years import (
    LATEST,
    Year,
    content_of,
    digest,
    official_years,
    year,
    years_of,
)

CARRIED = tuple(f"ru-{number}" for number in range(1, int(LATEST.removeprefix("ru-")) + 1))


def newest_calendar() -> CalendarVersion:
    """The version that new tickets are registered under: the one that came on record last."""
    return CalendarVersion.objects.defer("content").order_by("-id")[0]


def calendar_for(actor: Actor, hours: Hours) -> Calendar:
    """Working time by the calendar in force: it comes with who asks, so it costs no question of its own."""
    return working_time(hours, actor.calendar or newest_calendar().code)


def years_of_version(code: str) -> Mapping[int, Year]:
    """The official tables of a version, by year number."""
    return official_years(code) if code in CARRIED else _published(code)


def working_time(hours: Hours, code: str) -> Calendar:
    """Working time in `hours` by the version `code`; kept and shared."""
    return calendar_of(hours, code) if code in CARRIED else _kept(hours, code)


def works_on(day: date, code: str) -> bool:
    """Whether `day` is a working day by the version `code`."""
    return year(day.year, years_of_version(code)).works(day)


def code_of(years: Mapping[int, Year], after: str) -> str:
    """The code of a version with these tables that follows the version `after`."""
    said = json.dumps([after, content_of(years)], sort_keys=True, ensure_ascii=False)
    return f"ru-{sha256(said.encode()).hexdigest()[:12]}"


def put_carried_on_record() -> None:
    """A row for each version that the program carries; needs the whole reach."""
    for code in CARRIED:
        decrees = [year.decree.date for year in official_years(code).values() if year.decree]
        known = {"published_on": max(decrees), "digest": digest(code)}
        CalendarVersion.objects.get_or_create(code=code, defaults=known)


@lru_cache(maxsize=64)
def _published(code: str) -> Mapping[int, Year]:
    return years_of(CalendarVersion.objects.values_list("content", flat=True).get(code=code) or {})


@lru_cache(maxsize=128)
def _kept(hours: Hours, code: str) -> Calendar:
    return Calendar(hours, _published(code), code)
