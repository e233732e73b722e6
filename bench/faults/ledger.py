"""What was sent, and whether the server said that it is done: written down by whoever sent it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class Act:
    """`mark` stands in what was typed (a subject, a text, a file's name) and nowhere else; without one it is the ticket's
    number. `times`: how often it was sent until it was acknowledged."""

    kind: str
    mark: str
    digest: str = ""
    acknowledged: bool = False
    times: int = 0


@dataclass(slots=True)
class Ledger:
    """`answers` counts those that acknowledge nothing, by status (0: the line was cut); `lost` are texts that were not on
    the page which said so; `through` the tickets whose walk was done to its end, `read` the marks that the client of each
    reads."""

    acts: list[Act] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    through: list[str] = field(default_factory=list)
    read: dict[str, list[str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def begin(self, kind: str, mark: str, digest: str = "") -> Act:
        """It is about to be sent."""
        act = Act(kind, mark, digest)
        with self.lock:
            self.acts.append(act)
        return act

    def readable(self, number: str, mark: str) -> None:
        """The client reads it in this ticket."""
        with self.lock:
            self.read.setdefault(number, []).append(mark)

    def acknowledged(self) -> int:
        """How many acts the server has said are done."""
        with self.lock:
            return sum(act.acknowledged for act in self.acts)

    def of(self, kind: str) -> Iterator[Act]:
        return (act for act in self.acts if act.kind == kind)
