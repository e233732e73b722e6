"""A production calendar year as twelve small months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from kabinet.pages.ui import moments
from kabinet.regulation.working_time.years import Year

WEEK = 7


@dataclass(frozen=True, slots=True)
class Day:
    """One square. `mark`: "" worked, "rest" weekend, "holiday", "moved" day off, "extra" worked weekend; `why` in words."""

    number: int
    mark: str
    why: str
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` are rows of seven, None where another month's day would stand."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]
    worked: int


def months(year: Year, today: date, language: str) -> tuple[Month, ...]:
    """The twelve months of `year`; the words are in `language`."""
    return tuple(_month(year, number, today, language) for number in range(1, 13))


def _month(year: Year, number: int, today: date, language: str) -> Month:
    days = [day for day in year.days() if day.month == number]
    squares: list[Day | None] = [None] * days[0].weekday()
    squares += [_day(year, day, today, language) for day in days]
    squares += [None] * (-len(squares) % WEEK)
    return Month(_name(days[0], language), tuple(_weeks(squares)), sum(map(year.works, days)))


def _name(day: date, language: str) -> str:
    """The month's name standing alone: "январь"."""
    return str(format_date(day, "LLLL", locale=language))


def _weeks(squares: list[Day | None]) -> Iterator[tuple[Day | None, ...]]:
    return (tuple(squares[start : start + WEEK]) for start in range(0, len(squares), WEEK))


def _day(year: Year, day: date, today: date, language: str) -> Day:
    mark, why = _mark(year, day, language)
    return Day(day.day, mark, why, day == today)


def _mark(year: Year, day: date, language: str) -> tuple[str, str]:
    if day in year.working_weekends:
        return "extra", ""
    if day in year.holidays:
        return "holiday", year.holidays[day].say(language)
    for move in year.moves:
        if move.target == day:
            return "moved", f"{_short(move.source)} → {_short(move.target)}" if move.source else ""
    return ("", "") if year.works(day) else ("rest", "")


def _short(day: date) -> str:
    """«3 января»."""
    return moments.day(day, day)
