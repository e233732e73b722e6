"""A ticket as one line of the client's list, and the lines under their heads: whose turn it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kabinet.pages.lists.addresses import of_ticket
from kabinet.pages.lists.filters.grouping import divided
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called, spoken
from kabinet.pages.ui.clockview import ClockView, State, clock_view
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import reading_of_row
from kabinet.queries.lists.client_list import STUCK, ClientPage, divide_client
from kabinet.records.lists import Row
from kabinet.regulation.access import OrgKind
from kabinet.regulation.pack import StatusRole, Turn
from kabinet.regulation.ticket.lifecycle import status_of

READER = OrgKind.CLIENT
ICONS = {
    Turn.CLIENT: "hand",
    Turn.PARTNER: "circle-dashed",
    Turn.VENDOR: "arrow-up-right",
    STUCK: "shield-alert",
    "": "circle-check-big",
}


@dataclass(frozen=True, slots=True)
class ClientLine:
    """What drawing/rows.py draws. `wanted`: the reader's organisation has to move."""

    number: str
    url: str
    subject: str
    system: str
    level: int
    clock: ClockView
    status_role: str
    status: str
    status_icon: str
    status_tone: str
    author: str
    people: str
    wanted: bool
    unread: bool
    version: int


class ClientGroup(NamedTuple):
    """`words` say how many there are, where that is known."""

    title: str
    icon: str
    words: str
    rows: tuple[ClientLine, ...]


def client_line(row: Row, page: ClientPage) -> ClientLine:
    """`row` as the client reads it now."""
    at, zone = page.at, page.zone
    status = status_of(row.status, row.versions.leg)
    return ClientLine(
        number=row.number,
        url=of_ticket("ticket", row.number),
        subject=row.subject,
        system=row.system_name,
        level=row.level,
        clock=_stuck() if page.stuck(row) else _clock(row, at, zone),
        status_role=status.role,
        status=_passed(row, at, zone) or spoken(status.names.read_by(READER)),
        status_icon=status.icon,
        status_tone=status.tone or "",
        author=row.author_name,
        people=people(row),
        wanted=row.turn == READER,
        unread=row.unread,
        version=row.version,
    )


def people(row: Row) -> str:
    """Who wrote it and who is the contact named, who need not be the same."""
    author, contact = called(row.author_name), called(row.contact_name)
    if row.contact_id == row.author_id:
        return _("Автор и контактное лицо: %(name)s") % {"name": author}
    if row.contact_id is None:
        return _("Автор: %(name)s") % {"name": author}
    return _("Автор: %(author)s. Контактное лицо: %(contact)s") % {"author": author, "contact": contact}


def client_groups(page: ClientPage) -> list[ClientGroup]:
    """Open tickets by whose turn it is, others under one head; or under heads of the reader's choice."""
    if page.wanted.group:
        divided_by = divided(page.wanted.group, page.found.rows, READER, page.zone)
        return [_group(each.title, each.icon, each.rows, page) for each in divided_by]
    return [
        _group(_title(head, page.wanted.view), ICONS.get(head, ""), rows, page)
        for head, rows in divide_client(page)
    ]


def _group(title: str, icon: str, rows: tuple[Row, ...], page: ClientPage) -> ClientGroup:
    """How many there are is known where everything is on one page."""
    return ClientGroup(
        title, icon, str(len(rows)) if page.alone else "", tuple(client_line(row, page) for row in rows)
    )


def _title(head: str, view: str) -> str:
    return {
        Turn.CLIENT: _("Нужен ваш ответ"),
        Turn.PARTNER: _("В работе у партнёра"),
        Turn.VENDOR: _("Переданы в %(vendor_name_acc)s"),
        STUCK: _("Ответить некому: у партнёра нет статуса"),
    }.get(head) or (_("Закрытые") if view == "closed" else _("Открытые и завершённые"))


def _stuck() -> ClockView:
    return ClockView(State.STOP, _("ответить некому"), _("у партнёра нет статуса"))


def _clock(row: Row, at: datetime, zone: ZoneInfo) -> ClockView:
    """The running clock that falls due first, as a promise or as a request; when none runs, why."""
    if row.closed_at is not None:
        return ClockView(State.DONE, _("завершено"), moments.instant(row.closed_at, at, zone))
    reading = reading_of_row(row, at)
    if reading is None:
        return ClockView(State.STOP, _("часы стоят"), _offered(row, at, zone))
    return clock_view(reading, READER, zone)


def _offered(row: Row, at: datetime, zone: ZoneInfo) -> str:
    """Since when a solution waits: since it was offered, or since it was last spoken of."""
    if row.answered_at is None:
        return spoken(status_of(row.status, row.versions.leg).names.read_by(READER)).lower()
    day = moments.day(row.answered_at.astimezone(zone).date(), at.astimezone(zone).date())
    return _("решение ждёт с %(day)s") % {"day": day}


def _passed(row: Row, at: datetime, zone: ZoneInfo) -> str:
    """«Передано 12 марта»."""
    role = status_of(row.status, row.versions.leg).role
    if role is not StatusRole.PASSED_ON or row.passed_on_at is None:
        return ""
    day = moments.day(row.passed_on_at.astimezone(zone).date(), at.astimezone(zone).date())
    return _("Передано %(day)s") % {"day": day}
