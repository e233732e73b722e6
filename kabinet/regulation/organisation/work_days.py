"""The days on which a partner may work on tickets: it, or a member of its group on that day, holds a status (L12b, L13).

`access.may` judges one act on one day; what follows from a status or a group for a stretch of time is reckoned here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[date, date | None]  # both inclusive; None does not end
Days = tuple[Span, ...]  # in order, no two of them touch

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Member:
    """A partner belongs to a group on these days."""

    group: int
    partner: int
    days: Span


def working_days(partner: int, statuses: Mapping[int, Iterable[Span]], members: Sequence[Member]) -> Days:
    """By its own statuses and, while it is with them in one group, by its fellows'."""
    return merged([*statuses.get(partner, ()), *_lent(partner, statuses, members)])


def merged(spans: Iterable[Span]) -> Days:
    """The same days with as few spans as there can be."""
    made: list[Span] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if made and (made[-1][1] is None or first <= made[-1][1] + DAY):
            made[-1] = (made[-1][0], _later(made[-1][1], last))
        else:
            made.append((first, last))
    return tuple(made)


def common(one: Iterable[Span], other: Iterable[Span]) -> Days:
    """The days of both."""
    others = list(other)
    return merged(shared for mine in one for theirs in others for shared in _shared(mine, theirs))


def without(days: Iterable[Span], taken: Iterable[Span]) -> Days:
    """The days of the one that are none of the other."""
    left = list(days)
    for first, last in taken:
        before: list[Span] = [(date.min, first - DAY)] if first > date.min else []
        after: list[Span] = [(last + DAY, None)] if last is not None and last < date.max else []
        left = [*common(left, before), *common(left, after)]
    return merged(left)


def on(days: Iterable[Span], day: date) -> Span | None:
    """The span in which the day lies."""
    return next((span for span in days if span[0] <= day and (span[1] is None or day <= span[1])), None)


def since(days: Iterable[Span], day: date) -> date | None:
    """The first of the days without them that last on `day`; None on one of them, or when there were none before."""
    if on(days, day) is not None:
        return None
    return max((last + DAY for _, last in days if last is not None and last < day), default=None)


def outside(days: Iterable[Span], since: int, until: int, zone: ZoneInfo) -> tuple[tuple[int, int], ...]:
    """The stretches of `since` to `until`, in epoch seconds, that lie on none of the days as `zone` counts them."""
    first, last = (datetime.fromtimestamp(at, zone).date() for at in (since, until))
    free = common(without([(first, last)], days), [(first, last)])
    found = ((_midnight(begins, zone), _midnight((ends or last) + DAY, zone)) for begins, ends in free)
    return tuple((max(since, opens), min(until, closes)) for opens, closes in found if opens < until)


def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())


def _lent(partner: int, statuses: Mapping[int, Iterable[Span]], members: Sequence[Member]) -> Iterator[Span]:
    for own in members:
        if own.partner != partner:
            continue
        for fellow in members:
            if fellow.group == own.group and fellow.partner != partner:
                yield from common(common([own.days], [fellow.days]), statuses.get(fellow.partner, ()))


def _shared(one: Span, other: Span) -> Iterator[Span]:
    first = max(one[0], other[0])
    ends = [last for last in (one[1], other[1]) if last is not None]
    if not ends or first <= min(ends):
        yield first, min(ends, default=None)


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
