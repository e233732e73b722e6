"""Reading notices: of one's own alone, and only those that came before. No ticket changes, so there is no journal row."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kabinet.records import doors
from kabinet.regulation.access import Actor


def mark_read(*, actor: Actor, at: datetime, notices: Iterable[UUID]) -> int:
    """How many of these became read at `at`; others' notices and those read already stay as they are."""
    return doors.notices(actor).filter(pk__in=list(notices), read_at__isnull=True).update(read_at=at)


def mark_all_read(*, actor: Actor, at: datetime) -> int:
    """How many of all that had come by `at` became read then."""
    return doors.notices(actor).filter(created_at__lte=at, read_at__isnull=True).update(read_at=at)
