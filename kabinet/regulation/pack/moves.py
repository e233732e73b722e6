"""The life of a ticket as data: which fact is possible in which status, and where it leads."""

from dataclasses import dataclass
from typing import Any

from kabinet.regulation.facts import GROUPS, Answer, Kind
from kabinet.regulation.pack.reading import special, unknown, value_of
from kabinet.regulation.pack.words import Turn


class From(tuple[str, ...]):
    """Statuses that a move starts from: codes, or ("open",) for every open and considered one, or ("any",)."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the life: a fact of `facts` in a status of `start` leads `to`; without `to` the status
    stays.

    `facts` is written as a list, or as the name of a group of facts that move nothing.
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
        raise unknown(where, value, ("open", "any"))
    return From(value_of(tuple[str, ...], value, where))


@special(frozenset[Kind])
def _facts(value: Any, where: str) -> frozenset[Kind]:
    if not isinstance(value, str):
        return frozenset(value_of(tuple[Kind, ...], value, where))
    if value not in GROUPS:
        raise unknown(where, value, GROUPS)
    return GROUPS[value]
