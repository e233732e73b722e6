"""Lines of a list under heads of the reader's choice: by system, author, assignee, level, status, service, tag, month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.lists.filters.offered import FilterChoice
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.drawing.badges import level_names
from kabinet.queries.lists.grouping import divide_by
from kabinet.records.lists import Row
from kabinet.records.lists.order import Group
from kabinet.regulation.ticket.lifecycle import status_of

NAMES: dict[Group, tuple[Promise, str]] = {
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


class Divided(NamedTuple):
    """Lines that have the same; `title` says what."""

    key: str
    title: str
    icon: str
    rows: tuple[Row, ...]


def group_choices(offered: Sequence[Group], usual: str) -> Iterator[FilterChoice]:
    """The menu; `usual` names the list's own heads."""
    yield FilterChoice("", usual)
    for name in offered:
        yield FilterChoice(name, str(NAMES[name][0]))


def divided(group: Group, rows: Iterable[Row], side: str, zone: ZoneInfo) -> Iterator[Divided]:
    """Neighbours that have the same stand under one head, named by the first of them."""
    for found in divide_by(group, rows, side, zone):
        yield Divided(group, TITLES[group](found[0], side, zone), NAMES[group][1], found)


def _level(row: Row, side: str, zone: ZoneInfo) -> str:
    return " · ".join(filter(None, (str(row.level), level_names().get(row.level))))


def _status(row: Row, side: str, zone: ZoneInfo) -> str:
    return spoken(status_of(row.status, row.versions.leg).names.read_by(side))


def _service(row: Row, side: str, zone: ZoneInfo) -> str:
    known = {each.code: f"{each.number}. {spoken(each.name)}" for each in row.versions.leg.services}
    return known.get(row.service, row.service)


def _month(row: Row, side: str, zone: ZoneInfo) -> str:
    return date_format(row.registered_at.astimezone(zone), "F Y")


TITLES: dict[Group, Callable[[Row, str, ZoneInfo], str]] = {
    "client": lambda row, side, zone: row.client_name,
    "partner": lambda row, side, zone: row.partner_name,
    "system": lambda row, side, zone: row.system_name or _("Без системы"),
    "author": lambda row, side, zone: row.author_name,
    "assignee": lambda row, side, zone: row.assignee_name or _("Без исполнителя"),
    "level": _level,
    "status": _status,
    "service": _service,
    "tag": lambda row, side, zone: row.tags[0] if row.tags else _("Без тегов"),
    "month": _month,
}
