"""Day and night service: the doors of a calendar without a table behind them."""

from collections.abc import Iterator
from datetime import date

from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time.checks import local_year, negative
from kabinet.regulation.working_time.working import Calendar
from kabinet.regulation.working_time.years.official import LAST_YEAR, LATEST, Year, year
from kabinet.regulation.working_time.zone import DAY, midnight


class AroundTheClock(Calendar):
    """All time is working time, every day a working day, in UTC; Unlawful outside the calendar's years."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__(Hours("UTC", ((0, 24 * 60),)), {}, LATEST)

    def add_seconds(self, start: int, seconds: int) -> int:
        """`seconds` later."""
        if seconds < 0:
            raise negative(seconds)
        return self._lawful(self._lawful(start) + seconds)

    def add_days(self, start: int, days: int) -> int:
        """`days` times 24 hours later."""
        return self.add_seconds(start, days * DAY)

    def worked(self, a: int, b: int) -> int:
        """Seconds from `a` to `b`."""
        return self._lawful(b) - self._lawful(a)

    def is_open(self, at: int) -> bool:
        """Always."""
        return self._lawful(at) == at

    def next_open(self, at: int) -> int:
        """Now."""
        return self._lawful(at)

    def closes(self, at: int) -> int:
        """Never: the end of all years."""
        return max(self._lawful(at), midnight(date(LAST_YEAR + 1, 1, 1)))

    def stretches(self, a: int, b: int) -> Iterator[tuple[int, int]]:
        """The one stretch from `a` to `b`, unless it is empty."""
        if self.worked(a, b) > 0:
            yield a, b

    def official(self, at: int) -> bool:
        """No decree is needed to know that every day counts."""
        return self._lawful(at) == at

    def unofficial(self, a: int, b: int) -> list[int]:
        """None, in all the calendar's years."""
        self.worked(a, b)
        return []

    def year(self, number: int) -> Year:
        """A year without weekends or holidays."""
        every = year(number, {})
        return Year(number, {}, working_weekends=frozenset(day for day in every.days() if day.weekday() > 4))

    def _lawful(self, at: int) -> int:
        local_year(self.zone, at)
        return at


AROUND_THE_CLOCK = AroundTheClock()
