"""The queue of a support side: what is wanted of it, as a value, and what of it is on one page, in its parts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby, takewhile
from zoneinfo import ZoneInfo

from kabinet.queries.lists.days import begins, ends
from kabinet.queries.lists.reader import Reader, reader_of
from kabinet.records import lists
from kabinet.records.lists import Days, Filters, Key, Page, Row, Strip
from kabinet.records.lists.filters import Show
from kabinet.records.lists.order import Group
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode

OVERDUE, TODAY, OFF, NEXT, LATER, STOPPED, ENDED = (
    "overdue",
    "today",
    "off",
    "next",
    "later",
    "stopped",
    "ended",
)
BARRED = "barred"
VIEWS = ("mine", OVERDUE, "critical", "ours", "unassigned", "objections", "watching")
PARTS = (TODAY, OFF, NEXT, LATER, STOPPED)  # of the strip; its first, the overdue, is a view
STATES: tuple[Show, ...] = ("open", "closed", "all")
END = datetime(9999, 12, 31, tzinfo=UTC)  # later than any deadline, earlier than none at all


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueWanted:
    """`leg` is whose tickets. `view` is one of VIEWS, `part` one of PARTS, both "" for the whole queue; all that is
    given holds together. Days are the reader's, both included; `after` is where the page begins."""

    leg: str
    view: str = ""
    part: str = ""
    state: Show = "open"
    client: int | None = None
    partner: int | None = None
    system: int | None = None
    author: int | None = None
    assignee: int | None = None
    level: int | None = None
    turn: str | None = None
    status: str | None = None
    service: str | None = None
    tag: str | None = None
    since: date | None = None
    until: date | None = None
    group: Group | None = None
    after: Key | None = None

    @property
    def narrowed(self) -> bool:
        """Whether something was chosen beyond a view."""
        return replace(self, view="", group=None, after=None) != QueueWanted(leg=self.leg)

    @property
    def counted(self) -> bool:
        """Whether the strip's figures are those of the list: the whole queue, or its beginning, the overdue."""
        return self.view in ("", OVERDUE) and not self.narrowed and self.group is None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """`rows` are what is on the page, `after` the key of what follows; `found` is what they were cut from."""

    wanted: QueueWanted
    strip: Strip
    reader: Reader
    found: Page
    rows: tuple[Row, ...]
    after: Key | None

    @property
    def alone(self) -> bool:
        """Whether everything that was asked for is on this one page."""
        return self.after is None and self.wanted.after is None


def list_queue(
    wanted: QueueWanted, actor: Actor, at: datetime, zone: ZoneInfo, *, stopped: bool = False
) -> QueuePage:
    """One page, and the strip over it. The overdue come first in the queue: their view is its beginning."""
    strip = lists.strip(actor, wanted.leg, at, zone.key)
    reader = reader_of(actor, at, zone, wanted.leg, stopped=stopped)
    found = lists.queue(actor, filters(wanted, reader, strip.days), wanted.after, leg=wanted.leg)
    rows = found.rows
    if wanted.view == OVERDUE:
        rows = tuple(takewhile(lambda row: row.queue_at is not None and row.queue_at < at, rows))
    return QueuePage(
        wanted, strip, reader, found, rows, found.after if len(rows) == len(found.rows) else None
    )


def divide_queue(page: QueuePage) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The lines of each part, in the order of the queue; OFF once for each of its days."""
    for (part, _day), rows in groupby(page.rows, key=lambda row: _place(row, page)):
        yield part, tuple(rows)


def day_of(row: Row, page: QueuePage) -> date | None:
    """On which day of the reader's the line falls due."""
    return row.queue_at.astimezone(page.reader.zone).date() if row.queue_at else None


def count_part(page: QueuePage, part: str, rows: tuple[Row, ...]) -> int | None:
    """How many a part has, where somebody knows: the strip has counted the whole queue, a single page is all there is.
    Of OFF the strip knows all days together."""
    cell = getattr(page.strip, part, None) if part != OFF else None
    if cell is not None and page.wanted.counted:
        return int(cell.count)
    return len(rows) if page.alone else None


def _place(row: Row, page: QueuePage) -> tuple[str, date | None]:
    part = _part(row, page)
    return part, day_of(row, page) if part == OFF else None


def _part(row: Row, page: QueuePage) -> str:
    """Whoever may only read has no deadlines of clients to keep."""
    barred = page.reader.stopped and row.leg == LegCode.CLIENT and row.closed_at is None
    return BARRED if barred else part_of(row, page.strip)


def part_of(row: Row, strip: Strip) -> str:
    """In which part a line stands."""
    if row.closed_at is not None:
        return ENDED
    if row.queue_at is None:
        return STOPPED
    days = strip.days
    bounds = ((days.at, OVERDUE), (days.today_ends, TODAY), (days.next_begins, OFF), (days.next_ends, NEXT))
    return next((part for end, part in bounds if row.queue_at < end), LATER)


def left_today(page: QueuePage) -> int:
    """Seconds of the desk's working day that are left."""
    at, today_ends = page.reader.at, page.strip.days.today_ends
    return page.reader.hours.worked(int(at.timestamp()), int(today_ends.timestamp()))


def filters(wanted: QueueWanted, reader: Reader, days: Days) -> Filters:
    """What the list is asked for: a view says some of the filters."""
    view, (first, last) = wanted.view, _bounds(wanted.part, reader.at, days)
    return Filters(
        show=wanted.state,
        mine=view == "mine",
        unassigned=view == "unassigned",
        watched=view == "watching",
        stopped=wanted.part == STOPPED or view == "objections",
        client=wanted.client,
        partner=wanted.partner,
        system=wanted.system,
        author=wanted.author,
        assignee=wanted.assignee,
        level=1 if view == "critical" else wanted.level,
        objected=view == "objections",
        status=wanted.status,
        service=wanted.service,
        tag=wanted.tag,
        group=wanted.group,
        since=begins(wanted.since, reader.zone),
        until=ends(wanted.until, reader.zone),
        turn=str(reader.actor.kind) if view == "ours" else wanted.turn,
        due_from=first,
        due_before=last,
    )


def _bounds(part: str, at: datetime, days: Days) -> tuple[datetime | None, datetime | None]:
    return {
        TODAY: (at, days.today_ends),
        OFF: (days.today_ends, days.next_begins),
        NEXT: (days.next_begins, days.next_ends),
        LATER: (days.next_ends, END),
    }.get(part, (None, None))
