"""A year of the calendar as plain tables: what a TOML file of the program holds, or the JSON of a published version."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time.years.official import Decree, Move, Year, checked
from kabinet.regulation.working_time.years.unreadable import unreadable

Table = Mapping[str, Any]


def years_of(content: Mapping[str, Table]) -> Mapping[int, Year]:
    """The tables of a published version, year number -> year; Unlawful when one of them is wrong."""
    return {int(number): year_of(table) for number, table in content.items()}


def content_of(years: Mapping[int, Year]) -> dict[str, dict[str, Any]]:
    """The same as JSON: strings, lists and mappings."""
    return {str(number): table_of(year) for number, year in sorted(years.items())}


def year_of(table: Table) -> Year:
    """One year from its table, checked; Unlawful where the table is not one."""
    try:
        return checked(_read(table))
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        if isinstance(fault, Unlawful):
            raise
        raise unreadable("таблица записана не так", "the table is not as it is to be") from fault


def table_of(year: Year) -> dict[str, Any]:
    """A year as JSON."""
    return {
        "year": year.number,
        "decree": _decree(year.decree) if year.decree else None,
        "holidays": [[day.isoformat(), name.ru, name.en] for day, name in sorted(year.holidays.items())],
        "moved": [
            [move.source.isoformat() if move.source else None, move.target.isoformat(), move.by_decree]
            for move in year.moves
        ],
        "working_weekends": [day.isoformat() for day in sorted(year.working_weekends)],
        "short_days": [day.isoformat() for day in sorted(year.short_days)],
    }


def _decree(decree: Decree) -> dict[str, str]:
    return {"number": decree.number, "date": decree.date.isoformat(), "title": decree.title}


def _read(table: Table) -> Year:
    decree = table["decree"]
    return Year(
        number=int(table["year"]),
        holidays={date.fromisoformat(day): Text(ru, en) for day, ru, en in table["holidays"]},
        moves=tuple(_moves(table["moved"])),
        working_weekends=frozenset(map(date.fromisoformat, table["working_weekends"])),
        short_days=frozenset(map(date.fromisoformat, table["short_days"])),
        decree=Decree(decree["number"], date.fromisoformat(decree["date"]), decree["title"])
        if decree
        else None,
    )


def _moves(rows: list[Any]) -> Iterator[Move]:
    for source, target, by_decree in rows:
        day = date.fromisoformat(source) if source else None
        yield Move(day, date.fromisoformat(target), bool(by_decree))
