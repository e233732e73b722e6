"""The tickets that were chosen in a list, each with the version that the person saw."""

import re
from collections.abc import Iterable
from typing import NamedTuple

MOST = 100
PICK = re.compile(r"([UV])-([0-9]{1,10})(?::([0-9]{1,9}))?")


class Pick(NamedTuple):
    """One of them; without a version nobody looked."""

    number: str
    version: int | None

    @property
    def value(self) -> str:
        """What a form carries."""
        return self.number if self.version is None else f"{self.number}:{self.version}"


def picked(values: Iterable[str]) -> list[Pick]:
    """Each once, in the order of their numbers: two people who choose alike do not wait for one another in a ring."""
    found = {}
    for value in values:
        if typed := PICK.fullmatch(value):
            place = (typed[1], int(typed[2]))
            found[place] = Pick(f"{typed[1]}-{int(typed[2])}", int(typed[3]) if typed[3] else None)
    return [found[place] for place in sorted(found)]
