"""The reader's notices as one page of a list: unread ones first, by day or by kind, with how many a button would read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import get_language

from kabinet.actions.letters.choices import by_key, key_of
from kabinet.actions.notices import wording
from kabinet.actions.notices.kinds import Declared, Journal
from kabinet.actions.tickets.read import Some
from kabinet.pages.notices import rows
from kabinet.pages.notices.asked import READ, UNREAD, Asked
from kabinet.pages.notices.rows import Day, NoticeRow
from kabinet.pages.notices.why import Ways
from kabinet.records import doors
from kabinet.records.doors.record_types import NoticeRecord, NoticeRecords
from kabinet.records.lists import notices as lists
from kabinet.regulation.access import Actor
from kabinet.web import keyset

SIZE, OF_KIND = 50, 5
NOT_IN_FULL = ("ticket__regulation__content",)


@dataclass(frozen=True, slots=True)
class Part:
    """Unread ones, or read ones: the days of this page."""

    unread: bool
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The newest of one kind, of how many, and how many of them are unread."""

    key: str
    title: str
    icon: str
    total: int
    fresh: int
    rows: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind in the choice of kinds."""

    key: str
    title: str
    fresh: int


def shown(actor: Actor, asked: Asked) -> tuple[list[NoticeRecord], str]:
    """The records of one page, and where the next begins; unread ones, then read ones."""
    known = known_notices(actor).filter(Some(asked.kind).condition)
    found: list[NoticeRecord] = []
    if asked.part == UNREAD:
        found, following = keyset.ended(_after(known.filter(read_at=None), asked), "created_at", SIZE)
        if following:
            return found, f"{UNREAD}.{following}"
    if asked.unread:
        return found, ""
    read = known.filter(read_at__isnull=False)
    if asked.part == READ:
        read = _after(read, asked)
    if not (left := SIZE - len(found)):
        return found, f"{READ}." if read.exists() else ""
    more, following = keyset.ended(read, "created_at", left)
    return [*found, *more], f"{READ}.{following}" if following else ""


def parts(
    actor: Actor, notices: Iterable[NoticeRecord], at: datetime, zone: ZoneInfo, ways: Ways
) -> list[Part]:
    """The records of one page under their days, unread ones first."""
    known = list(notices)
    fresh = [each for each in known if each.read_at is None]
    counts = _by_day(actor, fresh, zone)
    found = (
        Part(True, tuple(rows.days(fresh, at, zone, counts, ways))),
        Part(
            False, tuple(rows.days((each for each in known if each.read_at is not None), at, zone, {}, ways))
        ),
    )
    return [part for part in found if part.days]


def by_kind(actor: Actor, asked: Asked, zone: ZoneInfo, ways: Ways) -> list[KindGroup]:
    """Every kind of which the reader was told, those with unread ones first; of each the newest few, unread before read."""
    told: dict[str, list[NoticeRow]] = {}
    for notice in lists.newest_of_each(actor, OF_KIND, unread=asked.unread):
        told.setdefault(key_of(wording.declared_of(notice)), []).append(rows.row(notice, zone, ways))
    return [
        KindGroup(key, _said(declared), declared.icon, total, fresh, tuple(told.get(key, ())))
        for key, declared, total, fresh in _counted(actor, unread=asked.unread)
    ]


def kinds_told(actor: Actor) -> list[Kind]:
    """What the reader can choose among: the kinds of which there is any notice."""
    return [
        Kind(key_of(declared), _said(declared), fresh) for _key, declared, _total, fresh in _counted(actor)
    ]


def count_unread(actor: Actor, kind: Declared | None) -> int:
    """All of them, or of one kind."""
    return doors.notices(actor).filter(Some(kind).condition, read_at=None).order_by().count()


def known_notices(actor: Actor) -> NoticeRecords:
    """All of them, with what their lines read of the ticket."""
    return doors.notices(actor).select_related("ticket__regulation", "ticket__agreement").defer(*NOT_IN_FULL)


def _after(query: NoticeRecords, asked: Asked) -> NoticeRecords:
    """Of one instant by key, upwards."""
    if asked.place is None:
        return query
    created, last = asked.place
    return query.filter(Q(created_at__lt=created) | Q(created_at=created, id__gt=last))


def _by_day(actor: Actor, fresh: list[NoticeRecord], zone: ZoneInfo) -> Mapping[date, int]:
    """How many unread ones there are of each of these days: more than the page shows, where a day goes on."""
    if not fresh:
        return {}
    first = fresh[-1].created_at.astimezone(zone)
    return lists.unread_by_day(actor, datetime.combine(first.date(), time(), zone), zone)


def _counted(actor: Actor, *, unread: bool = False) -> list[tuple[str, Declared, int, int]]:
    """Key, kind, how many, how many unread: those with unread ones first, then by their names."""
    told = []
    for row in lists.told_by_kind(actor, unread=unread):
        key = f"{Journal.ORGANISATION if row.of_organisation else Journal.TICKET}.{row.kind}"
        if (declared := by_key(key)) is not None:
            told.append((key, declared, row.total, row.fresh))
    return sorted(told, key=lambda each: (not each[3], _said(each[1])))


def _said(declared: Declared) -> str:
    return wording.title(declared).say(get_language() or "ru")
