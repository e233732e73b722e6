"""What a worker does with a file that is to be looked through: takes it for a lease, and writes down the verdict.

Taking and settling are short transactions; the antivirus is asked between them. Whoever is killed in between leaves the row
waiting. A content that is known already is not asked about again, whoever sent it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from kabinet.actions.journal import by_program
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import finish, take_up_by_program
from kabinet.records.models import File, FileScan
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.tickets import FileInfected
from kabinet.regulation.facts import Kind

LEASE: Final = timedelta(minutes=2)
TRIES: Final = 3
# After a try of which nothing came.
AGAIN: Final = timedelta(seconds=20)
# So long the antivirus may be away before its files are handed out without it.
PATIENCE: Final = timedelta(hours=1)
SCANNING: Final = "files are looked through"
State = FileScan.State


@dataclass(frozen=True, slots=True)
class Taken:
    """A file in the hands of one worker, at its `tries`-th try, that waits `since`. `known`: the verdict, where the content
    was met before; `found` is of an infected one."""

    key: UUID
    tries: int
    since: datetime
    known: str = ""
    found: str = ""


def take_file(*, at: datetime) -> Taken | None:
    """The one that waits longest and that nobody has in hand; None when none does."""
    with transaction.atomic(), as_system(SCANNING):
        waiting = FileScan.objects.select_for_update(skip_locked=True).filter(state=State.WAITING)
        row = waiting.filter(next_try__lte=at).order_by("next_try", "pk").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        met = FileScan.objects.filter(digest=row.digest, state__in=(State.CLEAN, State.INFECTED))
        known = met.order_by("-scanned_at").first()
        said = (known.state, known.found) if known else ("", "")
        return Taken(row.pk, row.tries, row.since, *said)


def keep_on(*, at: datetime, taken: Taken) -> None:
    """It is still being looked through."""
    with transaction.atomic(), as_system(SCANNING):
        _mine(taken).update(next_try=at + LEASE)


def settle(*, at: datetime, taken: Taken, state: str, found: str = "") -> bool:
    """The verdict; False when somebody else has the file in hand by now. What was found is told in the ticket."""
    with transaction.atomic(), as_system(SCANNING):
        if state != State.INFECTED:
            return bool(_mine(taken).update(state=state, next_try=None, scanned_at=at))
        # Its ticket is locked first, as in every act.
        sent = File.objects.values_list("ticket__number", "name", "audience")
        number, name, audience = sent.get(pk=taken.key)
        work = take_up_by_program(SCANNING, whole(at), str(number))
        if not _mine(taken).update(state=state, found=found, next_try=None, scanned_at=at):
            return False
        told = FileInfected(file=name, found=found)
        by_program.write(work, Kind.FILE_INFECTED, told, audience=Audience(audience))
        finish(work)
        return True


def note_failed(*, at: datetime, taken: Taken) -> None:
    """Nothing came of it, which may be the file's own doing: it is tried again, but no more than TRIES times."""
    if taken.tries >= TRIES:
        settle(at=at, taken=taken, state=State.UNSCANNED)
        return
    with transaction.atomic(), as_system(SCANNING):
        _mine(taken).update(next_try=at + AGAIN * taken.tries)


def note_away(*, at: datetime, taken: Taken, until: datetime) -> None:
    """Nobody took it: it waits on, and no longer than PATIENCE, for a ticket must not stand still for an antivirus."""
    if at - taken.since > PATIENCE:
        settle(at=at, taken=taken, state=State.UNSCANNED)
        return
    with transaction.atomic(), as_system(SCANNING):
        _mine(taken).update(tries=F("tries") - 1, next_try=until)


def _mine(taken: Taken) -> QuerySet[FileScan]:
    return FileScan.objects.filter(pk=taken.key, tries=taken.tries, state=State.WAITING)
