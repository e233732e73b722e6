"""The production calendar: its years in force, its versions, and the drafts of the vendor."""

from collections.abc import Mapping

from django.db.models import QuerySet

from kabinet.records.models import CalendarVersion, VersionDraft
from kabinet.records.versions.calendars import calendar_for, newest_calendar, years_of_version
from kabinet.regulation.access import Actor
from kabinet.regulation.working_time.years import Year

__all__ = ["calendar_drafts", "calendar_for", "calendar_versions", "calendar_years", "newest_calendar_code"]


def newest_calendar_code() -> str:
    """The version that new tickets are counted by."""
    return newest_calendar().code


def calendar_years(code: str | None = None) -> Mapping[int, Year]:
    """The official tables of a version, of the newest one by default."""
    return years_of_version(code or newest_calendar_code())


def calendar_versions(actor: Actor) -> QuerySet[CalendarVersion]:
    """Every version on record, the latest first."""
    return CalendarVersion.objects.defer("content").order_by("-id")


def calendar_drafts(actor: Actor) -> QuerySet[VersionDraft]:
    """Calendars that are being prepared, the latest first."""
    return VersionDraft.objects.filter(kind=VersionDraft.Kind.CALENDAR).order_by("-saved_at", "-id")
