"""How late something was, or how long it lasted, in a clock's own time."""

from datetime import datetime

from kabinet.pages.ui import amounts
from kabinet.queries.clock_reading import calendar_for, working_day
from kabinet.records.lists import Row
from kabinet.regulation.terms import Unit
from kabinet.regulation.working_time import epoch


def lateness(row: Row, clock: str, level: int, since: datetime | None, until: datetime) -> str:
    """«2 ч 22 мин», «3 раб. дня»; empty of what was in time."""
    if since is None:
        return ""
    term = getattr(row.versions.terms.level(level), clock, None)
    around = term is None or term.unit is Unit.HOURS
    calendar = calendar_for(around, row.versions.working_time)
    worked = calendar.worked(epoch(since), epoch(until))
    return amounts.working(worked, None if around else working_day(calendar))
