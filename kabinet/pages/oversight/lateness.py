"""How late something was, or how long it lasted, in a clock's own time."""

from datetime import datetime, timedelta

from kabinet.pages.ui import amounts
from kabinet.queries.clock_reading import calendar_for, working_day
from kabinet.records.lists import Row
from kabinet.regulation.terms import Unit
from kabinet.regulation.working_time import AROUND_THE_CLOCK, Calendar, epoch


def lateness(row: Row, clock: str, level: int, since: datetime | None, until: datetime) -> str:
    """«2 ч 22 мин», «3 раб. дня»; empty of what was in time."""
    if since is None:
        return ""
    calendar = _calendar(row, clock, level)
    day = None if calendar is AROUND_THE_CLOCK else working_day(calendar)
    return amounts.working(calendar.worked(epoch(since), epoch(until)), day)


def lasted(row: Row, clock: str, level: int, since: datetime | None, until: datetime) -> timedelta | None:
    """The same to reckon with; None of what was in time."""
    if since is None:
        return None
    return timedelta(seconds=_calendar(row, clock, level).worked(epoch(since), epoch(until)))


def _calendar(row: Row, clock: str, level: int) -> Calendar:
    term = getattr(row.versions.terms.level(level), clock, None)
    return calendar_for(term is None or term.unit is Unit.HOURS, row.versions.working_time)
