"""The demonstration's organisations and people, their papers and systems: what stands before the first ticket.

There are no acts for them yet, so they are put on record as the system. Days are counted from the day of building.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.demonstration.tables import table
from kabinet.records.versions import newest_pack, terms
from kabinet.regulation.legs import LegCode
from kabinet.regulation.terms import Terms

MOSCOW = ZoneInfo("Europe/Moscow")
# When everybody was on record who is not said to have come later.
LONG_AGO = -900
# The vendor confirms a contact so many days after they were entered.
CONFIRMING = 2
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """What a person is in an organisation; `since` and `left` are days from the day of building."""

    login: str
    organisation: str
    roles: frozenset[str]
    since: int
    left: int | None
    pending: bool

    def there(self, first: int, last: int) -> bool:
        """Whether they could work on all days from `first` to `last`."""
        confirmed = self.since + CONFIRMING < first
        return confirmed and not self.pending and (self.left is None or last < self.left)


@dataclass(frozen=True)
class World:
    """The tables as they stand on the day of building, with the keys of what was put on record."""

    at: datetime
    organisation: dict[str, int] = field(default_factory=dict)
    person: dict[str, int] = field(default_factory=dict)
    system: dict[tuple[str, str], int] = field(default_factory=dict)

    def day(self, days: int) -> date:
        """A day so many days from the day of building."""
        return self.at.astimezone(MOSCOW).date() + timedelta(days=days)

    def morning(self, days: int) -> datetime:
        """Nine o'clock of that day in Moscow."""
        return datetime.combine(self.day(days), time(9), MOSCOW)

    def days_until(self, instant: int) -> int:
        """How many days from the day of building an instant lies, as `day` counts them."""
        return (datetime.fromtimestamp(instant, MOSCOW).date() - self.day(0)).days

    @cached_property
    def clients(self) -> Mapping[str, Row]:
        """The clients' tables by key."""
        return {row["key"]: row for row in table("world")["client"]}

    @cached_property
    def partners(self) -> Mapping[str, Row]:
        """The partners' tables by key."""
        return {row["key"]: row for row in table("world")["partner"]}

    @cached_property
    def people(self) -> Mapping[str, Row]:
        """Everybody by login; who is in two organisations is described in the first."""
        found: dict[str, Row] = {}
        for _, row in houses():
            for person in row["people"]:
                found.setdefault(person["login"], person)
        return found

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Who is what where, in the order of the tables."""
        return tuple(_member(key, person) for key, row in houses() for person in row["people"])

    def group(self, partner: str) -> tuple[str, ...]:
        """The partner and those who share its reach."""
        for group in table("world")["group"]:
            if partner in group["members"]:
                return tuple(group["members"])
        return (partner,)

    def terms(self, client: str) -> Terms:
        """What this client's partner owes it."""
        agreement = self.clients[client]["agreement"]
        agreed = {"zone": agreement.get("zone", MOSCOW.key), **stricter(agreement)}
        return terms(newest_pack().code, LegCode.CLIENT, agreed)


def houses() -> Iterator[tuple[str, Row]]:
    """Every organisation's key and table: clients, partners, the vendor."""
    world = table("world")
    yield from ((row["key"], row) for kind in ("client", "partner") for row in world[kind])
    yield "vendor", world["vendor"]


def stricter(agreement: Row) -> dict[str, Any]:
    """What an agreement promises beyond the regulation, as it is kept: levels by their number in words."""
    return dict(agreement.get("stricter", {}))


def _member(organisation: str, person: Row) -> Member:
    return Member(
        person["login"],
        organisation,
        frozenset(person["roles"]),
        person.get("since", LONG_AGO),
        person.get("left"),
        person.get("pending", False),
    )
