"""Where a page of a long list begins: behind one row, which the address names by its place in the order and its key. Pages
begin anew where that is no place; the API refuses it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

LONGEST_KEY = 18  # digits of a key that a database can have
Key = TypeVar("Key", int, UUID)
Row = TypeVar("Row", bound=Model)
Place = tuple[datetime, Key]


def number(text: str) -> int:
    """A row's key out of an address; ValueError for what cannot be one."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY):
        raise ValueError(text)
    return int(text)


def read_place(text: str, key: Callable[[str], Key]) -> Place[Key] | None:
    """What an address names as the end of the page before; None for anything else, which is the first page."""
    instant, _mark, rest = text.partition("~")
    try:
        at, found = datetime.fromisoformat(instant), key(rest)
    except ValueError:
        return None
    return (at, found) if at.utcoffset() is not None else None


def place(text: str) -> Place[int] | None:
    """The same where keys are numbers."""
    return read_place(text, number)


def named(text: str) -> tuple[str, int] | None:
    """The same of a list by name: a name and a key."""
    name, _mark, key = text.replace("\0", "").rpartition("~")
    try:
        return name, number(key)
    except ValueError:
        return None


def written(at: datetime, key: int | UUID) -> str:
    """A place for an address."""
    return f"{at.isoformat()}~{key}"


def cut(rows: QuerySet[Row], instant: str, after: Place[int] | None, size: int) -> tuple[list[Row], str]:
    """One page in the order (-instant, -key), and where the next begins; empty on the last one."""
    if after is not None:
        at, key = after
        rows = rows.filter(Q(**{f"{instant}__lt": at}) | Q(**{instant: at, "pk__lt": key}))
    return ended(rows, instant, size)


def behind_name(rows: QuerySet[Row], after: tuple[str, int] | None) -> QuerySet[Row]:
    """Of rows in the order (short_name, key) those behind a place; all without one."""
    if after is None:
        return rows
    name, key = after
    return rows.filter(Q(short_name__gt=name) | Q(short_name=name, pk__gt=key))


def cut_by_name(rows: QuerySet[Row], after: tuple[str, int] | None, size: int) -> tuple[list[Row], str]:
    """One page in that order, and where the next begins; empty on the last one."""
    found: list[Any] = list(behind_name(rows, after)[: size + 1])
    return found[:size], f"{found[size - 1].short_name}~{found[size - 1].pk}" if len(found) > size else ""


def ended(rows: QuerySet[Row], instant: str, size: int) -> tuple[list[Row], str]:
    """The first `size` of these rows, and where those after them begin; empty when there are none."""
    found = list(rows[: size + 1])
    shown = found[:size]
    return shown, written(getattr(shown[-1], instant), shown[-1].pk) if len(found) > size else ""
