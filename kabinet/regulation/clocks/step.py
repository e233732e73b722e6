"""One step of the fold: what fell due before, then the fact itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from kabinet.regulation.clocks import change, contact
from kabinet.regulation.clocks.progress import Progress
from kabinet.regulation.clocks.run import Clock, ClockName, clause_of
from kabinet.regulation.clocks.state import Clocks, Consequence, Effect, OutOfOrder, Phase, Step
from kabinet.regulation.facts import Fact, Kind
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.calendar import Calendar

DERIVED = frozenset({Kind.BREACHED, Kind.LOWERED})

_OPEN: Mapping[Kind, Callable[[Progress, Fact], None]] = {
    Kind.ANSWERED: contact.answered,
    Kind.RELAYED: contact.answered,
    Kind.CALLED: contact.called,
    Kind.REPLIED: contact.replied,
    Kind.DECLINED: contact.declined,
    Kind.PLAN_AGREED: contact.plan_settled,
    Kind.PLAN_REFUSED: contact.plan_settled,
    Kind.LEVEL_CHANGED: change.level_changed,
    Kind.CALENDAR_CHANGED: change.calendar_changed,
    Kind.WAITING_BEGAN: change.waiting_began,
    Kind.WAITING_ENDED: change.waiting_ended,
    Kind.ACCEPTED: change.closed,
    Kind.CLOSED: change.closed,
    Kind.CLOSED_BY_WORD: change.closed,
    Kind.CLOSED_BY_SILENCE: change.closed,
    Kind.REFUSED: change.closed,
    Kind.WITHDRAWN: change.closed,
    Kind.MERGED: change.closed,
    Kind.HANDED_OVER: change.closed,
}

_HEARD: Mapping[Phase, Mapping[Kind, Callable[[Progress, Fact], None]]] = {
    Phase.UNREGISTERED: {Kind.REGISTERED: change.registered},
    Phase.OPEN: _OPEN,
    Phase.CLOSED: {
        Kind.REOPENED: change.reopened,
        Kind.OBJECTED: change.objected,
        Kind.LEVEL_CHANGED: change.level_changed,
    },
    Phase.OBJECTED: {
        Kind.OBJECTION_UPHELD: change.reopened,
        Kind.REFUSAL_KEPT: change.closed,
        Kind.WITHDRAWN: change.closed,
        Kind.LEVEL_CHANGED: change.level_changed,
    },
}

_ORDER = {name: place for place, name in enumerate(ClockName)}


def step(clocks: Clocks, fact: Fact, terms: Terms, cal: Calendar) -> Step:
    """Settles what fell due strictly before `fact`, then applies it; the cost depends on the live clocks only.

    BREACHED and LOWERED are passed over: they are what this function derives. So is a claim; what confirms one is heard as
    the passing of time, and only a fold takes the claim in: whoever records it retells the ticket. For CALENDAR_CHANGED
    `cal` is the new calendar; settle with the old one first. OutOfOrder if `fact` occurred before what the clocks have
    been told.
    """
    if fact.kind in DERIVED or fact.kind is Kind.CLAIMED:
        return Step(clocks)
    if clocks.seen is not None and fact.at < clocks.seen:
        raise OutOfOrder(fact.at, clocks.seen)
    progress = Progress(clocks, terms, cal)
    _fall_due(progress, fact.at)
    if hear := _HEARD[progress.state.phase].get(fact.kind):
        hear(progress, fact)
    progress.see(fact.at)
    _fall_due(progress, fact.at)  # a corrected calendar can put a deadline into the past
    return progress.done()


def settle(clocks: Clocks, until: int, terms: Terms, cal: Calendar) -> Step:
    """What falls due strictly before `until` when nothing else happens; the same state if nothing does."""
    progress = Progress(clocks, terms, cal)
    _fall_due(progress, until)
    return progress.done()


def first_due(clocks: Clocks) -> Clock | None:
    """The unbreached live clock with the earliest deadline."""
    waiting = [clock for clock in clocks.live if clock.due is not None and clock.breached is None]
    return min(waiting, key=lambda clock: (clock.due, _ORDER[clock.name]), default=None)


def _fall_due(progress: Progress, until: int) -> None:
    while (clock := first_due(progress.state)) and clock.due is not None and clock.due < until:
        _breach(progress, clock, clock.due)


def _breach(progress: Progress, clock: Clock, at: int) -> None:
    """The deadline itself is still in time, so the next instant is the first that can be told after a breach."""
    late = replace(clock, breached=at)
    progress.put(late)
    if clock.name is not ClockName.ANSWER or not change.lowered(progress, at):
        clause = clause_of(late.name, late.level, progress.terms)
        progress.consequences.append(Consequence(Effect.BREACHED, at, clause, late))
    progress.see(at + 1)
