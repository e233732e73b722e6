"""The database's clock is the one that every node has in common: nobody writes down what it does not agree to be past.

A node whose own clock runs ahead would put breaches on record that are none, for good. What a node reads on its own clock
is an argument here; beyond the tolerance (KABINET_CLOCK_TOLERANCE) the database's stands in its place, and the log says so.
"""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

ASK = "SELECT clock_timestamp()"
# Seconds between two lines in the log about the same difference.
TELL = 60.0
log = logging.getLogger(__name__)


class AgreedTime:
    """The instants of one process; the database is asked again after `every` seconds."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._ahead = timedelta()
        self._asked = self._told = -TELL * 2

    def instant(self, own: datetime) -> datetime:
        """`own` (aware), which is now, or the database's instant where that is earlier by more than the tolerance."""
        if time.monotonic() - self._asked >= self._every:
            self._ahead = ahead(own)
            self._asked = time.monotonic()
            self._tell()
        return own - self._ahead if self._ahead > tolerance() else own

    def _tell(self) -> None:
        if abs(self._ahead) > tolerance() and time.monotonic() - self._told >= TELL:
            self._told = time.monotonic()
            log.error("the clock of this machine %s", difference(self._ahead))


def ahead(own: datetime) -> timedelta:
    """How far `own`, which is now, runs ahead of the database's clock; negative when it runs behind."""
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        there: datetime = cursor.fetchone()[0]
    return own - there


def tolerance() -> timedelta:
    """The difference that is none."""
    return timedelta(seconds=settings.CLOCK_TOLERANCE)


def difference(found: timedelta) -> str:
    """What `ahead` gave, in words for the log."""
    way = "ahead of" if found > timedelta() else "behind"
    return f"is {abs(found).total_seconds():.1f} s {way} the database's"
