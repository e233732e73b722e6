"""A line of a list of tickets, and a page of lines."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from kabinet.records.fast.prepared import ask
from kabinet.records.versions import law, terms
from kabinet.records.versions.calendars import working_time
from kabinet.regulation.access import OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.work_days import Days, Span, merged
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
    `partner_days`: where it is the partner's turn in an open ticket, the days on which it may work on tickets (L12b, L13).
    """

    versions: Versions
    partner_days: Days
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


NAMES = tuple(field.name for field in fields(Row))[2:-2]
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
STATUS = "s"
TURN, PARTNER, CLOSED = (NAMES.index(name) for name in ("turn", "partner_id", "closed_at"))
# One question for all that lines stand under: what is named by its key, and the statuses that partners hold or share.
VERSIONS = """
SELECT 'r', id, code, '{}' FROM regulation_version WHERE id = ANY(%(regulations)s::bigint[])
UNION ALL SELECT 'c', id, code, '{}' FROM calendar_version WHERE id = ANY(%(calendars)s::bigint[])
UNION ALL SELECT 'a', id, zone, stricter::text FROM agreement WHERE id = ANY(%(agreements)s::bigint[])
UNION ALL SELECT 's', partner_id, status, json_build_array(first_day, last_day)::text
  FROM partner_status WHERE partner_id = ANY(%(partners)s::bigint[])
UNION ALL SELECT 's', own.partner_id, s.status, json_build_array(
    greatest(own.first_day, g.first_day, s.first_day), least(own.last_day, g.last_day, s.last_day))::text
  FROM group_member own
  JOIN group_member g ON g.group_id = own.group_id AND g.partner_id <> own.partner_id
  JOIN partner_status s ON s.partner_id = g.partner_id
  WHERE own.partner_id = ANY(%(partners)s::bigint[])
    AND greatest(own.first_day, g.first_day, s.first_day) <= least(own.last_day, g.last_day, s.last_day, 'infinity')
"""


NOTHING_AGREED = ("", "{}")
Line = tuple[Any, ...]
Under = tuple[str, int, int, int | None]
# A partner's statuses, its own and its group's, each with its days.
Held = Mapping[int, Sequence[tuple[str, Span]]]


def rows(found: Sequence[Line]) -> tuple[Row, ...]:
    """Lines out of what was selected by COLUMNS, UNREAD and, where lines have some, TAGS.

    One further question is for the versions they name and the statuses of the partners whose turn it is.
    """
    if not found:
        return ()
    known, held = _asked({_under(line) for line in found}, {line[PARTNER] for line in found if _waits(line)})
    return tuple(_row(line, known[_under(line)], held) for line in found)


def _row(line: Line, versions: Versions, held: Held) -> Row:
    return Row(versions, _working_days(versions, held.get(line[PARTNER], ())) if _waits(line) else (), *line)


def _under(line: Line) -> Under:
    return line[LEG], line[REGULATION], line[CALENDAR], line[AGREEMENT]


def _waits(line: Line) -> bool:
    """Whether it is an open ticket and its partner's turn."""
    return line[CLOSED] is None and line[TURN] == OrgKind.PARTNER


def _asked(wanted: set[Under], partners: set[int]) -> tuple[dict[Under, Versions], Held]:
    _, regulations, calendars, agreements = zip(*wanted, strict=True)
    asked = {
        "regulations": list(set(regulations)),
        "calendars": list(set(calendars)),
        "agreements": [key for key in set(agreements) if key is not None],
        "partners": list(partners),
    }
    said: dict[tuple[str, int], tuple[str, str]] = {}
    held: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    for kind, key, word, rest in ask(VERSIONS, asked):
        if kind == STATUS:
            held[key].append((word, _span(rest)))
        else:
            said[kind, key] = word, rest
    return {under: _named(under, said) for under in wanted}, held


def _named(under: Under, said: Mapping[tuple[str, int], tuple[str, str]]) -> Versions:
    leg, regulation, calendar, agreement = under
    agreed = (
        said.get(("a", agreement), NOTHING_AGREED) if leg == LegCode.CLIENT and agreement else NOTHING_AGREED
    )
    return _versions(said["r", regulation][0], said["c", calendar][0], leg, *agreed)


def _working_days(versions: Versions, held: Sequence[tuple[str, Span]]) -> Days:
    """By the statuses that the ticket's regulation counts."""
    rights = law(versions.regulation).entitlement
    counted = rights.partner_statuses if rights else ()
    return merged(span for status, span in held if status in counted)


def _span(days: str) -> Span:
    first, last = json.loads(days)
    return date.fromisoformat(first), date.fromisoformat(last) if last else None


@lru_cache(maxsize=4096)
def _versions(regulation: str, calendar: str, leg: str, zone: str, stricter: str) -> Versions:
    """One value for all lines of all pages under the same versions: its terms are worked out once."""
    agreement = {"zone": zone} if zone else {}
    return Versions(regulation, calendar, leg, {**agreement, **json.loads(stricter)})
