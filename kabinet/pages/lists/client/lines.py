"""A ticket as one line of the client's list, and the lines under their heads: whose turn it is."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.lists.addresses import of_ticket
from kabinet.pages.lists.client.parameters import Asked
from kabinet.pages.lists.filters.grouping import Reader
from kabinet.pages.lists.filters.grouping import divided as divided_by
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.clockview import ClockView, State, clock_view
from kabinet.pages.ui.readings import calendar_for, reading
from kabinet.records.lists import Page, Row
from kabinet.regulation.clocks import ClockName, term_of
from kabinet.regulation.terms import Unit
from kabinet.regulation.ticket.lifecycle import status_of

READER, STUCK = "client", "stuck"
ICONS = {
    "client": "hand",
    "partner": "circle-dashed",
    "vendor": "arrow-up-right",
    "stuck": "shield-alert",
    "": "circle-check-big",
}


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


@dataclass(frozen=True, slots=True)
class Now:
    """When and where the reader reads, and which partners may not work on tickets then (L12b)."""

    at: datetime
    zone: ZoneInfo
    barred: frozenset[int] = frozenset()

    def stuck(self, row: Row) -> bool:
        """Whether nobody can move: it is the partner's turn, and the partner may not work."""
        return row.closed_at is None and row.turn == "partner" and row.partner_id in self.barred


class Group(NamedTuple):
    """`words` say how many there are, where that is known."""

    title: str
    icon: str
    words: str
    rows: tuple[Line, ...]


def line(row: Row, now: Now) -> Line:
    """`row` as the client reads it now."""
    at, zone = now.at, now.zone
    status = status_of(row.status, row.versions.leg)
    return Line(
        number=row.number,
        url=of_ticket("ticket", row.number),
        subject=row.subject,
        system=row.system_name,
        level=row.level,
        clock=_stuck() if now.stuck(row) else _clock(row, at, zone),
        status_code=row.status,
        status=_passed(row, at, zone) or spoken(status.names.read_by(READER)),
        status_icon=status.icon,
        author=row.author_name,
        wanted=row.turn == READER,
        unread=row.unread,
        version=row.version,
    )


def groups(asked: Asked, page: Page, now: Now) -> list[Group]:
    """Open tickets by whose turn it is, others under one head."""
    if asked.group:
        return _grouped(asked, page, now)

    def head(row: Row) -> str:
        if asked.show in ("closed", "all"):
            return ""
        return STUCK if now.stuck(row) else row.turn

    # The order is that of the turns; what is stuck follows what a partner works on.
    apart = [list(rows) for _turn, rows in groupby(page.rows, key=lambda row: row.turn)]
    divided = groupby((row for rows in apart for row in sorted(rows, key=now.stuck)), key=head)
    whole = page.after is None and asked.after is None
    return [_group(each, tuple(line(row, now) for row in rows), asked, whole=whole) for each, rows in divided]


def _grouped(asked: Asked, page: Page, now: Now) -> list[Group]:
    """Under heads of the reader's choice."""
    whole = page.after is None and asked.after is None
    return [
        Group(
            each.title,
            each.icon,
            str(len(each.rows)) if whole else "",
            tuple(line(row, now) for row in each.rows),
        )
        for each in divided_by(asked.group, page.rows, Reader(READER, now.at, now.zone))
    ]


def _group(turn: str, rows: tuple[Line, ...], asked: Asked, *, whole: bool) -> Group:
    title = {
        "client": _("Нужен ваш ответ"),
        "partner": _("В работе у партнёра"),
        "vendor": _("Переданы в 1С"),
        STUCK: _("Ответить некому: у партнёра нет статуса"),
    }.get(turn) or (_("Закрытые") if asked.show == "closed" else _("Открытые и завершённые"))
    return Group(title, ICONS.get(turn, ""), str(len(rows)) if whole else "", rows)


def _stuck() -> ClockView:
    return ClockView(State.STOP, _("ответить некому"), _("у партнёра нет статуса"))


def _clock(row: Row, at: datetime, zone: ZoneInfo) -> ClockView:
    """The running clock that falls due first, as a promise or as a request; when none runs, why."""
    if row.closed_at is not None:
        return ClockView(State.DONE, _("завершено"), moments.instant(row.closed_at, at, zone))
    if row.queue_at is None or row.queue_from is None:
        return ClockView(State.STOP, _("часы стоят"), _offered(row, at, zone))
    name = ClockName(row.queue_clock)
    term = term_of(name, row.level, row.versions.terms)
    calendar = calendar_for(term is None or term.unit is Unit.HOURS, row.versions.working_time)
    started, due = (int(instant.timestamp()) for instant in (row.queue_from, row.queue_at))
    return clock_view(reading(name, started, due, calendar, at), READER, zone)


def _offered(row: Row, at: datetime, zone: ZoneInfo) -> str:
    if row.answered_at is None:
        return spoken(status_of(row.status, row.versions.leg).names.read_by(READER)).lower()
    day = moments.day(row.answered_at.astimezone(zone).date(), at.astimezone(zone).date())
    return _("решение от %(day)s") % {"day": day}


def _passed(row: Row, at: datetime, zone: ZoneInfo) -> str:
    """«Передано 12 марта»."""
    if row.status != "passed_on" or row.passed_on_at is None:
        return ""
    day = moments.day(row.passed_on_at.astimezone(zone).date(), at.astimezone(zone).date())
    return _("Передано %(day)s") % {"day": day}
