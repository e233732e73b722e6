"""Where ordered files lie, for how long, and how they go. Nothing is there under its name before it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kabinet.records.models import Export
from kabinet.records.security.reach import as_system

KEPT: Final = timedelta(days=3)
# So old a file without a row, or a folder of somebody at work, is nobody's any more.
LEFT: Final = timedelta(hours=6)
AT_WORK: Final = "making-"


def folder() -> Path:
    """Beside people's files; what lies in it can be made again, so no backup has it."""
    found: Path = settings.FILES / "exports"
    found.mkdir(parents=True, exist_ok=True)
    return found


def path_of(key: UUID) -> Path:
    """Where the file of a row lies once it is whole."""
    return folder() / key.hex


@contextmanager
def at_work() -> Iterator[Path]:
    """A folder for one that is being made; gone afterwards, with whatever was not made."""
    place = Path(mkdtemp(prefix=AT_WORK, dir=folder()))
    try:
        yield place
    finally:
        rmtree(place, ignore_errors=True)


def sweep(*, at: datetime) -> int:
    """Removes rows and files whose days are over, and what a killed worker left; how many."""
    with transaction.atomic(), as_system("files of exports whose days are over"):
        over = Export.objects.filter(until__lte=at)
        old = list(over.values_list("pk", flat=True))
        over.delete()
        known = set(Export.objects.values_list("pk", flat=True))
    for key in old:
        path_of(key).unlink(missing_ok=True)
    return len(old) + sum(_remove(path) for path in list(folder().iterdir()) if _is_left(path, known, at))


def _is_left(path: Path, known: set[UUID], at: datetime) -> bool:
    """Whether it is ours, of long ago, and of no row."""
    with suppress(FileNotFoundError):
        if path.stat().st_mtime > (at - LEFT).timestamp():
            return False
        if path.is_dir():
            return path.name.startswith(AT_WORK)
        with suppress(ValueError):
            return UUID(hex=path.name) not in known
    return False


def _remove(path: Path) -> int:
    if path.is_dir():
        rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    return 1
