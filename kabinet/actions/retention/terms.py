"""Two classes of files, told apart by their names alone, and the last day of each. Days are the installation's own
(KABINET_KEEP_DIAGNOSTICS_DAYS, KABINET_KEEP_FILES_DAYS): no clause says how long a file is kept."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db.models import Q

from kabinet.records.versions.vendor_names import vendor_day

# As PostgreSQL reads it and as Python does.
DIAGNOSTIC: Final = (
    r"\.(log|lgp|lgf|lgx|lgd|json|trc|etl|dmp|mdmp|hdmp|dump|core|dt|1cd|bak|zip|7z|rar|tar|tgz|gz|bz2|xz|zst)$"
    r"|logcfg\.xml$"
)


class DataClass(StrEnum):
    """`diagnostics`: technological logs, dumps, and the archives in which they come."""

    DIAGNOSTICS = "diagnostics"
    OTHERS = "others"


def class_of(name: str) -> DataClass:
    """Of a file by its name."""
    diagnostic = re.search(DIAGNOSTIC, name, re.IGNORECASE) is not None
    return DataClass.DIAGNOSTICS if diagnostic else DataClass.OTHERS


def of_class(kind: DataClass) -> Q:
    """The same as a condition on rows of files."""
    diagnostic = Q(name__iregex=DIAGNOSTIC)
    return diagnostic if kind is DataClass.DIAGNOSTICS else ~diagnostic


def days_of(kind: DataClass) -> int:
    """After a ticket is closed; 0 where nothing is removed."""
    days: int = settings.KEEP_DAYS[kind]
    return days


def kept_until(name: str, closed_at: datetime | None) -> date | None:
    """The last day, the vendor's, on which the content of a file of such a name is kept; None while its ticket is open, and
    where nothing is removed."""
    days = days_of(class_of(name))
    return vendor_day(closed_at + timedelta(days=days)) if days and closed_at is not None else None
