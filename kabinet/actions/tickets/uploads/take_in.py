"""One piece after another, in three steps: the upload is held, the piece goes to the disk with no transaction open, and then
the row says how far it is.

    held = hold_upload(…)      a short transaction: whose it is, where it stands, that nobody else is at it
    keeping.put(…)             the bytes
    note_piece(…)              a short transaction

Whoever is killed in between leaves a hold that ends by itself.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.tickets.uploads import keeping
from kabinet.records import doors
from kabinet.records.models import File, Upload
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

# Longer than one piece takes to come (config/serving/pieces.py) and be written.
HELD: Final = timedelta(seconds=45)
TAKEN: Final = "a piece of an upload is taken in"


class Over(Exception):
    """Nothing more of it is taken: its days are over, or what came of it is lost."""


class Held(Exception):
    """Another sender is at it."""


class Elsewhere(Exception):
    """The next piece begins at `came`."""

    def __init__(self, came: int) -> None:
        super().__init__(f"the next piece begins at {came}")
        self.came = came


def find_upload(*, actor: Actor, at: datetime, key: UUID) -> Upload:
    """The actor's own, also when it is a file by now: whoever did not hear that asks. Closed for another's, Over for one
    that does not go on."""
    with transaction.atomic(), as_system("an upload is looked at"):
        if (file := File.objects.filter(pk=key, uploaded_by=actor.person).first()) is not None:
            return Upload(pk=key, name=file.name, size=file.size, came=file.size, over=True, until=at)
        return _found(actor, at, key)


def hold_upload(*, actor: Actor, at: datetime, key: UUID, offset: int, holder: str) -> Upload:
    """Holds it for a piece that begins at `offset`; Closed, Over, Held, Elsewhere."""
    with transaction.atomic(), as_system(TAKEN):
        found = _found(actor, at, key, lock=True)
        if found.over:
            raise Over
        if found.held_until is not None and found.held_until > at and found.holder != holder:
            raise Held
        if offset != found.came:
            raise Elsewhere(found.came)
        found.holder, found.held_until = holder, at + HELD
        found.save(update_fields=["holder", "held_until"])
        return found


def note_piece(*, at: datetime, key: UUID, holder: str, came: int, release: bool) -> None:
    """It stands at `came` now; Held when somebody else took it up meanwhile."""
    with transaction.atomic(), as_system(TAKEN):
        more = {"held_until": None} if release else {"held_until": at + HELD}
        held = Upload.objects.filter(pk=key, holder=holder, over=False, came__lte=came)
        if not held.update(came=came, until=at + keeping.KEPT, **more):
            raise Held


def cancel_upload(*, actor: Actor, at: datetime, key: UUID) -> None:
    """The sender wants it no more: its row and its pieces go. One that was sent with a message stays: it did not come."""
    with transaction.atomic(), as_system("an upload is cancelled"):
        found = _found(actor, at, key, lock=True)
        if found.ticket_id is None:
            found.delete()
        else:
            found.until = at
            found.save(update_fields=["until"])
        transaction.on_commit(lambda: keeping.remove(key))


def _found(actor: Actor, at: datetime, key: UUID, *, lock: bool = False) -> Upload:
    asked = Upload.objects.select_for_update() if lock else Upload.objects
    found = asked.filter(pk=key, uploaded_by=actor.person).first()
    if found is None:
        raise doors.Closed
    if not found.over and (found.until <= at or keeping.there(key) < found.came):
        raise Over
    return found
