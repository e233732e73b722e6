"""Where previews lie: in a folder beside the files, by the name of the content, whichever file asks for it. No row knows of
them and no backup has them; whatever is not there is made again.

What could not be made leaves an empty one, so that a hostile file costs its time once; after a day it is tried again.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final
from uuid import UUID

from django.conf import settings

from kabinet.actions.tickets.drafts import stored

# In a picture's two sizes, and the names in an archive.
SMALL, LARGE, LIST = KINDS = ("small", "large", "list")
AGAIN: Final = timedelta(days=1)


def folder() -> Path:
    """Of all of them."""
    found: Path = settings.FILES / "previews"
    return found


def path_of(key: UUID, kind: str) -> Path:
    """Where one lies; `kind` is one of KINDS."""
    return folder() / key.hex[:2] / f"{key.hex}.{kind}"


def kept(key: UUID, kind: str) -> bytes | None:
    """What was made; empty where it could not be; None where nobody has tried."""
    with suppress(FileNotFoundError):
        return path_of(key, kind).read_bytes()
    return None


def is_unmade(key: UUID) -> bool:
    """Whether somebody has tried in vain to make the small picture."""
    with suppress(FileNotFoundError):
        return path_of(key, SMALL).stat().st_size == 0
    return False


def keep(key: UUID, kind: str, content: bytes) -> None:
    """Whole or not at all. What is kept can be lost, so nothing waits for the disk."""
    path = path_of(key, kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f"{key.hex}.", suffix=".part", delete=False) as half:
        half.write(content)
    os.replace(half.name, path)


def remove(keys: Iterable[UUID]) -> None:
    """All of these files."""
    for key in keys:
        for kind in KINDS:
            path_of(key, kind).unlink(missing_ok=True)


def sweep_previews(*, at: datetime) -> int:
    """Removes those whose file is gone, and what could not be made a day ago or was left half; how many."""
    before, count = (at - AGAIN).timestamp(), 0
    for here in sorted(folder().glob("[0-9a-f][0-9a-f]")):
        lying = list(_keyed(here))
        named = stored.named(key for key, _path in lying)
        for key, path in lying:
            with suppress(FileNotFoundError):
                found = path.stat()
                old = found.st_mtime < before
                if key not in named or (old and (not found.st_size or path.suffix == ".part")):
                    path.unlink()
                    count += 1
    return count


def _keyed(here: Path) -> Iterator[tuple[UUID, Path]]:
    """Previews in a folder by the names of their contents. Whatever has no key as its name is not ours."""
    for path in here.iterdir():
        with suppress(ValueError):
            yield UUID(hex=path.name.partition(".")[0]), path
