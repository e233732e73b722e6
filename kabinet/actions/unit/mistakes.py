"""Everything that is wrong with what was typed, at once: a form shows each beside its field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kabinet.actions.unit.errors import Invalid
from kabinet.regulation.text import Text

NOTHING = Text("", "")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is the name of an argument of the act; `row` the line of a filled form, 0 where there is none."""

    field: str
    words: Text
    row: int = 0


class Mistaken(Invalid):
    """An Invalid with all its faults."""

    def __init__(self, faults: Sequence[Fault], clause: str | None = None) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults[0].field, self.faults[0].words, NOTHING, clause)


def mistaken(field: str, ru: str, en: str, clause: str | None = None) -> Mistaken:
    """One fault."""
    return Mistaken([Fault(field, Text(ru, en))], clause)


class Faults:
    """Gathers what each of several judgements finds, so that the person reads all of it at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.clause: str | None = None

    def of(self, judge: Callable[[], T]) -> T | None:
        """What was judged; None for what is mistaken."""
        try:
            return judge()
        except Mistaken as wrong:
            self.found += wrong.faults
            self.clause = self.clause or wrong.verdict.clause
            return None

    def names(self, field: str) -> bool:
        """Whether something of the field is wrong already."""
        return any(fault.field == field for fault in self.found)

    def whole(self) -> Mistaken:
        """All of it, to be raised."""
        return Mistaken(self.found, self.clause)
