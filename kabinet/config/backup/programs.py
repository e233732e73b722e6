"""pg_dump and pg_restore: those of the embedded server, or this machine's, whichever fits the database."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from kabinet.config import postgres
from kabinet.config.backup.manifest import BackupFailed
from kabinet.config.environment import Misconfigured

MAJOR = re.compile(r"\(PostgreSQL\) (\d+)")


def run_program(name: str, url: str, major: int, *arguments: str | Path) -> None:
    """One of them on the database at `url`, whose server is of this major version; raises BackupFailed with what it says."""
    parts = conninfo_to_dict(url)
    # What stands on a command line is read by everybody on the machine.
    secret = {"PGPASSWORD": str(parts.pop("password"))} if parts.get("password") else {}
    address = make_conninfo("", **parts)
    done = subprocess.run(
        [_fitting(name, major), "--dbname", address, "--no-password", *map(str, arguments)],
        env=os.environ | secret,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[-600:]
        raise BackupFailed(f"{name} ended with {done.returncode}: {said}")


def _fitting(name: str, major: int) -> Path:
    """Of the server's own version if there is one, else a later one; an earlier one cannot read it."""
    known = {path: _major_of(path) for path in _candidates(name)}
    fitting = [path for path, its in known.items() if its >= major]
    if not fitting:
        raise BackupFailed(f"the database is of PostgreSQL {major}, and this machine has no {name} of it")
    return min(fitting, key=known.__getitem__)


def _candidates(name: str) -> Iterator[Path]:
    with suppress(Misconfigured):  # a machine with a PostgreSQL of its own may do without the embedded one
        yield postgres.programs() / name
    if found := shutil.which(name):
        yield Path(found)


def _major_of(program: Path) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = MAJOR.search(said)
    return int(found[1]) if found else 0
