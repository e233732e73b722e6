"""One paper that ends, or one right with it: what is told of it, to whom, and how long before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kabinet.actions.notices.subjects import About
from kabinet.regulation.fact_data.organisations import ByItsDay
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

LATE = timedelta(days=14)  # what ended longer ago is no news any more, whatever outage there was
Told = tuple[tuple[About, Iterable[int]], ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """One thing to tell once: `mark` names it within its kind, `told` are the people, by what the notice is about for them.

    `lost` is the first day without the right to work, where that is what is told; `partner` whose, where it is a client's.
    """

    kind: str
    mark: str
    organisation: int
    told: Told
    data: ByItsDay
    clause: str
    person: int | None = None
    lost: str = ""
    partner: int | None = None


def nearest(left: int, days: Iterable[int]) -> int | None:
    """The warning to give with `left` days to go; None before the first one and after the end."""
    return min((each for each in days if 0 <= left <= each), default=None)


class Warned(NamedTuple):
    """The warning that stands for an end: its mark, the last day in words, how many days are left."""

    mark: str
    day: Text
    left: int


def warned_of(key: int, last: date | None, today: date, days: Iterable[int]) -> Warned | None:
    """The warning that stands for what ends on `last`, if any; the day is part of the mark."""
    left = (last - today).days if last else -1
    if last is None or (warning := nearest(left, days)) is None:
        return None
    return Warned(f"{key}-{last}-{warning}", day_said(last), left)
