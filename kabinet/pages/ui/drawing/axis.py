"""Which labels stand under the bar: the days' starts and round hours, as many as fit."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kabinet.pages.ui import moments
from kabinet.pages.ui.drawing.scale import Scale, Stretch

APART = 11.0  # percent: nearer labels are dropped (guide 5)
HOUR_STEPS = (1, 2, 3, 4, 6, 12)
FEW_DAYS = 3


class Label(NamedTuple):
    x: float
    words: str
    anchor: str


def labels(scale: Scale, now: datetime, zone: ZoneInfo) -> list[Label]:
    """The days first, then the end, then round hours; each stays only if it is far enough from «now» and from the kept."""
    kept: list[Label] = []
    taken = [scale.place(now)]
    for label in wanted(scale, zone):
        if all(abs(label.x - x) >= APART for x in taken):
            kept.append(label)
            taken.append(label.x)
    return sorted(kept)


def wanted(scale: Scale, zone: ZoneInfo) -> Iterator[Label]:
    for stretch in scale.stretches[1:]:
        yield Label(scale.place(stretch.opens), day_words(stretch.opens, scale, zone), "start")
    yield Label(100.0, moments.clock(scale.stretches[-1].closes, zone), "end")
    if len(scale.stretches) <= FEW_DAYS:
        yield from round_hours(scale, zone)


def day_words(opens: datetime, scale: Scale, zone: ZoneInfo) -> str:
    local = opens.astimezone(zone)
    name = moments.weekday_name(local.date())
    return f"{name} {local:%H:%M}" if len(scale.stretches) <= FEW_DAYS else f"{name} {local.day}"


def round_hours(scale: Scale, zone: ZoneInfo) -> Iterator[Label]:
    step = hour_step(scale)
    for stretch in scale.stretches:
        for at in hours(stretch, step, zone):
            yield Label(scale.place(at), moments.clock(at, zone), "middle")


def hours(stretch: Stretch, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    at = stretch.opens.astimezone(zone).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    while at < stretch.closes:
        if at.hour % step == 0:
            yield at
        at += timedelta(hours=1)


def hour_step(scale: Scale) -> int:
    """The smallest step of hours that leaves the labels apart."""
    hour = scale.wide(timedelta(hours=1))
    return next((step for step in HOUR_STEPS if step * hour >= APART), HOUR_STEPS[-1])
