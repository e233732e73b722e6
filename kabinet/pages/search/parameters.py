"""What was typed into the search box."""

import re

from kabinet.records import lengths

LONGEST = lengths.SEARCH
# «В» looks like the first letter of the vendor's numbers, «М» is its key on a Russian keyboard. The list knows the others.
MISTYPED = re.compile(r"[вм]\s*[-‐‑–—]?\s*(\d{1,10})", re.IGNORECASE)
NUMBER = re.compile(r"[uv]-\d{1,10}|\d{1,10}", re.IGNORECASE)


def typed(text: str) -> str:
    """The text without needless space, a mistyped number put right."""
    plain = " ".join(text.replace("\0", " ").split())[:LONGEST]
    mistyped = MISTYPED.fullmatch(plain)
    return f"V-{mistyped[1]}" if mistyped else plain


def numbered(text: str, numbers: list[str]) -> bool:
    """Whether the text names the one ticket that was found: its figures say so, whatever the letter before them."""
    figures = "".join(sign for sign in text if sign.isdigit())
    return len(numbers) == 1 and len(text) <= len(numbers[0]) + 2 and numbers[0].partition("-")[2] == figures
