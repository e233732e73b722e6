"""Notices as the page shows them: one sentence each, under the day on which they came."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kabinet.actions.notices import wording
from kabinet.pages.notices.why import Ways, Why, why
from kabinet.pages.ui import deadlines, moments
from kabinet.records import doors
from kabinet.records.doors.record_types import NoticeRecord


@dataclass(frozen=True, slots=True)
class NoticeRow:
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
    day: str
    why: Why


@dataclass(frozen=True, slots=True)
class Day:
    """The notices of one local day, `day` in ISO; `fresh` unread ones are of it, on whichever page."""

    title: str
    day: str
    fresh: int
    rows: tuple[NoticeRow, ...]


def days(
    notices: Iterable[NoticeRecord],
    now: datetime,
    zone: ZoneInfo,
    fresh: Mapping[date, int],
    ways: Ways,
) -> Iterator[Day]:
    """Notices, newest first, under their days in the reader's `zone`; `fresh` are unread ones by day."""
    today = now.astimezone(zone).date()
    for day, told in groupby(notices, key=lambda notice: notice.created_at.astimezone(zone).date()):
        yield Day(
            _title(day, today),
            day.isoformat(),
            fresh.get(day, 0),
            tuple(row(notice, zone, ways) for notice in told),
        )


def row(notice: NoticeRecord, zone: ZoneInfo, ways: Ways | None = None) -> NoticeRow:
    """One record of a notice; its sentence is that of the fact's kind for the reader's side. With `ways` it says how else
    such ones come."""

    zones = deadlines.Zones(_kept_in(notice) or zone, zone)

    def instant(at: datetime) -> str:
        return deadlines.full(at, zones)

    declared = wording.declared_of(notice)
    return NoticeRow(
        id=notice.id,
        number=notice.subject_key if notice.ticket_id else "",
        words=wording.of_notice(notice, instant=instant).say(get_language() or "ru"),
        subject=notice.data.get("subject", ""),
        icon=declared.icon,
        bad=wording.words(declared, notice.data).bad,
        fresh=notice.read_at is None,
        at=notice.created_at,
        clock=moments.clock(notice.created_at, zone),
        day=moments.short_day(notice.created_at.astimezone(zone).date()),
        why=why(notice, ways),
    )


def _kept_in(notice: NoticeRecord) -> ZoneInfo | None:
    """The zone of the ticket's deadlines; None of a notice about no ticket, or one that is out of reach by now."""
    return ZoneInfo(doors.terms_of(notice.ticket).hours.zone) if notice.ticket is not None else None


def _title(day: date, today: date) -> str:
    near = {0: _("Сегодня"), 1: _("Вчера")}.get((today - day).days)
    said = moments.weekday(day, today)
    return f"{near}, {said}" if near else said
