"""The contents of files on the disk: each under the name that its row gives it, none without a row for long.

Content is written before its row is sure. So whoever opens the outermost transaction does it inside `settled()`, which
removes what got no row; what a crash leaves is removed by `sweep` (jobs/tasks.py). Many files may refer to one content
(actions/contents/referring.py): it goes when none does (`release`). A name is on the disk, folder and all,
before the transaction can end: a row that was kept has its content after a power cut too.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kabinet.records.models import Content, File, ImportedFile
from kabinet.records.security.reach import as_system

HALF: Final = ".part"
# So old a content without a row is nobody's who is still at work.
UNFINISHED: Final = timedelta(days=1)
# So long a file waits that was put beside nothing: its act was never done.
LOOSE: Final = timedelta(days=7)
# Of these names whatever nobody holds, to be removed or left.
FREE: Final = "SELECT id FROM content WHERE id = ANY(%s::uuid[]) FOR UPDATE SKIP LOCKED"
GONE: Final = """DELETE FROM content c WHERE c.id = ANY(%s::uuid[])
  AND NOT EXISTS (SELECT FROM file f WHERE f.content_id = c.id)
  AND NOT EXISTS (SELECT FROM imported_file i WHERE i.content_id = c.id)"""
# Files whose content lies under their own key, as all did before contents were on record.
OF_BEFORE: Final[dict[type[File] | type[ImportedFile], Q]] = {
    File: Q(content=None, removed_at=None),
    ImportedFile: Q(content=None),
}
_written: ContextVar[list[UUID] | None] = ContextVar("written", default=None)


def path_of(key: UUID) -> Path:
    """Where a content lies."""
    return settings.FILES / key.hex[:2] / key.hex


def place_of(file: File | ImportedFile) -> Path:
    """Where the content of a file lies. FileNotFoundError where it was removed."""
    if (key := file.content_key) is None:
        raise FileNotFoundError(file.pk)
    return path_of(key)


def find_place(key: UUID) -> Path:
    """The same of a file by its own key; FileNotFoundError where there is no such file. Asks in its own transaction."""
    with transaction.atomic(), as_system("where the content of a file lies"):
        found = File.objects.filter(pk=key).first()
    if found is None:
        raise FileNotFoundError(key)
    return place_of(found)


def size_of(key: UUID) -> int | None:
    """Bytes that lie there; None where nothing does."""
    with suppress(FileNotFoundError):
        return path_of(key).stat().st_size
    return None


def lies_since(key: UUID, before: datetime) -> bool:
    """Whether something lies there that was written before that instant."""
    with suppress(FileNotFoundError):
        return path_of(key).stat().st_mtime < before.timestamp()
    return False


@contextmanager
def settled() -> Iterator[None]:
    """Around an outermost transaction: contents written in it whose rows it did not keep are gone afterwards."""
    keys: list[UUID] = []
    mark = _written.set(keys)
    try:
        yield
    finally:
        _written.reset(mark)
        if keys:
            # While the database is away nobody knows; the sweep will.
            with suppress(DatabaseError):
                remove_without_row(keys)


def begin(key: UUID) -> Path:
    """The path under which its content is written half, in a folder that is there; `finish` gives it its name."""
    if (keys := _written.get()) is not None:
        keys.append(key)
    folder = path_of(key).parent
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync(folder.parent)
    return path_of(key).with_suffix(HALF)


def finish(key: UUID) -> None:
    """What was written half is whole."""
    path_of(key).with_suffix(HALF).rename(path_of(key))
    sync(path_of(key).parent)


def take(lying: Path, key: UUID) -> None:
    """What lies elsewhere on the same disk gets this name as well; one that an attempt left is taken anew."""
    begin(key)
    path_of(key).unlink(missing_ok=True)
    os.link(lying, path_of(key))
    sync(path_of(key).parent)


def remove(keys: Iterable[UUID]) -> None:
    """Contents without a row."""
    for key in keys:
        path_of(key).unlink(missing_ok=True)
        path_of(key).with_suffix(HALF).unlink(missing_ok=True)


def remove_without_row(keys: Iterable[UUID]) -> int:
    """Those of them whose row is not there; how many."""
    asked = set(keys)
    with transaction.atomic(), as_system("contents of files without a row"):
        kept = _named(asked)
    remove(asked - kept)
    return len(asked - kept)


def release(keys: Iterable[UUID]) -> int:
    """Contents to which no file refers any more, of these names; how many are gone. One that somebody is about to refer to
    stays."""
    asked = list(keys)
    with transaction.atomic(), as_system("contents that no file refers to"), connection.cursor() as cursor:
        cursor.execute(FREE, [asked])
        free = [row[0] for row in cursor.fetchall()]
        # A question of its own: what was referred to before the lock was got is seen by it.
        cursor.execute(GONE, [free])
    return remove_without_row(asked)


def release_afterwards(keys: Iterable[UUID]) -> None:
    """The same when the transaction is sure. While the database is away nobody knows; the sweep will."""

    def released(asked: list[UUID]) -> None:
        with suppress(DatabaseError):
            release(asked)

    transaction.on_commit(partial(released, list(keys)))


def unreferred() -> QuerySet[Content]:
    """Contents to which no file refers: for as long as it takes to remove them, and of crashes."""
    by = (model.objects.filter(content=OuterRef("pk")) for model in (File, ImportedFile))
    return Content.objects.filter(*(~Exists(rows) for rows in by))


def sweep(*, at: datetime) -> int:
    """Removes contents without a row, rows of contents without a file, and files that were put beside nothing, of long ago;
    how many."""
    with transaction.atomic(), as_system("files that nobody sent"):
        loose = File.objects.filter(ticket=None, draft=None, uploaded_at__lt=at - LOOSE)
        gone = [each.content_key or each.pk for each in loose]
        loose.delete()
        left = list(unreferred().exclude(pk__in=gone).values_list("pk", flat=True))
    release([*gone, *left])
    before = (at - UNFINISHED).timestamp()
    return len([*gone, *left]) + sum(
        remove_without_row([key for key, written in here.items() if written < before]) for here in _folders()
    )


def forget(keys: Iterable[UUID]) -> int:
    """Removes rows of files that are on no ticket and whose content is not there; how many."""
    lost = [key for key in keys if size_of(key) is None]
    with transaction.atomic(), as_system("files that were taken back while a backup was made"):
        rows = File.objects.filter(Q(content__in=lost) | Q(pk__in=lost, content=None), ticket=None)
        count = rows.delete()[0]
    release(lost)
    return count


def without_row() -> int:
    """How many contents no row names: of requests under way, and of crashes until they are swept."""
    return sum(len(set(here) - named(here)) for here in _folders())


def without_content() -> Iterator[UUID]:
    """Keys of files whose content is not here, or not as long as it was; what went up to the bucket is not asked about."""
    with transaction.atomic(), as_system("rows of files are compared with the disk"):
        here = Content.objects.filter(moved_at=None).values_list("pk", "size")
        lost = [key for key, size in here if size_of(key) != size]
        for model in (File, ImportedFile):
            rows = model.objects.filter(Q(content__in=lost) | OF_BEFORE[model]).order_by("pk")
            yield from (each.pk for each in rows if each.content_id or size_of(each.pk) is None)


def named(keys: Iterable[UUID]) -> set[UUID]:
    """Those of these names that a row has, wherever the content lies."""
    with transaction.atomic(), as_system("contents of files are compared with rows"):
        return _named(set(keys))


def _named(keys: set[UUID]) -> set[UUID]:
    """Those that a row names: of a content, or of a file whose content is not on record yet."""
    found = set(Content.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for model, of_before in OF_BEFORE.items():
        found |= set(model.objects.filter(of_before, pk__in=keys).values_list("pk", flat=True))
    return found


def _folders() -> Iterator[dict[UUID, float]]:
    """Folder by folder what lies there: key -> when it was written (epoch seconds). Whatever has no key as its name is not
    ours."""
    for folder in sorted(settings.FILES.glob("[0-9a-f][0-9a-f]")):
        found = {}
        for path in folder.iterdir():
            with suppress(ValueError, FileNotFoundError):
                found[UUID(hex=path.stem)] = path.stat().st_mtime
        yield found


def sync(folder: Path) -> None:
    """A new name in it is on the disk."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
