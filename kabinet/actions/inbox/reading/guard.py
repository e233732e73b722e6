"""What must be known of a letter before a parser sees it: that its shape makes none run for ever or out of its stack."""

import re
from typing import Final

# Parts that hold parts, and bytes of one header that says what a part is: the parser goes through both more than once.
MOST_HOLDERS: Final = 60
LONGEST_TYPE: Final = 4_096
TYPE: Final = re.compile(rb"^content-(?:type|disposition)[ \t]*:", re.IGNORECASE | re.MULTILINE)
HOLDER: Final = re.compile(rb"[\s\"]*(?:multipart|message)[ \t]*/", re.IGNORECASE)
LINE_END: Final = re.compile(rb"\n(?![ \t])")


def is_readable(raw: bytes) -> bool:
    """Whether it may be parsed. In time that grows with the letter's size."""
    holders, seen = 0, 0
    for found in TYPE.finditer(raw):
        if found.start() < seen:
            continue
        end = LINE_END.search(raw, found.end())
        seen = end.start() if end else len(raw)
        if seen - found.end() > LONGEST_TYPE:
            return False
        holders += bool(HOLDER.match(raw, found.end()))
        if holders > MOST_HOLDERS:
            return False
    return True
