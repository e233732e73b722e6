"""What comes to a place without anybody signed in: one body is one file, begun, taken in piece by piece, and whole or gone.

No transaction is open while bytes come; whoever is at it is known by the place's code at every piece.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from kabinet.actions.tickets.drafts import attach
from kabinet.actions.tickets.drafts.attach import Readable
from kabinet.actions.tickets.uploads import begin, keeping
from kabinet.actions.tickets.uploads.finish import finish_upload
from kabinet.actions.tickets.uploads.place import find_place
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.records.models import File, Organisation, Upload, UploadPlace
from kabinet.records.security.reach import as_system
from kabinet.regulation.text import Text

TAKEN: Final = "a file comes to a place"
# A body that says nothing for so long is over: nobody can go on with it.
KEPT: Final = timedelta(hours=1)
# What one place takes altogether, whole or on its way: files, and largest files.
MOST_FILES, MOST_LARGEST = 50, 5
FULL = Text("Это место для загрузки заполнено", "This place for files is full")
ASK = Text("Попросите поддержку дать новое", "Ask the support for a new one")


def begin_at_place(*, at: datetime, code: str, key: UUID, name: str, size: int) -> bool:
    """Announces a file of `size` bytes under `key`; False for a code that opens nothing. Invalid when it is empty or too
    large, and when there is no room."""
    with transaction.atomic(), as_system(TAKEN):
        place = find_place(code, at)
        if place is None:
            return False
        begin.require_size(size)
        # One after another, or two together would pass what each may alone.
        Organisation.objects.select_for_update(no_key=True).get(pk=place.organisation_id)
        _require_room(place, size)
        begin.require_room_of(place.organisation_id, size)
        columns = ("ticket_id", "leg", "client_id", "partner_id", "message_id", "audience", "organisation_id")
        Upload.objects.create(
            id=key,
            place=place,
            uploaded_by_id=place.given_by_id,
            name=attach.safe(name),
            size=size,
            begun_at=whole(at),
            until=whole(at) + KEPT,
            **{column: getattr(place, column) for column in columns},
        )
    return True


def take_at_place(*, at: datetime, code: str, key: UUID, content: Readable) -> bool | None:
    """Puts the next piece on the disk; whether that was the last. None when the place has ended meanwhile. OSError where
    the disk takes nothing more."""
    with transaction.atomic(), as_system(TAKEN):
        place = find_place(code, at)
        upload = Upload.objects.filter(pk=key, place=place).first() if place else None
    if upload is None:
        return None
    came = keeping.put(key, upload.came, content, upload.size - upload.came)
    with transaction.atomic(), as_system(TAKEN):
        if not Upload.objects.filter(pk=key).update(came=came, until=whole(at) + KEPT):
            return None
    return came == upload.size


def finish_at_place(*, at: datetime, key: UUID) -> File:
    """The file that it has become."""
    finish_upload(at=at, key=key)
    with transaction.atomic(), as_system(TAKEN):
        return File.objects.get(pk=key)


def drop_at_place(*, key: UUID) -> None:
    """The body broke off: nothing of it stays."""
    with transaction.atomic(), as_system(TAKEN):
        gone, _of = Upload.objects.filter(pk=key, place__isnull=False).delete()
    if gone:
        keeping.remove(key)


def _require_room(place: UploadPlace, size: int) -> None:
    coming = Upload.objects.filter(place=place).aggregate(size=Sum("size"))["size"] or 0
    come = File.objects.filter(message=place.message_id)
    held = coming + (come.aggregate(size=Sum("size"))["size"] or 0)
    count = come.count() + Upload.objects.filter(place=place).count()
    if count >= MOST_FILES or held + size > MOST_LARGEST * begin.largest():
        raise Invalid("content", FULL, ASK, begin.CLAUSE)
