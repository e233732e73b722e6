"""A year of the production calendar from a file: the XML of xmlcalendar, the JSON of isdayoff, or our own table.

The foreign formats do not name the decree: whoever imports a file says which one it was.
"""

import re
import tomllib
from datetime import date
from typing import Any

from kabinet.regulation import hostile_text
from kabinet.regulation.working_time.years.isdayoff import of_json
from kabinet.regulation.working_time.years.official import Decree, Year, checked, of_toml
from kabinet.regulation.working_time.years.unreadable import misshapen, missing, unreadable
from kabinet.regulation.working_time.years.xmlcalendar import of_xml

LARGEST = 200_000  # bytes; a year has at most 366 lines
TABLE = ("year", "decree", "holidays", "moved", "working_weekends", "short_days")
BESIDE = ("edition",)
AT_LINE = re.compile(r"at line (\d+)")


def imported(raw: bytes, decree: Decree) -> Year:
    """The year that the file describes, official by `decree`; Unlawful with one sentence when it is none."""
    if len(raw) > LARGEST:
        raise unreadable(
            f"файл длиннее {LARGEST // 1000} КБ, год столько не занимает",
            f"the file is longer than {LARGEST // 1000} KB, which no year is",
        )
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as fault:
        raise unreadable("файл не в кодировке UTF-8", "the file is not in UTF-8") from fault
    if not text:
        raise unreadable("файл пуст", "the file is empty")
    reader = of_xml if text.startswith("<") else of_json if text.startswith("{") else _of_table
    found = checked(reader(text, decree))
    if not found.holidays:
        raise unreadable("в нём нет ни одного праздника", "it has no holiday")
    if any("\0" in name.ru + name.en for name in found.holidays.values()):
        raise unreadable("в названии праздника есть знак с кодом 0", "a holiday's name has a zero character")
    return found


def _of_table(text: str, decree: Decree) -> Year:
    table = _table(text)
    for name in TABLE:
        if name not in table:
            raise missing(name)
    if unknown := table.keys() - {*TABLE, *BESIDE}:
        name = min(unknown)[:40]
        raise unreadable(f"неизвестное поле «{name}»", f"an unknown field {name!r}")
    try:
        year = of_toml(table)
        days = [
            *year.holidays,
            *year.working_weekends,
            *year.short_days,
            *(move.target for move in year.moves),
        ]
        days += [move.source for move in year.moves if move.source is not None]
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise misshapen("holidays, moved, decree") from fault
    if type(year.number) is not int or any(type(day) is not date for day in days):
        raise misshapen("year, holidays, moved, working_weekends, short_days")
    return Year(year.number, year.holidays, year.moves, year.working_weekends, year.short_days, decree)


def _table(text: str) -> dict[str, Any]:
    if number := hostile_text.unreadable_line(text):
        raise unreadable(
            f"строка {number} слишком длинна или сложна", f"line {number} is too long or too deep"
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = AT_LINE.search(str(fault))
        where = line[1] if line else str(text.count("\n") + 1)
        raise unreadable(
            f"файл не похож ни на XML, ни на JSON, а таблица Кабинета (TOML) нарушена в строке {where}",
            f"the file is neither XML nor JSON, and as a table of Kabinet (TOML) it is broken in line {where}",
        ) from fault
    except RecursionError as fault:
        raise unreadable("таблица вложена слишком глубоко", "the table is nested too deep") from fault
