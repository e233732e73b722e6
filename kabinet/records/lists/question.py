"""What somebody typed into a search, as PostgreSQL looks for it: quotation marks hold words together, a minus excludes one,
«or» offers a choice. A name, a version or a code (rphost_5120.dmp, 8.3.24, HTTP-502) is its parts in their order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kabinet.records import lengths
from kabinet.records.lists.words import either, stems_of

LONGEST = lengths.SEARCH
# A minus before a figure is a part of the number: errors of 1C and of COM are negative. -"502" excludes a number.
ITEM = re.compile(r'(?P<minus>-(?="|[«„“]?[^\W\d_]))?(?:"(?P<held>[^"]*)"?|(?P<word>[^\s"]+))')
NUMBER = re.compile(r"[\W_]*(\d+)[\W_]*")


class Nothing(StrEnum):
    """Why a question looks for nothing."""

    ONLY_EXCLUDES = "only_excludes"
    NO_WORDS = "no_words"


@dataclass(frozen=True, slots=True)
class Question:
    """`text` without needless space; `query` finds, `marks` are the words to show in what was found, both as PostgreSQL
    writes them; `numbers` were asked for by themselves. Without a `query` there is a `reason`, or nothing was typed."""

    text: str
    query: str = ""
    marks: str = ""
    numbers: frozenset[str] = frozenset()
    reason: Nothing | None = None


@dataclass(frozen=True, slots=True)
class _Term:
    choice: int
    excluded: bool
    words: str


def read_question(text: str) -> Question:
    """What was typed; one question to the database, which knows the words' stems."""
    plain = " ".join(text.replace("\0", " ").split())[:LONGEST]
    terms = list(_terms(plain))
    if not terms:
        return Question(plain)
    found = [
        (term, either(spellings))
        for term, (spellings, _begun) in zip(terms, stems_of([term.words for term in terms]), strict=True)
    ]
    asked = [(term, query) for term, query in found if query]
    sought = [(term, query) for term, query in asked if not term.excluded]
    if not sought:
        excludes = any(term.excluded for term, _query in asked)
        return Question(plain, reason=Nothing.ONLY_EXCLUDES if excludes else Nothing.NO_WORDS)
    return Question(
        plain,
        query=" | ".join(
            f"({_all_of(asked, choice)})" for choice in sorted({term.choice for term, _query in sought})
        ),
        marks=" | ".join(query for _term, query in sought),
        numbers=frozenset(number[1] for term, _query in sought if (number := NUMBER.fullmatch(term.words))),
    )


def _terms(text: str) -> Iterator[_Term]:
    choice = 0
    for item in ITEM.finditer(text):
        if item["word"] and item["word"].lower() == "or":
            choice += 1
        else:
            yield _Term(choice, bool(item["minus"]), item["held"] or item["word"] or "")


def _all_of(asked: Sequence[tuple[_Term, str]], choice: int) -> str:
    """What one choice demands and excludes."""
    return " & ".join(
        f"!{query}" if term.excluded else query for term, query in asked if term.choice == choice
    )
