"""Made on first demand, outside any transaction, by a process that sets its own bounds (kabinet/preview/__main__.py) and is
ended at one of the clock's. Nothing that it says is believed but in the form that was asked for."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from uuid import UUID

import kabinet
from kabinet.actions.contents import door
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.previews import keeping
from kabinet.preview import Listing

LONGEST: Final = 10.0  # seconds, on a machine that has other things to do
LARGEST: Final = 4 * 2**20
log = logging.getLogger(__name__)


def picture_of(key: UUID, name: str, kind: str) -> bytes:
    """The picture in that size, as WebP; empty where it cannot be made. FileNotFoundError where the file is gone."""
    return _kept_or_made(key, name, kind, _picture)


def listing_of(key: UUID, name: str) -> Listing | None:
    """What stands in an archive; None where nobody can say."""
    found = _kept_or_made(key, name, keeping.LIST, _listing)
    return Listing.of_data(json.loads(found)) if found else None


def _kept_or_made(key: UUID, name: str, kind: str, checked: Callable[[bytes], bytes]) -> bytes:
    path = stored.path_of(key)
    if not door.is_there(path):
        raise FileNotFoundError(key)
    found = keeping.kept(key, kind)
    if found is None:
        try:
            door.brought(path)
            found = checked(_made(path, name, kind))
        except subprocess.TimeoutExpired:  # the machine had other things to do: next time
            log.warning("previews: %s of %s took too long", kind, path.name)
            return b""
        keeping.keep(key, kind, found)
    return found


def _made(path: Path, name: str, kind: str) -> bytes:
    """What the process says; empty when it has ended in any way but well. Raises subprocess.TimeoutExpired."""
    place = {
        "PYTHONPATH": str(Path(kabinet.__path__[0]).parent),
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with path.open("rb") as content, TemporaryFile() as into:
        ended = subprocess.run(  # noqa: S603 - this very Python; the name is an argument, and no shell is there
            (sys.executable, "-P", "-m", "kabinet.preview", kind, name),
            stdin=content,
            stdout=into,
            stderr=subprocess.DEVNULL,
            env=place,
            cwd=os.sep,
            start_new_session=True,
            timeout=LONGEST,
            check=False,
        ).returncode
        if ended != 0:
            log.info("previews: %s of %s is not made (%d)", kind, path.name, ended)
            return b""
        into.seek(0)
        return into.read(LARGEST)


def _picture(said: bytes) -> bytes:
    return said if said[:4] == b"RIFF" and said[8:12] == b"WEBP" else b""


def _listing(said: bytes) -> bytes:
    try:
        Listing.of_data(json.loads(said))
    except (ValueError, KeyError, TypeError, RecursionError):
        return b""
    return said
