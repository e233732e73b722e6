"""All deadlines of a period that were missed, or judged, across partners and legs (L17a).

A deadline counts on the day on which it fell due, as in the figures (lists/compliance.py), by the index clock_run_late.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kabinet.records.fast.prepared import ask_anew
from kabinet.records.fast.rows import reached
from kabinet.records.lists.compliance import JUDGED, Period, begin
from kabinet.records.lists.oversight import narrowing
from kabinet.records.lists.oversight.narrowing import HERE, MOST_COUNTED, SIZE, After, Counted, Narrowed
from kabinet.records.lists.rows import COLUMNS, UNREAD, Row
from kabinet.regulation.access import Actor, reach

EVERYBODY = Narrowed()
# What is owed on which leg: a leg, a clock, a level.
Duty = tuple[str, str, int]
DUE = "r.due_at >= %(since)s::timestamptz AND r.due_at < %(until)s::timestamptz"
OF_DUTIES = """(r.leg, r.name, r.level) IN (
  SELECT * FROM unnest(%(legs)s::text[], %(clocks)s::text[], %(levels)s::int[]))"""
BESIDE = "t.system_id, r.id, r.leg, r.name, r.level, r.due_at, r.ended_at, r.breached_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesWanted:
    """`duties` are those that count at all; `missed` leaves out what was in time, `barred` are those alone that fell due
    while the partner might not work (L12b)."""

    duties: tuple[Duty, ...]
    period: Period
    narrowed: Narrowed = EVERYBODY
    missed: bool = True
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """One judged run of a clock with its ticket; `breached` is None for one in time."""

    row: Row
    system: int | None
    run: int
    leg: str
    clock: str
    level: int
    due: datetime
    ended: datetime | None
    breached: datetime | None


def list_deadlines(
    actor: Actor, wanted: DeadlinesWanted, after: After | None = None, size: int = SIZE
) -> tuple[list[Deadline], After | None]:
    """Those that the actor reaches, the latest first, and where the next page begins."""
    where, asked = _question(actor, wanted)
    where += ["(r.due_at, r.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint)"] if after else []
    question = (
        f"SELECT {COLUMNS}, {UNREAD}, {BESIDE} FROM clock_run r JOIN ticket t ON t.id = r.ticket_id"  # noqa: S608
        f" WHERE {' AND '.join(where)} ORDER BY r.due_at DESC, r.id DESC LIMIT %(limit)s::int"
    )
    found = ask_anew(question, {**asked, **begin(actor, after, size)})
    shown = [Deadline(row, *beside) for row, beside in narrowing.lines_of(found[:size])]
    return shown, (shown[-1].due, shown[-1].run) if len(found) > size else None


def count_deadlines(actor: Actor, wanted: DeadlinesWanted) -> Counted:
    """How many the list has, counted no further than MOST_COUNTED."""
    where, asked = _question(actor, wanted)
    question = (
        "SELECT count(*) FROM (SELECT 1 FROM clock_run r JOIN ticket t ON t.id = r.ticket_id"  # noqa: S608
        f" WHERE {' AND '.join(where)} LIMIT %(most)s::int) found"
    )
    return narrowing.counted(ask_anew(question, {**asked, "most": MOST_COUNTED + 1})[0][0])


def _question(actor: Actor, wanted: DeadlinesWanted) -> tuple[list[str], dict[str, Any]]:
    sees, tenants = reached(reach(actor))
    where = [DUE, OF_DUTIES, HERE, sees, "r.partner_id = ANY(%(partners)s::bigint[])"]
    where += ["r.breached_at IS NOT NULL" if wanted.missed else JUDGED]
    where += ["r.barred" if wanted.barred else "NOT r.barred"]
    where += narrowing.conditions(wanted.narrowed)
    known = narrowing.asked(actor, wanted.period, wanted.narrowed)
    return where, {**tenants, **known, **_columns(wanted.duties)}


def _columns(duties: Sequence[Duty]) -> dict[str, list[Any]]:
    legs, clocks, levels = ([duty[place] for duty in duties] for place in range(3))
    return {"legs": legs, "clocks": clocks, "levels": levels}
