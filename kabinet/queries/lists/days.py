"""Days that a list is asked for, in the reader's zone, both ends included."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def begins(day: date | None, zone: ZoneInfo) -> datetime | None:
    """When the day begins; None for no day."""
    return datetime.combine(day, time(), zone) if day else None


def ends(day: date | None, zone: ZoneInfo) -> datetime | None:
    """When the day after it begins; None for no day."""
    return begins(day + timedelta(days=1), zone) if day else None
