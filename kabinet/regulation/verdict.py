"""A verdict of the law: whether, on which clause, why, and who can mend it."""

from dataclasses import dataclass
from datetime import date

from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.reading import wrong
from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amounts


@dataclass(frozen=True, slots=True)
class Verdict:
    """`allowed`, or not: then `clause` of the regulation, `reason`, and `remedy`, which names who can mend
    it.

    `code` is the pack's name of the denial, for pages that show one in a way of its own; empty when allowed.
    """

    allowed: bool
    clause: str | None
    reason: Text
    remedy: Text
    code: str = ""


ALLOWED = Verdict(True, None, Text("Можно", "Allowed"), Text("", ""))


def deny(leg: Leg, code: str, **fill: object) -> Verdict:
    """The denial `code` of the leg with its `{marks}` filled in; Unlawful when the regulation has no such denial."""
    if code not in leg.denials:
        raise wrong(leg.code, f"отказа {code!r} в регламенте нет", f"the regulation has no denial {code!r}")
    denial = leg.denials[code]
    return Verdict(False, denial.clause, filled(denial.reason, fill), filled(denial.remedy, fill), code)


def filled(text: Text, fill: dict[str, object]) -> Text:
    """`text` with its `{marks}` replaced; a Text or a day fills each language with its own words."""
    return Text(text.ru.format(**_said(fill, "ru")), text.en.format(**_said(fill, "en")))


def _said(fill: dict[str, object], language: str) -> dict[str, str]:
    return {mark: _word(value).say(language) for mark, value in fill.items()}


def _word(value: object) -> Text:
    if isinstance(value, Text):
        return value
    return day_said(value) if isinstance(value, date) else Text(str(value), str(value))


def day_said(day: date) -> Text:
    """A day in words: «31 августа 2024»."""
    words = amounts.day(day)
    return Text(f"{words.ru} {day.year}", f"{words.en} {day.year}")
