"""The kept clocks of a ticket: one step an act, never the history. What the row and the runs hold is a cache of the fold."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from kabinet.actions.journal import barred
from kabinet.actions.unit.instants import moment, moment_or_none
from kabinet.actions.unit.work import Work
from kabinet.records.models import ClockRun, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.clocks import Clock, ClockName, Clocks, Consequence, Effect, fold
from kabinet.regulation.facts import Fact, Side

RUN_COLUMNS = ("owner", "level", "started_at", "due_at", "ended_at", "outcome", "breached_at", "barred")


def step(work: Work, fact: Fact) -> tuple[Consequence, ...]:
    """Applies one fact to the clocks in hand; what the law does by itself comes back in its order."""
    return _took(work, fold.step(work.clocks, fact, work.terms, work.calendar))


def settle(work: Work, until: int) -> tuple[Consequence, ...]:
    """What fell due before `until` while nobody acted."""
    return _took(work, fold.settle(work.clocks, until, work.terms, work.calendar))


def _took(work: Work, made: fold.Step) -> tuple[Consequence, ...]:
    before = set(work.clocks.live)
    changed = [clock for clock in (*made.ended, *made.clocks.live) if clock not in before]
    work.runs |= {(clock.name, clock.run): clock for clock in changed}
    work.clocks = made.clocks
    barred.judge(work, made.consequences)
    work.ticket.breaches += breaches(made.consequences, work.barred)
    return made.consequences


def breaches(consequences: Iterable[Consequence], without: Collection[barred.Place]) -> int:
    """How many are breaches of the support's side: `ticket.breaches`. `without` are runs that it might not meet."""
    clocks = (each.clock for each in consequences if each.kind is Effect.BREACHED)
    owed = (clock for clock in clocks if clock is not None and clock.owner is Side.SUPPORT)
    return sum((clock.name, clock.run) not in without for clock in owed)


def kept(clocks: Clocks) -> dict[str, Any]:
    """The columns of the ticket's row that are a cache of the clocks."""
    first = queued(clocks.live)
    due = fold.next_due(clocks)
    return {
        "level": clocks.level,
        "clocks": clocks.to_json(),
        "first_contact_at": moment_or_none(clocks.contacted),
        "next_due_at": moment_or_none(due[0]) if due else None,
        "queue_at": moment_or_none(first.due) if first else None,
        "queue_from": moment_or_none(first.started) if first else None,
        "queue_clock": first.name.value if first else "",
    }


def queued(live: Iterable[Clock]) -> Clock | None:
    """The running clock with the earliest deadline, breached or not: what the queue is ordered by."""
    order = {name: place for place, name in enumerate(ClockName)}
    aimed = [clock for clock in live if clock.due is not None]
    return min(aimed, key=lambda clock: (clock.due, order[clock.name]), default=None)


def keep_runs(works: Sequence[Work]) -> None:
    """Writes the runs that changed; all of them anew for a ticket that was retold."""
    if any(work.refolded or work.runs for work in works):
        with as_system("runs of clocks are kept"):
            write_runs(works)


def write_runs(works: Sequence[Work]) -> None:
    """The same for whoever works as the system anyway: needs the whole reach."""
    again = [work.ticket.pk for work in works if work.refolded]
    barred.recall(works)
    rows = [run_row(work.ticket, clock, work.barred) for work in works for clock in work.runs.values()]
    if again:
        ClockRun.objects.filter(ticket__in=again).delete()
    if rows:
        ClockRun.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["ticket", "name", "run"], update_fields=RUN_COLUMNS
        )


def run_row(ticket: Ticket, clock: Clock, without: Collection[barred.Place] = ()) -> ClockRun:
    """One run as its row; `without` are the runs that a partner might not meet."""
    return ClockRun(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        name=clock.name,
        run=clock.run,
        owner=clock.owner,
        level=clock.level,
        started_at=moment(clock.started),
        due_at=moment_or_none(clock.due),
        ended_at=moment_or_none(clock.ended),
        outcome=clock.outcome or "",
        breached_at=moment_or_none(clock.breached),
        barred=clock.breached is not None and (clock.name, clock.run) in without,
    )
