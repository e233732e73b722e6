"""The queue in its groups: overdue, today, the next working day, later, clocks that stand still."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, takewhile
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.lists.queue.lines import Line, line
from kabinet.pages.lists.queue.parameters import Asked
from kabinet.pages.ui import moments, say
from kabinet.records.lists import Page, Row, Strip
from kabinet.records.lists.strip import LIMIT
from kabinet.regulation.access import Actor
from kabinet.regulation.working_time import Calendar

OVERDUE, TODAY, NEXT, LATER, STOPPED, ENDED = "overdue", "today", "next", "later", "stopped", "ended"
ICONS = {TODAY: "sun", NEXT: "sunrise", LATER: "calendar", STOPPED: "circle-pause", ENDED: "circle-check-big"}


@dataclass(frozen=True, slots=True)
class Group:
    """`sign` is the clock's sign of the head, where it has no `icon`; `sort` is the icon of heads that are no deadlines."""

    key: str
    title: str
    words: str
    rows: tuple[Line, ...]
    sort: str = ""

    @property
    def sign(self) -> str:
        return "over" if self.key == OVERDUE else ""

    @property
    def icon(self) -> str:
        return self.sort or ICONS.get(self.key, "")


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, when, in which zone, and the working hours of the desk; `stopped`: a partner that may only read (L12b)."""

    actor: Actor
    at: datetime
    zone: ZoneInfo
    hours: Calendar
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the queue is on the page; `after` is the key of what follows."""

    asked: Asked
    strip: Strip
    reader: Reading
    rows: tuple[Row, ...]
    after: str | None

    @property
    def alone(self) -> bool:
        """Whether everything that was asked for is on this one page."""
        return self.after is None and self.asked.after is None


def shown(asked: Asked, page: Page, strip: Strip, reader: Reading) -> Shown:
    """The lines that belong to the view: the overdue are the beginning of the queue."""
    rows = page.rows
    if asked.show == OVERDUE:
        rows = tuple(takewhile(lambda row: row.queue_at is not None and row.queue_at < reader.at, rows))
    return Shown(asked, strip, reader, rows, page.after if len(rows) == len(page.rows) else None)


def groups(shown: Shown) -> list[Group]:
    """The lines under their heads, in the order of the queue."""
    divided = groupby(shown.rows, key=lambda row: part(row, shown.strip))
    return [_group(key, tuple(found), shown) for key, found in divided]


def part(row: Row, strip: Strip) -> str:
    """Under which head a line stands."""
    if row.closed_at is not None:
        return ENDED
    if row.queue_at is None:
        return STOPPED
    ends = ((strip.days.at, OVERDUE), (strip.days.today_ends, TODAY), (strip.days.next_ends, NEXT))
    return next((key for end, key in ends if row.queue_at < end), LATER)


def next_day(strip: Strip, reader: Reading) -> str:
    """«Завтра, пт 15 марта», or the weekday when the next working day is a later one."""
    day, today = strip.days.next_day, reader.at.astimezone(reader.zone).date()
    said = moments.weekday(day, today).replace(", ", say.SPACE)
    return _("Завтра, %(day)s") % {"day": said} if (day - today).days == 1 else said[:1].upper() + said[1:]


def left_today(reader: Reading, ends: datetime) -> str:
    """How much of the desk's working day is left."""
    left = reader.hours.worked(int(reader.at.timestamp()), int(ends.timestamp()))
    if not left:
        return _("рабочего времени сегодня больше нет")
    return _("до конца рабочего дня %(left)s") % {"left": say.hours(left)}


def _group(key: str, rows: tuple[Row, ...], shown: Shown) -> Group:
    reader = shown.reader
    lines = tuple(line(row, reader) for row in rows)
    return Group(key, _title(key, shown), " ".join(_words(key, lines, shown)), lines)


def _title(key: str, shown: Shown) -> str:
    if key == NEXT:
        return next_day(shown.strip, shown.reader)
    return {
        OVERDUE: _("Просрочено"),
        TODAY: _("Сегодня"),
        LATER: _("Позже"),
        STOPPED: _("Часы стоят"),
        ENDED: _("Завершены"),
    }[key]


def _words(key: str, lines: tuple[Line, ...], shown: Shown) -> Iterator[str]:
    """How many there are, where somebody knows: the strip has counted the whole queue, a single page is all there is."""
    cell = getattr(shown.strip, key, None)
    if key == TODAY:
        yield left_today(shown.reader, shown.strip.days.today_ends)
    elif cell is not None and shown.asked.counted:
        yield counted(cell.count)
    elif shown.alone:
        yield str(len(lines))
    if key == OVERDUE and all(each.breached for each in lines):
        yield _("— нарушения записаны") if len(lines) > 1 else _("— нарушение записано")


def counted(count: int, limit: int = LIMIT) -> str:
    """The figure of a cell: beyond the limit nobody counted."""
    return f"{limit}+" if count > limit else str(count)
