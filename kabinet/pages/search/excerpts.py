"""Where the words stand: the subject with them marked, and a piece of the last message that has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import OuterRef, Subquery

from kabinet.records import doors
from kabinet.regulation.access import Actor

CONFIG = "russian"
# Signs that nobody types stand for the beginning and the end of a mark on the way from the database.
SENTENCE_ENDS = ".!?…»)"
BEGINS, ENDS = "\ue000", "\ue001"
WORDS = {"max_words": 30, "min_words": 12, "max_fragments": 2, "fragment_delimiter": " … "}


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


def excerpts(actor: Actor, text: str, tickets: Sequence[int]) -> dict[int, Excerpt]:
    """By the tickets' keys, in one question; messages that the actor may not hear are not looked into."""
    query = SearchQuery(text, config=CONFIG, search_type="websearch")
    said = _said(actor, query)
    found = (
        doors.tickets(actor)
        .filter(pk__in=tickets)
        .annotate(
            marked=_marked("subject", query, highlight_all=True),
            said=Subquery(said.values("piece")[:1]),
            by=Subquery(said.values("author_name")[:1]),
        )
    )
    rows = found.values_list("pk", "marked", "said", "by")
    return {
        key: Excerpt(pieces(subject), pieces(cut(said or "")), by or "") for key, subject, said, by in rows
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


def _said(actor: Actor, query: SearchQuery) -> Any:
    """Of the ticket that the outer question is about: the last message that has the words."""
    messages = doors.messages(actor, cast(Any, OuterRef("pk")))
    having = messages.annotate(words=SearchVector("text", config=CONFIG)).filter(words=query)
    return having.annotate(piece=_marked("text", query, **WORDS)).order_by("-occurred_at", "-id")


def _marked(column: str, query: SearchQuery, **options: Any) -> SearchHeadline:
    return SearchHeadline(column, query, config=CONFIG, start_sel=BEGINS, stop_sel=ENDS, **options)
