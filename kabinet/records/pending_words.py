"""What waits for somebody's word in a ticket, out of its journal: the few rows that the law needs for it, in one column."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from kabinet.records.models import Ticket
from kabinet.records.versions import calendar_of, leg_of, terms_of
from kabinet.regulation.access import Plan, Silence, TicketCase
from kabinet.regulation.clocks import ClockName, Clocks, Pending, pending
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.working_time import Calendar, epoch
from kabinet.regulation.working_time.explanation import amounts

VOID = 7  # the column that names rows which no longer hold


def waiting(case: TicketCase, ticket: Ticket, rows: str, at: datetime) -> TicketCase:
    """The case with plan, proposal, recovery, objection and silence as they are at `at`; `rows` is the column `pending` of
    kabinet_case."""
    found = pending(_facts(rows))
    return replace(
        case,
        plan=_plan(ticket, found, epoch(at)),
        proposed_level=found.proposed,
        recovered=found.recovered,
        objection_answered=found.kept,
        words=frozenset(found.words),
        claims=frozenset(found.claims),
        silence=_silence(ticket, found, epoch(at)),
    )


def _plan(ticket: Ticket, found: Pending, now: int) -> Plan | None:
    if found.plan is None:
        return None
    due = _plan_due(ticket, found)
    if due is None:
        return Plan()
    return Plan(overdue=due < now, due=_said(due, calendar_of(ticket)))


def _silence(ticket: Ticket, found: Pending, now: int) -> Silence:
    """When the support may close without the applicant's word, where that is possible at all: after as many working days
    as let a solution close that nobody answers."""
    leg, cal = leg_of(ticket), calendar_of(ticket)
    if not lifecycle.allows(ticket.status, Kind.CLOSED, leg):
        return Silence(over=False)
    offered = epoch(ticket.answered_at) if ticket.answered_at else 0
    ends = lifecycle.silence(max(offered, found.silent or epoch(ticket.turn_since)), leg, cal).closes
    return Silence(over=ends <= now, ends=_said(ends, cal))


def _facts(rows: str) -> list[Fact]:
    told = json.loads(rows)
    void = {key for row in told for key in row[VOID] or ()}
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
    asks: bool | None,
    reached: bool | None,
    about: int | None,
) -> Fact:
    return Fact(
        Kind(kind),
        int(at),
        Side(side),
        level=level,
        answer=Answer(answer) if answer else None,
        final=bool(final),
        reached=reached,
        asks=bool(asks),
        key=key,
        about=about,
    )


def _plan_due(ticket: Ticket, found: Pending) -> int | None:
    """The agreement clock's own deadline where one runs: it knows what became of it."""
    if found.plan is None:
        return None
    clock = Clocks.from_json(ticket.clocks).running(ClockName.AGREEMENT)
    return clock.due if clock else found.plan_due(terms_of(ticket), calendar_of(ticket))


def _said(due: int, cal: Calendar) -> Text:
    """«26 ноября 2026 года, 22:04 (МСК)»."""
    local = cal.local(due)
    day, clock, zone = amounts.day(local), amounts.clock(local), amounts.moscow(local)
    return Text(
        f"{day.ru} {local.year} года, {clock} ({zone.ru})", f"{day.en} {local.year}, {clock} ({zone.en})"
    )
