"""Calendars: working time of a zone, its windows and a version of the year tables; or all time."""

from collections.abc import Sequence
from functools import lru_cache

from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time.always import AROUND_THE_CLOCK
from kabinet.regulation.working_time.working import Calendar
from kabinet.regulation.working_time.years.official import LATEST, official_years

__all__ = ["AROUND_THE_CLOCK", "Calendar", "calendar", "calendar_of"]


def calendar(
    zone: str, windows: Sequence[tuple[int, int]], version: str = LATEST, *, short_days: bool = False
) -> Calendar:
    """The calendar of a zone, windows (minutes after midnight) and a version of the year tables; kept."""
    return calendar_of(Hours(zone, tuple((a, b) for a, b in windows), short_days), version)


def calendar_of(hours: Hours, version: str = LATEST) -> Calendar:
    """The calendar of the service hours of a pack or an agreement; kept and shared."""
    return _kept(hours, version)


@lru_cache(maxsize=128)
def _kept(hours: Hours, version: str) -> Calendar:
    return Calendar(hours, official_years(version), version)
