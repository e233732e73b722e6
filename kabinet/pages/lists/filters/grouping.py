"""Lines of a list under heads of the reader's choice: by system, author, assignee, level, status, service, tag, month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.lists.filters.choices import Choice
from kabinet.pages.ui.drawing.badges import LEVELS
from kabinet.records.lists import Row
from kabinet.regulation.ticket.lifecycle import status_of

NAMES: dict[str, tuple[Promise, str]] = {
    "client": (lazily("По клиентам"), "building-2"),
    "partner": (lazily("По партнёрам"), "building-2"),
    "system": (lazily("По системам"), "server"),
    "author": (lazily("По авторам"), "circle-user"),
    "assignee": (lazily("По исполнителям"), "circle-user"),
    "level": (lazily("По уровням"), "signal"),
    "status": (lazily("По статусам"), "circle-dashed"),
    "service": (lazily("По услугам"), "list-checks"),
    "tag": (lazily("По тегам"), "tag"),
    "month": (lazily("По месяцам"), "calendar"),
}
OF_CLIENT = ("system", "author", "assignee", "level", "status", "service", "month")
OF_PARTNER = ("client", *OF_CLIENT[:6], "tag", "month")
OF_VENDOR = ("partner", *OF_PARTNER)


class Reader(NamedTuple):
    """For whom names are said: the side, the instant, the zone."""

    side: str
    at: datetime
    zone: ZoneInfo


class Divided(NamedTuple):
    """Lines that have the same; `title` says what."""

    key: str
    title: str
    icon: str
    rows: tuple[Row, ...]


def choices(offered: Sequence[str], usual: str) -> Iterator[Choice]:
    """The menu; `usual` names the list's own heads."""
    yield Choice("", usual)
    for name in offered:
        yield Choice(name, str(NAMES[name][0]))


def divided(group: str, rows: Iterable[Row], reader: Reader) -> Iterator[Divided]:
    """Neighbours with the same words stand under one head: the list was asked for in their order."""
    title = TITLES[group]
    for words, found in groupby(rows, key=lambda row: title(row, reader)):
        yield Divided(group, words, NAMES[group][1], tuple(found))


def _level(row: Row, reader: Reader) -> str:
    return f"{row.level} · {_(LEVELS[row.level])}"


def _status(row: Row, reader: Reader) -> str:
    return status_of(row.status, row.versions.leg).names.read_by(reader.side).say(get_language() or "ru")


def _service(row: Row, reader: Reader) -> str:
    known = {
        each.code: f"{each.number}. {each.name.say(get_language() or 'ru')}"
        for each in row.versions.leg.services
    }
    return known.get(row.service, row.service)


def _month(row: Row, reader: Reader) -> str:
    return date_format(row.registered_at.astimezone(reader.zone), "F Y")


TITLES: dict[str, Callable[[Row, Reader], str]] = {
    "client": lambda row, reader: row.client_name,
    "partner": lambda row, reader: row.partner_name,
    "system": lambda row, reader: row.system_name or _("Без системы"),
    "author": lambda row, reader: row.author_name,
    "assignee": lambda row, reader: row.assignee_name or _("Без исполнителя"),
    "level": _level,
    "status": _status,
    "service": _service,
    "tag": lambda row, reader: row.tags[0] if row.tags else _("Без тегов"),
    "month": _month,
}
