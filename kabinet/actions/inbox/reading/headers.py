"""Headers of strangers: shortened before anybody looks into them, decoded, on one line."""

import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import Any, Final

from kabinet.actions.inbox.reading.charsets import text_of
from kabinet.regulation.visible import clean

# Characters of one header that are looked at, headers of one name, and of all that are shown.
LONGEST: Final = 4_000
MOST: Final = 100
SHOWN: Final = 500
# An address is no longer (RFC 5321).
LONGEST_ADDRESS: Final = 254
ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,190}\Z")
MESSAGE_ID: Final = re.compile(r"<([^<>\s]{1,250})>")


def raw_values(message: Message, name: str) -> list[str]:
    """All headers of this name as they came, shortened."""
    found = [value for key, value in _items(message) if key.lower() == name.lower()]
    return [" ".join(value[:LONGEST].split()) for value in found[:MOST]]


def first(message: Message, name: str) -> str:
    """The first of this name, decoded; empty when there is none."""
    return next((decoded(value) for value in raw_values(message, name)), "")


def decoded(value: str) -> str:
    """Encoded words as text (RFC 2047), of whatever they are made; no line breaks, no controls."""
    value = value[:LONGEST]
    try:
        parts: Iterable[tuple[Any, str | None]] = decode_header(value)
    except (HeaderParseError, ValueError, UnicodeError):
        parts = [(value, None)]
    text = "".join(
        text_of(part, said or "") if isinstance(part, bytes) else _eight_bit(part) for part, said in parts
    )
    return one_line(text)


def one_line(text: str) -> str:
    """Without line breaks, controls and marks that turn the text round."""
    return clean(" ".join("".join(each if each.isprintable() else " " for each in text).split()))


def senders(message: Message) -> list[tuple[str, str]]:
    """Name and address of everybody whom From names; an address that is none stands empty."""
    values = [value[:LONGEST] for value in raw_values(message, "from")]
    if len(values) != 1:
        return [("", "")] * len(values)
    pairs = getaddresses([_eight_bit(values[0])])
    return [(decoded(name), address_in(address)) for name, address in pairs[:MOST]]


def address_in(text: str) -> str:
    """In small letters; empty when it is none."""
    address = text.strip().lower()
    return address if len(address) <= LONGEST_ADDRESS and ADDRESS.match(address) else ""


def message_ids(message: Message) -> list[str]:
    """What the letter answers, the latest first: In-Reply-To, then References from its end."""
    answered = [key for value in raw_values(message, "in-reply-to") for key in MESSAGE_ID.findall(value)]
    line = [key for value in _ends(message, "references") for key in MESSAGE_ID.findall(value)]
    return list(dict.fromkeys([*answered, *reversed(line)]))[:MOST]


def shown(message: Message) -> list[list[str]]:
    """What a person may look at: names and values, shortened."""
    found = []
    for name, value in list(_items(message))[:MOST]:
        found.append([one_line(name)[:80], decoded(value)[:SHOWN]])
    return found


def file_name(part: Message) -> str:
    """As RFC 2231 writes it, or as mailers do (RFC 2047 inside a parameter); empty when it has none."""
    try:
        said = part.get_filename() or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        said = ""
    return decoded(said)


def _ends(message: Message, name: str) -> Iterator[str]:
    for key, value in _items(message):
        if key.lower() == name:
            yield value[-LONGEST:]


def _items(message: Message) -> Iterator[tuple[str, str]]:
    """As they came. `items()` would make a Header of whatever is not ASCII, which raises for some."""
    for name, value in message.raw_items():
        yield name, str(value)


def _eight_bit(text: str) -> str:
    """What came as bytes beyond ASCII without saying what they are (surrogates of the parser)."""
    if not any("\udc80" <= each <= "\udcff" for each in text):
        return text.encode("utf-8", "replace").decode("utf-8")
    return text_of(text.encode("utf-8", "surrogateescape"))
