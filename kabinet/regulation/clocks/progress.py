"""A step of the fold in the making."""

from dataclasses import replace
from typing import Any

from kabinet.regulation.clocks.due import aimed
from kabinet.regulation.clocks.run import Clock, ClockName, Outcome, term_of
from kabinet.regulation.clocks.state import Clocks, Consequence, Step
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time.calendar import Calendar


class Progress:
    """The state as it changes within one step, with the runs that ended and the consequences so far."""

    def __init__(self, clocks: Clocks, terms: Terms, cal: Calendar) -> None:
        self.state, self.terms, self.cal = clocks, terms, cal
        self.ended: list[Clock] = []
        self.consequences: list[Consequence] = []

    def done(self) -> Step:
        """The step as made."""
        return Step(self.state, tuple(self.ended), tuple(self.consequences))

    def keep(self, **changes: Any) -> None:
        """Changes fields of the kept state."""
        self.state = replace(self.state, **changes)

    def see(self, at: int) -> None:
        """From now on nothing before `at` can be told."""
        if self.state.seen is None or at > self.state.seen:
            self.keep(seen=at)

    def begin(self, name: ClockName, at: int) -> None:
        """Starts a new run of `name` at `at`, if the present level has that clock."""
        level = self.state.level
        if term_of(name, level, self.terms) is None:
            return
        run = self.state.runs.get(name, 0) + 1
        clock = self._aimed(Clock(name, run, level, at, ((at, level),)), at)
        self.keep(live=(*self.state.live, clock), runs={**self.state.runs, name: run})

    def meet(self, name: ClockName, at: int) -> None:
        """What was owed was done at `at`."""
        if clock := self.state.running(name):
            self._end(clock, at, Outcome.MET if clock.breached is None else Outcome.LATE)

    def stop(self, name: ClockName, at: int) -> Clock | None:
        """It is owed no longer; the run as it ended, if there was one."""
        clock = self.state.running(name)
        return self._end(clock, at, Outcome.STOPPED) if clock else None

    def put(self, clock: Clock) -> None:
        """Writes a live run in the place of its former self."""
        self.keep(live=tuple(clock if other.name is clock.name else other for other in self.state.live))

    def aim(self, clock: Clock, at: int) -> None:
        """Puts a live run with its deadline reckoned anew; a breach that happened stays as it is."""
        if clock.breached is None:
            self.put(self._aimed(clock, at))

    def _aimed(self, clock: Clock, at: int) -> Clock:
        return aimed(clock, at, self.terms, self.cal, self.state.pauses)

    def _end(self, clock: Clock, at: int, outcome: Outcome) -> Clock:
        ended = replace(clock, ended=at, outcome=outcome)
        self.ended.append(ended)
        self.keep(live=tuple(other for other in self.state.live if other.name is not clock.name))
        return ended
