"""What the working-time bar is drawn from: plain values, every instant aware."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kabinet.pages.ui.drawing.scale import Stretch
from kabinet.pages.ui.moments import MOSCOW
from kabinet.regulation.access import OrgKind


class Holding(NamedTuple):
    """`side` had the turn from `start` to `end`."""

    side: OrgKind
    start: datetime
    end: datetime


class Mark(NamedTuple):
    """Another deadline above the bar, dashed: «15:17 ответ клиента»."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """`stretches` run from the start to the end of the stretch that holds the deadline or now, whichever is later.

    `due` None: the clock stands. `nights` are hatched and said to count: for a clock that runs around the clock, whose one
    stretch holds them. Everything is drawn in `zone`, in which the deadline is reckoned; `own` is the reader's where it is
    another. `holdings` end at `now`; totals per side are the ledger's, said beside the bar.
    """

    start: datetime
    now: datetime
    due: datetime | None
    due_words: str
    stretches: tuple[Stretch, ...]
    holdings: tuple[Holding, ...] = ()
    first_contact: datetime | None = None
    marks: tuple[Mark, ...] = ()
    nights: tuple[Stretch, ...] = ()
    reader: OrgKind = OrgKind.PARTNER
    zone: ZoneInfo = MOSCOW
    own: ZoneInfo | None = None
    totals: str = ""
