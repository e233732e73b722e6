"""One run of one clock, and what can become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kabinet.regulation.facts import Side
from kabinet.regulation.terms import LevelTerms, Term, Terms


class ClockName(StrEnum):
    """The four clocks; the order is the order in which clocks due at one instant fall due."""

    ANSWER = "answer"
    AGREEMENT = "agreement"
    REACTION = "reaction"
    UPDATE = "update"


class Outcome(StrEnum):
    """How a run ended: in time, after its breach, or without need (closed, lowered, a solution waits)."""

    MET = "met"
    LATE = "late"
    STOPPED = "stopped"


SUPPORT_CLOCKS = frozenset({ClockName.REACTION, ClockName.UPDATE})

_TERM: Mapping[ClockName, Callable[[LevelTerms], Term | None]] = {
    ClockName.ANSWER: lambda terms: terms.answer,
    ClockName.AGREEMENT: lambda terms: terms.agreement,
    ClockName.REACTION: lambda terms: terms.reaction,
    ClockName.UPDATE: lambda terms: terms.update,
}
_CLAUSE: Mapping[ClockName, Callable[[LevelTerms], str]] = {
    ClockName.ANSWER: lambda terms: terms.answer_clause,
    ClockName.AGREEMENT: lambda terms: terms.agreement_clause,
    ClockName.REACTION: lambda terms: terms.reaction_clause,
    ClockName.UPDATE: lambda terms: terms.update_clause,
}


def owner(name: ClockName) -> Side:
    """Who owes what this clock measures."""
    return Side.SUPPORT if name in SUPPORT_CLOCKS else Side.APPLICANT


def term_of(name: ClockName, level: int, terms: Terms) -> Term | None:
    """What `level` gives this clock; None is a clock that the level does not have."""
    return _TERM[name](terms.level(level))


def clause_of(name: ClockName, level: int, terms: Terms) -> str:
    """The clause that gives `level` this clock: its own, or the row's of the table of terms."""
    row = terms.level(level)
    return _CLAUSE[name](row) or row.clause


@dataclass(frozen=True, slots=True)
class Clock:
    """One run of one clock; instants are epoch seconds UTC.

    `due` is None while the ticket waits; then `left` has the seconds that will be left when the waiting ends, counted
    as the term counts. `breached` equals `due` from the breach on and never changes again; `due` and `level` then stay
    too. `levels` are the levels under which the run was aimed, each with its instant: what a deadline is made of.
    """

    name: ClockName
    run: int
    level: int
    started: int
    levels: tuple[tuple[int, int], ...]
    due: int | None = None
    left: int | None = None
    ended: int | None = None
    outcome: Outcome | None = None
    breached: int | None = None

    @property
    def owner(self) -> Side:
        """Who owes: the support (reaction, update) or the applicant (answer, agreement)."""
        return owner(self.name)

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads back; an ended run has no place in the kept state and is not written."""
        return {
            "name": self.name.value,
            "run": self.run,
            "levels": [list(since) for since in self.levels],
            "level": self.level,
            "started": self.started,
            "due": self.due,
            "left": self.left,
            "breached": self.breached,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Clock":
        """The live clock that `to_json` wrote."""
        levels = tuple((since, level) for since, level in kept["levels"])
        return cls(**{**kept, "name": ClockName(kept["name"]), "levels": levels})
