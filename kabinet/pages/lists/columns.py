"""A ticket as a row of a sheet: the columns that a list of tickets has for its reader."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kabinet.pages.lists.queue.lines import clock_hidden
from kabinet.pages.ui import clockwords
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.lists.reader import Reader
from kabinet.queries.sheets.columns import Column, Kind
from kabinet.records.lists import Row
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Turn
from kabinet.regulation.ticket.lifecycle import status_of

WIDE = 48


def ticket_columns(reader: Reader) -> Sequence[Column]:
    """What the lines of the list say, each in a column of its own; whoever asks is told no more than those lines tell."""
    return [*_what(), *_whose(reader), *_when(reader)]


def _what() -> Iterator[Column]:
    yield Column(_("Номер"), lambda row: row.number, width=12)
    yield Column(_("Тема"), lambda row: row.subject, width=WIDE)
    yield Column(_("Уровень"), lambda row: row.level, Kind.NUMBER, 9)


def _whose(reader: Reader) -> Iterator[Column]:
    side = str(reader.actor.kind)
    yield Column(_("Статус"), lambda row: _status(row, side), width=24)
    yield Column(_("Чей ход"), lambda row: _turn(row, side))
    if reader.actor.kind is OrgKind.VENDOR:
        yield Column(_("Партнёр"), lambda row: row.partner_name, width=24)
    if reader.actor.kind is not OrgKind.CLIENT:
        yield Column(_("Клиент"), lambda row: row.client_name, width=24)
    yield Column(_("Система"), lambda row: row.system_name, width=24)
    yield Column(_("Услуга"), _service, width=32)
    yield Column(_("Автор"), lambda row: row.author_name, width=28)
    yield Column(_("Контактное лицо"), lambda row: row.contact_name, width=28)
    yield Column(_("Исполнитель"), lambda row: row.assignee_name, width=28)
    if reader.actor.kind is not OrgKind.CLIENT:
        yield Column(_("Теги"), lambda row: ", ".join(row.tags), width=20)


def _when(reader: Reader) -> Iterator[Column]:
    yield Column(_("Зарегистрировано"), lambda row: row.registered_at, Kind.INSTANT, 20)
    yield Column(_("Передано в %(vendor_name_acc)s"), lambda row: row.passed_on_at, Kind.INSTANT, 20)
    yield Column(_("Ближайший срок"), lambda row: _due(row, reader), Kind.INSTANT, 20)
    yield Column(_("Чего ждут к сроку"), lambda row: _clock(row, reader), width=28)
    yield Column(_("Завершено"), lambda row: row.closed_at, Kind.INSTANT, 20)
    if reader.actor.kind is not OrgKind.CLIENT:
        yield Column(_("Пропущено сроков"), lambda row: row.breaches, Kind.NUMBER, 9)


def _status(row: Row, side: str) -> str:
    return spoken(status_of(row.status, row.versions.leg).names.read_by(side))


def _turn(row: Row, side: str) -> str:
    if row.closed_at is not None:
        return ""
    names = {
        Turn.CLIENT: _("Клиент"),
        Turn.PARTNER: _("Партнёр"),
        Turn.VENDOR: _("%(Vendor_name)s"),
    }
    return _("Мы") if row.turn == side else names[Turn(row.turn)]


def _service(row: Row) -> str:
    found = next((each for each in row.versions.leg.services if each.code == row.service), None)
    return spoken(found.name) if found else row.service


def _due(row: Row, reader: Reader) -> datetime | None:
    """None where the list shows no deadline either."""
    return None if row.closed_at is not None or clock_hidden(row, reader) else row.queue_at


def _clock(row: Row, reader: Reader) -> str:
    if _due(row, reader) is None or not row.queue_clock:
        return ""
    kind = reader.actor.kind or OrgKind.CLIENT
    return clockwords.words(ClockName(row.queue_clock), kind, row.leg == LegCode.VENDOR).what
