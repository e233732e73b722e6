"""What foreign formats have in common: they list the days that differ from plain weeks, and name no decree."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from kabinet.regulation.text import Text
from kabinet.regulation.working_time.years.official import (
    FIRST_YEAR,
    LAST_YEAR,
    Decree,
    Move,
    Year,
    computed_year,
)
from kabinet.regulation.working_time.years.unreadable import misshapen, unreadable

COUNTRY = "ru"
YEAR = re.compile(r"[0-9]{4}")
REST = Text("Нерабочий день", "Day off")


def of_days(
    number: int,
    holidays: Mapping[date, Text],
    moves: Iterable[Move],
    worked: Iterable[date],
    short: Iterable[date],
    decree: Decree,
) -> Year:
    """The year. A shortened day is a worked one, of any weekday; a worked Monday is a Monday."""
    weekends = frozenset(day for day in (*worked, *short) if day.weekday() > 4)
    return Year(number, holidays, tuple(moves), weekends, frozenset(short), decree=decree)


def move_of(source: date | None, target: date, holidays: Mapping[date, Text]) -> Move:
    """A holiday on a weekend moves to the next working day by the Code (art. 112), except in January; all else by decree."""
    if source is None or source not in holidays or source.month == 1:
        return Move(source, target, by_decree=True)
    following = source + timedelta(1)
    while following.weekday() > 4 or following in holidays:
        following += timedelta(1)
    return Move(source, target, by_decree=following != target)


def name_of(day: date, title: str | None) -> Text:
    """The fixed holidays have their names in both languages; another one has the file's title."""
    known = computed_year(day.year).holidays.get(day)
    if known is not None:
        return known
    return Text(title, title) if title and title != REST.ru else REST


def number_of(said: Any) -> int:
    """The year that the file is for."""
    if type(said) is not int and not (isinstance(said, str) and YEAR.fullmatch(said)):
        raise misshapen("year")
    number = int(said)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise unreadable(
            f"год {number}, а календарь идёт с {FIRST_YEAR} по {LAST_YEAR}",
            f"the year {number}, and the calendar runs from {FIRST_YEAR} to {LAST_YEAR}",
        )
    return number


def day_of(year: int, said: str, mark: str) -> date:
    """ "05.09" with a mark between, "0509" without."""
    month, _mark, day = said.partition(mark) if mark else (said[:2], "", said[2:])
    try:
        return date(year, int(month), int(day))
    except ValueError as fault:
        shown = said[:20]
        raise unreadable(
            f"дня «{shown}» в {year} году нет", f"there is no day {shown!r} in {year}"
        ) from fault


def of_country(said: Any) -> None:
    """Deadlines are counted by the calendar of Russia; another country's is not taken for it."""
    if said not in (None, COUNTRY):
        shown = str(said)[:20]
        raise unreadable(
            f"страна «{shown}», а нужна «{COUNTRY}»", f"the country is {shown!r}, not {COUNTRY!r}"
        )
