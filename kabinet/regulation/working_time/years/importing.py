"""A year of the production calendar from a file: the XML of xmlcalendar, the JSON of isdayoff, or our own table.

The formats list the days that differ from plain weeks. Neither names the decree: whoever imports it says which one it was.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree  # nosec: a document type, and with it every entity, is refused before

from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time.years.official import (
    FIRST_YEAR,
    LAST_YEAR,
    Decree,
    Move,
    Year,
    checked,
    computed_year,
    of_toml,
)
from kabinet.regulation.working_time.years.table import unreadable

LARGEST = 200_000  # bytes; a year has at most 366 lines
OFF, SHORT, WORKED = "1", "2", "3"  # xmlcalendar: a day off, a shortened day, a worked weekend
REST = Text("Нерабочий день", "Day off")


def imported(raw: bytes, decree: Decree) -> Year:
    """The year that the file describes, official by `decree`; Unlawful with one sentence when it is none."""
    if len(raw) > LARGEST:
        raise unreadable(f"{len(raw)} > {LARGEST}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise unreadable("UTF-8") from fault
    found = checked(_read(text.strip(), decree))
    if not found.holidays:
        raise unreadable("holidays: 0")
    return found


def _read(text: str, decree: Decree) -> Year:
    reader = _xml if text.startswith("<") else _json if text.startswith("{") else _toml
    try:
        return reader(text, decree)
    except Unlawful:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, ElementTree.ParseError, RecursionError) as fault:
        raise unreadable(str(fault)[:200]) from fault


def _xml(text: str, decree: Decree) -> Year:
    if "<!" in text.replace("<!--", ""):
        raise unreadable("DOCTYPE")
    root = ElementTree.fromstring(text)  # noqa: S314 - no document type gets here
    number = _number(root.get("year"))
    names = {each.get("id"): each.get("title") or "" for each in root.iter("holiday")}
    days = [(_day(number, str(each.get("d")), "."), each) for each in root.iter("day")]
    marked = {day: each.get("t") for day, each in days}
    holidays = {day: _name(day, names.get(each.get("h"))) for day, each in days if each.get("h")}
    moves = [
        _move(_day(number, each.get("f", ""), ".") if each.get("f") else None, day, holidays)
        for day, each in days
        if each.get("t") == OFF and day not in holidays and (each.get("f") or day.weekday() < 5)
    ]
    return _year(number, holidays, moves, _of(marked, WORKED), _of(marked, SHORT), decree)


def _of(marked: Mapping[date, str | None], mark: str) -> list[date]:
    return [day for day, each in marked.items() if each == mark]


def _json(text: str, decree: Decree) -> Year:
    table = json.loads(text)
    number = _number(table["year"])

    def days(key: str) -> list[date]:
        return [_day(number, str(each), "") for each in table.get(key, [])]

    holidays = {day: _name(day, None) for day in days("holiday")}
    off = {*days("dayoff"), *days("covidday")}
    moves = [_move(None, day, holidays) for day in sorted(off) if day not in holidays and day.weekday() < 5]
    return _year(number, holidays, moves, days("workday"), days("predayoff"), decree)


def _toml(text: str, decree: Decree) -> Year:
    year = of_toml(tomllib.loads(text))
    return Year(year.number, year.holidays, year.moves, year.working_weekends, year.short_days, decree)


def _year(
    number: int,
    holidays: Mapping[date, Text],
    moves: Iterable[Move],
    worked: Iterable[date],
    short: Iterable[date],
    decree: Decree,
) -> Year:
    return Year(number, holidays, tuple(moves), frozenset(_weekends(worked)), frozenset(short), decree=decree)


def _weekends(days: Iterable[date]) -> Iterator[date]:
    """A worked Monday is a Monday."""
    return (day for day in days if day.weekday() > 4)


def _move(source: date | None, target: date, holidays: Mapping[date, Text]) -> Move:
    """A holiday on a weekend moves to the next working day by the Code (art. 112), except in January; all else by decree."""
    if source is None or source not in holidays or source.month == 1:
        return Move(source, target, by_decree=True)
    following = source + timedelta(1)
    while following.weekday() > 4 or following in holidays:
        following += timedelta(1)
    return Move(source, target, by_decree=following != target)


def _name(day: date, title: str | None) -> Text:
    """The fixed holidays have their names in both languages; another one has the file's title."""
    known = computed_year(day.year).holidays.get(day)
    if known is not None:
        return known
    return Text(title, title) if title else REST


def _number(said: Any) -> int:
    number = int(said)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise unreadable(str(number))
    return number


def _day(year: int, said: str, mark: str) -> date:
    """ "05.09" with a mark between, "0509" without."""
    month, day = said.split(mark) if mark else (said[:2], said[2:])
    return date(year, int(month), int(day))
