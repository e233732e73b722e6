"""The JSON of isdayoff: lists of days by their kind."""

import json
from datetime import date
from typing import Any

from kabinet.regulation.working_time.years.listed_days import (
    day_of,
    move_of,
    name_of,
    number_of,
    of_country,
    of_days,
)
from kabinet.regulation.working_time.years.official import Decree, Year
from kabinet.regulation.working_time.years.unreadable import broken, misshapen, missing, unreadable

# Weeks of six working days are another calendar.
DAYS, OF_SIX_DAYS = ("holiday", "dayoff", "covidday", "workday", "predayoff"), ("dayoff6", "predayoff6")
KNOWN = frozenset({"year", "countrycode", "author", *DAYS, *OF_SIX_DAYS})


def of_json(text: str, decree: Decree) -> Year:
    """The year, official by `decree`; Unlawful with one sentence. The format does not say what a day off was moved from."""
    table = _table(text)
    number = number_of(table["year"])
    days = {name: _days(table, number, name) for name in DAYS}
    holidays = {day: name_of(day, None) for day in days["holiday"]}
    off = {*days["dayoff"], *days["covidday"]} - holidays.keys()
    moves = [move_of(None, day, holidays) for day in sorted(off) if day.weekday() < 5]
    return of_days(number, holidays, moves, days["workday"], days["predayoff"], decree)


def _table(text: str) -> dict[str, Any]:
    try:
        table: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as fault:
        raise broken("JSON", fault.lineno) from fault
    except (RecursionError, ValueError) as fault:
        raise broken("JSON", 1) from fault
    if "year" not in table:
        raise missing("year")
    if unknown := table.keys() - KNOWN:
        name = min(unknown)[:40]
        raise unreadable(f"неизвестное поле «{name}»", f"an unknown field {name!r}")
    of_country(table.get("countrycode"))
    return table


def _days(table: dict[str, Any], number: int, name: str) -> list[date]:
    listed = table.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise misshapen(name)
    return [day_of(number, each, "") for each in listed]
