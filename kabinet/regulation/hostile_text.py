"""TOML out of an uploaded file: what would take longer to read than it is worth is not given to the parser at all."""

import re
from typing import Final

LONGEST_LINE: Final = 4_000
# A key of so many parts is nobody's; each part of a key is looked up from its beginning.
MOST_DOTS: Final = 24
_QUOTED = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'[^']*'""")


def unreadable_line(text: str) -> int:
    """The number of the first line that is too long, has zero characters or nests too deeply; 0 when none is."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE or "\0" in line or _dots(line) > MOST_DOTS:
            return number
    return 0


def _dots(line: str) -> int:
    """Outside of what is quoted."""
    return line.count(".") and _QUOTED.sub("", line).count(".")
