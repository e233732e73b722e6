"""What oversight lists of the journals, a list a name, each by the day on which it was written down (L17a).

What is a list's own, `Listed`, is constant text over a row j of the journal, in the words of the indexes journal_of_record
and journal_of_kind; `state` says what became of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kabinet.records.fast.prepared import ask_anew
from kabinet.records.fast.rows import reached
from kabinet.records.lists.compliance import COUNTING, Period, begin
from kabinet.records.lists.oversight import narrowing
from kabinet.records.lists.oversight.narrowing import HERE, SIZE, After, Narrowed
from kabinet.records.lists.rows import COLUMNS, UNREAD, Row
from kabinet.records.models import JournalEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, reach

SPAN = "j.recorded_at >= %(since)s::timestamptz AND j.recorded_at < %(until)s::timestamptz"
OF_PARTNERS = "j.partner_id = ANY(%(partners)s::bigint[])"
# What travelled from the other leg is no closing of the support's own (U2b, P3a).
CLOSED = "(j.kind IN ('closed_by_word', 'closed_by_silence') OR (j.kind = 'closed' AND j.system = ''))"
REOPENED = """EXISTS (SELECT FROM journal_entry o WHERE o.ticket_id = j.ticket_id AND o.kind = 'reopened'
  AND o.side = 'applicant' AND (o.occurred_at, o.id) > (j.occurred_at, j.id))"""
# What became of a call that was written down after the term which it would have met.
STATE = """coalesce((SELECT CASE
    WHEN v.kind = 'claim_confirmed' THEN CASE WHEN v.system = '' THEN 'confirmed' ELSE 'silence' END
    WHEN v.system = '' THEN 'denied' ELSE 'lapsed' END
  FROM journal_entry v WHERE v.ticket_id = j.ticket_id AND v.kind IN ('claim_confirmed', 'claim_denied')
    AND (v.data ->> 'claim')::bigint = j.id ORDER BY v.id LIMIT 1), 'waiting')"""
LATER = "(v.occurred_at, v.id) > (j.occurred_at, j.id)"
# When the ticket left the status that the entry put it into.
LEFT = f"""(SELECT min(v.occurred_at) FROM journal_entry v
  WHERE v.ticket_id = j.ticket_id AND {LATER} AND v.status <> j.status)"""  # noqa: S608
# What was decided of a refusal before the ticket was refused anew, the weightiest first.
DECIDED = f"""(SELECT (ARRAY['reversed', 'kept', 'objected', 'reopened'])[min(CASE v.kind
    WHEN 'objection_upheld' THEN 1 WHEN 'refusal_kept' THEN 2 WHEN 'objected' THEN 3 ELSE 4 END)]
  FROM journal_entry v WHERE v.ticket_id = j.ticket_id AND {LATER}
    AND v.kind IN ('objected', 'refusal_kept', 'objection_upheld', 'reopened')
    AND NOT EXISTS (SELECT FROM journal_entry n WHERE n.ticket_id = j.ticket_id AND n.kind = 'refused'
      AND (n.occurred_at, n.id) > (j.occurred_at, j.id) AND (n.occurred_at, n.id) < (v.occurred_at, v.id)))"""  # noqa: S608
# The columns that a line reads, in the order in which the model has them.
KEPT = ("id", "leg", "kind", "side", "actor_name", "occurred_at", "recorded_at", "clause", "data")
TOLD = "j.data ?| ARRAY['reason', 'unconfirmed']"


@dataclass(frozen=True, slots=True)
class Listed:
    """`where` is a condition over j, `state` the text of its state; `ended` when it was over, where it lasted."""

    where: str
    state: str = "''"
    ended: str = "NULL::timestamptz"


LISTS: Mapping[str, Listed] = {
    "lowered-alone": Listed(
        "j.kind = 'level_changed' AND j.side = 'support' AND j.system = ''"
        " AND (j.data ->> 'to')::int > (j.data ->> 'from')::int AND coalesce(j.data ->> 'how', '') <> 'agreed'",
        "coalesce(j.data ->> 'ground', j.data ->> 'how', '')",
    ),
    "lowered-by-regulation": Listed("j.kind = 'lowered'", "j.clause"),
    "returns": Listed(
        "j.kind = 'returned'", f"CASE WHEN {LEFT} IS NULL THEN 'lasting' ELSE 'over' END", LEFT
    ),
    "refusals": Listed("j.kind = 'refused'", f"coalesce({DECIDED}, 'stands')"),
    "without-terms": Listed(f"j.kind = 'registered' AND {TOLD} AND j.data ? 'unconfirmed'"),
    "late-entries": Listed(
        f"(j.kind = 'claimed' OR j.kind IN ('called', 'registered') AND {TOLD} AND j.data ? 'reason')",
        f"CASE WHEN j.kind = 'claimed' THEN {STATE} ELSE 'told' END",
    ),
    "declined-levels": Listed("j.kind = 'level_declined'"),
    "closings": Listed(CLOSED, f"CASE WHEN {REOPENED} THEN 'reopened' ELSE j.kind END"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries of a list there are on a leg in this state."""

    name: str
    leg: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A ticket with the entry that put it into the list."""

    row: Row
    system: int | None
    entry: JournalEntry
    state: str
    ended: datetime | None


def count_entries(actor: Actor, period: Period, narrowed: Narrowed, *names: str) -> list[Count]:
    """Of these lists, of all partners whose record the actor may see, also where the tickets cannot be opened."""
    each = " UNION ALL ".join(
        f"SELECT '{name}', leg, state, count(*) FROM (SELECT j.leg, {LISTS[name].state} AS state"  # noqa: S608
        f" FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id"
        f" WHERE {' AND '.join(_where(name, narrowed))}) {place} GROUP BY 2, 3"
        for place, name in zip((f"found{number}" for number in range(len(names))), names, strict=True)
    )
    asked = narrowing.asked(actor, period, narrowed)
    with as_system(COUNTING):
        return [Count(*line) for line in ask_anew(each, asked)]


def list_entries(
    actor: Actor,
    name: str,
    period: Period,
    narrowed: Narrowed,
    state: str | None = None,
    after: After | None = None,
    size: int = SIZE,
) -> tuple[list[Entry], After | None]:
    """Those that the actor reaches, the latest first, and where the next page begins. KeyError for no list."""
    listed, (sees, tenants) = LISTS[name], reached(reach(actor))
    where = [*_where(name, narrowed), sees]
    where += [f"{listed.state} = %(state)s::text"] if state is not None else []
    where += ["(j.recorded_at, j.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint)"] if after else []
    question = (
        f"SELECT {COLUMNS}, {UNREAD}, t.system_id, {listed.state}, {listed.ended}, j.id, j.kind, j.side, j.leg,"  # noqa: S608
        " j.data::text, j.actor_name, j.clause, j.occurred_at, j.recorded_at"
        f" FROM journal_entry j JOIN ticket t ON t.id = j.ticket_id WHERE {' AND '.join(where)}"
        " ORDER BY j.recorded_at DESC, j.id DESC LIMIT %(limit)s::int"
    )
    asked = {**tenants, **narrowing.asked(actor, period, narrowed), "state": state}
    found = ask_anew(question, {**asked, **begin(actor, after, size)})
    shown = [_entry(row, beside) for row, beside in narrowing.lines_of(found[:size])]
    last = shown[-1].entry if len(found) > size else None
    return shown, (last.recorded_at, last.pk) if last is not None else None


def _entry(row: Row, beside: tuple[Any, ...]) -> Entry:
    system, state, ended, key, kind, side, leg, data, name, clause, occurred, recorded = beside
    kept = (key, leg, kind, side, name, occurred, recorded, clause, json.loads(data))
    entry = JournalEntry.from_db(None, KEPT, kept)
    return Entry(row, system, entry, state, ended)


def _where(name: str, narrowed: Narrowed) -> list[str]:
    return [SPAN, OF_PARTNERS, HERE, LISTS[name].where, *narrowing.conditions(narrowed)]
