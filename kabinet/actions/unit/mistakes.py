"""Everything that is wrong with what was typed, at once: a form shows each beside its field."""

from collections.abc import Sequence
from dataclasses import dataclass

from kabinet.actions.unit.errors import Invalid
from kabinet.regulation.text import Text

NOTHING = Text("", "")


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
