"""What a person added to a text that was there: word by word, so that only the additions are underlined."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

# A word with the space behind it: put together again they are the text.
WORDS = re.compile(r"\S+\s*|\s+")
MOST_WORDS = 4000  # of a longer text everything behind the common beginning counts as added


class Piece(NamedTuple):
    """Some text; `added` when it was not there before."""

    text: str
    added: bool = False


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """`after` in its pieces. What was taken away does not show: the reader of the document never had it."""
    if not before or before == after:
        return (Piece(after, added=not before),) if after else ()
    found = _joined(_pieces(WORDS.findall(before), WORDS.findall(after)))
    return tuple(found)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    if max(len(before), len(after)) > MOST_WORDS:
        same = next(
            (place for place, (one, two) in enumerate(zip(before, after, strict=False)) if one != two),
            len(before),
        )
        yield Piece("".join(after[:same]))
        yield Piece("".join(after[same:]), True)
        return
    matched = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after])
    for kind, _from, _to, first, last in matched.get_opcodes():
        yield Piece("".join(after[first:last]), kind != "equal")


def _joined(found: Iterator[Piece]) -> Iterator[Piece]:
    for added, same in groupby((piece for piece in found if piece.text), key=lambda piece: piece.added):
        yield Piece("".join(piece.text for piece in same), added)
