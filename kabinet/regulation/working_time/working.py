"""Working time: official days, windows of the day, a zone, a version of the year tables.

A calendar compiles a year when it is first asked about it; after that a door costs O(log n) of what is
compiled. Instants are epoch seconds UTC. An instant is working time if the local clock then stands in a
window of a working day, closing excluded; a window that passes midnight belongs to the day on which it opens.
Where the local clock skips or repeats an hour, this definition decides; the arithmetic itself is on UTC.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time.checks import checked, local_year, negative, too_far
from kabinet.regulation.working_time.table import NIGHT, UNEVEN, Day, Table, compiled, joined
from kabinet.regulation.working_time.years.official import FIRST_YEAR, LAST_YEAR, Year, year
from kabinet.regulation.working_time.zone import instant, offset, spans, zone


class Calendar:
    """Working time under `hours`; `years` are the official tables, `version` the code of their edition."""

    __slots__ = ("_days", "_table", "hours", "version", "years", "zone")

    def __init__(self, hours: Hours, years: Mapping[int, Year], version: str) -> None:
        self.hours = checked(hours)
        self.zone = zone(hours.zone)
        self.years = years
        self.version = version
        self._days: dict[int, list[Day]] = {}
        self._table: Table | None = None

    def __repr__(self) -> str:
        return f"Calendar({self.hours}, {self.version!r})"

    def add_seconds(self, start: int, seconds: int) -> int:
        """The earliest instant at which the time worked since `start` reaches `seconds`.

        What ends exactly at closing is reached at that closing, not at the next opening (U3.6a).
        """
        table = self._table
        if table is None or not table.first <= start < table.last:
            table = self.table(start)
        if seconds <= 0:
            return _unmoved(start, seconds)
        i = bisect_right(table.opens, start) - 1
        left = table.closes[i] - start
        goal = table.worked[i] + seconds
        if left > 0:
            goal -= left
        while goal > table.worked[-1]:
            table = self.longer(table)
        i = bisect_left(table.worked, goal, i)
        return table.closes[i] - table.worked[i] + goal

    def add_days(self, start: int, days: int) -> int:
        """`days` working days after the working instant at or after `start`, at its time of day (U3.6a).

        On a day that closes before that time (a shortened one) it is the closing; where the local clock skips
        that time, the instant of the skip; where it shows it twice, the first.
        """
        if days < 0:
            raise negative(days)
        table, i = self._next(start)
        start, source = max(start, table.opens[i]), table.day[i]
        target = source + days
        while target >= len(table.ends):
            table = self.longer(table)
        if table.bases[source] == UNEVEN or table.bases[target] == UNEVEN:
            at = self._same_time(start, table.midnights[source], table.midnights[target])
        else:
            at = table.bases[target] + start - table.bases[source]
        return min(at, table.ends[target])

    def worked(self, a: int, b: int) -> int:
        """Seconds of working time from `a` to `b`; negative if `b` is the earlier."""
        table = self.table(a, b)
        return _before(table, b) - _before(table, a)

    def is_open(self, at: int) -> bool:
        """Whether `at` is working time."""
        table = self.table(at)
        return at < table.closes[bisect_right(table.opens, at) - 1]

    def next_open(self, at: int) -> int:
        """The earliest working instant at or after `at`."""
        table, i = self._next(at)
        return max(at, table.opens[i])

    def closes(self, at: int) -> int:
        """Where the working stretch that runs at `at` ends; ValueError when none runs."""
        table, i = self._next(at)
        if at < table.opens[i]:
            raise ValueError(f"not working time: {at}")
        while i + 1 < len(table.opens) and table.opens[i + 1] == table.closes[i]:
            i += 1
        return table.closes[i]

    def stretches(self, a: int, b: int) -> Iterator[tuple[int, int]]:
        """The stretches of working time inside [a, b), each as (from, to), in order."""
        table = self.table(a, b)
        i = bisect_right(table.closes, a)
        while i < len(table.opens) and table.opens[i] < b:
            yield max(a, table.opens[i]), min(b, table.closes[i])
            i += 1

    def official(self, at: int) -> bool:
        """Whether the local year of `at` has an official table."""
        return local_year(self.zone, at) in self.years

    def unofficial(self, a: int, b: int) -> list[int]:
        """The local years from `a` to `b` that have no official table."""
        first, last = local_year(self.zone, a), local_year(self.zone, b)
        return [number for number in range(first, last + 1) if number not in self.years]

    def workday(self, at: int) -> date:
        """The day to which the stretch that runs at `at`, or else the last before it, belongs."""
        table = self.table(at)
        i = bisect_right(table.opens, at) - 1
        return datetime.fromtimestamp(table.midnights[table.day[i]], UTC).date()

    def year(self, number: int) -> Year:
        """The days of a year as this calendar counts them."""
        return year(number, self.years)

    def local(self, at: int) -> datetime:
        """`at` on the local clock, as an aware datetime."""
        return datetime.fromtimestamp(at, self.zone)

    def table(self, *instants: int) -> Table:
        """The compiled table, grown to cover all `instants`; Unlawful outside the years of the calendar."""
        table, low, high = self._table, min(instants), max(instants)
        if table is not None and table.first <= low and high < table.last:
            return table
        last = local_year(self.zone, high)
        first = local_year(self.zone, low)
        if first > FIRST_YEAR:
            first = local_year(self.zone, low - NIGHT)
        known = table.years if table is not None else range(first, last + 1)
        return self._grown(min(first, known[0]), max(last, known[-1]))

    def longer(self, table: Table) -> Table:
        """A table that begins as `table` does, a year longer at least; Unlawful at the end of all years."""
        last = table.years[-1]
        if last == LAST_YEAR:
            raise too_far()
        return self._grown(table.years[0], min(LAST_YEAR, last + 1 + len(table.years) // 2))

    def _grown(self, first: int, last: int) -> Table:
        years = range(first, last + 1)
        for number in years:
            if number not in self._days:
                self._days[number] = compiled(self.year(number), self.hours, self.zone)
        table = joined(years, [day for number in years for day in self._days[number]], self.zone)
        self._table = table  # whole or not at all: a thread that loses the race only compiles again
        return table

    def _next(self, at: int) -> tuple[Table, int]:
        """The first stretch that ends after `at`."""
        table = self.table(at)
        i = bisect_right(table.closes, at)
        while i >= len(table.closes):
            table = self.longer(table)
        return table, i

    def _same_time(self, start: int, source: int, target: int) -> int:
        """`start` moved from the day with local midnight `source` to that with `target`, offsets changing."""
        wall = target + start + offset(self.zone, start) - source
        return instant(spans(self.zone, datetime.fromtimestamp(target, UTC).year), wall)


def _unmoved(start: int, seconds: int) -> int:
    if seconds < 0:
        raise negative(seconds)
    return start


def _before(table: Table, at: int) -> int:
    """Seconds worked in the table before `at`."""
    i = bisect_right(table.opens, at) - 1
    return table.worked[i] - max(0, table.closes[i] - at)
