"""What a worker does with a log that waits: takes it for the length of a lease, and writes down what came of it.

Taking and noting are short transactions; the file is read between them. Whoever is killed in between leaves the row waiting.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kabinet.records.models import LogSummary
from kabinet.records.security.reach import as_system

LEASE: Final = timedelta(minutes=2)
TRIES: Final = 3
READING: Final = "technological logs are read"
State = LogSummary.State


@dataclass(frozen=True, slots=True)
class Taken:
    """A log in the hands of one worker, at its `tries`-th try."""

    key: UUID
    tries: int
    name: str


class Lost(Exception):
    """Somebody else has it in hand by now."""


def take_log(*, at: datetime) -> Taken | None:
    """The one that waits longest and that nobody has in hand; None when none does. What is known of the same content under
    the same name is written down at once."""
    with transaction.atomic(), as_system(READING):
        waiting = LogSummary.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=State.WAITING
        )
        for row in waiting.filter(next_try__lte=at).select_related("file").order_by("next_try", "pk")[:50]:
            if not _known(row, at):
                row.tries, row.next_try = row.tries + 1, at + LEASE
                row.save(update_fields=["tries", "next_try"])
                return Taken(row.pk, row.tries, row.file.name)
    return None


def keep_on(*, at: datetime, taken: Taken) -> None:
    """It is still being read; Lost when that is somebody else's by now."""
    with transaction.atomic(), as_system(READING):
        if not _mine(taken).update(next_try=at + LEASE):
            raise Lost


def note_read(*, at: datetime, taken: Taken, state: str, summary: dict[str, Any] | None = None) -> None:
    """What came of it; Lost when somebody else has it in hand."""
    with transaction.atomic(), as_system(READING):
        given = {"state": state, "next_try": None, "read_at": at, "summary": summary or {}}
        if not _mine(taken).update(**given):
            raise Lost


def _mine(taken: Taken) -> QuerySet[LogSummary]:
    return LogSummary.objects.filter(pk=taken.key, tries=taken.tries, state=State.WAITING)


def _known(row: LogSummary, at: datetime) -> bool:
    """A file that was passed on is the same content: it is read once."""
    read = LogSummary.objects.filter(digest=row.digest, state__in=(State.READY, State.OTHER))
    first = read.order_by("read_at").first()
    if first is None:
        return False
    row.state, row.summary, row.next_try, row.read_at = first.state, first.summary, None, at
    row.save(update_fields=["state", "summary", "next_try", "read_at"])
    return True
