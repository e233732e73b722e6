"""The scale of the working-time bar: open stretches to scale, what lies between them folded to a notch. In percent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

WIDEST_NOTCH = 3.0
NOTCHES_TOGETHER = 30.0  # all notches take at most so much of the width


class Stretch(NamedTuple):
    """Open time, aware, from `opens` to `closes`."""

    opens: datetime
    closes: datetime


class Span(NamedTuple):
    """Where something lies on the bar, percent of its width."""

    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Places instants on 0..100. Between two stretches every instant is at the notch's left edge."""

    stretches: tuple[Stretch, ...]
    notch: float
    per_second: float

    def place(self, at: datetime) -> float:
        x = 0.0
        for stretch in self.stretches:
            if at <= stretch.closes:
                return x + self.wide(max(stretch.opens, at) - stretch.opens)
            x += self.wide(stretch.closes - stretch.opens) + self.notch
        return 100.0

    def wide(self, length: timedelta) -> float:
        return length.total_seconds() * self.per_second

    def tracks(self) -> list[Span]:
        """One span a stretch."""
        return [self.span(stretch.opens, stretch.closes) for stretch in self.stretches]

    def notches(self) -> list[Span]:
        """One span between every two stretches."""
        return [Span(left.left + left.width, self.notch) for left, _ in pairwise(self.tracks())]

    def span(self, start: datetime, end: datetime) -> Span:
        left = self.place(start)
        return Span(left, max(0.0, self.place(end) - left))

    def pieces(self, start: datetime, end: datetime) -> list[Span]:
        """`start`..`end` cut to the stretches, notches left out."""
        cut = ((max(start, stretch.opens), min(end, stretch.closes)) for stretch in self.stretches)
        return [self.span(opens, closes) for opens, closes in cut if closes > opens]


def scale(stretches: Sequence[Stretch]) -> Scale:
    """Of at least one stretch; ValueError of none."""
    if not stretches:
        raise ValueError("a bar needs at least one open stretch")
    gaps = len(stretches) - 1
    notch = min(WIDEST_NOTCH, NOTCHES_TOGETHER / gaps) if gaps else 0.0
    seconds = sum((stretch.closes - stretch.opens).total_seconds() for stretch in stretches)
    return Scale(tuple(stretches), notch, (100 - gaps * notch) / (seconds or 1))
