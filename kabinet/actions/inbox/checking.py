"""What is amiss with letters that come, for the operator's commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from kabinet.actions.inbox.taking import NoDesk, desk_of
from kabinet.records.models import IncomingLetter
from kabinet.records.security.reach import as_system

LOOKING = "how letters that come get on"
# A letter that is kept for so long and was not read, nobody reads.
UNREAD = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Incoming:
    """How many wait for a person, and to be read; whether some of these do so for long."""

    held: int
    waiting: int
    late: bool


def incoming(*, at: datetime) -> Incoming:
    """How they get on at `at`."""
    with transaction.atomic(), as_system(LOOKING):
        rows = IncomingLetter.objects
        unread = rows.filter(state=IncomingLetter.State.WAITING)
        late = unread.filter(arrived_at__lt=at - UNREAD).exists()
        return Incoming(rows.filter(state=IncomingLetter.State.HELD).count(), unread.count(), late)


def boxes_without_desk() -> Iterator[str]:
    """Each in a sentence: its letters stay with their server."""
    with transaction.atomic(), as_system(LOOKING):
        for box in settings.MAIL_IN.boxes:
            try:
                desk_of(box)
            except NoDesk as nobody:
                yield str(nobody)
