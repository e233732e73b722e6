"""What the vendor is called: its short name and its firm, in the cases that a Russian sentence needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kabinet.regulation.text import Text

CASES = {
    "": "nominative",
    "_gen": "genitive",
    "_dat": "dative",
    "_acc": "accusative",
    "_ins": "instrumental",
    "_prep": "prepositional",
}
MARK = re.compile(
    r"%\(([Vv]endor_(?:name|firm|licence|contract)\w*)\)s|\{([Vv]endor_(?:name|firm|licence|contract)\w*)\}"
)
IN_EVERY_MARK = "endor_"
NAMED = ("name", "firm", "licence", "contract")
VENDOR_MARKS = tuple(
    f"{first}endor_{kind}{suffix}" for kind in NAMED for suffix in CASES for first in ("v", "V")
)


@dataclass(frozen=True, slots=True)
class Declined:
    """One name: six cases in Russian, one word in English."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    prepositional: str
    en: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """`name` as it is said in passing, `firm` in full, which begins with a feminine noun («фирма …»);
    `licence` (feminine) and `contract` (masculine) what gives a client its right to support."""

    name: Declined
    firm: Declined
    licence: Declined
    contract: Declined

    def marks(self, language: str) -> Mapping[str, str]:
        """Every mark with its word: `vendor_name`, `vendor_firm_gen` …; `Vendor_…` begins a sentence."""
        return _marks(self, language.startswith("en"))

    def fill(self, sentence: str, language: str) -> str:
        """A sentence with its `%(vendor_name)s` and `{vendor_name}` filled in; other marks stay."""
        if not names_vendor(sentence):
            return sentence
        words = self.marks(language)
        return MARK.sub(lambda found: words.get(found[1] or found[2], found[0]), sentence)

    def fill_text(self, said: Text) -> Text:
        """The same in both languages."""
        return Text(self.fill(said.ru, "ru"), self.fill(said.en, "en"))


def names_vendor(sentence: str) -> bool:
    """Whether there may be a mark in it: most sentences have none, and a page says hundreds of them."""
    return IN_EVERY_MARK in sentence


@cache
def _marks(vendor: Vendor, english: bool) -> Mapping[str, str]:
    found = {}
    for kind in NAMED:
        name: Declined = getattr(vendor, kind)
        for suffix, case in CASES.items():
            word = name.en if english else str(getattr(name, case))
            found[f"vendor_{kind}{suffix}"] = word
            found[f"Vendor_{kind}{suffix}"] = word[:1].upper() + word[1:]
    return found
