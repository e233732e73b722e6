"""A production calendar year as twelve small months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kabinet.regulation.years import Year

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

    first: date
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
    return Month(days[0], tuple(_weeks(squares)), sum(map(year.works, days)))


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
            return "moved", f"{move.source:%d.%m}"
    return ("", "") if year.works(day) else ("rest", "")


def next_rest(year: Year, today: date) -> date | None:
    """The next day off that is not an ordinary weekend, this year; None when there is none left."""
    special = [day for day in year.days() if day >= today and day.weekday() < 5 and not year.works(day)]
    return special[0] if special else None


def day_before(day: date) -> date:
    """The calendar day before."""
    return day - timedelta(1)
