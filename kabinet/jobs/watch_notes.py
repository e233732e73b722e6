"""What the watchdog has seen and not told yet, in a file beside it: read again after whatever end it met.

The file is replaced as a whole, so that it is the former or the new one at any instant. One process holds it.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self
from uuid import UUID, uuid4

MOST = 500  # times that wait to be told; of more the oldest are forgotten


class Held(Exception):
    """Another process watches with this file."""


class Unreadable(Exception):
    """What lies there is no such file."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A time in which the cabinet did not answer, by a name of its own: what was told once is known by it."""

    spell: UUID
    began_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Notes:
    """`failures` looks in a row had no answer, from `first` to `last`; `untold` are the times that are over."""

    failures: int = 0
    first: datetime | None = None
    last: datetime | None = None
    untold: tuple[Seen, ...] = field(default=())

    def looked(self, *, answered: bool, at: datetime, failures: int, gap: timedelta) -> Self:
        """After a look at `at`. From the first of `failures` looks without an answer until the first with one it was away,
        but no longer than until the last of them where nobody looked for more than `gap` since."""
        if not answered:
            return replace(self, failures=self.failures + 1, first=self.first or at, last=at)
        over = replace(self, failures=0, first=None, last=None)
        if self.first is None or self.last is None or self.failures < failures:
            return over
        until = at if at - self.last <= gap else self.last
        if until <= self.first:
            return over
        seen = Seen(uuid4(), self.first, until)
        return replace(over, untold=(*self.untold, seen)[-MOST:])

    def without(self, spell: UUID) -> Self:
        """After it was told."""
        return replace(self, untold=tuple(each for each in self.untold if each.spell != spell))


class NoteFile:
    """The file, held by this process until `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock: IO[str] = path.with_name(f"{path.name}.lock").open("a")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise Held(str(path)) from None

    def read(self) -> Notes:
        """What was kept; nothing where nothing was. Unreadable for a file that is none of these."""
        try:
            return _notes(json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            return Notes()
        except (ValueError, KeyError, TypeError) as wrong:
            raise Unreadable(str(self._path)) from wrong

    def keep(self, notes: Notes) -> None:
        """Instead of what was kept: on the disk before this returns."""
        beside = self._path.with_name(f"{self._path.name}.new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(asdict(notes), file, default=_plain)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        """Lets another process watch with it."""
        self._lock.close()


@contextmanager
def held(path: Path) -> Iterator[NoteFile]:
    """The file for as long as the block lasts. Raises Held."""
    file = NoteFile(path)
    try:
        yield file
    finally:
        file.close()


def _plain(value: datetime | UUID) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _notes(kept: dict[str, Any]) -> Notes:
    untold = tuple(
        Seen(UUID(row["spell"]), _instant(row["began_at"]), _instant(row["ends_at"]))
        for row in kept["untold"]
    )
    first, last = (_instant(kept[name]) if kept[name] else None for name in ("first", "last"))
    return Notes(int(kept["failures"]), first, last, untold)


def _instant(said: str) -> datetime:
    at = datetime.fromisoformat(said)
    if at.utcoffset() is None:
        raise ValueError(said)
    return at
