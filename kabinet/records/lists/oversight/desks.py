"""Tickets of clients whose agreement names a third-party desk, by whether they really carry its number (L8)."""

from dataclasses import dataclass

from kabinet.records.fast.prepared import ask_anew
from kabinet.records.fast.rows import reached
from kabinet.records.lists.compliance import COUNTING, Period, begin
from kabinet.records.lists.oversight import narrowing
from kabinet.records.lists.oversight.narrowing import SIZE, After, Narrowed
from kabinet.records.lists.rows import COLUMNS, UNREAD, Row
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, reach

OF_DESK = """t.foreign_desk <> '' AND t.registered_at >= %(since)s::timestamptz AND t.registered_at < %(until)s::timestamptz
  AND t.partner_id = ANY(%(partners)s::bigint[])"""
NUMBERED = "CASE WHEN t.foreign_number = '' THEN 'without' ELSE 'with' END"


@dataclass(frozen=True, slots=True)
class DeskTicket:
    """A ticket of such a client; `number` is the one in the desk, empty where it carries none."""

    row: Row
    system: int | None
    desk: str
    number: str


def count_desk_tickets(actor: Actor, period: Period, narrowed: Narrowed) -> dict[str, int]:
    """How many were registered in the period `with` a number and `without`."""
    where = " AND ".join([OF_DESK, *narrowing.conditions(narrowed)])
    question = f"SELECT {NUMBERED}, count(*) FROM ticket t WHERE {where} GROUP BY 1"  # noqa: S608
    with as_system(COUNTING):
        found = dict(ask_anew(question, narrowing.asked(actor, period, narrowed)))
    return {state: found.get(state, 0) for state in ("with", "without")}


def list_desk_tickets(
    actor: Actor,
    period: Period,
    narrowed: Narrowed,
    state: str | None = None,
    after: After | None = None,
    size: int = SIZE,
) -> tuple[list[DeskTicket], After | None]:
    """Those that the actor reaches, the latest first, and where the next page begins."""
    sees, tenants = reached(reach(actor))
    where = [OF_DESK, sees, *narrowing.conditions(narrowed)]
    where += [f"{NUMBERED} = %(state)s::text"] if state is not None else []
    where += ["(t.registered_at, t.id) < (%(after_at)s::timestamptz, %(after_id)s::bigint)"] if after else []
    question = (
        f"SELECT {COLUMNS}, {UNREAD}, t.system_id, t.foreign_desk, t.foreign_number FROM ticket t"  # noqa: S608
        f" WHERE {' AND '.join(where)} ORDER BY t.registered_at DESC, t.id DESC LIMIT %(limit)s::int"
    )
    asked = {**tenants, **narrowing.asked(actor, period, narrowed), "state": state}
    found = ask_anew(question, {**asked, **begin(actor, after, size)})
    shown = [DeskTicket(row, *beside) for row, beside in narrowing.lines_of(found[:size])]
    return shown, (shown[-1].row.registered_at, shown[-1].row.id) if len(found) > size else None
