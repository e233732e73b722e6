"""Values of data that somebody else wrote: texts, instants, addresses, contents. Faulty where one is none."""

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parseaddr
from html import unescape
from typing import Any, Final
from zoneinfo import ZoneInfo

from kabinet.actions.imports.old_ticket import LONGEST_TEXT, Author, Faulty
from kabinet.actions.inbox.reading.html_text import LONGEST, text_of_html
from kabinet.regulation.visible import clean

# No desk is older, and nothing is closed after its export was made: years that a computer of today can mean.
FIRST_YEAR, LAST_YEAR = 1990, 2100
UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
ISO_LIKE: Final = re.compile(r"\d{4}-\d\d-\d\d")


def text_of(value: object) -> str:
    """A text without what no page can show or what turns it round; of a number its figures, of nothing nothing."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return clean(UNSEEN.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")))


def line_of(value: object) -> str:
    """The same in one line."""
    return " ".join(text_of(value).split())


def body_of(value: object, *, html: bool) -> str:
    """What was said; HTML cleaned as a letter's is."""
    said = text_of(value)
    if len(said) > LONGEST_TEXT:
        raise Faulty(f"a message is longer than {LONGEST_TEXT} signs")
    if not html:
        return said
    if len(said) > LONGEST:
        raise Faulty(f"a message has more than {LONGEST} signs of HTML")
    return text_of(text_of_html(said))


def escaped_html(value: object) -> str:
    """HTML of a desk that keeps it escaped (&lt;p&gt;) or as it is."""
    said = text_of(value)
    return unescape(said) if "<" not in said and "&lt;" in said else said


def instant_of(value: object, zone: ZoneInfo, what: str, form: str = "") -> datetime:
    """When it was, in UTC; without a zone of its own in the one that the mapping names. Faulty says `what` lacks it."""
    said = line_of(value)
    if not said:
        raise Faulty(f"{what} has no date")
    try:
        found = datetime.strptime(said, form) if form else _iso(said)  # noqa: DTZ007 - a zone is given below
        aware = found if found.tzinfo else found.replace(tzinfo=zone)
        instant = aware.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        raise Faulty(f"{what}: {said[:40]!r} is no date") from None
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise Faulty(f"{what}: {said[:40]!r} is no date of a desk")
    return instant


def later_instant(value: object, zone: ZoneInfo, what: str, form: str = "") -> datetime | None:
    """The same where there may be none; desks write the first instant of 1970, or zeros, for never."""
    said = line_of(value)
    if not said or said.startswith(("1970-01-01", "0000-00-00")) or said.upper() == "NULL":
        return None
    return instant_of(said, zone, what, form)


def author_of(address: object, name: object = "") -> Author:
    """Of `Name <a@b>` both; else as they stand."""
    said, shown = line_of(address)[:500], line_of(name)[:500]
    if "<" in said and "@" in said:
        found, mail = parseaddr(said)
        if mail:
            return Author((shown or found)[:200], mail[:200])
    return Author(shown[:200], said[:200])


def content_of(value: object, name: str) -> bytes:
    """Base64 as bytes."""
    try:
        return b64decode(str(value), validate=False)
    except (binascii.Error, ValueError):
        raise Faulty(f"the content of {name!r} is no base64") from None


def part_of(value: object, what: str) -> dict[str, Any]:
    """A JSON object, where there is to be one."""
    if not isinstance(value, dict):
        raise Faulty(f"{what} is no JSON object")
    return value


def parts_of(value: object, what: str) -> list[dict[str, Any]]:
    """A list of JSON objects; of a page of a collection its items, of one object that one, of nothing none."""
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    if value is None:
        return []
    listed: list[object] = value if isinstance(value, list) else [value]
    found = [each for each in listed if isinstance(each, dict)]
    if len(found) < len(listed):
        raise Faulty(f"{what} is no list of JSON objects")
    return found


def named_in(value: Mapping[str, Any], *names: str) -> object:
    """The first of these that says something; of a reference ({"id": …, "Name": …}) what it is called."""
    for name in names:
        found = value.get(name)
        if isinstance(found, dict):
            found = found.get("Name") or found.get("name") or found.get("id")
        if found not in (None, "", [], {}):
            return found
    return ""


def _iso(said: str) -> datetime:
    if not ISO_LIKE.match(said):
        raise ValueError(said)
    return datetime.fromisoformat(said.removesuffix(" UTC") + ("+00:00" if said.endswith(" UTC") else ""))
