"""One page of a list behind a place: the cursor names the last row by what the list is ordered by and its key."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from kabinet.api.problems import stop
from kabinet.api.said import say
from kabinet.api.shapes import Fault
from kabinet.regulation.text import Text

SIZE = 50
BAD_CURSOR = Text(
    "Такого места в списке нет: берите адрес из next", "There is no such place: take the address from next"
)
Row = TypeVar("Row", bound=Model)


def page_by_name(rows: QuerySet[Row], cursor: str) -> tuple[list[Row], str]:
    """In the order (short_name, key), and the cursor of what follows; empty on the last page."""
    if cursor:
        name, key = _place(cursor)
        rows = rows.filter(Q(short_name__gt=name) | Q(short_name=name, pk__gt=key))
    return _cut(rows, "short_name")


def page_by_time(rows: QuerySet[Row], instant: str, cursor: str) -> tuple[list[Row], str]:
    """In the order (-instant, -key)."""
    if cursor:
        said, key = _place(cursor)
        at = _instant(said)
        rows = rows.filter(Q(**{f"{instant}__lt": at}) | Q(**{instant: at, "pk__lt": key}))
    return _cut(rows, instant)


def following(path: str, cursor: str, **said: str) -> str:
    """The address of the next page; empty without one."""
    return f"{settings.PUBLIC_URL}/api/v1{path}?{urlencode({**said, 'cursor': cursor})}" if cursor else ""


def _cut(rows: QuerySet[Row], by: str) -> tuple[list[Row], str]:
    found = list(rows[: SIZE + 1])
    if len(found) <= SIZE:
        return found, ""
    last: Any = found[SIZE - 1]
    value = getattr(last, by)
    said = value.isoformat() if isinstance(value, datetime) else value
    return found[:SIZE], urlsafe_b64encode(f"{said}~{last.pk}".encode()).decode()


def _place(cursor: str) -> tuple[str, int]:
    try:
        said, _, key = urlsafe_b64decode(cursor.encode()).decode().rpartition("~")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise _no_place() from None
    if not (key.isascii() and key.isdecimal() and len(key) <= 18) or "\0" in said:
        raise _no_place()
    return said, int(key)


def _instant(said: str) -> datetime:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise _no_place() from None
    if at.utcoffset() is None:
        raise _no_place()
    return at


def _no_place() -> Exception:
    return stop(422, code="query", errors=[Fault("cursor", say(BAD_CURSOR))])
