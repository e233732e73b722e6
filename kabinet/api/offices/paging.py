"""One page of a list behind a place: the cursor names the last row by what the list is ordered by and its key."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet

from kabinet.api.problems import stop
from kabinet.api.said import say
from kabinet.api.shapes import Fault
from kabinet.regulation.text import Text
from kabinet.web import keyset

SIZE = 50
BAD_CURSOR = Text(
    "Такого места в списке нет: берите адрес из next", "There is no such place: take the address from next"
)
Row = TypeVar("Row", bound=Model)
Place = TypeVar("Place")


def page_by_name(rows: QuerySet[Row], cursor: str) -> tuple[list[Row], str]:
    """In the order (short_name, key), and the cursor of what follows; empty on the last page."""
    found, after = keyset.cut_by_name(rows, _place(cursor, keyset.named), SIZE)
    return found, _cursor(after)


def page_by_time(rows: QuerySet[Row], instant: str, cursor: str) -> tuple[list[Row], str]:
    """In the order (-instant, -key)."""
    found, after = keyset.cut(rows, instant, _place(cursor, keyset.place), SIZE)
    return found, _cursor(after)


def following(path: str, cursor: str, **said: str) -> str:
    """The address of the next page; empty without one."""
    return f"{settings.PUBLIC_URL}/api/v1{path}?{urlencode({**said, 'cursor': cursor})}" if cursor else ""


def _cursor(after: str) -> str:
    return urlsafe_b64encode(after.encode()).decode()


def _place(cursor: str, read: Callable[[str], Place | None]) -> Place | None:
    if not cursor:
        return None
    try:
        found = read(urlsafe_b64decode(cursor.encode()).decode())
    except (binascii.Error, UnicodeDecodeError, ValueError):
        found = None
    if found is None:
        raise stop(422, code="query", errors=[Fault("cursor", say(BAD_CURSOR))])
    return found
