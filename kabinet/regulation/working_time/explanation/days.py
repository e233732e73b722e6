"""Why a day is or is not worked, in words."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation.amounts import day, days
from kabinet.regulation.working_time.working import Calendar
from kabinet.regulation.working_time.years.official import Move, Year

WEEKEND = Text("выходной", "day off")
WEEKENDS = Text("выходные", "days off")


def works(cal: Calendar, of: date) -> bool:
    """Whether the calendar works on that day."""
    return cal.year(of.year).works(of)


def remark(cal: Calendar, of: date) -> Text | None:
    """What is unusual about a working day: that it is a weekend, that it is short; None for the usual."""
    year = cal.year(of.year)
    if of in year.working_weekends and (
        move := next((move for move in year.moves if move.source == of), None)
    ):
        to, act = day(move.target), _act(year, move)
        return Text(
            f"рабочая: выходной перенесён на {to.ru}, {act.ru}",
            f"worked: the day off is moved to {to.en}, {act.en}",
        )
    if cal.hours.short_days and of in year.short_days:
        return Text("сокращённый день", "shortened day")
    return None


def off(cal: Calendar, first: date, last: date) -> Text | None:
    """The days from `first` to `last` that are not worked, with their reasons; None when all are."""
    free = [of for of in _range(first, last) if not works(cal, of)]
    runs = [list(run) for _, run in groupby(free, key=lambda of: _reason(cal.year(of.year), of))]
    named = [_run(cal, part) for run in runs for part in _unbroken(run)]
    if not named:
        return None
    return Text(", ".join(name.ru for name in named), ", ".join(name.en for name in named))


def _run(cal: Calendar, run: list[date]) -> Text:
    span, reason = days(run[0], run[-1]), _reason(cal.year(run[0].year), run[0])
    if reason is WEEKEND and len(run) > 1:
        reason = WEEKENDS
    return Text(f"{span.ru} ({reason.ru})", f"{span.en} ({reason.en})")


def _reason(year: Year, of: date) -> Text:
    if of in year.holidays:
        return year.holidays[of]
    if move := next((move for move in year.moves if move.target == of), None):
        return _moved(move, _act(year, move))
    return WEEKEND


def _moved(move: Move, act: Text) -> Text:
    if move.source is None:
        return Text(f"нерабочий день, {act.ru}", f"non-working day, {act.en}")
    source = day(move.source)
    return Text(f"выходной перенесён с {source.ru}, {act.ru}", f"day off moved from {source.en}, {act.en}")


def _act(year: Year, move: Move) -> Text:
    """The act that moved the day: the decree of the year or the Labour Code."""
    if move.by_decree and year.decree:
        when, number = f"{year.decree.date:%d.%m.%Y}", year.decree.number
        return Text(f"постановление № {number} от {when}", f"Government decree No. {number} of {when}")
    return Text("ст. 112 ТК РФ", "Labour Code, art. 112")


def _range(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def _unbroken(run: list[date]) -> Iterator[list[date]]:
    """The run cut where working days lie between."""
    for _, part in groupby(enumerate(run), key=lambda pair: pair[1].toordinal() - pair[0]):
        yield [of for _, of in part]
