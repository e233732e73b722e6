"""The plain way, and the right answers: a walk over local days that asks the `holidays` package about each."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import holidays

from bench.law.table import Row, speed

MOSCOW = ZoneInfo("Europe/Moscow")
FOUR_HOURS = timedelta(hours=4)
FIRST, LAST = (int(datetime(year, 1, 1, tzinfo=MOSCOW).timestamp()) for year in (2023, 2028))
RUSSIA = holidays.country_holidays("RU", years=range(2022, 2029))
COUNT = 20_000


def instants(count: int, seed: int = 1) -> list[int]:
    """Random instants, epoch seconds."""
    draw = Random(seed)
    return [draw.randrange(FIRST, LAST - 20 * 86400) for _ in range(count)]


def walked(start: datetime, left: timedelta = FOUR_HOURS) -> datetime:
    """The deadline, in Moscow time."""
    at = start.astimezone(MOSCOW)
    while True:
        opening = datetime.combine(at.date(), time(9, 30), MOSCOW)
        closing = datetime.combine(at.date(), time(18), MOSCOW)
        at = max(at, opening)
        if at < closing and RUSSIA.is_working_day(at.date()):
            if left <= closing - at:
                return at + left
            left -= closing - at
        at = datetime.combine(at.date() + timedelta(1), time(), MOSCOW)


@cache
def right(count: int) -> tuple[int, ...]:
    """The right answers for the first `count` instants."""
    return tuple(int(walked(datetime.fromtimestamp(at, UTC)).timestamp()) for at in instants(count))


def days_off() -> list[date]:
    """Weekdays that are not worked, as the others want them told."""
    every = (date(2022, 1, 1) + timedelta(n) for n in range(7 * 366))
    return [day for day in every if day.year < 2029 and day.weekday() < 5 and not RUSSIA.is_working_day(day)]


def row() -> Row:
    """The walk itself, timed."""
    starts = [datetime.fromtimestamp(at, UTC) for at in instants(COUNT)]
    return Row(
        "plain walk over days, `holidays`", speed(lambda: [walked(at) for at in starts], COUNT), 0, COUNT
    )
