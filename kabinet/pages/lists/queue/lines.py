"""A ticket as one line of a list for somebody who serves: what drawing/rows.py draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.lists.addresses import of_ticket
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.clockview import ClockView, State, clock_view
from kabinet.pages.ui.clockwords import OWED_BY_APPLICANT
from kabinet.queries.clock_reading import reading_of_row
from kabinet.queries.lists.reader import Reader, free
from kabinet.records.lists import Row
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket.lifecycle import status_of

SERVED_BY: dict[str, OrgKind] = {LegCode.CLIENT: OrgKind.PARTNER, LegCode.VENDOR: OrgKind.VENDOR}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """`version` is the one to act on; `take_url` is there when nobody has the ticket and this reader may work on it."""

    number: str
    url: str
    subject: str
    client: str
    system: str
    level: int
    clock: ClockView
    status_role: str
    status: str
    status_icon: str
    status_tone: str
    holder: str
    reader: str
    passed_on: bool
    assignee: str
    assignee_side: str
    unread: bool
    version: int
    take_url: str
    breached: bool
    tags: Sequence[str] = ()
    pick: str = ""
    assign_url: str = ""


def queue_line(row: Row, reader: Reader) -> QueueLine:
    """`row` as its reader sees it."""
    side, works, stuck = str(reader.actor.kind), reader.works(row.leg), reader.stuck(row)
    pick = f"{row.number}:{row.version}" if works else ""
    status = status_of(row.status, row.versions.leg)
    return QueueLine(
        number=row.number,
        url=of_ticket("ticket", row.number),
        subject=row.subject,
        client=parties(row, reader.actor),
        system=row.system_name,
        level=row.level,
        clock=_reads(reader) if _no_clock(row, reader, stuck) else clock(row, side, reader.at, reader.zone),
        status_role=status.role,
        status=spoken(status.names.read_by(side)),
        status_icon=status.icon,
        status_tone=status.tone or "",
        holder="nobody" if stuck else row.turn,
        reader=side,
        passed_on=row.passed_on_at is not None,
        assignee=row.assignee_name,
        assignee_side=SERVED_BY[row.leg],
        unread=row.unread,
        version=row.version,
        take_url=of_ticket("queue_take", row.number) if free(row) and works else "",
        breached=row.breaches > 0,
        tags=row.tags,
        pick=pick,
        assign_url=f"{_bulk()}?act=assign&pick={pick}" if works and row.closed_at is None else "",
    )


def _no_clock(row: Row, reader: Reader, stuck: bool) -> bool:
    """Whoever may only read keeps no deadline of a client; of a ticket at the vendor the vendor's clock runs on, and that of
    a partner that cannot answer says nothing."""
    if reader.stopped and row.leg == LegCode.CLIENT:
        return row.closed_at is None
    return stuck and row.queue_clock in OWED_BY_APPLICANT


def clock_hidden(row: Row, reader: Reader) -> bool:
    """Whether its reader is shown no deadline of this ticket: a client none of a partner that may not answer."""
    stuck = reader.stuck(row)
    return stuck if reader.actor.kind is OrgKind.CLIENT else _no_clock(row, reader, stuck)


def _reads(reader: Reader) -> ClockView:
    """The partner would have to move, and may not."""
    if reader.stopped:
        return ClockView(State.STOP, _("работать нельзя"), _("нет статуса"))
    return ClockView(State.STOP, _("ответить некому"), _("у партнёра нет статуса"))


@cache
def _bulk() -> str:
    return reverse("queue_bulk")


def parties(row: Row, actor: Actor) -> str:
    """Whose ticket it is: the vendor reads the partner first, a client nothing."""
    if actor.kind is OrgKind.CLIENT:
        return ""
    return f"{row.partner_name} · {row.client_name}" if actor.kind is OrgKind.VENDOR else row.client_name


def clock(row: Row, side: str, at: datetime, zone: ZoneInfo) -> ClockView:
    """The running clock that falls due first; when none runs, why."""
    reading = reading_of_row(row, at)
    if reading is None:
        return still(row, side, at, zone)
    # The side that serves is told nouns, which are short; whoever has to answer is told to.
    reader = side if reading.name in OWED_BY_APPLICANT else SERVED_BY[row.leg]
    return clock_view(reading, reader, zone, vendor_leg=row.leg == LegCode.VENDOR)


def still(row: Row, side: str, at: datetime, zone: ZoneInfo) -> ClockView:
    """No clock runs: the ticket is at its end, or a solution waits for its applicant."""
    if row.closed_at is not None:
        return ClockView(State.DONE, _("завершено"), moments.instant(row.closed_at, at, zone))
    name = spoken(status_of(row.status, row.versions.leg).names.read_by(side))
    return ClockView(State.STOP, _("часы стоят"), name[:1].lower() + name[1:])
