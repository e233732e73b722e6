"""Working time counted by hand: minute after minute, day after day, from the words of the regulation alone.

Knows nothing of the engine: working days come from the `holidays` package, local time from `zoneinfo`. Slow, plain.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

Windows = tuple[tuple[int, int], ...]

DAY: Windows = ((9 * 60 + 30, 18 * 60),)
OFFICIAL = range(2022, 2028)
FIXED = {(1, n) for n in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
_RUSSIA = holidays.country_holidays("RU", years=OFFICIAL)


@cache
def works(day: date) -> bool:
    """Whether a day is worked in Russia: by the decrees, or by weekday and Labour Code where there is none."""
    if day.year in OFFICIAL:
        return bool(_RUSSIA.is_working_day(day))
    return day.weekday() < 5 and (day.month, day.day) not in FIXED


def is_open(at: int, zone: ZoneInfo, windows: Windows = DAY, short: frozenset[date] = frozenset()) -> bool:
    """Whether the local clock, at that second, stands inside the hours of a working day."""
    local = datetime.fromtimestamp(at, zone)
    minute = local.hour * 60 + local.minute
    evening_before = local.date() - timedelta(1)
    return _within(local.date(), minute, windows, short) or _within(
        evening_before, minute + 1440, windows, short
    )


def _within(day: date, minute: int, windows: Windows, short: frozenset[date]) -> bool:
    if not any(opening <= minute < closing for opening, closing in windows):
        return False
    left = sum(closing - max(opening, minute) for opening, closing in windows if minute < closing)
    return works(day) and not (day in short and left <= 60)


def minutes(start: int) -> Iterator[tuple[int, int]]:
    """The rest of the minute of `start`, then every minute after it: (from, seconds)."""
    at = start
    while True:
        length = 60 - at % 60
        yield at, length
        at += length


def hours_due(
    start: int, seconds: int, zone: ZoneInfo, windows: Windows = DAY, short: frozenset[date] = frozenset()
) -> int:
    """The first second at which so much working time has passed since `start`."""
    for at, length in minutes(start):
        if is_open(at, zone, windows, short):
            if seconds <= length:
                return at + seconds
            seconds -= length
    raise AssertionError


def days_due(
    start: int, days: int, zone: ZoneInfo, windows: Windows = DAY, short: frozenset[date] = frozenset()
) -> int:
    """So many working days after the next working second, at its time of day or, if it is gone, the next there is."""
    begun = next(at for at, _ in minutes(start) if is_open(at, zone, windows, short))
    local = datetime.fromtimestamp(begun, zone).replace(tzinfo=None, fold=0)
    day = local.date()
    if not _within(day, local.hour * 60 + local.minute, windows, short):
        day -= timedelta(1)
    time = local - datetime.combine(day, datetime.min.time())
    for _ in range(days):
        day += timedelta(1)
        while not works(day):
            day += timedelta(1)
    return local_instant(
        datetime.combine(day, datetime.min.time()) + min(time, closing(day, windows, short)), zone
    )


def closing(day: date, windows: Windows, short: frozenset[date]) -> timedelta:
    """When the desk closes on a working day."""
    worked = [m for m in range(2880) if _within(day, m, windows, short)]
    return timedelta(minutes=worked[-1] + 1)


def local_instant(wall: datetime, zone: ZoneInfo) -> int:
    """The first second at which the clock on the wall shows `wall` or later."""
    at = int(wall.replace(tzinfo=UTC).timestamp()) - 26 * 3600
    while datetime.fromtimestamp(at, zone).replace(tzinfo=None, fold=0) < wall:
        at += 60
    return (
        at - at % 60
        if datetime.fromtimestamp(at - at % 60, zone).replace(tzinfo=None, fold=0) >= wall
        else at
    )


def walk_due(start: datetime, seconds: int) -> datetime:
    """Moscow hours by a walk over days on the local clock: quick enough for many thousands."""
    day, left = start.date(), timedelta(seconds=seconds)
    while True:
        opening = datetime.combine(day, datetime.min.time(), start.tzinfo) + timedelta(hours=9, minutes=30)
        end = opening + timedelta(hours=8, minutes=30)
        begun = max(start, opening)
        if works(day) and begun < end:
            if left <= end - begun:
                return begun + left
            left -= end - begun
        day += timedelta(1)
