"""The next deadline of each ticket that somebody answers for, over every leg they reach."""

from collections.abc import Iterator
from datetime import datetime

from kabinet.queries.lists import reader
from kabinet.queries.lists.queue import END
from kabinet.records import lists
from kabinet.records.lists import Filters, Row
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.clocks import SUPPORT_CLOCKS, ClockName
from kabinet.regulation.legs import LegCode

MOST = 300  # of one leg
LEGS = {
    OrgKind.CLIENT: (LegCode.CLIENT,),
    OrgKind.PARTNER: (LegCode.CLIENT, LegCode.VENDOR),
    OrgKind.VENDOR: (LegCode.VENDOR,),
}


def list_deadlines(actor: Actor, at: datetime, *, everybody: bool) -> Iterator[Row]:
    """Open tickets with a running clock, nearest first within a leg; the actor's own ones, or `everybody`'s that they reach.

    Left out is what the queue shows no deadline for: a partner that may not work keeps none (L12b).
    """
    if actor.kind is None:
        return
    stopped = reader.only_reads(actor, at)
    wanted = Filters(mine=not everybody, due_before=END)
    for leg in LEGS[actor.kind]:
        if stopped and leg == LegCode.CLIENT:
            continue
        for row in lists.queue(actor, wanted, size=MOST, leg=leg).rows:
            if not _idle(row, at, stopped=stopped):
                yield row


def _idle(row: Row, at: datetime, *, stopped: bool) -> bool:
    """Whether the clock waits for a partner that cannot answer."""
    cannot = reader.stuck(row, at) or (stopped and reader.waits(row))
    return cannot and ClockName(row.queue_clock) not in SUPPORT_CLOCKS
