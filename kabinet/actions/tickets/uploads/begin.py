"""A large file is announced before its first byte: how long it is decides whether there is room for it."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum

from kabinet.actions.tickets.drafts import attach
from kabinet.actions.tickets.uploads import keeping
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.models import Organisation, Upload
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.text import Text

CLAUSE: Final = "U6c"
# What one person, and everybody of one organisation, may have on its way or unsent, in largest files; and how many files.
OF_PERSON, OF_ORGANISATION, MOST_BEGUN = 2, 10, 20
TOO_LARGE = Text("Файл больше {most} ГБ", "The file is larger than {most} GB")
SPLIT = Text("Разделите архив на части", "Split the archive into parts")
FULL = Text(
    "Файлы, которые загружаются или ждут отправки, заняли всё место, отведённое {whose}",
    "Files that are being uploaded or wait to be sent take all the room of {whose}",
)
YOURS = Text("вам", "yours")
OF_ALL = Text("вашей организации", "your organisation")
FINISH = Text("Отправьте их или отмените загрузку", "Send them, or cancel uploads")
NO_DISK = Text("На сервере сейчас нет места для такого файла", "The server has no room for such a file now")
LATER = Text("Повторите позже или сообщите поддержке", "Try later, or tell the support")


def begin_upload(*, actor: Actor, at: datetime, name: str, size: int, draft: int | None = None) -> Upload:
    """Announces a file of `size` bytes, for a message that is being written or beside a draft. Invalid when it is empty or
    too large, and when there is no room."""
    attach.require_attaching(actor)
    require_size(size)
    kept_with = doors.draft(actor, draft) if draft is not None else None
    with transaction.atomic(), as_system("an upload is begun"):
        # One after another, or two together would pass what each may alone.
        Organisation.objects.select_for_update(no_key=True).get(pk=actor.organisation)
        _require_room(actor, size)
        return Upload.objects.create(
            uploaded_by_id=actor.person,
            organisation_id=actor.organisation,
            draft=kept_with,
            name=attach.safe(name),
            size=size,
            begun_at=whole(at),
            until=whole(at) + keeping.KEPT,
        )


def largest() -> int:
    """Bytes of the largest file."""
    most: int = settings.LARGEST_UPLOAD
    return most


def require_size(size: int) -> None:
    """Invalid for one that is empty or too large."""
    if size <= 0:
        raise Invalid("content", attach.EMPTY, attach.ANOTHER)
    if size > settings.LARGEST_UPLOAD:
        said = Text(*(text.format(most=settings.LARGEST_UPLOAD // 2**30) for text in TOO_LARGE))
        raise Invalid("content", said, SPLIT, CLAUSE)


def _require_room(actor: Actor, size: int) -> None:
    """What is on its way counts as if it were there; what comes to a place is nobody's own."""
    mine = Upload.objects.filter(uploaded_by=actor.person, place=None)
    waits = mine.filter(ticket=None)
    if waits.count() >= MOST_BEGUN or _bytes(mine) + size > OF_PERSON * settings.LARGEST_UPLOAD:
        raise _full(YOURS)
    require_room_of(actor.organisation, size)


def require_room_of(organisation: int, size: int) -> None:
    """Of everybody there, and of the disk; Invalid without."""
    all_of_us = Upload.objects.filter(organisation=organisation)
    if _bytes(all_of_us) + size > OF_ORGANISATION * settings.LARGEST_UPLOAD:
        raise _full(OF_ALL)
    if not keeping.has_room(size):
        raise Invalid("content", NO_DISK, LATER, CLAUSE)


def _bytes(uploads: QuerySet[Upload]) -> int:
    return uploads.aggregate(size=Sum("size"))["size"] or 0


def _full(whose: Text) -> Invalid:
    said = (text.format(whose=who) for text, who in zip(FULL, whose, strict=True))
    return Invalid("content", Text(*said), FINISH, CLAUSE)
