"""Going back in working time, and from a deadline to what it counts from. Instants are epoch seconds UTC."""

from collections.abc import Callable

from kabinet.regulation.terms import Term
from kabinet.regulation.working_time import Calendar, due

DAY = 24 * 3600
# Longer than any term of the regulation with the longest holidays in it.
FAR = 60 * DAY


def shifted(calendar: Calendar, at: int, seconds: int) -> int:
    """The instant `seconds` of working time after `at`, or before it when they are negative."""
    if seconds >= 0:
        return calendar.add_seconds(at, seconds)
    return _latest(lambda start: calendar.add_seconds(start, -seconds), at)


def start_of(deadline: int, term: Term, calendar: Calendar) -> int:
    """The latest instant from which `term` ends at `deadline` or before it."""
    return _latest(lambda start: due(start, term, calendar), deadline)


def _latest(end: Callable[[int], int], target: int) -> int:
    """The latest start whose `end` is not after `target`; `end` never falls."""
    low, high = target - FAR, target
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if end(middle) <= target else (low, middle - 1)
    return low
