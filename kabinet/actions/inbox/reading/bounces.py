"""What a mail server says of a letter of ours that did not arrive (RFC 3464)."""

import re
from dataclasses import dataclass
from email.message import Message
from typing import Final

from kabinet.actions.inbox.reading import headers
from kabinet.actions.inbox.reading.charsets import text_of

LOOKED_AT: Final = 64_000
STATUS: Final = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})")
OURS: Final = re.compile(r"^message-id\s*:\s*<([^<>\s]{1,250})>", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Bounce:
    """`letters` are Message-IDs of what was returned, `recipient` the address for which; `forever` when the
    server will never take one for this address."""

    letters: tuple[str, ...]
    forever: bool
    said: str
    recipient: str = ""


def bounce_of(message: Message) -> Bounce | None:
    """None for a letter that is no such report."""
    if message.get_content_type() != "multipart/report" or not isinstance(message.get_payload(), list):
        return None
    parts = [each for each in message.get_payload() if isinstance(each, Message)][:10]
    states = [each for each in parts if each.get_content_type() == "message/delivery-status"]
    if not states:
        return None
    blocks = [each for state in states for each in _blocks(state)]
    status = next((found[1] for each in blocks if (found := STATUS.match(headers.first(each, "status")))), "")
    action = next(filter(None, (headers.first(each, "action").lower() for each in blocks)), "")
    said = next(filter(None, (headers.first(each, "diagnostic-code") for each in blocks)), "")
    recipient = next(filter(None, (headers.first(each, "final-recipient") for each in blocks)), "")
    address = headers.address_in(recipient.rpartition(";")[2])
    returned = [
        each for each in parts if each.get_content_type() in ("message/rfc822", "text/rfc822-headers")
    ]
    letters = [key for each in returned for key in OURS.findall(_written(each))]
    return Bounce(
        tuple(dict.fromkeys(letters)), action == "failed" and status.startswith("5"), said or status, address
    )


def _blocks(state: Message) -> list[Message]:
    held = state.get_payload()
    return [each for each in held if isinstance(each, Message)][:20] if isinstance(held, list) else []


def _written(part: Message) -> str:
    held = part.get_payload()
    if isinstance(held, list):
        inner = held[0] if held and isinstance(held[0], Message) else None
        return "".join(f"{name}: {value}\n" for name, value in inner.raw_items())[:LOOKED_AT] if inner else ""
    found = part.get_payload(decode=True)
    return text_of(found[:LOOKED_AT]) if isinstance(found, bytes) else ""
