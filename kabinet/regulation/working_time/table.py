"""Working time of a run of years, compiled: sorted UTC instants with prefix sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from zoneinfo import ZoneInfo

from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time.years.official import FIRST_YEAR, Year
from kabinet.regulation.working_time.zone import DAY, Span, instant, midnight, spans

SHORTER = 60  # minutes that a pre-holiday day loses at its end (Labour Code, art. 95)
NIGHT = 2 * DAY  # a window of a year's last days may reach so far into the next: these days need both years
UNEVEN = -1 << 62  # base of a day on which the zone's offset changes

Windows = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Day:
    """A working day: its stretches in UTC, its midnight on the local clock and, unless uneven, in UTC."""

    midnight: int
    base: int
    stretches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Lists of one length for stretches (`opens`, `closes`, `worked` at the close, `day`), another for days.

    Element 0 of the stretches is an empty one before all, so that a search never falls off the low end.
    Good for instants in [first, last); all in epoch seconds UTC, `midnights` in wall seconds.
    """

    years: range
    first: int
    last: int
    opens: list[int]
    closes: list[int]
    worked: list[int]
    day: list[int]
    midnights: list[int]
    bases: list[int]
    ends: list[int]


def compiled(year: Year, hours: Hours, zone: ZoneInfo) -> list[Day]:
    """The working days of one year. A window that passes midnight belongs to the day on which it opens."""
    known = spans(zone, year.number)
    usual, short = hours.windows, shortened(hours.windows) if hours.short_days else hours.windows
    days = [_day(day, short if day in year.short_days else usual, known) for day in year.working_days()]
    return [day for day in days if day.stretches]


def shortened(windows: Windows) -> Windows:
    """The windows less the last hour of working time."""
    minutes = SHORTER
    while windows and minutes:
        *rest, (opening, closing) = windows
        cut = min(minutes, closing - opening)
        windows = (*rest, (opening, closing - cut)) if cut < closing - opening else tuple(rest)
        minutes -= cut
    return windows


def _day(day: date, windows: Windows, spans: Sequence[Span]) -> Day:
    """An instant is working time if the local clock, at that instant, stands inside a window of this day."""
    start = midnight(day)
    pieces = [
        (max(low, start + opening * 60 - shift), min(high, start + closing * 60 - shift), shift)
        for low, high, shift in spans
        for opening, closing in windows
    ]
    open_pieces = sorted(piece for piece in pieces if piece[0] < piece[1])
    whole = sum(b - a for a, b, _ in open_pieces) == sum(b - a for a, b in windows) * 60
    even = whole and len({shift for *_, shift in open_pieces}) == 1
    base = start - open_pieces[0][2] if even else UNEVEN
    return Day(start, base, tuple((a, b) for a, b, _ in open_pieces))


def joined(years: range, days: Sequence[Day], zone: ZoneInfo) -> Table:
    """One table of the days of `years`, in order."""
    begin, last = _instant(date(years[0], 1, 1), zone), _instant(date(years[-1] + 1, 1, 1), zone)
    rows = sorted((a, b, n) for n, day in enumerate(days) for a, b in day.stretches)
    return Table(
        years=years,
        first=begin if years[0] == FIRST_YEAR else begin + NIGHT,
        last=last,
        opens=[begin - NIGHT, *(a for a, _, _ in rows)],
        closes=[begin - NIGHT, *(b for _, b, _ in rows)],
        worked=list(accumulate((b - a for a, b, _ in rows), initial=0)),
        day=[-1, *(n for *_, n in rows)],
        midnights=[day.midnight for day in days],
        bases=[day.base for day in days],
        ends=[day.stretches[-1][1] for day in days],
    )


def _instant(day: date, zone: ZoneInfo) -> int:
    return instant(spans(zone, day.year), midnight(day))
