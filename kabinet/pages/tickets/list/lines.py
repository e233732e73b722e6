"""A ticket as one line of the client's list, and the lines under their heads: whose turn it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.addresses import of_ticket
from kabinet.pages.look import moments
from kabinet.pages.look.clockview import ClockView
from kabinet.pages.queue.lines import clock
from kabinet.pages.tickets.cite import spoken
from kabinet.pages.tickets.list.asked import Asked
from kabinet.records.lists import Page, Row
from kabinet.regulation.lifecycle import status_of

READER = "client"
ICONS = {"client": "hand", "partner": "circle-dashed", "vendor": "arrow-up-right", "": "circle-check-big"}


@dataclass(frozen=True, slots=True)
class Line:
    """What drawing/rows.py draws. `wanted`: the reader's organisation has to move."""

    number: str
    url: str
    subject: str
    system: str
    level: int
    clock: ClockView
    status_code: str
    status: str
    status_icon: str
    author: str
    wanted: bool
    unread: bool
    version: int
    status_tone: str = ""


class Group(NamedTuple):
    """`words` say how many there are, where that is known."""

    title: str
    icon: str
    words: str
    rows: tuple[Line, ...]


def line(row: Row, at: datetime, zone: ZoneInfo) -> Line:
    """`row` as the client reads it at `at`."""
    status = status_of(row.status, row.versions.leg)
    return Line(
        number=row.number,
        url=of_ticket("ticket", row.number),
        subject=row.subject,
        system=row.system_name,
        level=row.level,
        clock=_clock(row, at, zone),
        status_code=row.status,
        status=_passed(row, at, zone) or spoken(status.names.read_by(READER)),
        status_icon=status.icon,
        author=row.author_name,
        wanted=row.turn == READER,
        unread=row.unread,
        version=row.version,
    )


def groups(asked: Asked, page: Page, at: datetime, zone: ZoneInfo) -> list[Group]:
    """Open tickets by whose turn it is, others under one head."""
    divided = groupby(page.rows, key=lambda row: "" if asked.show in ("closed", "all") else row.turn)
    whole = page.after is None and asked.after is None
    return [
        _group(turn, tuple(line(row, at, zone) for row in rows), asked, whole=whole) for turn, rows in divided
    ]


def _group(turn: str, rows: tuple[Line, ...], asked: Asked, *, whole: bool) -> Group:
    title = {
        "client": _("Нужен ваш ответ"),
        "partner": _("В работе у партнёра"),
        "vendor": _("Переданы в 1С"),
    }.get(turn) or (_("Закрытые") if asked.show == "closed" else _("Открытые и завершённые"))
    return Group(title, ICONS.get(turn, ""), str(len(rows)) if whole else "", rows)


def _clock(row: Row, at: datetime, zone: ZoneInfo) -> ClockView:
    shown = clock(row, READER, at, zone)
    if row.closed_at is None and row.answered_at is not None and row.queue_at is None:
        today = at.astimezone(zone).date()
        day = moments.day(row.answered_at.astimezone(zone).date(), today)
        return replace(shown, sub=_("решение от %(day)s") % {"day": day})
    return shown


def _passed(row: Row, at: datetime, zone: ZoneInfo) -> str:
    """«Передано 12 марта»."""
    if row.status != "passed_on" or row.passed_on_at is None:
        return ""
    day = moments.day(row.passed_on_at.astimezone(zone).date(), at.astimezone(zone).date())
    return _("Передано %(day)s") % {"day": day}
