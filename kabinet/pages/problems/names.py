"""A client's own names in a text that others will read: pointed out before it is kept."""

import re
from collections.abc import Iterable, Iterator

LEGAL_FORMS = frozenset({"ооо", "оао", "зао", "пао", "нао", "ао", "гбу", "муп", "фгуп", "ип", "банк"})
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
ENDING, LEAST = 2, 5  # letters that Russian cases change, and the shortest word that has them to lose


def found(text: str, names: Iterable[str]) -> list[str]:
    """Those of `names` (of organisations, people, numbers) that the text has, in any case of theirs."""
    return [
        name for name in dict.fromkeys(filter(None, names)) if any(_in(text, each) for each in _ways(name))
    ]


def _ways(name: str) -> Iterator[re.Pattern[str]]:
    """The whole name without its legal form; of a person the surname alone as well."""
    words = [word for word in WORD.findall(name) if word.lower() not in LEGAL_FORMS]
    if words and sum(map(len, words)) > ENDING:
        yield _pattern(words)
    if len(words) == 3 and not any(sign in name for sign in '«»"') and len(words[0]) >= LEAST:
        yield _pattern(words[:1])


def _pattern(words: list[str]) -> re.Pattern[str]:
    stems = (re.escape(word[:-ENDING]) + r"\w*" if len(word) >= LEAST else re.escape(word) for word in words)
    return re.compile(r"\b" + r"\W+".join(stems) + r"\b", re.IGNORECASE)


def _in(text: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(text) is not None
