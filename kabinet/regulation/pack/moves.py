"""The life of a ticket as data: which fact is possible in which status, and where it leads."""

from dataclasses import dataclass
from typing import Any

from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.pack.reading import special, value_of, wrong
from kabinet.regulation.pack.words import Turn


class From(tuple[str, ...]):
    """Statuses that a move starts from: codes, or ("open",) for every open and considered one, or ("any",)."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the life: a fact of `facts` in a status of `start` leads `to`; without `to` the status
    stays.

    The other columns narrow the row: kinds of answer, an answer offered as final, a fact that asks the
    applicant, whose turn it is on the linked vendor ticket, and whether the program itself writes the fact. The
    first row that fits decides.
    """

    facts: frozenset[Kind]
    start: From
    to: str | None = None
    answers: frozenset[Answer] | None = None
    final: bool | None = None
    asks: bool | None = None
    vendor_turn: frozenset[Turn] | None = None
    system: bool | None = None


@special(From)
def _from(value: Any, where: str) -> From:
    if value in ("open", "any"):
        return From((value,))
    if isinstance(value, str):
        raise wrong(where, f"неизвестное значение {value!r}", f"unknown value {value!r}")
    return From(value_of(tuple[str, ...], value, where))
