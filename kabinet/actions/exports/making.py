"""What a worker does with ordered files: takes one for the length of a lease, and writes down what came of it.

Taking and noting are short transactions. Whoever is killed in between leaves the row waiting: when the lease ends somebody
else makes the file from its beginning.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kabinet.actions.exports.keeping import KEPT, path_of
from kabinet.actions.notices.notify import to_people
from kabinet.actions.notices.subjects import EXPORTS
from kabinet.records.models import Export
from kabinet.records.security.reach import as_system

LEASE: Final = timedelta(minutes=2)  # longer than one step takes
TRIES: Final = 3
MOST: Final = 200_000  # rows of one file
PACK: Final = "zip"  # the form of a pack of evidence (docs/evidence.md)
MAKING: Final = "ordered files are made"
State = Export.State


@dataclass(frozen=True, slots=True)
class Taken:
    """An order in the hands of one worker, at its `tries`-th try."""

    key: UUID
    tries: int
    person: int
    organisation: int
    listing: str
    given: str
    form: str
    language: str
    asked_at: datetime


class Lost(Exception):
    """Somebody else has it in hand by now, or nobody wants it any more."""


def take_export(*, at: datetime) -> Taken | None:
    """The one that waits longest and that nobody has in hand; None when none does."""
    with transaction.atomic(), as_system(MAKING):
        waiting = Export.objects.select_for_update(skip_locked=True).filter(state=State.WAITING)
        row = waiting.filter(next_try__lte=at).order_by("next_try").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        return Taken(
            row.pk,
            row.tries,
            row.person_id,
            row.organisation_id,
            row.listing,
            row.given,
            row.form,
            row.language,
            row.asked_at,
        )


def keep_on(*, at: datetime, taken: Taken) -> None:
    """It is still being made; Lost when that is somebody else's by now."""
    with transaction.atomic(), as_system(MAKING):
        if not _mine(taken).update(next_try=at + LEASE):
            raise Lost


def note_ready(*, at: datetime, taken: Taken, rows: int, made: Path) -> None:
    """The file gets its name and its person is told; Lost when somebody else has it in hand."""
    with transaction.atomic(), as_system(MAKING):
        row = Export.objects.select_for_update().filter(pk=taken.key, tries=taken.tries).first()
        if row is None or row.state != State.WAITING:
            raise Lost
        made.replace(path_of(taken.key))
        row.state, row.rows, row.ended_at, row.until = State.READY, rows, at, at + KEPT
        row.next_try = None
        row.save(update_fields=["state", "rows", "ended_at", "until", "next_try"])
        _tell(row, "export_ready", at)


def note_ended(*, at: datetime, taken: Taken, state: str) -> None:
    """There will be no file, and its person is told; one that lost its rights is not."""
    with transaction.atomic(), as_system(MAKING):
        row = _mine(taken).select_for_update().first()
        if row is None:
            return
        row.state, row.ended_at, row.until, row.next_try = State(state), at, at + KEPT, None
        row.save(update_fields=["state", "ended_at", "until", "next_try"])
        if state != State.DENIED:
            _tell(row, "export_not_made", at)


def _mine(taken: Taken) -> QuerySet[Export]:
    return Export.objects.filter(pk=taken.key, tries=taken.tries, state=State.WAITING)


def _tell(row: Export, kind: str, at: datetime) -> None:
    data = {"title": row.title, "rows": row.rows}
    to_people([row.person_id], kind, data, about=EXPORTS, at=at, organisation=row.organisation_id)
