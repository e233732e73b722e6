"""Deadlines by the million: the same tables as numpy arrays, for reports and previews."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Text, Unlawful
from kabinet.regulation.working_time.deadlines import due
from kabinet.regulation.working_time.table import UNEVEN, Table
from kabinet.regulation.working_time.working import Calendar

Instants = NDArray[np.int64]

_CHUNK = 1 << 14  # so many at a time stay in the processor's cache
_BUCKETS = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Sorted `keys` with a stopper behind, and the last key at or before the start of each bucket of time.

    A bucket of 2**`shift` seconds holds one key at most: one comparison finds the place that a search would.
    """

    keys: Instants
    shift: int
    places: NDArray[np.int32]

    def place(self, of: Instants) -> Instants:
        """The last key at or before each of `of`."""
        if not len(self.places):
            return np.searchsorted(self.keys, of, side="right") - 1
        near: Instants = self.places[(of - self.keys[0]) >> self.shift].astype(np.int64)
        return near + (of >= self.keys[near + 1])


@dataclass(frozen=True, slots=True, eq=False)
class _Arrays:
    opens: _Index
    worked: _Index
    closes: Instants
    done: Instants
    day: Instants
    bases: Instants
    ends: Instants


def due_many(starts: Instants, term: Term, cal: Calendar) -> Instants:
    """The deadline of `term` from each of `starts` (epoch seconds UTC, integers), in the same order.

    Equal to `due` of each, and Unlawful where that is.
    """
    begun = _instants(starts)
    if not len(begun):
        return begun
    first, last = int(begun.min()), int(begun.max())
    due(first, term, cal)  # refuses what the law refuses
    end = due(last, term, cal)
    if term.unit is Unit.HOURS:
        return begun + term.seconds
    table = cal.table(first, end)
    parts = (begun[at : at + _CHUNK] for at in range(0, len(begun), _CHUNK))
    if term.unit is Unit.WORKING_HOURS:
        return np.concatenate([_hours(part, term.seconds, _arrays(table)) for part in parts])
    return np.concatenate([_days(part, term, _arrays(table), cal) for part in parts])


def _instants(starts: Instants) -> Instants:
    given = np.asarray(starts)
    if given.ndim != 1 or given.dtype.kind not in "iu":
        raise Unlawful(Text("Нужен ряд целых секунд UTC", "A row of whole UTC seconds is expected"))
    return given.astype(np.int64, copy=False)


def _hours(starts: Instants, seconds: int, of: _Arrays) -> Instants:
    if not seconds:
        return starts
    at = of.opens.place(starts)
    goal = of.done[at] + seconds - np.maximum(of.closes[at] - starts, 0)
    reached = of.worked.place(goal - 1) + 1
    found: Instants = of.closes[reached] - of.done[reached] + goal
    return found


def _days(starts: Instants, term: Term, of: _Arrays, cal: Calendar) -> Instants:
    at = of.opens.place(starts)
    at += starts >= of.closes[at]
    moved = np.maximum(starts, of.opens.keys[at])
    source = of.day[at]
    target = source + int(term.amount)
    found: Instants = np.minimum(of.bases[target] + moved - of.bases[source], of.ends[target])
    for n in np.flatnonzero((of.bases[target] == UNEVEN) | (of.bases[source] == UNEVEN)):
        found[n] = due(int(starts[n]), term, cal)
    return found


@lru_cache(maxsize=8)
def _arrays(table: Table) -> _Arrays:
    return _Arrays(
        opens=_index(table.opens),
        worked=_index(table.worked),
        closes=_column(table.closes),
        done=_column(table.worked),
        day=_column(table.day),
        bases=_column(table.bases),
        ends=_column(table.ends),
    )


def _column(values: list[int]) -> Instants:
    return np.array(values, dtype=np.int64)


def _index(column: list[int]) -> _Index:
    keys = _column([*column, 1 << 62])
    shift = int(np.diff(keys).min()).bit_length() - 1
    count = (column[-1] - column[0] >> shift) + 2
    if count > _BUCKETS:
        return _Index(keys, shift, np.empty(0, dtype=np.int32))
    edges = keys[0] + (np.arange(count, dtype=np.int64) << shift)
    return _Index(keys, shift, (np.searchsorted(keys, edges, side="right") - 1).astype(np.int32))
