"""The amounts that a leg of the regulation promises, as values."""

from dataclasses import dataclass, field
from enum import StrEnum

from kabinet.regulation.facts import Answer


class Unit(StrEnum):
    """How an amount of time is counted."""

    HOURS = "hours"  # calendar time, day and night
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Term:
    """An amount of time: `amount` of `unit`. Hours may be fractional, days may not."""

    amount: float
    unit: Unit

    @property
    def seconds(self) -> int:
        """The amount in seconds; meaningless for working days, whose length the calendar knows."""
        return round(self.amount * 3600)


@dataclass(frozen=True, slots=True)
class LevelTerms:
    """What one level promises; a None is a clock that this level does not have. `clause` is the table's row.

    The other clauses are those of one clock each, where it has one of its own; empty means the row's.
    """

    level: int
    clause: str
    reaction: Term
    update: Term | None = None
    answer: Term | None = None
    agreement: Term | None = None
    agreement_clause: str = ""
    update_restarts: frozenset[Answer] = field(default_factory=lambda: frozenset(Answer))
    reaction_clause: str = ""
    update_clause: str = ""
    answer_clause: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Service hours: `windows` are (opening, closing) in minutes after local midnight, ordered, not overlapping."""

    zone: str
    windows: tuple[tuple[int, int], ...]
    short_days: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything of a leg that the clocks need. `answer_missed_level` is where a missed answer lowers level 1 to.

    `rearmed_on_entry`: whatever the applicant still owes (the answer to a question, the word on a plan) is owed anew, in
    full, from the instant at which a level that has its term is entered again.
    """

    levels: dict[int, LevelTerms]
    hours: Hours
    pause_while_waiting: bool = False
    answer_missed_level: int | None = None
    answer_missed_clause: str = ""
    rearmed_on_entry: bool = False

    def level(self, level: int) -> LevelTerms:
        """The terms of `level`; KeyError for a level the pack does not have."""
        return self.levels[level]
