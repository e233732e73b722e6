"""What a column of a sheet holds, and how a list is declared as one."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.regulation.access import Actor

Value = str | int | float | datetime | date | timedelta | None
STEP = 500  # rows that are read at once


class Kind(StrEnum):
    """How a value is written, and what a spreadsheet reckons with."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    INSTANT = "instant"
    DAY = "day"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Column:
    """`title` in the reader's language; `value` takes it out of a row. An instant is aware: the writer puts it into the
    reader's zone, which it names in the head."""

    title: str
    value: Callable[[Any], Value]
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Asking:
    """Who reads a list, when, in which zone, and what its address asks for."""

    actor: Actor
    at: datetime
    zone: ZoneInfo
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows in the order of the list; `after` is where the next ones begin, empty on the last."""

    rows: Sequence[Any]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as its reader asks for it now. `count` counts no further than its argument; `key` knows a row again, so that
    one which moved while the sheet was made stands in it once."""

    title: str
    columns: Sequence[Column]
    read: Callable[[str], Batch]
    count: Callable[[int], int]
    key: Callable[[Any], Hashable]


def whole(rows: Sequence[Any]) -> tuple[Callable[[str], Batch], Callable[[int], int]]:
    """How a short list, which is there as a whole, is read and counted."""
    return lambda after: Batch(rows), lambda most: len(rows)
