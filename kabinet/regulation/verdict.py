"""A verdict of the law: whether, on which clause, why, and who can mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amounts


@dataclass(frozen=True, slots=True)
class Verdict:
    """`allowed`, or not: then `clause` of the regulation (None of a rule of the cabinet's own), `reason`, and
    `remedy`, which names who can mend it.

    `code` is the pack's name of the denial, for pages that show one in a way of its own; empty when allowed. `remedies` are
    those of other readers.
    """

    allowed: bool
    clause: str | None
    reason: Text
    remedy: Text
    code: str = ""
    remedies: tuple[tuple[str, Text], ...] = ()

    def addressed(self, readers: Iterable[str]) -> "Verdict":
        """With the remedy of the first of `readers` that has one of its own (`Denial.remedies`)."""
        own = dict(self.remedies)
        return next((replace(self, remedy=own[each]) for each in readers if each in own), self)


ALLOWED = Verdict(True, None, Text("Можно", "Allowed"), Text("", ""))


def deny(leg: Leg, code: str, **fill: object) -> Verdict:
    """The denial `code` of the leg with its `{marks}` filled in, the version's own by its words (pack/own_words.py);
    Unlawful when the regulation has no such denial."""
    if code not in leg.denials:
        raise wrong(leg.code, f"отказа {code!r} в регламенте нет", f"the regulation has no denial {code!r}")
    denial, words = leg.denials[code], {**leg.own_words, **fill}
    return Verdict(
        False,
        denial.clause or None,
        filled(denial.reason, words),
        filled(denial.remedy, words),
        code,
        tuple((reader, filled(text, words)) for reader, text in denial.remedies.items()),
    )


def filled(text: Text, fill: Mapping[str, object]) -> Text:
    """`text` with its `{marks}` replaced; a Text or a day fills each language with its own words."""
    return Text(text.ru.format_map(_Said(fill, "ru")), text.en.format_map(_Said(fill, "en")))


class _Said(dict[str, str]):
    """Marks by their words in a language: only those that a sentence has are ever said."""

    def __init__(self, fill: Mapping[str, object], language: str) -> None:
        self.fill, self.language = fill, language

    def __missing__(self, mark: str) -> str:
        return _word(self.fill[mark]).say(self.language)


def _word(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return day_said(value) if isinstance(value, date) else Text(str(value), str(value))


def day_said(day: date) -> Text:
    """A day in words: «31 августа 2024»."""
    words = amounts.day(day)
    return Text(f"{words.ru} {day.year}", f"{words.en} {day.year}")
