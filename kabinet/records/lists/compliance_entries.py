"""What a compliance record lists of the journal: tickets that the support closed without an act of the applicant (U2b,
P3a), and calls that were written down after the term which they would have met (L17a). Counted by the day of the entry.

As in the figures, client tickets that are kept in a third-party desk are left out (L8).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kabinet.records.fast.prepared import ask
from kabinet.records.fast.rows import reached
from kabinet.records.lists.compliance import COUNTING, SIZE, After, Period, begin, open_to
from kabinet.records.lists.rows import COLUMNS, NAMES, UNREAD, Row, rows
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, reach
from kabinet.regulation.facts import Kind

CLOSINGS: tuple[str, ...] = (Kind.CLOSED, Kind.CLOSED_BY_WORD, Kind.CLOSED_BY_SILENCE)
STATES = ("waiting", "confirmed", "silence", "denied", "lapsed")
# In the words of the index journal_of_record. What travelled from the other leg is no closing of the support's own.
SPAN = """j.partner_id = %(partner)s::bigint AND j.recorded_at >= %(since)s::timestamptz
  AND j.recorded_at < %(until)s::timestamptz
  AND j.kind IN ('claimed', 'closed', 'closed_by_silence', 'closed_by_word')
  AND (j.leg = 'vendor' OR t.foreign_desk = '')"""
CLOSED = "(j.kind IN ('closed_by_word', 'closed_by_silence') OR (j.kind = 'closed' AND j.system = ''))"
REOPENED = """EXISTS (SELECT FROM journal_entry o WHERE o.ticket_id = j.ticket_id AND o.kind = 'reopened'
  AND o.side = 'applicant' AND (o.occurred_at, o.id) > (j.occurred_at, j.id))"""
STATE = """coalesce((SELECT CASE
    WHEN v.kind = 'claim_confirmed' THEN CASE WHEN v.system = '' THEN 'confirmed' ELSE 'silence' END
    WHEN v.system = '' THEN 'denied' ELSE 'lapsed' END
  FROM journal_entry v WHERE v.ticket_id = j.ticket_id AND v.kind IN ('claim_confirmed', 'claim_denied')
    AND (v.data ->> 'claim')::bigint = j.id ORDER BY v.id LIMIT 1), 'waiting')"""
COUNTED_CLOSINGS = f"""SELECT j.leg, j.kind, count(*), count(*) FILTER (WHERE {REOPENED})
FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id WHERE {SPAN} AND {CLOSED} GROUP BY 1, 2"""  # noqa: S608
COUNTED_CLAIMS = f"""SELECT leg, state, count(*) FROM (SELECT j.leg, {STATE} AS state
FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id WHERE {SPAN} AND j.kind = 'claimed') found GROUP BY 1, 2"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Closings:
    """How many tickets of a leg were closed so, and how many of them the applicant opened again."""

    leg: str
    kind: str
    count: int
    reopened: int


@dataclass(frozen=True, slots=True)
class Claims:
    """How many entries of a leg are in this state."""

    leg: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A ticket with the entry behind the count: when it was made, when that happened which it tells, and whether the
    applicant opened the ticket again."""

    row: Row
    key: int
    recorded: datetime
    occurred: datetime
    reopened: bool


def closings(actor: Actor, partner: int, period: Period) -> list[Closings]:
    """Of both legs, in the order of CLOSINGS."""
    found = [Closings(*line) for line in _counted(COUNTED_CLOSINGS, actor, partner, period)]
    return sorted(found, key=lambda each: (each.leg, CLOSINGS.index(each.kind)))


def claims(actor: Actor, partner: int, period: Period) -> list[Claims]:
    """Of both legs, in the order of STATES."""
    found = [Claims(*line) for line in _counted(COUNTED_CLAIMS, actor, partner, period)]
    return sorted(found, key=lambda each: (each.leg, STATES.index(each.state)))


def closed(
    actor: Actor, partner: int, leg: str, kind: str, period: Period, after: After | None = None
) -> tuple[list[Entry], After | None]:
    """The tickets behind a count of `closings` that the actor reaches, the latest first, and where the next page begins."""
    return _behind(actor, partner, leg, f"{CLOSED} AND j.kind = %(what)s::text", kind, period, after)


def claimed(
    actor: Actor, partner: int, leg: str, state: str, period: Period, after: After | None = None
) -> tuple[list[Entry], After | None]:
    """The same of `claims`."""
    return _behind(
        actor, partner, leg, f"j.kind = 'claimed' AND {STATE} = %(what)s::text", state, period, after
    )


def _counted(question: str, actor: Actor, partner: int, period: Period) -> Sequence[tuple[Any, ...]]:
    if not open_to(actor, [partner]):
        return []
    with as_system(COUNTING):
        return ask(question, {"partner": partner, "since": period.since, "until": period.until})


def _behind(
    actor: Actor, partner: int, leg: str, which: str, what: str, period: Period, after: After | None
) -> tuple[list[Entry], After | None]:
    if not open_to(actor, [partner]):
        return [], None
    sees, tenants = reached(reach(actor))
    beyond = "AND (j.recorded_at, j.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint)" if after else ""
    question = (
        f"SELECT {COLUMNS}, {UNREAD}, j.id, j.recorded_at, j.occurred_at, {REOPENED}"  # noqa: S608
        f" FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id WHERE {SPAN} AND j.leg = %(leg)s::text"
        f" AND {which} AND {sees} {beyond} ORDER BY j.recorded_at DESC, j.id DESC LIMIT %(limit)s::int"
    )
    asked = {"partner": partner, "leg": leg, "what": what, "since": period.since, "until": period.until}
    found = ask(question, {**tenants, **asked, **begin(actor, after, SIZE)})
    width = len(NAMES) + 1
    lines = rows([line[:width] for line in found[:SIZE]])
    shown = [Entry(row, *line[width:]) for row, line in zip(lines, found[:SIZE], strict=True)]
    return shown, (shown[-1].recorded, shown[-1].key) if len(found) > SIZE else None
