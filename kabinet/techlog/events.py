"""One event that is worth reading, and what its neighbours in the file say of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kabinet.techlog import values
from kabinet.techlog.bounds import MOST_VALUE
from kabinet.techlog.heads import Form

# How far before an event the other side of its conflict is looked for, and in how many events.
_BACK = 40
_FALSE_HEADS = 3
_SOMEBODY = re.compile(rb"WaitConnections(?:=|\": ?)['\" ]{0,3}\d")


@dataclass(slots=True)
class Event:
    """`start` and `end` in its block; `stamp` is day and hour where the line has them."""

    name: str
    stamp: str
    minute: str
    second: str
    seconds: float
    values: dict[str, str]
    start: int
    end: int
    whole: bool


def wanted(block: bytes, form: Form) -> Iterator[Event]:
    """In the order of the file."""
    for found in form.wanted.finditer(block):
        name = found[5].decode("ascii", "replace").upper()
        if name != "TLOCK" or _waits(block, form, found.end()):
            yield _read(block, form, found, name)


def _waits(block: bytes, form: Form, start: int) -> bool:
    """Whether a lock had to wait for somebody: most had not, and are not read."""
    ahead = form.head.search(block, start)
    end = ahead.start() if ahead else len(block)
    at = block.find(b"WaitConnections", start, end)
    return at >= 0 and _SOMEBODY.match(block, at, end) is not None


def _read(block: bytes, form: Form, found: re.Match[bytes], name: str) -> Event:
    ahead = form.head.search(block, found.end())
    end = ahead.start() if ahead else len(block)
    whole = True
    if form.name == "json":
        known = values.of_json(block[found.start() : end])
        given = known or {}
        whole = known is not None
    else:
        given, whole = values.of_line(block, found.end(), end)
        for _ in range(_FALSE_HEADS):
            # A line within a quotation may look like an event.
            if whole or end == len(block):
                break
            ahead = form.head.search(block, end + 1)
            end = ahead.start() if ahead else len(block)
            given, whole = values.of_line(block, found.end(), end)
        if "Context" not in given and ahead and ahead[ahead.lastindex or 1] == b"Context":
            given["Context"] = _context_after(block, form, ahead)
    return Event(
        name,
        found[1].decode("ascii"),
        found[2].decode("ascii"),
        found[3].decode("ascii"),
        int(found[4]) * form.unit,
        given,
        found.start(),
        end,
        whole,
    )


def _context_after(block: bytes, form: Form, head: re.Match[bytes]) -> str:
    """Older platforms write it as a record of its own, right after the event that it belongs to."""
    ahead = form.head.search(block, head.end())
    end = min(ahead.start() if ahead else len(block), head.end() + MOST_VALUE)
    given, _whole = values.of_line(block, head.end(), end)
    return given.get("Context") or block[head.end() : end].decode("utf-8", "replace").strip(", \r\n'\"")


def context_of_other(block: bytes, form: Form, before: int, connection: str, regions: str) -> str:
    """What that connection was last doing on one of these regions before this place; "" when this block does not say."""
    if not connection.isascii() or not connection.isdigit():
        return ""
    mark, at, fallback = f"t:connectID={connection},".encode(), before, ""
    if form.name == "json":
        mark = f'"t:connectID":"{connection}"'.encode()
    for _ in range(_BACK):
        at = block.rfind(mark, 0, at)
        if at < 0:
            break
        begin = block.rfind(b"\n", 0, at)
        head = form.head.match(block, begin)
        if head is None:
            continue
        ahead = form.head.search(block, at)
        end = ahead.start() if ahead else len(block)
        given = (
            values.of_json(block[begin:end]) or {}
            if form.name == "json"
            else values.of_line(block, head.end(), end)[0]
        )
        context = given.get("Context", "")
        if context and set(given.get("Regions", "").split(",")) & set(regions.split(",")):
            return context
        fallback = fallback or context
    return fallback
