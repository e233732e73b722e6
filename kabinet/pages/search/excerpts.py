"""Where the words stand: the subject with them marked, and a piece of the last message that has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kabinet.records import lists
from kabinet.records.lists import BEGINS, ENDS
from kabinet.regulation.access import Actor

SENTENCE_ENDS = ".!?…»)"


class Piece(NamedTuple):
    """Some text; `hit` when it is one of the words."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`said` is empty where only the subject has the words."""

    subject: tuple[Piece, ...]
    said: tuple[Piece, ...] = ()
    author: str = ""


def excerpts(actor: Actor, asked: lists.Question, tickets: Sequence[int]) -> dict[int, Excerpt]:
    """By the tickets' keys; messages that the actor may not hear are not looked into."""
    found = lists.marked(actor, asked, tickets)
    return {
        key: Excerpt(pieces(each.subject), pieces(cut(each.said)), each.author) for key, each in found.items()
    }


def cut(said: str) -> str:
    """A piece that ends within a sentence says so."""
    return said if not said or said[-1] in SENTENCE_ENDS else f"{said} …"


def pieces(marked: str) -> tuple[Piece, ...]:
    """The marked text in its parts."""
    return tuple(piece for piece in _pieces(marked) if piece.text)


def _pieces(marked: str) -> Iterator[Piece]:
    before, *hits = marked.split(BEGINS)
    yield Piece(before)
    for hit in hits:
        word, _end, after = hit.partition(ENDS)
        yield Piece(word, True)
        yield Piece(after)
