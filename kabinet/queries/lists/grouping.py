"""Lines of a list put together by what they have in common, at the reader's choice, instead of the list's own heads."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from kabinet.queries.lists.reader import Reader
from kabinet.records.lists import Row
from kabinet.records.lists.order import Group
from kabinet.regulation.access import OrgKind
from kabinet.regulation.ticket.lifecycle import status_of

OF_CLIENT: tuple[Group, ...] = ("system", "author", "assignee", "level", "status", "service", "month")
OF_PARTNER: tuple[Group, ...] = ("client", *OF_CLIENT[:6], "tag", "month")
OF_VENDOR: tuple[Group, ...] = ("partner", *OF_PARTNER)


def offered_groups(reader: Reader, leg: str) -> tuple[Group, ...]:
    """By what the reader of a leg's queue can put its lines together: tags are those of the side that serves it."""
    known = OF_VENDOR if reader.actor.kind is OrgKind.VENDOR else OF_PARTNER
    return tuple(name for name in known if name != "tag" or reader.serves(leg))


def divide_by(group: Group, rows: Iterable[Row], side: str, zone: ZoneInfo) -> Iterator[tuple[Row, ...]]:
    """Neighbours that have the same for a reader of `side` whose days are those of `zone`: the list was asked for in
    their order, so that each of them is met once. Versions that say a status in the same words have the same."""
    key = KEYS[group]
    for _same, found in groupby(rows, key=lambda row: key(row, side, zone)):
        yield tuple(found)


def _service(row: Row, side: str, zone: ZoneInfo) -> Hashable:
    known = {each.code: (each.number, each.name) for each in row.versions.leg.services}
    return known.get(row.service, row.service)


def _month(row: Row, side: str, zone: ZoneInfo) -> Hashable:
    registered = row.registered_at.astimezone(zone)
    return registered.year, registered.month


KEYS: dict[Group, Callable[[Row, str, ZoneInfo], Hashable]] = {
    "client": lambda row, side, zone: row.client_name,
    "partner": lambda row, side, zone: row.partner_name,
    "system": lambda row, side, zone: row.system_name,
    "author": lambda row, side, zone: row.author_name,
    "assignee": lambda row, side, zone: row.assignee_name,
    "level": lambda row, side, zone: row.level,
    "status": lambda row, side, zone: status_of(row.status, row.versions.leg).names.read_by(side),
    "service": _service,
    "tag": lambda row, side, zone: row.tags[0] if row.tags else "",
    "month": _month,
}
