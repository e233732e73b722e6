"""The queue in its groups: overdue, today, each day off, the next working day, later, clocks that stand still."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kabinet.pages.lists.queue.lines import QueueLine, queue_line
from kabinet.pages.ui import amounts, moments
from kabinet.queries.lists.queue import (
    BARRED,
    ENDED,
    LATER,
    NEXT,
    OFF,
    OVERDUE,
    STOPPED,
    TODAY,
    QueuePage,
    count_part,
    day_of,
    divide_queue,
    left_today,
)
from kabinet.queries.lists.reader import Reader
from kabinet.records.lists import Row, Strip
from kabinet.records.lists.strip import LIMIT

ICONS = {
    TODAY: "sun",
    OFF: "moon",
    NEXT: "sunrise",
    LATER: "calendar",
    STOPPED: "circle-pause",
    ENDED: "circle-check-big",
}
ICONS[BARRED] = "shield-alert"


@dataclass(frozen=True, slots=True)
class QueueGroup:
    """`sign` is the clock's sign of the head, where it has no `icon`; `sort` is the icon of heads that are no deadlines."""

    key: str
    title: str
    words: str
    rows: tuple[QueueLine, ...]
    sort: str = ""

    @property
    def sign(self) -> str:
        return "over" if self.key == OVERDUE else ""

    @property
    def icon(self) -> str:
        return self.sort or ICONS.get(self.key, "")


def queue_groups(shown: QueuePage) -> list[QueueGroup]:
    """The lines under their heads, in the order of the queue."""
    return [_group(key, rows, shown) for key, rows in divide_queue(shown)]


def next_day(strip: Strip, reader: Reader) -> str:
    """«Завтра, пт 15 марта», or the weekday when the next working day is a later one."""
    return _day(strip.days.next_day, reader)


def _day(day: date, reader: Reader) -> str:
    today = reader.at.astimezone(reader.zone).date()
    said = moments.weekday(day, today).replace(", ", amounts.SPACE)
    return _("Завтра, %(day)s") % {"day": said} if (day - today).days == 1 else said[:1].upper() + said[1:]


def until_closing(shown: QueuePage) -> str:
    """How much of the desk's working day is left."""
    left = left_today(shown)
    if not left:
        return _("рабочего времени сегодня больше нет")
    return _("до конца рабочего дня %(left)s") % {"left": amounts.hours(left)}


def _group(key: str, rows: tuple[Row, ...], shown: QueuePage) -> QueueGroup:
    lines = tuple(queue_line(row, shown.reader) for row in rows)
    return QueueGroup(key, _title(key, rows[0], shown), " ".join(_words(key, rows, shown)), lines)


def _title(key: str, row: Row, shown: QueuePage) -> str:
    if key == NEXT:
        return next_day(shown.strip, shown.reader)
    if key == OFF and (day := day_of(row, shown)):
        return _("%(day)s, нерабочий день") % {"day": _day(day, shown.reader)}
    return {
        OVERDUE: _("Просрочено"),
        TODAY: _("Сегодня"),
        LATER: _("Позже"),
        STOPPED: _("Часы стоят"),
        ENDED: _("Завершены"),
        BARRED: _("Работать нельзя: нет статуса"),
    }[key]


def _words(key: str, rows: tuple[Row, ...], shown: QueuePage) -> Iterator[str]:
    """How many there are, where somebody knows."""
    count = count_part(shown, key, rows)
    if key == TODAY:
        yield until_closing(shown)
    elif count is not None:
        yield counted(count)
    if key == OVERDUE and all(row.breaches for row in rows):
        yield _("— нарушения записаны") if len(rows) > 1 else _("— нарушение записано")


def counted(count: int, limit: int = LIMIT) -> str:
    """The figure of a cell: beyond the limit nobody counted."""
    return f"{limit}+" if count > limit else str(count)
