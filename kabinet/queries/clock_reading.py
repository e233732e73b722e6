"""A clock of the law read at an instant: when it is due, how much is left, when its working time opens and closes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kabinet.records.lists import Row
from kabinet.regulation.clocks import Clock, ClockName, Outcome, term_of
from kabinet.regulation.terms import Terms, Unit
from kabinet.regulation.working_time import AROUND_THE_CLOCK, Calendar, epoch

MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One run of one clock at `now`, read off the law's clock and calendar.

    `total`, `left` and `spent` are seconds of the clock's own time (working, or calendar around the clock); `left` is
    negative by what was worked since the deadline. `day` is one working day in seconds, None around the clock.
    `opens` is the next opening when the calendar is closed now; `closes` the end of the running stretch when open. `zone` is
    the one that the terms reckon in.
    """

    name: ClockName
    now: datetime
    due: datetime | None
    total: int
    left: int
    spent: int = 0
    day: int | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    outcome: Outcome | None = None
    zone: ZoneInfo | None = None


def reading_of(clock: Clock, terms: Terms, calendar: Calendar, now: datetime) -> Reading:
    """One run as the fold keeps it."""
    term = term_of(clock.name, clock.level, terms)
    always = term is None or term.unit is Unit.HOURS
    return reading(
        clock.name,
        clock.started,
        clock.due,
        calendar_for(always, calendar),
        now,
        clock.ended,
        clock.outcome,
        ZoneInfo(terms.hours.zone),
    )


def reading_of_row(row: Row, now: datetime) -> Reading | None:
    """The running clock of a list's line that falls due first; None when none runs."""
    if row.queue_at is None or row.queue_from is None:
        return None
    name = ClockName(row.queue_clock)
    term = term_of(name, row.level, row.versions.terms)
    calendar = calendar_for(term is None or term.unit is Unit.HOURS, row.versions.working_time)
    return reading(name, epoch(row.queue_from), epoch(row.queue_at), calendar, now, zone=kept_in(row))


def kept_in(row: Row) -> ZoneInfo:
    """The zone in which the deadlines of a list's line are reckoned."""
    return ZoneInfo(row.versions.terms.hours.zone)


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
    zone: ZoneInfo | None = None,
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
        zone=zone,
    )


def working_day(calendar: Calendar) -> int:
    """Seconds of a full working day: its windows together."""
    return sum(closes - opens for opens, closes in calendar.hours.windows) * MINUTE


def instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
