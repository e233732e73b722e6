"""The texts of two versions line by line: what left, what came, with a few lines around."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kabinet.regulation.pack.texts import Source

AROUND = 2
SAME, GONE, CAME = " ", "-", "+"


@dataclass(frozen=True, slots=True)
class TextLine:
    """`sign` SAME, GONE or CAME; `number` is the line's in the new text, in the old one for what left."""

    sign: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that differs, as stretches of lines."""

    name: str
    stretches: tuple[tuple[TextLine, ...], ...]


def changes(old: Source, new: Source) -> list[FileChange]:
    """Every file that differs, by name; a file that one side lacks is empty there."""
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return [FileChange(name, tuple(_stretches(old.get(name, ""), new.get(name, "")))) for name in names]


def _stretches(old: str, new: str) -> Iterator[tuple[TextLine, ...]]:
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(AROUND):
        yield tuple(line for code in group for line in _lines(code, before, after))


def _lines(code: tuple[str, int, int, int, int], before: list[str], after: list[str]) -> Iterator[TextLine]:
    what, old_from, old_to, new_from, new_to = code
    if what == "equal":
        yield from (TextLine(SAME, place + 1, after[place]) for place in range(new_from, new_to))
        return
    yield from (TextLine(GONE, place + 1, before[place]) for place in range(old_from, old_to))
    yield from (TextLine(CAME, place + 1, after[place]) for place in range(new_from, new_to))
