"""Notices as the page shows them: one sentence each, under the day on which they came."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions.journal.barred import BARRED
from kabinet.actions.notices import organisation_wording as affairs
from kabinet.actions.notices import wording
from kabinet.pages.ui import moments
from kabinet.regulation.facts import Kind

ICONS = {
    Kind.REGISTERED: "inbox",
    Kind.TAKEN: "user-check",
    Kind.ASSIGNED: "user-check",
    Kind.NOTED: "lock",
    Kind.CALLED: "phone",
    Kind.CLAIMED: "phone",
    Kind.CLAIM_CONFIRMED: "phone",
    Kind.CLAIM_DENIED: "phone",
    Kind.LEVEL_CHANGED: "signal",
    Kind.LOWERED: "chevrons-down",
    Kind.PASSED_ON: "arrow-up-right",
    Kind.RETURNED: "undo-2",
    Kind.ACCEPTED: "circle-check",
    Kind.DECLINED: "rotate-ccw",
    Kind.REOPENED: "rotate-ccw",
    Kind.CLOSED: "circle-check-big",
    Kind.CLOSED_BY_WORD: "circle-check-big",
    Kind.CLOSED_BY_SILENCE: "circle-check-big",
    Kind.CLOSING_ANNOUNCED: "hourglass",
    Kind.REFUSED: "ban",
    Kind.WITHDRAWN: "circle-pause",
    Kind.MERGED: "copy",
    Kind.ABSORBED: "copy",
    Kind.WATCHER_ADDED: "eye",
    Kind.CONTACT_CHANGED: "circle-user",
    Kind.BREACHED: "octagon-alert",
    Kind.PLAN_AGREED: "list-checks",
    Kind.PLAN_REFUSED: "list-checks",
}
BAD = frozenset({Kind.BREACHED, Kind.REFUSED, Kind.LOWERED})


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


def days(notices: Iterable[Any], now: datetime, zone: ZoneInfo) -> Iterator[Day]:
    """Notices, newest first, under their days in the reader's `zone`."""
    today = now.astimezone(zone).date()
    for day, told in groupby(notices, key=lambda notice: notice.created_at.astimezone(zone).date()):
        yield Day(_title(day, today), tuple(row(notice, zone) for notice in told))


def row(notice: Any, zone: ZoneInfo) -> Row:
    """One record of a notice; its sentence is that of the fact's kind for the reader's side."""
    return _of_ticket(notice, zone) if notice.ticket_id else _of_organisation(notice, zone)


def _of_organisation(notice: Any, zone: ZoneInfo) -> Row:
    return Row(
        id=notice.id,
        number="",
        words=affairs.of_notice(notice).say(get_language() or "ru"),
        subject=notice.data.get("subject", ""),
        icon=affairs.of(notice.kind).icon,
        bad=False,
        fresh=notice.read_at is None,
        at=notice.created_at,
        clock=moments.clock(notice.created_at, zone),
    )


def _of_ticket(notice: Any, zone: ZoneInfo) -> Row:

    def instant(at: datetime) -> str:
        return moments.full(at, zone)

    kind = Kind(notice.kind)
    return Row(
        id=notice.id,
        number=notice.number,
        words=wording.of_notice(notice, instant=instant).say(get_language() or "ru"),
        subject=notice.data.get("subject", ""),
        icon=ICONS.get(kind, "message-square"),
        bad=kind in BAD and not notice.data.get(BARRED),
        fresh=notice.read_at is None,
        at=notice.created_at,
        clock=moments.clock(notice.created_at, zone),
    )


def _title(day: date, today: date) -> str:
    near = {0: _("Сегодня"), 1: _("Вчера")}.get((today - day).days)
    said = moments.weekday(day, today)
    return f"{near}, {said}" if near else said
