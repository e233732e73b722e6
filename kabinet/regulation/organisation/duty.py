"""Who of a desk's order of call has duty on which day; a rule of the cabinet's own, no clause asks for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

# A duty lasts from this hour of its day to the same of the next: a night is one person's.
HANDS_OVER: Final = 9
EVERY_DAY: Final = 0b111_1111


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who is called, and after how many minutes the next one is."""

    person: int
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """One of the order: who, on which days of the week (a bit each, Monday the lowest), and who is called instead from
    `away_from` until `away_until`, both days included. Without `works` one does not work at the desk any more."""

    person: int
    name: str
    works: bool
    minutes: int
    days: int = EVERY_DAY
    stand_in: int | None = None
    stand_in_name: str = ""
    stand_in_works: bool = False
    away_from: date | None = None
    away_until: date | None = None

    def on(self, day: date) -> OnDuty | None:
        """Who is called on this day in this place; None when nobody is."""
        if self.is_away(day) and self.stand_in is not None and self.stand_in_works:
            return OnDuty(self.stand_in, self.stand_in_name, self.minutes)
        return OnDuty(self.person, self.name, self.minutes) if self.works and not self.is_away(day) else None

    def is_away(self, day: date) -> bool:
        """Whether somebody else stands in on this day."""
        return (
            self.away_from is not None
            and self.away_until is not None
            and self.away_from <= day <= self.away_until
        )

    def has(self, day: date) -> bool:
        """Whether this place has duty on this day of the week."""
        return bool(self.days >> day.weekday() & 1)


def duty_day(local: datetime) -> date:
    """Whose day it is at this instant of the desk's own clock."""
    return (local - timedelta(hours=HANDS_OVER)).date()


def on_duty(steps: Iterable[Step], day: date) -> list[OnDuty]:
    """Those who have duty on this day, in their order, each once."""
    return list(_each_once(step.on(day) for step in steps if step.has(day)))


def order_of(steps: Sequence[Step], day: date) -> list[OnDuty]:
    """Who is called on this day: those who have duty; where nobody has, the order as it stands."""
    return on_duty(steps, day) or list(_each_once(step.on(day) for step in steps))


def _each_once(found: Iterable[OnDuty | None]) -> Iterator[OnDuty]:
    met: set[int] = set()
    for each in found:
        if each is not None and each.person not in met:
            met.add(each.person)
            yield each
