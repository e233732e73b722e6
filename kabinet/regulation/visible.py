"""Whether a text says something: it has a sign that a person can see.

A space is not the only sign that nobody sees: a zero-width space, a soft hyphen, a filler of Hangul and an empty pattern
of Braille pass for text, and none of them is an answer, a reason or a name.
"""

import unicodedata

# Letters and symbols to Unicode that are drawn as nothing; unassigned signs that are to be drawn as nothing.
BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2065\u2800\u3164\uffa0")
# Control signs, format signs, halves, private signs; spaces; marks, which want a letter.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"})


def says_something(text: str) -> bool:
    """Whether any sign of it can be seen."""
    return any(
        sign not in BLANK and unicodedata.category(sign) not in UNSEEN and not _unassigned(sign)
        for sign in text
    )


def clean(text: str) -> str:
    """Without spaces at the ends; one kind of line end; no zero character, which PostgreSQL cannot keep. Empty when there is
    nothing to be seen."""
    plain = text.replace("\r\n", "\n").replace("\0", "").strip()
    return plain if says_something(plain) else ""


def line(text: str) -> str:
    """The same in one line, with single spaces."""
    return clean(" ".join(text.split()))


def _unassigned(sign: str) -> bool:
    return "\ufff0" <= sign <= "\ufff8" or "\U000e0000" <= sign <= "\U000e0fff"
