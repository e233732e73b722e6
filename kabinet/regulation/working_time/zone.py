"""Time zones as spans of one offset, [start, end) in UTC seconds: within one the local clock runs evenly."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from kabinet.regulation.text import Text, Unlawful

DAY = 86_400
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_MACHINE_NAMES = ("posix/", "right/", "posixrules", "localtime", "Factory")  # of files, not of places

Span = tuple[int, int, int]  # start, end (UTC seconds), offset from UTC (seconds)


@lru_cache(maxsize=512)
def zone(name: str) -> ZoneInfo:
    """The IANA zone `name`; Unlawful when there is no such zone."""
    try:
        if name.startswith(_MACHINE_NAMES):
            raise ValueError(name)
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Unlawful(
            Text(f"Часового пояса «{name}» нет в базе IANA", f"The IANA database has no zone {name!r}")
        ) from error


def offset(zone: ZoneInfo, at: int) -> int:
    """The offset from UTC in seconds at the instant `at`."""
    shift = datetime.fromtimestamp(at, zone).utcoffset()
    return shift.days * DAY + shift.seconds if shift else 0


def midnight(day: date) -> int:
    """Midnight of `day` on the local clock: seconds of wall time, to be read with the zone's spans."""
    return (day.toordinal() - _EPOCH_DAY) * DAY


@lru_cache(maxsize=1024)
def spans(zone: ZoneInfo, year: int) -> tuple[Span, ...]:
    """The spans of a local year, in order, from three days before it to three days after it."""
    first, last = midnight(date(year, 1, 1)) - 3 * DAY, midnight(date(year, 12, 31)) + 4 * DAY
    samples = [(at, offset(zone, at)) for at in range(first, last + 1, DAY)]
    turns = [_turn(zone, a, b) for (a, before), (b, after) in pairwise(samples) if before != after]
    edges = [first, *turns, last]
    return tuple((a, b, offset(zone, a)) for a, b in pairwise(edges))


def instant(spans: Sequence[Span], wall: int) -> int:
    """The earliest instant at which the local clock shows `wall` or later.

    In an hour that is shown twice it is the first; in one that is skipped, the instant of the skip.
    """
    return next(max(start, wall - shift) for start, end, shift in spans if wall - shift < end)


def _turn(zone: ZoneInfo, a: int, b: int) -> int:
    """The first instant in (a, b] with the offset of `b`: by halving, as a zone turns at most once a day."""
    new = offset(zone, b)
    while b - a > 1:
        middle = (a + b) // 2
        a, b = (a, middle) if offset(zone, middle) == new else (middle, b)
    return b
