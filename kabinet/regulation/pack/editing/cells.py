"""What a person types into a cell of a sheet: from the value to the words of a form and back."""

import re
from collections.abc import Callable
from typing import Any

from kabinet.regulation.pack.amounts import term, windows
from kabinet.regulation.pack.editing.sheet import Cell, Sort
from kabinet.regulation.pack.places import Wrong, wrong
from kabinet.regulation.pack.words import ReasonKind
from kabinet.regulation.text import Text

LONGEST = 2_000
UNITS = {
    "hours": Text("часов круглосуточно", "hours, day and night"),
    "working hours": Text("рабочих часов", "working hours"),
    "working days": Text("рабочих дней", "working days"),
}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?) ((?:working )?(?:hour|day))s?")


def typed(cell: Cell) -> str:
    """The value as a form shows it; a flag is "on" or empty."""
    value = cell.value
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "on" if value is True else str(value)


def amount_and_unit(said: str) -> tuple[str, str]:
    """ "4 working hours" as "4" and "working hours"; what cannot be read stays an amount."""
    found = _AMOUNT.fullmatch(said)
    return (found[1], f"{found[2]}s") if found else (said, "")


def term_of(amount: str, unit: str) -> str:
    """The two as one term; empty when there is no amount."""
    plain = amount.strip().replace(",", ".")
    return f"{plain} {unit[:-1] if plain == '1' else unit}" if plain else ""


def value_of(cell: Cell, said: str) -> Any:
    """What was typed as the value for the text; None when it may be empty and is. Wrong in one sentence."""
    plain = said.strip()
    if cell.sort is Sort.FLAG:
        return plain == "on"
    if not plain:
        if cell.needed:
            raise _fault("заполните", "fill this in")
        return None
    if len(plain) > LONGEST or any(ord(sign) < 32 for sign in plain):
        raise _fault("слишком длинно или в несколько строк", "too long, or several lines")
    return _READ[cell.sort](plain)


def _fault(ru: str, en: str) -> Wrong:
    fault = wrong("", ru, en)
    fault.text = Text(ru[:1].upper() + ru[1:], en[:1].upper() + en[1:])
    return fault


def _whole(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 11):
        raise _fault("нужно целое число", "a whole number is needed")
    return int(said)


def _wholes(said: str) -> list[int]:
    return [_whole(each.strip()) for each in said.split(",")]


def _share(said: str) -> float:
    if not re.fullmatch(r"0[.,]\d{1,4}|1[.,]0{1,4}|[01]", said):
        raise _fault("нужна доля от 0 до 1", "a share between 0 and 1 is needed")
    return float(said.replace(",", "."))


def _term(said: str) -> str:
    try:
        term(said, "")
    except Wrong:
        raise _fault("такой срок не читается", "this term cannot be read") from None
    return said


def _windows(said: str) -> list[str]:
    listed = [each.strip().replace("–", "-") for each in said.split(",")]
    try:
        windows(listed, "")
    except Wrong:
        raise _fault(
            "нужны часы вида 09:30-18:00, через запятую", "hours like 09:30-18:00 are needed"
        ) from None
    return listed


def _code(said: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_./+-]{1,60}", said):
        raise _fault(
            "нужны латинские буквы и цифры без пробелов",
            "Latin letters and figures without spaces are needed",
        )
    return said


def _codes(said: str) -> list[str]:
    return [_code(each.strip()) for each in said.split(",")]


def _kind(said: str) -> str:
    if said not in set(ReasonKind):
        raise _fault("выберите из списка", "choose one of the list")
    return said


_READ: dict[Sort, Callable[[str], Any]] = {
    Sort.TEXT: str,
    Sort.CODE: _code,
    Sort.CODES: _codes,
    Sort.WHOLE: _whole,
    Sort.SHARE: _share,
    Sort.WHOLES: _wholes,
    Sort.TERM: _term,
    Sort.WINDOWS: _windows,
    Sort.KIND: _kind,
}
