"""Days of work and rest, a year a value: official ones from years/*.toml, others computed and unofficial."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kabinet.regulation.text import Text, Unlawful

YEARS = Path(__file__).parent
FIRST_YEAR = 1992
LAST_YEAR = 2100
LATEST = "ru-1"  # the code of the newest edition: every table's `edition` is at most its number


@dataclass(frozen=True, slots=True)
class Decree:
    """The Government's act that moves the days off of one year."""

    number: str
    date: date
    title: str


@dataclass(frozen=True, slots=True)
class Move:
    """A day off taken from `source`, a weekend, and given on `target`; by a decree or by the Labour Code.

    Without a source the day is free though no weekend is worked for it, or the table does not tell which.
    """

    source: date | None
    target: date
    by_decree: bool


@dataclass(frozen=True, slots=True)
class Year:
    """Which days of a calendar year are worked. A year without a decree is unofficial."""

    number: int
    holidays: Mapping[date, Text]
    moves: tuple[Move, ...] = ()
    working_weekends: frozenset[date] = frozenset()
    short_days: frozenset[date] = frozenset()
    decree: Decree | None = None

    @property
    def official(self) -> bool:
        """Whether the tables come from a published decree."""
        return self.decree is not None

    def works(self, day: date) -> bool:
        """Whether `day`, of this year, is a working day."""
        if day.weekday() > 4:
            return day in self.working_weekends
        return day not in self.holidays and all(move.target != day for move in self.moves)

    def days(self) -> Iterator[date]:
        """All days of the year, in order."""
        first = date(self.number, 1, 1)
        return (first + timedelta(n) for n in range((date(self.number + 1, 1, 1) - first).days))

    def working_days(self) -> list[date]:
        """The working days of the year, in order."""
        return [day for day in self.days() if self.works(day)]


@cache
def official_years(version: str = LATEST) -> Mapping[int, Year]:
    """Year number -> official table, in the edition that `version` names; Unlawful for an unknown one."""
    tables = sorted(map(_toml, _files(_edition(version))), key=lambda table: int(table["edition"]))
    return {table["year"]: checked(of_toml(table)) for table in tables}


@cache
def digest(version: str = LATEST) -> str:
    """SHA-256 of the version's tables, in hexadecimal: the record of a version keeps it."""
    hashed = sha256()
    for file in _files(_edition(version)):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()


@cache
def computed_year(number: int) -> Year:
    """An unofficial year: weekends and the fixed holidays of the Labour Code.

    A holiday that meets a weekend is not carried over: where to, the decree decides, and it is not there yet.
    """
    fixed = _named(_toml(YEARS / "fixed.toml"))
    holidays = {date.fromisoformat(f"{number}-{day}"): name for day, name in fixed}
    working = Year(number, holidays).working_days()
    return Year(
        number, holidays, short_days=frozenset(day for day in working if day + timedelta(1) in holidays)
    )


def year(number: int, tables: Mapping[int, Year]) -> Year:
    """The year's table, computed when there is none; Unlawful outside FIRST_YEAR … LAST_YEAR."""
    if number in tables:
        return tables[number]
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise out_of_range(number)
    return computed_year(number)


def out_of_range(number: int) -> Unlawful:
    """The refusal to count in a year that the law here does not know."""
    return Unlawful(
        Text(
            f"Год {number} не считается: календарь идёт с {FIRST_YEAR} по {LAST_YEAR} год",
            f"The year {number} is not counted: the calendar runs from {FIRST_YEAR} to {LAST_YEAR}",
        )
    )


def _edition(version: str) -> int:
    if version not in {f"ru-{n}" for n in range(1, int(LATEST[3:]) + 1)}:
        raise Unlawful(
            Text(f"Версии календаря «{version}» нет", f"There is no version {version!r} of the calendar")
        )
    return int(version[3:])


def _files(edition: int) -> list[Path]:
    """A correction is one more file of the year (2027-2.toml) with a later edition; the old one stays."""
    return [file for file in sorted(YEARS.glob("[0-9]*.toml")) if _toml(file)["edition"] <= edition]


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def of_toml(table: Mapping[str, Any]) -> Year:
    """A year as the program's own files write it; KeyError, TypeError where something is missing. See `checked`."""
    return Year(
        number=table["year"],
        holidays=dict(_named(table)),
        moves=tuple(Move(m["from"], m["to"], m["by"] == "decree") for m in table["moved"]),
        working_weekends=frozenset(table["working_weekends"]),
        short_days=frozenset(table["short_days"]),
        decree=Decree(**table["decree"]),
    )


def _named(table: Mapping[str, Any]) -> Iterator[tuple[Any, Text]]:
    return ((day, Text(row["ru"], row["en"])) for row in table["holidays"] for day in row["days"])


def checked(year: Year) -> Year:
    """The table, if it agrees with itself: a slip of the pen in a decree's copy must not reach a deadline."""
    sources = [move.source for move in year.moves if move.source is not None]
    given = {source for source in sources if source not in year.holidays}
    mended = {move.target for move in year.moves}
    # Where every move names its source, a weekend is worked exactly for a day off that is given elsewhere.
    told = len(sources) == len(year.moves)
    wrong = (
        (given ^ year.working_weekends if told else given - year.working_weekends)
        | {source for source in sources if source.weekday() < 5}
        | {day for day in mended if day.weekday() > 4 or day in year.holidays}
        | {day for day in year.short_days if not year.works(day)}
        | {
            day
            for day in [*year.holidays, *given, *mended, *year.short_days, *year.working_weekends]
            if day.year != year.number
        }
    )
    if wrong or len(mended) != len(year.moves):
        days = ", ".join(map(str, sorted(wrong)))
        raise Unlawful(
            Text(
                f"Календарь {year.number} противоречит себе: {days}",
                f"Calendar {year.number} disagrees: {days}",
            )
        )
    return year
