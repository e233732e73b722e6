"""How a pack writes amounts of time: "4 working hours", "09:30-18:00", a row of the table a level."""

import re
from itertools import pairwise
from typing import Any

from kabinet.regulation.pack.reading import Table, read, shown, special, table_of, value_of, wrong
from kabinet.regulation.terms import Hours, LevelTerms, Term, Terms, Unit

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?) (working )?(hour|day)s?")
FORMS = "2 hours, 4 working hours, 5 working days"
WINDOW = "09:30-18:00"
_WINDOW = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@special(Term)
def term(value: Any, where: str) -> Term:
    """ "2 hours" | "4 working hours" | "5 working days" as a Term; calendar days and part days do not exist."""
    found = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if not found or float(found[1]) <= 0 or (found[3] == "day" and (not found[2] or "." in found[1])):
        ru, en = f"непонятный срок {shown(value)}", f"cannot read the term {shown(value)}"
        raise wrong(where, f"{ru}, пишут так: {FORMS}", f"{en}, it is written so: {FORMS}")
    unit = Unit.WORKING_DAYS if found[3] == "day" else Unit.WORKING_HOURS if found[2] else Unit.HOURS
    return Term(float(found[1]) if "." in found[1] else int(found[1]), unit)


def window(value: Any, where: str) -> tuple[int, int]:
    """ "09:30-18:00" as minutes after midnight; closing is after opening, 24:00 at most."""
    found = _WINDOW.fullmatch(value) if isinstance(value, str) else None
    opening, closing = _minutes(found) if found else (0, 0)
    if not 0 <= opening < closing <= 24 * 60:
        ru, en = f"непонятные часы {shown(value)}", f"cannot read the hours {shown(value)}"
        raise wrong(where, f"{ru}, пишут так: {WINDOW}", f"{en}, it is written so: {WINDOW}")
    return opening, closing


def _minutes(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])


def windows(value: Any, where: str) -> tuple[tuple[int, int], ...]:
    """Windows of a day, in order and apart from one another."""
    if not isinstance(value, list) or not value:
        raise wrong(where, "здесь нужен список часов", "a list of hours is expected here")
    days = tuple(window(each, where) for each in value)
    if any(later[0] <= earlier[1] for earlier, later in pairwise(days)):
        raise wrong(where, "часы перекрываются или стоят не по порядку", "hours overlap or are out of order")
    return days


@special(Hours)
def _hours(value: Any, where: str) -> Hours:
    value = table_of(value, where)
    rest = {key: part for key, part in value.items() if key != "windows"}
    return Hours(windows=windows(value.get("windows"), f"{where}.windows"), **_flat(rest, where))


def _flat(table: Table, where: str) -> dict[str, Any]:
    for key in {"zone"} - table.keys():
        raise wrong(f"{where}.{key}", "ключ не задан", "missing key")
    for key in table.keys() - {"zone", "short_days"}:
        raise wrong(f"{where}.{key}", "неизвестный ключ", "unknown key")
    kinds: dict[str, type] = {"zone": str, "short_days": bool}
    return {key: value_of(kinds[key], part, f"{where}.{key}") for key, part in table.items()}


@special(Terms)
def _terms(value: Any, where: str) -> Terms:
    value = table_of(value, where)
    rows = value_of(tuple[LevelTerms, ...], value.get("level", []), f"{where}.level")
    if not rows or len({row.level for row in rows}) != len(rows):
        raise wrong(f"{where}.level", "уровни не заданы или повторяются", "levels are missing or repeated")
    raw = {key: part for key, part in value.items() if key != "level"}
    return read(Terms, raw | {"levels": {row.level: row for row in rows}}, where)


@special(dict[int, LevelTerms])
def _rows(value: Any, where: str) -> dict[int, LevelTerms]:
    return dict(value)
