"""What a machine that says nothing gets: the embedded PostgreSQL and a secret key, both in KABINET_HOME.

A machine that says DATABASE_URL gets nothing of it.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kabinet.config import environment, postgres


@contextmanager
def at_home() -> Iterator[None]:
    """Sees that DATABASE_URL, those of the owner and of the backup, and KABINET_SECRET_KEY are set, for this process and its
    children."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    home = environment.folder("KABINET_HOME", Path("var"))
    with postgres.running(home / "postgres") as server:
        os.environ["DATABASE_URL"] = server.url()
        os.environ["DATABASE_OWNER_URL"] = server.url(postgres.OWNER)
        os.environ["DATABASE_BACKUP_URL"] = server.url(postgres.BACKUP)
        os.environ.setdefault("KABINET_SECRET_KEY", _secret(home / "secret"))
        yield


@contextmanager
def alone_at_home() -> Iterator[None]:
    """One `kabinet run` a home: Misconfigured for the second, with the process of the first."""
    home = environment.folder("KABINET_HOME", Path("var"))
    home.mkdir(parents=True, exist_ok=True)
    with (home / "run").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise environment.Misconfigured(
                f"Kabinet runs already in {home} (process {file.read().strip()})."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _secret(path: Path) -> str:
    """Made once, readable by its owner alone."""
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
