"""Timing and the table."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

TIMES = 3


@dataclass(frozen=True)
class Row:
    """One way: how many deadlines a second, and how many of `asked` answers were wrong (None: not comparable)."""

    name: str
    speed: float
    wrong: int | None
    asked: int


def took(work: Callable[[], object]) -> float:
    """Seconds, the best of TIMES."""
    best = float("inf")
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def speed(work: Callable[[], object], count: int) -> float:
    """How many of `count` a second."""
    return count / took(work)


def mistakes(found: Iterable[int], expected: Iterable[int]) -> int:
    """How many instants differ."""
    return sum(a != b for a, b in zip(found, expected, strict=True))


def text(rows: list[Row]) -> str:
    """The table in Markdown."""
    lines = ["| way | deadlines a second | wrong |", "|---|---:|---:|"]
    for row in rows:
        wrong = "-" if row.wrong is None else f"{row.wrong} of {row.asked:,}"
        lines.append(f"| {row.name} | {row.speed:,.0f} | {wrong} |")
    return "\n".join(lines)
