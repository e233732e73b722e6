"""Pages of what is listed by its instant and its key."""

from datetime import datetime
from typing import Any

from django.db.models import Q

SIZE = 30
Rows = Any  # a QuerySet that a door gave


def cut(rows: Rows, name: str, after: str) -> tuple[list[Any], str]:
    """One page in the order (-name, -pk), and where the next begins; empty on the last one."""
    if begin := place(after):
        at, key = begin
        rows = rows.filter(Q(**{f"{name}__lt": at}) | Q(**{name: at, "pk__lt": key}))
    found = list(rows[: SIZE + 1])
    shown = found[:SIZE]
    return shown, f"{getattr(shown[-1], name).isoformat()}~{shown[-1].pk}" if len(found) > SIZE else ""


def place(text: str) -> tuple[datetime, int] | None:
    """What an address names as the end of the page before; None for anything else."""
    instant, _mark, key = text.partition("~")
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return None
    fits = key.isascii() and key.isdigit() and len(key) < 19 and at.utcoffset() is not None
    return (at, int(key)) if fits else None
