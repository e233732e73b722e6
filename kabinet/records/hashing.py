"""Passwords are hashed here and nowhere else: slow on purpose, so a few at once, and never while a transaction is open.

Whoever holds a row or a connection while a hash is reckoned makes everybody wait who wants the same. Of the threads of one
web process IN_HERE wait for a place or have one, and whoever comes then is told to come again. A place is of the machine,
whichever process asks: half of its cores are left to pages and the database.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Final

from django.conf import settings
from django.contrib.auth import hashers

IN_HERE: Final = 3
PLACES: Final = max(1, (os.cpu_count() or 1) // 2)
PATIENCE: Final = 10.0  # seconds
LOOK: Final = 0.02  # seconds between two looks whether a place is free
RETRY_AFTER: Final = 5  # seconds, said to whoever is sent away
_here = BoundedSemaphore(IN_HERE)


class Busy(Exception):
    """Too many passwords are being looked at."""


def encode(password: str) -> str:
    """As it is kept. Raises Busy."""
    with _place():
        return hashers.make_password(password)


def is_right(password: str, encoded: str | None) -> bool:
    """Whether it is the password kept as `encoded`; without one it takes as long. Raises Busy."""
    with _place():
        if encoded is None:
            hashers.make_password(password)
            return False
        return hashers.check_password(password, encoded)


@contextmanager
def _place() -> Iterator[None]:
    if not _here.acquire(blocking=False):
        raise Busy
    try:
        with _of_the_machine():
            yield
    finally:
        _here.release()


@contextmanager
def _of_the_machine() -> Iterator[None]:
    """One of PLACES: a lock on a file of the home, which the kernel gives up when a process ends in any way."""
    places = folder()
    places.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + PATIENCE
    while (held := _taken(places)) is None:
        if time.monotonic() > end:
            raise Busy
        time.sleep(LOOK)
    with held:
        yield


def folder() -> Path:
    """Where the places are: each a file without content."""
    return Path(settings.HOME) / "hashing"


def _taken(places: Path) -> IO[str] | None:
    """Open while the place is held; None when each is somebody's."""
    for number in range(PLACES):
        file = (places / str(number)).open("w")
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        file.close()
    return None
