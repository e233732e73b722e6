"""When a running clock falls due, given the levels it ran under and the times its ticket waited."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kabinet.regulation.clocks.run import SUPPORT_CLOCKS, Clock, term_of
from kabinet.regulation.clocks.state import Pause
from kabinet.regulation.terms import Term, Terms, Unit
from kabinet.regulation.working_time.calendar import Calendar
from kabinet.regulation.working_time.deadlines import due

_NEVER = 1 << 62  # due only after a waiting that has not ended


class Ground(NamedTuple):
    """What a deadline rests on: `due` is where the term of `level`, counted from `start`, ends."""

    due: int
    start: int
    level: int


def aimed(clock: Clock, at: int, terms: Terms, cal: Calendar, pauses: tuple[Pause, ...]) -> Clock:
    """`clock` with `due`, or with `left` if it waits, as things stand at `at` (epoch seconds)."""
    lived = pauses if clock.name in SUPPORT_CLOCKS else ()
    due_at = ground(clock, terms, cal, lived).due
    if due_at < _NEVER:
        return replace(clock, due=due_at, left=None)
    would_be = ground(clock, terms, cal, (*lived[:-1], (lived[-1][0], at))).due
    return replace(clock, due=None, left=_left(at, would_be, _term(clock, clock.level, terms), cal))


def ground(clock: Clock, terms: Terms, cal: Calendar, pauses: Iterable[Pause]) -> Ground:
    """Raised: the new term from the change, never later than it was. Lowered: from the start, never earlier."""

    def count(start: int, level: int) -> Ground:
        return Ground(_reached(start, _term(clock, level, terms), cal, pauses), start, level)

    rests_on = count(clock.started, clock.levels[0][1])
    for (_, before), (since, level) in pairwise(clock.levels):
        raised = level < before
        other = count(since if raised else clock.started, level)
        rests_on = min(rests_on, other) if raised else max(rests_on, other)
    return rests_on


def _term(clock: Clock, level: int, terms: Terms) -> Term:
    term = term_of(clock.name, level, terms)
    if term is None:
        raise LookupError(f"level {level} has no {clock.name} clock")
    return term


def _reached(start: int, term: Term, cal: Calendar, pauses: Iterable[Pause]) -> int:
    """The deadline of `term` from `start` when the time inside `pauses` (in order) does not count."""
    at = due(start, term, cal)
    for began, ended in pauses:
        if began > at:
            break
        if ended is None:
            return _NEVER
        if ended > start:
            at = _resumed(ended, _left(max(began, start), at, term, cal), term, cal)
    return at


def _left(a: int, b: int, term: Term, cal: Calendar) -> int:
    """Seconds from `a` to `b` as `term` counts them."""
    return b - a if term.unit is Unit.HOURS else cal.worked(a, b)


def _resumed(at: int, left: int, term: Term, cal: Calendar) -> int:
    """Where `left` seconds end, counted from `at`; a term in days ends while the desk is open, as it does unpaused."""
    if term.unit is Unit.HOURS:
        return at + left
    end = cal.add_seconds(at, left) if left else at
    return cal.next_open(end) if term.unit is Unit.WORKING_DAYS else end
