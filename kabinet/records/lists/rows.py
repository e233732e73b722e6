"""A line of a list of tickets, and a page of lines."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from kabinet.records.fast.prepared import ask
from kabinet.records.versions import law, terms
from kabinet.records.versions.calendars import working_time
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time import Calendar

# An opaque text that a page puts into an address: where the next page begins.
Key = str


@dataclass(frozen=True)
class Versions:
    """Under what a ticket lives: codes of the regulation and of the calendar, and what was agreed."""

    regulation: str
    calendar: str
    leg_code: str
    agreement: Mapping[str, Any]

    @cached_property
    def leg(self) -> Leg:
        """The regulation's leg, for the words of levels and statuses."""
        return law(self.regulation).leg(self.leg_code)

    @cached_property
    def terms(self) -> Terms:
        """What the clocks run by."""
        return terms(self.regulation, self.leg_code, self.agreement)

    @cached_property
    def working_time(self) -> Calendar:
        """The hours in which time left is counted, wherever a term is in working time."""
        return working_time(self.terms.hours, self.calendar)


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it stands in the ticket's own row; `unread` tells of notices that the reader has not read yet,
    `tags` are the words of the reader's own side.

    `queue_from`, `queue_at`, `queue_clock`: start, deadline and name of the running clock that falls due first.
    """

    versions: Versions
    id: int
    number: str
    leg: str
    subject: str
    level: int
    status: str
    turn: str
    turn_since: datetime
    vendor_status: str
    service: str
    client_id: int
    client_name: str
    partner_id: int
    partner_name: str
    system_name: str
    author_id: int
    author_name: str
    contact_id: int | None
    contact_name: str
    assignee_id: int | None
    assignee_name: str
    registered_at: datetime
    first_contact_at: datetime | None
    answered_at: datetime | None
    passed_on_at: datetime | None
    closed_at: datetime | None
    queue_at: datetime | None
    queue_from: datetime | None
    queue_clock: str
    breaches: int
    version: int
    regulation_id: int
    calendar_id: int
    agreement_id: int | None
    unread: bool
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in order; `after` is the key of the next page, None on the last one."""

    rows: tuple[Row, ...]
    after: Key | None = None


NAMES = tuple(field.name for field in fields(Row))[1:-2]
COLUMNS = ", ".join(f"t.{name}" for name in NAMES)
# Its own facts, and those of an organisation that are about it: two questions, each by the index of the unread.
OF_IT = "n.person_id = %(me)s::bigint AND n.ticket_id = t.id AND n.read_at IS NULL"
ABOUT_IT = """n.person_id = %(me)s::bigint AND n.ticket_id IS NULL AND n.read_at IS NULL
  AND n.subject = 'ticket' AND n.subject_key = t.number"""
UNREAD = f"""(EXISTS (SELECT FROM notice n WHERE {OF_IT})
  OR EXISTS (SELECT FROM notice n WHERE {ABOUT_IT})) AS unread"""  # noqa: S608  made of constants
OWN_TAGS = "g.ticket_id = t.id AND g.audience = ANY(%(audiences)s::text[])"
TAGS = f"ARRAY(SELECT g.name::text FROM ticket_tag g WHERE {OWN_TAGS} ORDER BY g.name) AS tags"  # noqa: S608  made of constants
LEG, REGULATION, CALENDAR, AGREEMENT = (
    NAMES.index(name) for name in ("leg", "regulation_id", "calendar_id", "agreement_id")
)
VERSIONS = """
SELECT 'r', id, code, '{}' FROM regulation_version WHERE id = ANY(%(regulations)s::bigint[])
UNION ALL SELECT 'c', id, code, '{}' FROM calendar_version WHERE id = ANY(%(calendars)s::bigint[])
UNION ALL SELECT 'a', id, zone, stricter::text FROM agreement WHERE id = ANY(%(agreements)s::bigint[])
"""


NOTHING_AGREED = ("", "{}")
Under = tuple[str, int, int, int | None]


def rows(found: Sequence[tuple[Any, ...]]) -> tuple[Row, ...]:
    """Lines out of what was selected by COLUMNS, UNREAD and, where lines have some, TAGS.

    One further question is for the versions they name.
    """
    if not found:
        return ()
    known = _named({_under(line) for line in found})
    return tuple(Row(known[_under(line)], *line) for line in found)


def _under(line: tuple[Any, ...]) -> Under:
    return line[LEG], line[REGULATION], line[CALENDAR], line[AGREEMENT]


def _named(wanted: set[Under]) -> dict[Under, Versions]:
    _, regulations, calendars, agreements = zip(*wanted, strict=True)
    asked = {
        "regulations": list(set(regulations)),
        "calendars": list(set(calendars)),
        "agreements": [key for key in set(agreements) if key is not None],
    }
    said = {(kind, key): (word, rest) for kind, key, word, rest in ask(VERSIONS, asked)}
    return {
        (leg, regulation, calendar, agreement): _versions(
            said["r", regulation][0],
            said["c", calendar][0],
            leg,
            *(said.get(("a", agreement), NOTHING_AGREED) if leg == LegCode.CLIENT else NOTHING_AGREED),
        )
        for leg, regulation, calendar, agreement in wanted
    }


@lru_cache(maxsize=4096)
def _versions(regulation: str, calendar: str, leg: str, zone: str, stricter: str) -> Versions:
    """One value for all lines of all pages under the same versions: its terms are worked out once."""
    agreement = {"zone": zone} if zone else {}
    return Versions(regulation, calendar, leg, {**agreement, **json.loads(stricter)})
