"""An outage in words: from when until when, for whom, by whom, and what came in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.ui import moments
from kabinet.records.doors.record_types import OutageRecord


@dataclass(frozen=True, slots=True)
class OutageLine:
    """One outage as a list or its own page shows it; `lasts`: it holds now."""

    key: int
    times: str
    whom: str
    by: str
    reason: str
    taken: int
    lasts: bool
    mistaken: bool


def outage_lines(
    rows: Iterable[OutageRecord], taken: Mapping[int, int], at: datetime, zone: ZoneInfo
) -> Iterator[OutageLine]:
    """In the reader's zone, at the instant `at`."""
    for row in rows:
        yield OutageLine(
            key=row.pk,
            times=times(row, at, zone),
            whom=whom(row),
            by=declared_by(row),
            reason=why(row),
            taken=taken.get(row.pk, 0),
            lasts=row.law.holds(at),
            mistaken=row.ends_at == row.began_at,
        )


def why(row: OutageRecord) -> str:
    """The reason that was given, or what the watchdog saw."""
    return row.reason or _("Проверка снаружи не могла открыть кабинет")


def times(row: OutageRecord, at: datetime, zone: ZoneInfo) -> str:
    """«с 14 марта 2024, 10:05 МСК до 14 марта 2024, 12:00 МСК»; open at its end while nobody ended it."""
    since = moments.full(row.began_at, zone)
    if row.ends_at is None:
        return _("с %(since)s, конец не объявлен") % {"since": since}
    said = {"since": since, "until": moments.full(row.ends_at, zone)}
    if row.ends_at > at:
        return _("с %(since)s, по плану до %(until)s") % said
    return _("с %(since)s до %(until)s") % said


def whom(row: OutageRecord) -> str:
    """For whom it is declared."""
    if row.of_vendor:
        return _("для всех")
    return _("для клиентов и сотрудников организации %(house)s") % {"house": row.organisation.short_name}


def declared_by(row: OutageRecord) -> str:
    """Who declared it, of which house; the watchdog where nobody did."""
    if row.spell is not None:
        return _("сторожевая проверка кабинета")
    return f"{row.declared_by_name}, {row.organisation.short_name}"
