"""Notices as the page shows them: one sentence each, under the day on which they came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions import wording
from kabinet.pages.look import moments
from kabinet.regulation.facts import Kind, Side

ICONS = {
    Kind.REGISTERED: "inbox",
    Kind.TAKEN: "user-check",
    Kind.ASSIGNED: "user-check",
    Kind.NOTED: "lock",
    Kind.CALLED: "phone",
    Kind.LEVEL_CHANGED: "signal",
    Kind.LOWERED: "chevrons-down",
    Kind.PASSED_ON: "arrow-up-right",
    Kind.RETURNED: "undo-2",
    Kind.ACCEPTED: "circle-check",
    Kind.DECLINED: "rotate-ccw",
    Kind.REOPENED: "rotate-ccw",
    Kind.CLOSED: "circle-check-big",
    Kind.CLOSED_BY_SILENCE: "circle-check-big",
    Kind.CLOSING_ANNOUNCED: "hourglass",
    Kind.REFUSED: "ban",
    Kind.WITHDRAWN: "circle-pause",
    Kind.BREACHED: "octagon-alert",
    Kind.PLAN_AGREED: "list-checks",
    Kind.PLAN_REFUSED: "list-checks",
}
BAD = frozenset({Kind.BREACHED, Kind.REFUSED, Kind.LOWERED})


class Told(Protocol):
    """What a record of a notice says."""

    id: UUID
    number: str
    kind: str
    data: dict[str, str]
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Row:
    """One notice."""

    id: UUID
    number: str
    words: str
    subject: str
    icon: str
    bad: bool
    fresh: bool
    at: datetime
    clock: str


@dataclass(frozen=True, slots=True)
class Day:
    """The notices of one local day."""

    title: str
    rows: tuple[Row, ...]


def days(notices: Iterable[Told], now: datetime, zone: ZoneInfo) -> Iterator[Day]:
    """Notices, newest first, under their days in the reader's `zone`."""
    today = now.astimezone(zone).date()
    for day, told in groupby(notices, key=lambda notice: notice.created_at.astimezone(zone).date()):
        yield Day(_title(day, today), tuple(row(notice, zone) for notice in told))


def row(notice: Told, zone: ZoneInfo) -> Row:
    """One notice; its sentence is that of the fact's kind for the reader's side."""
    kind = Kind(notice.kind)
    side = Side(notice.data.get("reader", Side.SUPPORT))

    def instant(at: datetime) -> str:
        return moments.full(at, zone)

    said = wording.notice(kind, side, notice.data, number=notice.number, instant=instant)
    return Row(
        id=notice.id,
        number=notice.number,
        words=said.say(get_language() or "ru") if said else notice.number,
        subject=notice.data.get("subject", ""),
        icon=ICONS.get(kind, "message-square"),
        bad=kind in BAD,
        fresh=notice.read_at is None,
        at=notice.created_at,
        clock=moments.clock(notice.created_at, zone),
    )


def _title(day: date, today: date) -> str:
    near = {0: _("Сегодня"), 1: _("Вчера")}.get((today - day).days)
    said = moments.weekday(day, today)
    return f"{near}, {said}" if near else said
