"""The contents of files on the disk: each under its row's key, none without a row for long.

Content is written before its row is sure. So whoever opens the outermost transaction does it inside `settled()`, which
removes what got no row; what a crash leaves is removed by `sweep` (jobs/tasks.py). A name is on the disk, folder and all,
before the transaction can end: a row that was kept has its content after a power cut too.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction

from kabinet.records.models import File, ImportedFile
from kabinet.records.security.reach import as_system

HALF: Final = ".part"
# So old a content without a row is nobody's who is still at work.
UNFINISHED: Final = timedelta(days=1)
# So long a file waits that was put beside nothing: its act was never done.
LOOSE: Final = timedelta(days=7)
_written: ContextVar[list[UUID] | None] = ContextVar("written", default=None)


def path_of(key: UUID) -> Path:
    """Where the content of a file lies."""
    return settings.FILES / key.hex[:2] / key.hex


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


def link(known: UUID, key: UUID) -> None:
    """A second name for the same content."""
    begin(key)
    os.link(path_of(known), path_of(key))
    sync(path_of(key).parent)


def remove(keys: Iterable[UUID]) -> None:
    """Contents of rows that are gone."""
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


def sweep(*, at: datetime) -> int:
    """Removes contents without a row and files that were put beside nothing, both of long ago; how many."""
    with transaction.atomic(), as_system("files that nobody sent"):
        loose = File.objects.filter(ticket=None, draft=None, uploaded_at__lt=at - LOOSE)
        keys = list(loose.values_list("pk", flat=True))
        loose.delete()
    remove(keys)
    before = (at - UNFINISHED).timestamp()
    return len(keys) + sum(
        remove_without_row([key for key, written in here.items() if written < before]) for here in _folders()
    )


def forget(keys: Iterable[UUID]) -> int:
    """Removes rows of files that are on no ticket and whose content is not there; how many."""
    lost = [key for key in keys if not path_of(key).is_file()]
    with transaction.atomic(), as_system("files that were taken back while a backup was made"):
        return File.objects.filter(pk__in=lost, ticket=None).delete()[0]


def without_row() -> int:
    """How many contents no row names: of requests under way, and of crashes until they are swept."""
    return sum(len(set(here) - _rows(here)) for here in _folders())


def without_content() -> Iterator[UUID]:
    """Keys of rows whose content is not there."""
    with transaction.atomic(), as_system("rows of files are compared with the disk"):
        for rows in (File.objects.order_by("id"), ImportedFile.objects.order_by("id")):
            for key in rows.values_list("pk", flat=True):
                if not path_of(key).is_file():
                    yield key


def _rows(keys: Iterable[UUID]) -> set[UUID]:
    with transaction.atomic(), as_system("contents of files are compared with rows"):
        return _named(set(keys))


def _named(keys: set[UUID]) -> set[UUID]:
    """Those that a row names: of a file here, or of one that came with the history of another desk."""
    own = set(File.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return own | set(ImportedFile.objects.filter(pk__in=keys).values_list("pk", flat=True))


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
