"""A file in pieces that each begin with an event and end with one, whatever its lines are like."""

import codecs
import re
from collections.abc import Iterator
from typing import Protocol

from kabinet.techlog.bounds import BLOCK, LONGEST
from kabinet.techlog.heads import Form

BOM = codecs.BOM_UTF8
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NEAR = 200


class Readable(Protocol):
    """Anything that gives at most `size` bytes, none at the end."""

    def read(self, size: int, /) -> bytes: ...


class Utf16:
    """The same as UTF-8: an editor has saved the file anew."""

    def __init__(self, stream: Readable, start: bytes) -> None:
        self._stream, self._start = stream, start
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")

    def read(self, size: int, /) -> bytes:
        while raw := self._start or self._stream.read(size):
            self._start = b""
            if text := self._decoder.decode(raw):
                return text.encode("utf-8", "replace")
        return b""


def first_block(stream: Readable) -> tuple[bytes, Readable]:
    """Its first bytes after the mark of order, behind the end of a line, and where the others come from."""
    start = _full(stream)
    if start[:2] in UTF_16:
        stream = Utf16(stream, start)
        start = _full(stream)
    return b"\n" + start.removeprefix(BOM), stream


def blocks(first: bytes, stream: Readable, form: Form) -> Iterator[tuple[bytes, bool]]:
    """Each with whether something of an event longer than LONGEST was left out before it."""
    carried, cut_off, chunk = first, False, b""
    while True:
        chunk = stream.read(BLOCK)
        if not chunk:
            break
        whole = carried + chunk
        if not (end := _last_head(whole, form.head)):
            cut_off = cut_off or len(whole) > LONGEST
            carried = whole[:LONGEST]
            continue
        yield whole[:end], cut_off
        carried, cut_off = whole[end:], False
    if carried != b"\n":
        yield carried, cut_off


def _full(stream: Readable) -> bytes:
    """A block, or all there is when that is less."""
    parts, missing = [], BLOCK
    while missing > 0 and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _last_head(whole: bytes, head: re.Pattern[bytes]) -> int:
    """Where the last event begins; 0 when there is only the first. Mostly near the end; else all is looked through."""
    at = len(whole)
    for _ in range(_NEAR):
        at = whole.rfind(b"\n", 0, at)
        if at <= 0:
            return 0
        if head.match(whole, at):
            return at
    last = 0
    for found in head.finditer(whole, 1, at):
        last = found.start()
    return last
