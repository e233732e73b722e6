"""Puts a backup back, into a database and a folder of files that are both empty; each step can be told again.

The files come first, the database in one transaction: whoever is interrupted before it ends says `kabinet restore` again.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from kabinet.config import schema
from kabinet.config.backup import manifest
from kabinet.config.backup.manifest import BackupFailed, Manifest
from kabinet.config.backup.programs import run_program
from kabinet.config.backup.save import connected, counts

FIRST_TABLE = "SELECT min(tablename) FROM pg_tables WHERE schemaname = 'public'"


def restore(folder: Path, owner: str, backup: str, files: Path) -> Manifest:
    """From `folder`; `owner` and `backup` are the addresses of the two roles. Raises BackupFailed.

    Afterwards the rows are there, counted, and nobody but the owner has a right to them: `kabinet migrate` gives them.
    """
    said = manifest.read(folder)
    if later := {tuple(each) for each in said.migrations if each[0] in schema.APPS} - schema.expected():
        raise BackupFailed(f"the backup is of a later version, which has {'.'.join(min(later))}")
    try:
        digests = _whole(folder, said)
        major = _empty(owner)
        _bring_files(folder, files, digests)
    except OSError as failed:
        raise BackupFailed(f"{failed.strerror}: {failed.filename or folder}") from None
    run_program(
        "pg_restore",
        owner,
        major,
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        folder / manifest.DUMP,
    )
    with connected(backup) as connection:
        if differences := list(_differences(said.tables, counts(connection))):
            raise BackupFailed(
                f"the database does not hold what the backup counted: {'; '.join(differences)}"
            )
    return said


def _whole(folder: Path, said: Manifest) -> dict[str, str]:
    """The digests of its files by key; BackupFailed where a part of the backup is not what was written."""
    for name, digest in said.digests.items():
        if name not in (manifest.DUMP, manifest.DIGESTS) or manifest.digest_of(folder / name) != digest:
            raise BackupFailed(f"{folder / name} is not what was written: its digest differs")
    found = manifest.read_digests(folder)
    if len(found) != said.files:
        raise BackupFailed(f"{folder} says that it has {said.files} files and lists {len(found)}")
    for key, digest in found.items():
        if manifest.digest_of(folder / manifest.FILES / key[:2] / key) != digest:
            raise BackupFailed(f"file {key} is not what was written: its digest differs")
    return found


def _empty(owner: str) -> int:
    """The server's major version; BackupFailed where the database has tables already."""
    try:
        with psycopg.connect(owner, connect_timeout=5) as connection:
            first: Any = connection.execute(FIRST_TABLE).fetchone()
            if first and first[0]:
                raise BackupFailed(f"the database is not empty: it has the table {first[0]}")
            return connection.info.server_version // 10_000
    except psycopg.Error as failed:
        raise BackupFailed(f"the database says: {' '.join(str(failed).split())}") from None


def _bring_files(folder: Path, files: Path, digests: dict[str, str]) -> None:
    """What an interrupted restore has brought already may lie there, and nothing else."""
    for path in files.rglob("*") if files.is_dir() else ():
        known = digests.get(path.name) if path.is_file() else ""
        if known is None and not (path.suffix == ".part" and path.stem in digests):
            raise BackupFailed(f"{files} is not empty: it has {path.relative_to(files)}")
    for key, digest in digests.items():
        target = files / key[:2] / key
        if target.is_file() and manifest.digest_of(target) == digest:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(".part")
        shutil.copyfile(folder / manifest.FILES / key[:2] / key, half)
        if manifest.digest_of(half) != digest:
            raise BackupFailed(f"file {key} was not copied whole")
        half.rename(target)


def _differences(wanted: Mapping[str, int], found: Mapping[str, int]) -> Iterator[str]:
    for table in sorted({*wanted, *found}):
        if wanted.get(table, 0) != found.get(table, 0):
            yield f"{table} has {found.get(table, 0)} rows instead of {wanted.get(table, 0)}"
