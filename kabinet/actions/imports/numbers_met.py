"""Numbers of a source that are here already, and those that a run has met: on the disk, however many there are."""

import sqlite3
from collections.abc import Iterable
from typing import Final

BATCH: Final = 10_000


class NumbersMet:
    """A temporary table; it is gone with the connection."""

    def __init__(self, here: Iterable[tuple[str, str]]) -> None:
        """`here` are numbers with the digests of what was taken under them."""
        self._beside = sqlite3.connect("")
        self._beside.execute("CREATE TABLE met (number TEXT PRIMARY KEY, digest TEXT, by_run INTEGER)")
        self._beside.executemany("INSERT INTO met VALUES (?, ?, 0)", here)

    def close(self) -> None:
        """Nothing is kept."""
        self._beside.close()

    def meet(self, number: str) -> bool:
        """Whether this run meets the number for the first time."""
        found = self._beside.execute("SELECT by_run FROM met WHERE number = ?", [number]).fetchone()
        if found and found[0]:
            return False
        self._beside.execute(
            "INSERT INTO met VALUES (?, NULL, 1) ON CONFLICT (number) DO UPDATE SET by_run = 1", [number]
        )
        return True

    def digest(self, number: str) -> str | None:
        """Of what is here under it; None where there is nothing."""
        found = self._beside.execute("SELECT digest FROM met WHERE number = ?", [number]).fetchone()
        return str(found[0]) if found and found[0] else None
