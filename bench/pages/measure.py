"""How long one request takes, how many four people get in a second, how often the database is asked."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from statistics import median, quantiles
from time import perf_counter

from bench.pages.tasks import Task
from bench.pages.visit import Visitor

AT_ONCE = 4
UNIT = "/floor/rows"
WARM = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds (median, the slowest twentieth), requests a second by four at once, questions, bytes travelled.

    `unit` is the median of the unit, asked in turns with the page: the machine was as busy for both.
    """

    name: str
    median: float
    p95: float
    unit: float
    rate: float
    asked: int
    weight: int
    most: float | None = None

    @property
    def units(self) -> float:
        """How many times the unit."""
        return self.median / self.unit


class Missing(Exception):
    """There is no such page."""


class Wrong(Exception):
    """A page did not answer as it should: what was measured is worth nothing."""


def measured(task: Task) -> Measured:
    """One at a time first, then four at once; what is written is written for another ticket each time."""
    turns = count()
    for _ in range(WARM):
        _once(task, task.visitor, next(turns))
    taken, units = _in_turns(task, turns)
    counted, weight = _counted(task, next(turns))
    rate = _rate(task, turns, max(12, task.times // AT_ONCE))
    return Measured(
        name=task.name,
        median=median(taken) * 1000,
        p95=quantiles(taken, n=20)[-1] * 1000,
        unit=median(units) * 1000,
        rate=rate,
        asked=counted,
        weight=weight,
        most=task.most,
    )


def in_turns(here: Task, there: Task) -> tuple[Measured, Measured]:
    """The same task of two servers, one request of each in turns, the first of a turn changing."""
    both = (here, there)
    turns = (count(), count())
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(WARM + 2 * here.times):
        for which in (0, 1) if turn % 2 else (1, 0):
            seconds = _once(both[which], both[which].visitor, next(turns[which]))
            if turn >= WARM:
                taken[which].append(seconds)
    first, second = (
        _measured(task, spent, _counted(task, next(nth)))
        for task, spent, nth in zip(both, taken, turns, strict=True)
    )
    return first, second


def _measured(task: Task, taken: Sequence[float], counted: tuple[int, int]) -> Measured:
    asked, weight = counted
    middle, late = median(taken) * 1000, quantiles(taken, n=20)[-1] * 1000
    return Measured(task.name, middle, late, unit=middle, rate=0, asked=asked, weight=weight)


def _in_turns(task: Task, turns: "count[int]") -> tuple[list[float], list[float]]:
    """Seconds of the page and of the unit."""
    floor = Visitor(task.visitor.port)
    taken, units = [], []
    for _ in range(task.times):
        taken.append(_once(task, task.visitor, next(turns)))
        units.append(floor.get(UNIT).seconds)
    return taken, units


def _once(task: Task, who: Visitor, nth: int) -> float:
    task.prepare(who, nth)
    answer = task.ask(who, nth)
    if answer.status == 404:
        raise Missing(task.name)
    if task.good and answer.status != task.good:
        raise Wrong(f"{task.name}: {answer.status} instead of {task.good}\n{answer.text[-3000:]}")
    return answer.seconds


def _counted(task: Task, nth: int) -> tuple[int, int]:
    task.prepare(task.visitor, nth)
    task.visitor.counting = True
    answer = task.ask(task.visitor, nth)
    task.visitor.counting = False
    return answer.asked, answer.weight


def _rate(task: Task, turns: "count[int]", each: int) -> float:
    """Everybody has a connection and a list of turns of their own; what is not measured is done before the clock starts."""
    people = [task.visitor.twin() for _ in range(AT_ONCE)]
    parts: Sequence[list[int]] = [[next(turns) for _ in range(each)] for _ in people]
    for who, part in zip(people, parts, strict=True):
        for nth in part:
            task.prepare(who, nth)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = perf_counter()
        done = [pool.submit(_all, task, who, part) for who, part in zip(people, parts, strict=True)]
        for each_done in done:
            each_done.result()
        return AT_ONCE * each / (perf_counter() - begun)


def _all(task: Task, who: Visitor, part: list[int]) -> None:
    for nth in part:
        answer = task.ask(who, nth)
        if task.good and answer.status not in (task.good, 409):
            raise Wrong(f"{task.name}: {answer.status} instead of {task.good}")
