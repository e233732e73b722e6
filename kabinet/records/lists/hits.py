"""Which words of a plain text a question means, told word by word: the index's own lexemes of a word are asked of the
database once a process, and most words of a desk are soon known.

Plain is what needs no table of Unicode: Latin, Cyrillic, figures, usual signs. A question that is more than a choice of
lexemes (words held together), and any other text, is marked by the database (marked.py).
"""

import re
from collections.abc import Set
from typing import Final

from kabinet.records.fast.prepared import ask

PLAIN: Final = re.compile("[\t\n\r -~\u00a0«»—–…“”„‘’№•·°×А-яЁё]*")
OF_WORD: Final = "0-9A-Za-zА-яЁё"
WORD: Final = re.compile(f"[{OF_WORD}]+")
LEXEME: Final = re.compile(r"'([^']+)'")
KEPT: Final = 20_000  # words whose lexemes are known
LEXEMES: Final = """SELECT w.word, tsvector_to_array(to_tsvector('pg_catalog.russian', kabinet_words(w.word)))
FROM unnest(%(words)s::text[]) AS w(word)"""
_known: dict[str, tuple[str, ...]] = {}


def is_choice(marks: str) -> bool:
    """Whether the question (as PostgreSQL writes it) is any of some lexemes."""
    return not LEXEME.sub("", marks).strip("()| ")


def meant_among(words: Set[str], marks: str) -> frozenset[str]:
    """Those of the words that the choice `marks` means."""
    _learn(words - _known.keys())
    choice = frozenset(LEXEME.findall(marks))
    return frozenset(word for word in words if not choice.isdisjoint(_known.get(word, ())))


def pattern_of(words: Set[str]) -> re.Pattern[str]:
    """Finds each of the words, at least one, where it stands alone."""
    return re.compile(f"(?<![{OF_WORD}])(?:{'|'.join(sorted(words))})(?![{OF_WORD}])")


def _learn(words: Set[str]) -> None:
    if not words:
        return
    if len(_known) > KEPT:
        _known.clear()
    _known.update((word, tuple(lexemes)) for word, lexemes in ask(LEXEMES, {"words": sorted(words)}))
