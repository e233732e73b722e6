"""Words as PostgreSQL looks for them, and two of its stems for one Russian word brought together.

The stemmer takes «память» for a verb (памя) and «памяти» for a noun (памят), «запись» gives зап and «записи» запис. A
dictionary of exceptions is a file of the database's server; here a question asks for both stems instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kabinet.records.fast.prepared import ask

LONGEST_TEXT, MOST_WORDS, LONGEST_WORD = 2000, 8, 40
WORD = re.compile(r"[^\W_]+(?:[.\-/][^\W_]+)*")
# -ать, -ять and -ать/-ят; -ись and -ис. In a query's text a lexeme stands in quotes, perhaps with «:*» for its beginning.
_LONG = r"'(?<!'') ?''([а-яё]+[ая])т?''(:\*)?', '(''\1''\2|''\1т''\2)', 'g'"
_SHORT = r"'(?<!'') ?''([а-яё]+п)(?:ис)?''(:\*)?', '(''\1''\2|''\1ис''\2)', 'g'"


def widened(query: str) -> str:
    """SQL of the tsquery `query` (SQL too) that finds a word by either of its stems."""
    return f"regexp_replace(regexp_replace({query}::text, {_LONG}), {_SHORT})::tsquery"


# As search engines take it: quotation marks hold words together, a minus excludes, «or» offers a choice.
TYPED = widened("websearch_to_tsquery('russian', %(text)s::text)")
STEMS = f"""
SELECT {widened("plainto_tsquery('russian', w.word)")}::text,
  {widened("to_tsquery('russian', '''' || w.word || ''':*')")}::text
FROM unnest(%(words)s::text[]) WITH ORDINALITY AS w(word, place) ORDER BY w.place
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Wanted:
    """Queries (as PostgreSQL writes them) for what is like a text: `every` word, `most` of them, `any` of them."""

    every: str
    most: str
    any: str


def wanted(text: str, *, typing: bool = True) -> Wanted | None:
    """The words of `text`; while it is typed the last one is taken for the beginning of a word. None without words."""
    words = WORD.findall(text[:LONGEST_TEXT].replace("\0", " ").lower())
    known = list(dict.fromkeys(word for word in words if len(word) <= LONGEST_WORD))[:MOST_WORDS]
    if not known:
        return None
    stems = ask(STEMS, {"words": known})
    last = len(stems) - 1
    queries = [
        begun if typing and place == last and begun else whole for place, (whole, begun) in enumerate(stems)
    ]
    asked = [f"({query})" for query in queries if query]
    return Wanted(" & ".join(asked), _pairs(asked), " | ".join(asked)) if asked else None


def _pairs(asked: Sequence[str]) -> str:
    """Two of the words at least; of one or two words any."""
    if len(asked) < 3:
        return " | ".join(asked)
    return " | ".join(
        f"({first} & {second})" for place, first in enumerate(asked) for second in asked[place + 1 :]
    )
