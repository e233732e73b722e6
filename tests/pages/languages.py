"""What a page says, what is on record, and which words of the first are not of the second."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

RUSSIAN = re.compile(r"([А-Яа-яЁё]+)(…?)")
# Words that would stand on a Russian page only if nobody had said them in Russian.
ENGLISH = re.compile(
    r"\b(None|True|False|Ticket|Level|Partner|Client|Save|Send|Search|Next|Cancel|Deadline|This field|Select)\b"
)
# What the law says is on record too, in both languages: nobody's data.
NOT_DATA = ("regulation_version", "calendar_version")
ADDRESSES = ("href", "action", "formaction", "src", "hx-get", "hx-post")


class Said(HTMLParser):
    """Texts and attributes of a page, without what it says to be of another language."""

    def __init__(self, page: str, language: str) -> None:
        super().__init__()
        self.language, self.texts, self.foreign, self.silent = language, [""], "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("lang", self.language) != self.language:
            self.foreign = tag
        self.silent = tag if tag in ("script", "style") else self.silent
        self.texts += [value for name, value in attrs if value and name not in ADDRESSES]

    def handle_endtag(self, tag: str) -> None:
        self.foreign = "" if tag == self.foreign else self.foreign
        self.silent = "" if tag == self.silent else self.silent

    def handle_data(self, data: str) -> None:
        if not (self.foreign or self.silent):
            self.texts.append(data)


def untranslated(page: str, language: str) -> list[str]:
    """The texts of a page in `language` that have words of the other one which are on no record."""
    said = (" ".join(text.split()) for text in Said(page, language).texts)
    foreign = _russian if language == "en" else ENGLISH.search
    return [text for text in said if foreign(text)]


def _russian(text: str) -> bool:
    return any(not _on_record(word, bool(cut)) for word, cut in RUSSIAN.findall(text))


def _on_record(word: str, cut: bool) -> bool:
    """A word of the data, the beginning of one where the text was cut, or somebody's initials."""
    small = word.lower()
    if len(word) <= 2 and word.isupper():
        return True
    return small in words_on_record() or (cut and any(each.startswith(small) for each in words_on_record()))


@cache
def words_on_record() -> frozenset[str]:
    """Every Russian word that somebody typed; `words_on_record.cache_clear()` after each world."""
    return frozenset(word.lower() for text in texts_on_record() for word, _ in RUSSIAN.findall(text))


def texts_on_record() -> Iterator[str]:
    """The values of all rows of all our tables."""
    from django.apps import apps

    from kabinet.records.security.reach import as_system

    with as_system("what is on record"):
        for model in apps.get_app_config("records").get_models():
            if model._meta.db_table not in NOT_DATA:
                for row in model._default_manager.values_list():
                    yield from _texts(row)


def _texts(value: Any) -> Iterator[str]:
    """Of a value the strings, but not a sentence kept in both languages."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for name, each in value.items() if name not in ("ru", "en") for text in _texts(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each))
