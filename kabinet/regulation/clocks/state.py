"""The kept state of a ticket's clocks and what a step of the fold gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kabinet.regulation.clocks.run import Clock, ClockName

Pause = tuple[int, int | None]


class Phase(StrEnum):
    """Whether clocks can run at all. OBJECTED: refused, and the objection waits; somebody's turn, but nothing is owed
    by a term."""

    UNREGISTERED = "unregistered"
    OPEN = "open"
    CLOSED = "closed"
    OBJECTED = "objected"


class Effect(StrEnum):
    """What the law does by itself: a deadline passed, a level was lowered."""

    BREACHED = "breached"
    LOWERED = "lowered"


class OutOfOrder(ValueError):
    """A fact that occurred before what has been folded already: its ticket must be refolded from all its facts."""

    def __init__(self, at: int, seen: int) -> None:
        super().__init__(f"a fact of {at} came after the clocks had been told {seen}: refold the ticket")
        self.at, self.seen = at, seen


@dataclass(frozen=True, slots=True)
class Clocks:
    """Everything that `step` must know of the past, and nothing else.

    `seen` is the earliest instant that can still be told: no fact before it can be stepped any more. `contacted` is the
    first contact, `offered` says that a solution waits for the applicant, `asked` since when a question and `planned`
    since when a plan is open, on whatever level and through every ending, `pauses` are the waitings that live clocks
    have lived through (the last may be open), `runs` counts the runs begun of each clock.
    """

    level: int = 0
    phase: Phase = Phase.UNREGISTERED
    seen: int | None = None
    contacted: int | None = None
    offered: bool = False
    asked: int | None = None
    planned: int | None = None
    pauses: tuple[Pause, ...] = ()
    live: tuple[Clock, ...] = ()
    runs: Mapping[ClockName, int] = field(default_factory=dict)

    @property
    def paused(self) -> bool:
        """Whether the ticket waits for the applicant under terms that then stop the support's clocks."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    def running(self, name: ClockName) -> Clock | None:
        """The live run of `name`, if any."""
        return next((clock for clock in self.live if clock.name is name), None)

    def to_json(self) -> dict[str, Any]:
        """Plain lists, numbers and strings, for the ticket's row."""
        return {
            "level": self.level,
            "phase": self.phase.value,
            "seen": self.seen,
            "contacted": self.contacted,
            "offered": self.offered,
            "asked": self.asked,
            "planned": self.planned,
            "pauses": [list(pause) for pause in self.pauses],
            "live": [clock.to_json() for clock in self.live],
            "runs": {name.value: count for name, count in self.runs.items()},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Clocks":
        """The state that `to_json` wrote; an empty mapping is the state before registration."""
        if not kept:
            return cls()
        read = {
            "phase": Phase(kept["phase"]),
            "pauses": tuple((began, ended) for began, ended in kept["pauses"]),
            "live": tuple(Clock.from_json(clock) for clock in kept["live"]),
            "runs": {ClockName(name): count for name, count in kept["runs"].items()},
        }
        return cls(**{**kept, **read})


@dataclass(frozen=True, slots=True)
class Consequence:
    """What the law does by itself at its own instant `at`, citing `clause`.

    BREACHED carries the clock as breached. LOWERED carries both levels and the answer clock that was missed, or that
    was open when a call found nobody.
    """

    kind: Effect
    at: int
    clause: str
    clock: Clock | None = None
    from_level: int | None = None
    to_level: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one fact, or the passing of time, did: the new state, runs that ended, consequences in their order."""

    clocks: Clocks
    ended: tuple[Clock, ...] = ()
    consequences: tuple[Consequence, ...] = ()
