"""The strip above a queue: how much is overdue, due today, on days off, on the next working day, later, and stands still."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kabinet.records.fast.prepared import ask
from kabinet.records.lists.asked import some, within
from kabinet.records.lists.filters import OPEN
from kabinet.records.lists.order import PLACE
from kabinet.records.versions import law_of
from kabinet.records.versions.calendars import calendar_for
from kabinet.regulation.access import Actor, reach

LIMIT = 200  # a cell with more says "200+"
DOTS = 12
CELLS = ("overdue", "today", "off", "next", "later", "stopped")
INSTANT = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` is at most LIMIT + 1; `levels` are those of the first tickets."""

    count: int = 0
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """What «today» and «tomorrow» are at an instant: midnight after today, the next working day, midnights before and after
    it. Days off lie between the two, if any: clocks that run day and night fall due on them."""

    at: datetime
    today_ends: datetime
    next_day: date
    next_begins: datetime
    next_ends: datetime

    @property
    def any_off(self) -> bool:
        """Whether the next working day is not the next day."""
        return self.today_ends < self.next_begins


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells in the order of a queue, and the days that divide them: for groups and for filters."""

    days: Days
    overdue: Cell
    today: Cell
    off: Cell
    next: Cell
    later: Cell
    stopped: Cell


def strip(actor: Actor, leg: str, at: datetime, zone: str | None = None) -> Strip:
    """The cells of a leg's queue at `at`; days are those of `zone`, the regulation's by default. One question."""
    divided, reached = days(actor, leg, at, zone), within(reach(actor), leg)
    if reached is None:
        return Strip(divided, *(Cell() for _ in CELLS))
    due = (OPEN, f"{PLACE} BETWEEN c.first AND c.last")
    rows = some(reached, f"t.level, {PLACE} AS place", due, PLACE, str(LIMIT + 1))
    question = (
        f"SELECT c.cell, count(*), (array_agg(t.level ORDER BY t.place))[:{DOTS}] FROM {BOUNDS} CROSS JOIN {rows}"  # noqa: S608
        " GROUP BY 1"
    )
    answer = ask(question, {**reached.values, **_bounds(divided)})
    found = {cell: Cell(min(count, LIMIT + 1), tuple(levels)) for cell, count, levels in answer}
    return Strip(divided, *(found.get(cell, Cell()) for cell in CELLS))


BOUNDS = """(VALUES
  ('overdue', '-infinity'::timestamptz, %(overdue)s::timestamptz),
  ('today', %(at)s::timestamptz, %(today)s::timestamptz),
  ('off', %(today_ends)s::timestamptz, %(off)s::timestamptz),
  ('next', %(next_begins)s::timestamptz, %(next)s::timestamptz),
  ('later', %(next_ends)s::timestamptz, '9999-12-31'),
  ('stopped', 'infinity', 'infinity')) AS c(cell, first, last)"""


def _bounds(divided: Days) -> dict[str, datetime]:
    """What ends at an instant ends just before it: nothing is in two cells."""
    return {
        "overdue": divided.at - INSTANT,
        "at": divided.at,
        "today": divided.today_ends - INSTANT,
        "today_ends": divided.today_ends,
        "off": divided.next_begins - INSTANT,
        "next_begins": divided.next_begins,
        "next": divided.next_ends - INSTANT,
        "next_ends": divided.next_ends,
    }


def days(actor: Actor, leg: str, at: datetime, zone: str | None = None) -> Days:
    """The days around `at` by the calendar in force and the hours of the actor's regulation, in `zone`."""
    hours = law_of(actor).leg(leg).terms.hours
    hours = replace(hours, zone=zone or hours.zone)
    calendar, place = calendar_for(actor, hours), ZoneInfo(hours.zone)
    today_ends = _midnight(at.astimezone(place).date() + ONE_DAY, place)
    next_day = calendar.workday(calendar.next_open(int(today_ends.timestamp())))
    return Days(at, today_ends, next_day, _midnight(next_day, place), _midnight(next_day + ONE_DAY, place))


def _midnight(day: date, place: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), place)
