"""A sentence for people, in the two languages of the pages."""

from typing import NamedTuple


class Text(NamedTuple):
    """One sentence said twice: Russian first, English second."""

    ru: str
    en: str

    def say(self, language: str) -> str:
        """The sentence in `language` ("ru", "en", "en-gb" …); anything that is not English is Russian (U3.3)."""
        return self.en if language.startswith("en") else self.ru


class Unlawful(ValueError):
    """Input that the law cannot answer; carries one clear sentence for the person who gave it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
