"""The clocks of a ticket: a fold over what happened (docs/clocks.md).

`fold` is the reduction of `step`; an act applies one step to the kept state and never reads the history.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kabinet.regulation.clocks.claims import as_heard
from kabinet.regulation.clocks.due import Ground, ground
from kabinet.regulation.clocks.run import Clock, ClockName, Outcome
from kabinet.regulation.clocks.state import (
    Clocks,
    Consequence,
    Effect,
    OutOfOrder,
    Pause,
    Phase,
    Step,
)
from kabinet.regulation.clocks.step import first_due, settle, step
from kabinet.regulation.facts import Fact, Kind
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.calendar import Calendar

__all__ = [
    "Clock",
    "ClockName",
    "Clocks",
    "Consequence",
    "Effect",
    "Folded",
    "Ground",
    "OutOfOrder",
    "Outcome",
    "Owed",
    "Pause",
    "Phase",
    "Step",
    "Told",
    "fold",
    "ground",
    "next_due",
    "owed_anew",
    "settle",
    "start",
    "step",
    "telling",
]


@dataclass(frozen=True, slots=True)
class Folded:
    """All of a ticket's clocks: the state to keep, every run as they started, every consequence as they came."""

    clocks: Clocks
    runs: tuple[Clock, ...]
    consequences: tuple[Consequence, ...]


def start(terms: Terms) -> Clocks:
    """The state before registration; no clock runs under any `terms`."""
    return Clocks()


def next_due(clocks: Clocks) -> tuple[int, Clock] | None:
    """The earliest deadline that is not breached yet, and whose it is: what the worker waits for."""
    clock = first_due(clocks)
    return (clock.due, clock) if clock and clock.due is not None else None


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty of the applicant's side that begins anew: what it answers was asked or planned at `since`."""

    clock: Clock
    since: int
    due: int


def owed_anew(clocks: Clocks, fact: Fact, terms: Terms, cal: Calendar) -> tuple[Owed, ...]:
    """What the applicant's side would owe anew after `fact`, a level that is entered again: what is due first, first."""
    before = settle(clocks, fact.at, terms, cal).clocks
    since = {ClockName.ANSWER: before.asked, ClockName.AGREEMENT: before.planned}
    live = {(clock.name, clock.run) for clock in before.live}
    begun = [
        Owed(clock, known, clock.due)
        for clock in step(before, fact, terms, cal).clocks.live
        if (clock.name, clock.run) not in live and clock.due is not None
        if (known := since.get(clock.name)) is not None
    ]
    return tuple(sorted(begun, key=lambda owed: owed.due))


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a fold: the fact (None where only time passed), the calendar in force after it, what it did."""

    fact: Fact | None
    cal: Calendar
    made: Step


def fold(
    facts: Iterable[Fact],
    terms: Terms,
    cal: Calendar,
    until: int | None = None,
    calendars: Iterable[Calendar] = (),
) -> Folded:
    """The clocks after all `facts`, taken by instant (those of one instant as given), settled before `until`.

    `cal` is the calendar of the registration; `calendars` has one for each CALENDAR_CHANGED, in order. ValueError if
    they are not as many.
    """
    made = [told.made for told in telling(facts, terms, cal, until, calendars)]
    clocks = made[-1].clocks if made else start(terms)
    runs = sorted((*chain.from_iterable(each.ended for each in made), *clocks.live), key=_place)
    return Folded(clocks, tuple(runs), tuple(chain.from_iterable(each.consequences for each in made)))


def _place(clock: Clock) -> tuple[int, str, int]:
    return clock.started, clock.name, clock.run


def telling(
    facts: Iterable[Fact], terms: Terms, cal: Calendar, until: int | None, calendars: Iterable[Calendar]
) -> Iterator[Told]:
    """The steps of `fold`, one after the other. Claims that were confirmed are heard where their calls took place."""
    clocks, newer = start(terms), iter(calendars)
    for fact in sorted(as_heard(facts), key=lambda fact: fact.at):
        if fact.kind is Kind.CALENDAR_CHANGED:
            made = settle(clocks, fact.at, terms, cal)
            yield Told(None, cal, made)
            clocks, cal = made.clocks, _next(newer)
        made = step(clocks, fact, terms, cal)
        yield Told(fact, cal, made)
        clocks = made.clocks
    if any(True for _ in newer):
        raise ValueError("more calendars than CALENDAR_CHANGED facts")
    if until is not None:
        yield Told(None, cal, settle(clocks, until, terms, cal))


def _next(calendars: Iterator[Calendar]) -> Calendar:
    for cal in calendars:
        return cal
    raise ValueError("a CALENDAR_CHANGED came without its calendar")
