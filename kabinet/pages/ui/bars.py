"""A bar of the law's values: epoch seconds and a calendar in, a BarView out."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from kabinet.pages.ui.drawing.bar import totals
from kabinet.pages.ui.drawing.barview import BarView, Holding, Mark
from kabinet.pages.ui.drawing.scale import Stretch
from kabinet.queries.clock_reading import instant
from kabinet.regulation.access import OrgKind
from kabinet.regulation.working_time import AROUND_THE_CLOCK, Calendar

HOUR = 3600


def bar_view(
    start: int,
    now: int,
    due: int | None,
    due_words: str,
    calendar: Calendar,
    hours: Calendar,
    zone: ZoneInfo,
    reader: str,
    own: ZoneInfo | None = None,
    holdings: Iterable[tuple[str, int, int]] = (),
    first_contact: int | None = None,
    marks: Iterable[tuple[int, str]] = (),
    seconds: dict[str, int] | None = None,
    day: int | None = None,
) -> BarView:
    """All instants in epoch seconds. `calendar` is the clock's own (AROUND_THE_CLOCK for level 1), `hours` the desk's.

    `holdings` are (side, from, to) in order, `seconds` the ledger's totals per side, `day` the
    seconds of a working day where they are working time. Holdings of nobody are left out.
    """
    always = calendar is AROUND_THE_CLOCK
    end = scale_end(max(now, due or now), always, hours)
    held = tuple(
        Holding(OrgKind(side), instant(a), instant(b)) for side, a, b in holdings if side in list(OrgKind)
    )
    return BarView(
        start=instant(start),
        now=instant(now),
        due=instant(due) if due is not None else None,
        due_words=due_words,
        stretches=tuple(stretches(start, end, calendar)),
        nights=tuple(closed(start, end, hours)) if always else (),
        holdings=held,
        first_contact=instant(first_contact) if first_contact is not None else None,
        marks=tuple(Mark(instant(at), words) for at, words in marks),
        reader=OrgKind(reader),
        zone=zone,
        own=own,
        totals=totals(
            {OrgKind(side): amount for side, amount in (seconds or {}).items()}, OrgKind(reader), day
        ),
    )


def scale_end(last: int, always: bool, hours: Calendar) -> int:
    """The end of the working stretch that holds `last`, so that a day is drawn whole; around the clock the next hour."""
    if always:
        return (last // HOUR + 1) * HOUR
    return hours.closes(last) if hours.is_open(last) else last


def stretches(start: int, end: int, calendar: Calendar) -> list[Stretch]:
    """Open time of the scale; of a scale that never opens, its own span."""
    found = [Stretch(instant(a), instant(b)) for a, b in calendar.stretches(start, end)]
    return found or [Stretch(instant(start), instant(max(end, start + 1)))]


def closed(start: int, end: int, hours: Calendar) -> list[Stretch]:
    """What lies between the desk's hours."""
    nights, at = [], start
    for opens, closes in hours.stretches(start, end):
        if opens > at:
            nights.append(Stretch(instant(at), instant(opens)))
        at = closes
    return [*nights, Stretch(instant(at), instant(end))] if at < end else nights
