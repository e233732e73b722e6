"""What waits for somebody's word in a ticket, out of its journal: the few rows that the law needs for it, in one column."""

import json
from typing import Any

from kabinet.records.models import Ticket
from kabinet.records.versions import calendar_of, terms_of
from kabinet.regulation import why_words
from kabinet.regulation.calendar import Calendar
from kabinet.regulation.clock import ClockName, Clocks
from kabinet.regulation.deadline import epoch
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pending import Pending, pending
from kabinet.regulation.text import Text


def waiting(ticket: Ticket, rows: str, at: Any) -> dict[str, Any]:
    """What an act's circumstances say of plan, proposal, recovery and objection at `at`; `rows` is the column `pending`
    of kabinet_case."""
    found = pending(_facts(rows))
    due = _plan_due(ticket, found)
    return {
        "plan_open": found.plan is not None,
        "plan_overdue": due is not None and due < epoch(at),
        "plan_due": _said(due, calendar_of(ticket)) if due is not None else None,
        "proposal_open": found.proposed is not None,
        "proposed_level": found.proposed,
        "recovered": found.recovered,
        "objection_answered": found.kept,
    }


def _facts(rows: str) -> list[Fact]:
    told = json.loads(rows)
    void = {key for *_rest, named in told for key in named or ()}
    return [_fact(*row) for row in told if row[0] not in void]


def _fact(
    key: int,
    kind: str,
    side: str,
    at: int,
    level: int | None,
    answer: str | None,
    final: bool | None,
    void: Any,
) -> Fact:
    said = Answer(answer) if answer else None
    return Fact(Kind(kind), int(at), Side(side), level=level, answer=said, final=bool(final))


def _plan_due(ticket: Ticket, found: Pending) -> int | None:
    """The agreement clock's own deadline where one runs: it knows what became of it."""
    if found.plan is None:
        return None
    clock = Clocks.from_json(ticket.clocks).running(ClockName.AGREEMENT)
    return clock.due if clock else found.plan_due(terms_of(ticket), calendar_of(ticket))


def _said(due: int, cal: Calendar) -> Text:
    """«26 ноября 2026 года, 22:04 (UTC+3)»."""
    local = cal.local(due)
    day, clock = why_words.day(local), f"{why_words.clock(local)} ({why_words.offset(local)})"
    return Text(f"{day.ru} {local.year} года, {clock}", f"{day.en} {local.year}, {clock}")
