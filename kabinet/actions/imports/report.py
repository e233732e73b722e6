"""What an import would bring, or brought: counts, and what stands in its way, in bounded lists."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

SHOWN: Final = 50  # of each list
KNOWN_NAMES: Final = 10_000  # different names that are counted one by one


@dataclass
class Report:
    """`here` were imported before; of them `changed` are told otherwise now, and stay as they were. `left` were open."""

    tickets: int = 0
    messages: int = 0
    files: int = 0
    bytes: int = 0
    here: int = 0
    changed: int = 0
    left: int = 0
    faults: int = 0
    opened: str = ""
    closed: str = ""
    shown: list[str] = field(default_factory=list)
    clients: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def add_fault(self, where: str, reason: str) -> None:
        """One that cannot be taken."""
        self.faults += 1
        if len(self.shown) < SHOWN:
            self.shown.append(f"{where}: {reason}")

    def count(self, counter: Counter[str], name: str) -> None:
        """One more of this name; those beyond what is told apart are counted together."""
        counter[name if name in counter or len(counter) < KNOWN_NAMES else "…"] += 1

    def lines(self, did: str) -> Iterator[str]:
        """For the operator; `did` is what happens to them: `would be brought in`, `brought in`."""
        size = f"{self.bytes / 2**20:.1f} MB"
        yield f"{self.tickets} tickets, {self.messages} messages, {self.files} files ({size}) {did}"
        if self.tickets:
            yield f"opened from {self.opened}, closed up to {self.closed}"
        if self.here:
            changed = (
                f", {self.changed} of them are told otherwise now and stay as they were"
                if self.changed
                else ""
            )
            yield f"{self.here} are here already{changed}"
        if self.left:
            yield f"{self.left} are left out: still open"
        yield from _listed("client", self.clients)
        yield from _listed("state", self.states)
        yield from _listed("registered person", self.people)
        yield from _listed("not registered, kept as a name", self.unknown)
        if self.faults:
            yield f"{self.faults} cannot be taken:"
            yield from (f"  {each}" for each in self.shown)
            if self.faults > len(self.shown):
                yield f"  … and {self.faults - len(self.shown)} more"


def _listed(what: str, counter: Counter[str]) -> Iterator[str]:
    for name, count in counter.most_common(SHOWN):
        yield f"  {what}: {name} ({count})"
    if len(counter) > SHOWN:
        yield f"  {what}: … and {len(counter) - SHOWN} more"
