"""Words as PostgreSQL looks for them, and two of its stems for one Russian word brought together.

The stemmer takes «память» for a verb (памя) and «памяти» for a noun (памят), «запись» gives зап and «записи» запис. A
dictionary of exceptions is a file of the database's server; here a question asks for both stems instead.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kabinet.records.fast.prepared import ask
from kabinet.records.security.word_functions import UNSEEN

LONGEST_TEXT, MOST_WORDS, LONGEST_WORD = 2000, 8, 40
KEPT = 2048  # questions whose stems are kept
WORD = re.compile(r"[^\W_]+(?:[.\-/_:][^\W_]+)*")
# -ать, -ять and -ать/-ят; -ись and -ис. In a query's text a lexeme stands in quotes, perhaps with «:*» for its beginning.
_LONG = r"'(?<!'') ?''([а-яё]+[ая])т?''(:\*)?', '(''\1''\2|''\1т''\2)', 'g'"
_SHORT = r"'(?<!'') ?''([а-яё]+п)(?:ис)?''(:\*)?', '(''\1''\2|''\1ис''\2)', 'g'"


def widened(query: str) -> str:
    """SQL of the tsquery `query` (SQL too) that finds a word by either of its stems."""
    return f"regexp_replace(regexp_replace({query}::text, {_LONG}), {_SHORT})::tsquery"


# Each word in its spellings: as it is written, as an abbreviation whose letters look like Cyrillic ones, and without the
# signs that nobody sees; what has several parts holds them together.
_SPELLINGS = f"""(VALUES (w.word), (upper(w.word COLLATE "pg_c_utf8")),
  (regexp_replace(w.word COLLATE "pg_c_utf8", '{UNSEEN}+', '', 'g'))) AS s(spelling)"""
_WHOLE = "phraseto_tsquery('russian', kabinet_words(s.spelling))"
STEMS = f"""
SELECT ARRAY(SELECT {widened(_WHOLE)}::text FROM {_SPELLINGS}),
  ARRAY(SELECT {widened(f"regexp_replace({_WHOLE}::text, '$', ':*')")}::text FROM {_SPELLINGS} WHERE {_WHOLE}::text <> '')
FROM unnest(%(words)s::text[]) WITH ORDINALITY AS w(word, place) ORDER BY w.place
"""  # noqa: S608


def stems_of(words: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """For each of them its queries, a spelling each: as whole words, and with the last one as the beginning of a word.

    Asked once a process: the next page of what was found, and everybody who looks for the same, knows them.
    """
    return list(_stems(tuple(words)))


@lru_cache(maxsize=KEPT)
def _stems(words: tuple[str, ...]) -> tuple[tuple[list[str], list[str]], ...]:
    return tuple((whole, begun) for whole, begun in ask(STEMS, {"words": list(words)}))


def either(queries: Iterable[str]) -> str:
    """One query for any of these; empty ones find nothing and are left out."""
    wanted = list(dict.fromkeys(filter(None, queries)))
    return f"({' | '.join(f'({query})' for query in wanted)})" if wanted else ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Queries (as PostgreSQL writes them) for what is like a text: `every` word, `most` of them, `any` of them."""

    every: str
    most: str
    any: str


def wanted(text: str, *, typing: bool = True) -> Wanted | None:
    """The words of `text`; while it is typed the last one is taken for the beginning of a word. None without words."""
    words = WORD.findall(_plain(text[:LONGEST_TEXT]))
    known = list(dict.fromkeys(word for word in words if len(word) <= LONGEST_WORD))[:MOST_WORDS]
    if not known:
        return None
    stems = stems_of(known)
    queries = [either(whole) for whole, _begun in stems]
    if typing and queries[-1]:
        queries[-1] = either([*stems[-1][1], *_as_typed(known[-1])])
    asked = [query for query in queries if query]
    return Wanted(" & ".join(asked), _pairs(asked), " | ".join(asked)) if asked else None


def _plain(text: str) -> str:
    """Composed letters, small, without stress marks and signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text.replace("\0", " ")).lower()
    return "".join(
        sign for sign in composed if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )


def _as_typed(word: str) -> list[str]:
    """The beginning of a Latin word in its own letters: 1c may become 1cv8, whose letters are Latin."""
    return [f"'{word}':*"] if word.isascii() and word.isalnum() else []


def _pairs(asked: Sequence[str]) -> str:
    """Two of the words at least; of one or two words any."""
    if len(asked) < 3:
        return " | ".join(asked)
    return " | ".join(
        f"({first} & {second})" for place, first in enumerate(asked) for second in asked[place + 1 :]
    )
