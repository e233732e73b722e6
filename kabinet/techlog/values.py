"""The properties of one event: a list of pairs, for a name may come twice; the first is taken."""

import json
import re
from typing import Final

from kabinet.techlog.bounds import MOST_VALUE

MOST: Final = 80
_NAME = re.compile(rb",([A-Za-z][\w:.]{0,60})=")
_BARE = re.compile(rb"[^,\r\n]*")
Values = dict[str, str]


def of_line(text: bytes, start: int, end: int) -> tuple[Values, bool]:
    """`text[start:end]` from the comma before the first property on. False: a quotation has no end there."""
    found: Values = {}
    for _ in range(MOST):
        named = _NAME.match(text, start, end)
        if named is None:
            return found, True
        begin = named.end()
        quote = text[begin : begin + 1]
        if quote in (b"'", b'"') and begin < end:
            value, start, whole = _quoted(text, begin, end, quote)
        else:
            bare = _BARE.match(text, begin, end)
            start, whole = (bare.end() if bare else begin), True
            value = text[begin:start]
        found.setdefault(named[1].decode("ascii"), value[:MOST_VALUE].decode("utf-8", "replace"))
        if not whole:
            return found, False
    return found, True


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
            found.setdefault(str(pair[0])[:60], str(pair[1])[:MOST_VALUE])
    return found
