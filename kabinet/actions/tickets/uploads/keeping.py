"""Where pieces lie until their file is whole, how they are written, and how they go.

A piece is on the disk before its row says so: what a crash leaves behind the row's figure is written over, or cut off at the
end. So nothing of an upload is lost or doubled at whatever byte a server ends.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kabinet.actions.tickets.drafts.attach import CHUNK, Readable
from kabinet.records.models import Upload
from kabinet.records.security.reach import as_system

# So long an upload waits for its next piece.
KEPT: Final = timedelta(days=3)
# So old a content without a row is nobody's any more.
LEFT: Final = timedelta(hours=6)
# What the disk keeps for everything else.
SPARE: Final = 2**30


def folder() -> Path:
    """Beside people's files; whoever sent half a file sends it again, so no backup has it."""
    found: Path = settings.FILES / "uploads"
    found.mkdir(parents=True, exist_ok=True)
    return found


def path_of(key: UUID) -> Path:
    """Where the pieces of a row lie, one behind the other."""
    return folder() / key.hex


def has_room(size: int) -> bool:
    """Whether the disk takes so much more."""
    return disk_usage(folder()).free - SPARE >= size


def put(key: UUID, offset: int, content: Readable, most: int) -> int:
    """Writes what comes, at most `most` bytes, at `offset`; how many bytes there are then. They are on the disk."""
    opened = os.open(path_of(key), os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.seek(offset)
        while most and (chunk := content.read(min(CHUNK, most))):
            file.write(chunk)
            offset, most = offset + len(chunk), most - len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return offset


def there(key: UUID) -> int:
    """Bytes that lie there."""
    with suppress(FileNotFoundError):
        return path_of(key).stat().st_size
    return 0


def closed(key: UUID, size: int) -> str:
    """The SHA-256 of a whole content, which is cut off behind its `size`."""
    hashed = sha256()
    with path_of(key).open("r+b") as file:
        file.truncate(size)
        while chunk := file.read(16 * CHUNK):
            hashed.update(chunk)
        os.fsync(file.fileno())
    return hashed.hexdigest()


def remove(key: UUID) -> None:
    """Its pieces."""
    path_of(key).unlink(missing_ok=True)


def remove_all(keys: Iterable[UUID]) -> None:
    """Of several."""
    for key in keys:
        remove(key)


def sweep(*, at: datetime) -> int:
    """Removes rows whose days are over, pieces that nobody goes on with, and contents that a crash left; how many contents.

    A row that was sent with a message stays: its file did not come, and the message says so. Of a body that broke off on its
    way to a place nothing stays.
    """
    with transaction.atomic(), as_system("uploads whose days are over"):
        over = Upload.objects.filter(until__lte=at)
        gone = list(over.values_list("pk", flat=True))
        over.filter(Q(ticket=None) | Q(place__isnull=False)).delete()
        known = set(Upload.objects.filter(until__gt=at).values_list("pk", flat=True))
    count = sum(_removed(path_of(key)) for key in gone)
    return count + sum(_removed(path) for path in list(folder().iterdir()) if _is_left(path, known, at))


def without_row() -> int:
    """How many contents no row names: of crashes, until they are swept."""
    lying = {path.name for path in (settings.FILES / "uploads").glob("*")}
    with transaction.atomic(), as_system("pieces of uploads are compared with rows"):
        return len(lying - {key.hex for key in Upload.objects.values_list("pk", flat=True)})


def _is_left(path: Path, known: set[UUID], at: datetime) -> bool:
    with suppress(FileNotFoundError, ValueError):
        return path.stat().st_mtime < (at - LEFT).timestamp() and UUID(hex=path.name) not in known
    return False


def _removed(path: Path) -> int:
    with suppress(FileNotFoundError):
        path.unlink()
        return 1
    return 0
