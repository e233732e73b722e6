"""The client's list, every ticket of the organisation (L1): what is wanted of it, as a value, and one page of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from kabinet.queries.lists import reader
from kabinet.queries.lists.days import begins, ends
from kabinet.records import lists
from kabinet.records.lists import Filters, Key, Page, Row
from kabinet.records.lists.filters import Show
from kabinet.records.lists.order import Group
from kabinet.regulation.access import Actor, OrgKind

VIEWS = ("", "ours", "watching", "mine", "closed", "all")
ENDED: dict[str, Show] = {"closed": "closed", "all": "all"}  # views that have closed tickets
STUCK = "stuck"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientWanted:
    """`view` is one of VIEWS, "" for the open tickets of everybody; all that is given holds together. Days are the
    reader's, both included; `after` is where the page begins."""

    view: str = ""
    system: int | None = None
    level: int | None = None
    author: int | None = None
    assignee: int | None = None
    status: str | None = None
    service: str | None = None
    since: date | None = None
    until: date | None = None
    group: Group | None = None
    after: Key | None = None

    @property
    def narrowed(self) -> bool:
        """Whether something was chosen beyond a view."""
        return replace(self, view="", group=None, after=None) != ClientWanted()


@dataclass(frozen=True, slots=True)
class ClientPage:
    """Lines as a client reads them at `at` in `zone`."""

    wanted: ClientWanted
    found: Page
    at: datetime
    zone: ZoneInfo

    @property
    def alone(self) -> bool:
        """Whether everything that was asked for is on this one page."""
        return self.found.after is None and self.wanted.after is None

    def stuck(self, row: Row) -> bool:
        """Whether nobody can move: it is the partner's turn, and the partner may not work."""
        return reader.stuck(row, self.at)


def list_client(wanted: ClientWanted, actor: Actor, at: datetime, zone: ZoneInfo) -> ClientPage:
    """One page of the tickets of the reader's organisation."""
    found = lists.client_list(actor, filters(wanted, zone), wanted.after)
    return ClientPage(wanted, found, at, zone)


def divide_client(page: ClientPage) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Open tickets by whose turn it is, or STUCK, others under one head, "".

    The order is that of the turns; what is stuck follows what a partner works on.
    """
    apart = [list(rows) for _turn, rows in groupby(page.found.rows, key=lambda row: row.turn)]
    ordered = (row for rows in apart for row in sorted(rows, key=page.stuck))
    for head, rows in groupby(ordered, key=lambda row: _head(row, page)):
        yield head, tuple(rows)


def filters(wanted: ClientWanted, zone: ZoneInfo) -> Filters:
    """What the list is asked for."""
    return Filters(
        show=ENDED.get(wanted.view, "open"),
        mine=wanted.view == "mine",
        watched=wanted.view == "watching",
        turn=OrgKind.CLIENT.value if wanted.view == "ours" else None,
        system=wanted.system,
        level=wanted.level,
        author=wanted.author,
        assignee=wanted.assignee,
        group=wanted.group,
        status=wanted.status,
        service=wanted.service,
        since=begins(wanted.since, zone),
        until=ends(wanted.until, zone),
    )


def _head(row: Row, page: ClientPage) -> str:
    if page.wanted.view in ENDED:
        return ""
    return STUCK if page.stuck(row) else row.turn
