"""A clock of the law read at an instant, for clock_view."""

from datetime import UTC, datetime

from kabinet.pages.ui.clockview import Reading
from kabinet.regulation.clocks import Clock, ClockName, Outcome, term_of
from kabinet.regulation.terms import Terms, Unit
from kabinet.regulation.working_time import AROUND_THE_CLOCK, Calendar

MINUTE = 60


def reading_of(clock: Clock, terms: Terms, calendar: Calendar, now: datetime) -> Reading:
    """One run as the fold keeps it."""
    term = term_of(clock.name, clock.level, terms)
    always = term is None or term.unit is Unit.HOURS
    return reading(
        clock.name, clock.started, clock.due, calendar_for(always, calendar), now, clock.ended, clock.outcome
    )


def calendar_for(always: bool, calendar: Calendar) -> Calendar:
    """The calendar that a term counts by: a term in plain hours runs day and night."""
    return AROUND_THE_CLOCK if always else calendar


def reading(
    name: ClockName,
    started: int,
    due: int | None,
    calendar: Calendar,
    now: datetime,
    ended: int | None = None,
    outcome: Outcome | None = None,
) -> Reading:
    """`started`, `due` and `ended` in epoch seconds; `calendar` is AROUND_THE_CLOCK for a term in plain hours."""
    at = int(now.timestamp())
    always = calendar is AROUND_THE_CLOCK
    open_now = always or calendar.is_open(at)
    return Reading(
        name=name,
        now=now,
        due=instant(due) if due is not None else None,
        total=calendar.worked(started, due) if due is not None else 0,
        left=calendar.worked(at, due) if due is not None else 0,
        spent=calendar.worked(started, ended) if ended is not None else 0,
        day=None if always else working_day(calendar),
        opens=None if open_now else instant(calendar.next_open(at)),
        closes=instant(calendar.closes(at)) if open_now and not always else None,
        outcome=outcome,
    )


def working_day(calendar: Calendar) -> int:
    """Seconds of a full working day: its windows together."""
    return sum(closes - opens for opens, closes in calendar.hours.windows) * MINUTE


def instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
