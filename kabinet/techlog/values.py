"""The properties of one event: a list of pairs, for a name may come twice; the first is taken."""

import json
import re
from typing import Final

from kabinet.techlog.bounds import MOST_VALUE

MOST: Final = 80
_NAME = re.compile(rb",([A-Za-z][\w:.]{0,60})=")
_BARE = re.compile(rb"[^,\r\n]*")
_LINE = re.compile(rb"[^\r\n]{0,2000}")
# Most properties at one go: no quotation, and another one or the end of the line right behind.
_PLAIN = re.compile(rb",([A-Za-z][\w:.]{0,60})=(?!['\"])([^,\r\n]*)(?=,[A-Za-z][\w:.]{0,60}=|[\r\n]|\Z)")
# What anybody here asks for; the other values are passed over.
_ASKED: Final = {
    name.encode(): name
    for name in (
        *(
            "process",
            "Usr",
            "UserName",
            "t:computerName",
            "computerName",
            "ServerComputerName",
            "Computer",
            "t:connectID",
        ),
        *(
            "Exception",
            "Descr",
            "descr",
            "Txt",
            "txt",
            "Event",
            "Name",
            "Context",
            "Regions",
            "WaitConnections",
        ),
        *("DeadlockConnectionIntersections", "Sql", "Sdbl", "Func", "Module", "Method", "MName", "IName"),
    )
}
Values = dict[str, str]


def of_line(text: bytes, start: int, end: int) -> tuple[Values, bool]:
    """`text[start:end]` from the comma before the first property on. False: a quotation has no end there."""
    found: Values = {}
    for _ in range(MOST):
        if plain := _PLAIN.match(text, start, end):
            _take(found, plain[1], plain[2])
            start = plain.end()
            continue
        named = _NAME.match(text, start, end)
        if named is None:
            return found, True
        begin = named.end()
        quote = text[begin : begin + 1]
        whole = True
        if quote in (b"'", b'"') and begin < end:
            value, start, whole = _quoted(text, begin, end, quote)
        else:
            start = _bare_end(text, begin, end)
            value = text[begin:start]
        _take(found, named[1], value)
        if not whole:
            return found, False
    return found, True


def _take(found: Values, name: bytes, value: bytes) -> None:
    asked = _ASKED.get(name)
    if asked is not None and asked not in found:
        found[asked] = value[:MOST_VALUE].decode("utf-8", "replace")


def _bare_end(text: bytes, begin: int, end: int) -> int:
    """Where a value without quotation ends: a list of connections has commas (`7, 9 ,11`)."""
    bare = _BARE.match(text, begin, end)
    at = bare.end() if bare else begin
    if text[at : at + 1] != b"," or _NAME.match(text, at, end):
        return at
    line = _LINE.match(text, at, end)
    stop = line.end() if line else at
    ahead = _NAME.search(text, at, stop)
    return ahead.start() if ahead else stop


def _quoted(text: bytes, begin: int, end: int, quote: bytes) -> tuple[bytes, int, bool]:
    """The value, where it ends, and whether it does; a quote within is written twice."""
    at = begin + 1
    while (closing := text.find(quote, at, end)) >= 0:
        if text[closing + 1 : closing + 2] != quote or closing + 1 >= end:
            return text[begin + 1 : closing].replace(quote * 2, quote), closing + 1, True
        at = closing + 2
    return text[begin + 1 : end].replace(quote * 2, quote), end, False


def of_json(line: bytes) -> Values | None:
    """Of a line of the other form; None when it cannot be read."""
    try:
        pairs = json.loads(line, object_pairs_hook=lambda pairs: pairs)
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, list):
        return None
    found: Values = {}
    for pair in pairs[:MOST]:
        if isinstance(pair, tuple) and isinstance(pair[1], str | int | float):
            _take(
                found,
                str(pair[0])[:60].encode(errors="replace"),
                str(pair[1])[:MOST_VALUE].encode(errors="replace"),
            )
    return found
