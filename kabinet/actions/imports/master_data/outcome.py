"""What became of the lines: how many came, were here already, differ, and what stands in the way."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from kabinet.actions.imports.master_data.lines import PAPERS, PARTS
from kabinet.actions.imports.master_data.values import Said

SHOWN: Final = 50


@dataclass
class Touched:
    """Of one organisation: what came, and the sum over its lines in their order."""

    people: int = 0
    papers: int = 0
    digest: Any = field(default_factory=sha256)


@dataclass
class Outcome:
    """Counts by part. `here` stands as it came, `differs` stands otherwise and stays so, `ended` is over there."""

    came: Counter[str] = field(default_factory=Counter)
    here: Counter[str] = field(default_factory=Counter)
    differs: Counter[str] = field(default_factory=Counter)
    ended: int = 0
    faults: int = 0
    shown: list[str] = field(default_factory=list)
    touched: dict[int, Touched] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)  # who was met: a table has a line a role

    def add(self, part: str, organisation: int, said: Said) -> None:
        """Something new of this organisation."""
        touched = self.touched.setdefault(organisation, Touched())
        touched.digest.update(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode())
        touched.papers += part == PAPERS
        touched.people += part == "people"

    def add_fault(self, where: str, reason: str) -> None:
        """A line that cannot be taken."""
        self.faults += 1
        if len(self.shown) < SHOWN:
            self.shown.append(f"{where}: {reason}")

    def lines(self, did: str) -> Iterator[str]:
        """For the operator; `did` is what happens to them."""
        for part in PARTS:
            said = [f"{self.came[part]} {part} {did}"]
            if self.here[part]:
                said.append(f"{self.here[part]} are here already")
            if self.differs[part]:
                said.append(f"{self.differs[part]} stand otherwise here and stay as they are")
            yield ", ".join(said)
        if self.ended:
            yield f"{self.ended} roles are left out: they are over"
        if self.faults:
            yield f"{self.faults} lines cannot be taken, so nothing is:"
            yield from (f"  {each}" for each in self.shown)
            if self.faults > len(self.shown):
                yield f"  … and {self.faults - len(self.shown)} more"
