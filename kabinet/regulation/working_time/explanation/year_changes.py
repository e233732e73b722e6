"""What differs between two tables of one year, day by day, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kabinet.regulation.text import Text
from kabinet.regulation.working_time.explanation import amounts
from kabinet.regulation.working_time.years.official import Year


@dataclass(frozen=True, slots=True)
class Change:
    """One day: how it stood and how it stands; `counts` says that working time itself differs."""

    day: date
    was: Text
    now: Text
    counts: bool


def changes(old: Year, new: Year) -> list[Change]:
    """Every day that is not the same in both, in order."""
    return list(_changes(old, new))


def _changes(old: Year, new: Year) -> Iterator[Change]:
    for day in new.days():
        was, now = standing(old, day), standing(new, day)
        if was != now:
            yield Change(day, was, now, old.works(day) != new.works(day))


def standing(year: Year, day: date) -> Text:
    """What the day is in its year."""
    if day in year.holidays:
        return Text(f"праздник: {year.holidays[day].ru}", f"holiday: {year.holidays[day].en}")
    if year.works(day):
        return _worked(year, day)
    move = next((move for move in year.moves if move.target == day), None)
    if move is None:
        return Text("выходной", "day off")
    if move.source is None:
        return Text("нерабочий день", "non-working day")
    source = amounts.day(move.source)
    return Text(f"выходной, перенесён с {source.ru}", f"day off, moved from {source.en}")


def _worked(year: Year, day: date) -> Text:
    if day in year.working_weekends:
        ru, en = (
            ("рабочая суббота", "worked Saturday")
            if day.weekday() == 5
            else ("рабочее воскресенье", "worked Sunday")
        )
    else:
        ru, en = "рабочий день", "working day"
    short = day in year.short_days
    return Text(f"{ru}, сокращённый" if short else ru, f"{en}, shortened" if short else en)
