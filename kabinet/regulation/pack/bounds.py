"""What a number, a word and a code of a pack may be at all, so that no version can bend or break what uses it."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from math import isfinite
from re import Pattern
from re import compile as pattern
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kabinet.regulation.pack.leg import Denial, Pack
from kabinet.regulation.pack.places import wrong
from kabinet.regulation.pack.reading import keys_of
from kabinet.regulation.terms import Hours, Term
from kabinet.regulation.text import Text

LONGEST, LARGEST, MOST_HOURS, MOST_DAYS = 2_000, 2**31 - 1, 10_000, 3_660
CODE = pattern(r"[a-z][a-z0-9_]{0,23}")  # the records keep no longer ones
CODE_OF_STATUS = pattern(r"[a-z][a-z0-9_]{0,15}")
CLAUSE = pattern(r"\w[\w.-]{0,11}")  # the journal keeps no longer one, and a page has it in its address
LEVELS = range(1, 10)  # the records keep no others
Found = Iterator[tuple[str, Any]]


def bounded(pack: Pack) -> None:
    """Wrong naming the first value that nothing could be done with."""
    for where, value in walked(pack, pack.code):
        for kind, judge in _JUDGES.items():
            if isinstance(value, kind) and (fault := judge(where, value)):
                raise wrong(where, *fault)
    for code, leg in pack.legs.items():
        _codes(f"{pack.code}/{code}", leg)


def walked(value: Any, where: str) -> Found:
    """Every value inside, texts and terms whole, with its path."""
    yield where, value
    if isinstance(value, Text | Term):
        return
    if is_dataclass(value):
        for spec in keys_of(value):
            yield from walked(getattr(value, spec.name), f"{where}.{spec.name}")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from walked(key, f"{where}.{str(key)[:60]}")
            yield from walked(part, f"{where}.{str(key)[:60]}")
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from walked(part, where)


def _codes(where: str, leg: Any) -> None:
    for name in ("services", "impacts", "reasons", "form", "return_cases", "symptoms", "items"):
        _fitting(f"{where}.{name}", (each.code for each in getattr(leg, name)), CODE, 24)
    options = (option.code for field in leg.form for option in field.choices)
    _fitting(f"{where}.form.choices", options, CODE, 24)
    _fitting(f"{where}.statuses", (status.code for status in leg.statuses), CODE_OF_STATUS, 16)
    for number in leg.terms.levels:
        if number not in LEVELS:
            raise wrong(
                f"{where}.levels", f"уровня {number} быть не может", f"there can be no level {number}"
            )


def _fitting(where: str, codes: Iterable[str], kind: Pattern[str], longest: int) -> None:
    for code in codes:
        if not kind.fullmatch(code):
            raise wrong(where, *bad_code(code, longest))


def bad_code(code: str, longest: int) -> Text:
    """What is said of a code that the records could not keep."""
    return Text(
        f"код {code[:40]!r} не годится: до {longest} знаков, строчные латинские буквы, цифры и «_», первая — буква",
        f"bad code {code[:40]!r}: up to {longest} characters, small Latin letters, digits and “_”, a letter first",
    )


def _word(where: str, said: str) -> tuple[str, str] | None:
    if len(said) > LONGEST:
        return f"длиннее {LONGEST} знаков", f"longer than {LONGEST} characters"
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in said):
        return "в тексте управляющие знаки", "the text has control characters"
    return None


def _text(where: str, said: Text) -> tuple[str, str] | None:
    return _word(where, said.ru) or _word(where, said.en)


def _whole(where: str, number: int) -> tuple[str, str] | None:
    name = where.rpartition(".")[2]
    most = MOST_DAYS if "days" in name else MOST_HOURS if "hours" in name else LARGEST
    if not 0 <= number <= most:
        return f"число вне пределов 0…{most}", f"the number is outside 0…{most}"
    return None


def _share(where: str, number: float) -> tuple[str, str] | None:
    if not isfinite(number) or not 0 <= number <= 1:
        return "доля вне пределов 0…1", "the share is outside 0…1"
    return None


def _term(where: str, term: Term) -> tuple[str, str] | None:
    if term.amount > MOST_HOURS:
        return "срок слишком велик", "the term is too long"
    return None


def _hours(where: str, hours: Hours) -> tuple[str, str] | None:
    try:
        ZoneInfo(hours.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"неизвестный пояс {hours.zone[:60]!r}", f"unknown zone {hours.zone[:60]!r}"
    return None


def _denial(where: str, denial: Denial) -> tuple[str, str] | None:
    for said in denial_words(denial):
        if marks(said) is None:
            return "в фигурных скобках только имя", "only a name stands in braces"
    return None


def denial_words(denial: Denial) -> tuple[str, ...]:
    """Everything that a denial says, in both languages."""
    return tuple(
        words for text in (denial.reason, denial.remedy, *denial.remedies.values()) for words in text
    )


def marks(said: str) -> frozenset[str] | None:
    """Names of the `{marks}` of a sentence; None when braces hold anything but a name."""
    try:
        found = [part for part in Formatter().parse(said) if part[1] is not None]
    except ValueError:
        return None
    plain = all(name and name.isidentifier() and not spec and not turned for _, name, spec, turned in found)
    return frozenset(str(name) for _, name, _, _ in found) if plain else None


_JUDGES: dict[type, Callable[[str, Any], tuple[str, str] | None]] = {
    str: _word,
    int: _whole,
    float: _share,
    Text: _text,
    Term: _term,
    Hours: _hours,
    Denial: _denial,
}
