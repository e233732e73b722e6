"""Makes a backup while people work: rows of one moment, then the contents that those rows name."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kabinet.config.backup import manifest
from kabinet.config.backup.manifest import BackupFailed, Manifest
from kabinet.config.backup.programs import run_program
from kabinet.config.schema import APPLIED

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEES_ALL = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
# Names under which contents lie here (what went up to a bucket is kept there): of those on record, and of files of before,
# whose content lies under their own key.
NAMES = """(SELECT id, sha256 FROM content WHERE moved_at IS NULL
UNION ALL SELECT id, sha256 FROM file WHERE content_id IS NULL AND removed_at IS NULL
UNION ALL SELECT id, sha256 FROM imported_file WHERE content_id IS NULL) AS named"""
CONTENTS = f"SELECT replace(id::text, '-', ''), sha256 FROM {NAMES} ORDER BY 1"  # noqa: S608 - a constant
STILL_THERE = f"SELECT EXISTS (SELECT FROM {NAMES} WHERE id = %(key)s)"  # noqa: S608 - a constant
LONGEST_WAIT_FOR_A_LOCK = "60s"
Connection = psycopg.Connection[Any]


@dataclass(slots=True)
class Copied:
    """What became of the contents: `digests` by their path in the backup."""

    digests: dict[str, str] = field(default_factory=dict)
    bytes: int = 0
    taken_back: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def back_up(folder: Path, url: str, files: Path) -> Manifest:
    """Into `folder`, which is new or empty; `url` is that of a role that sees every row and changes none.

    Raises BackupFailed; what was begun then has no manifest.
    """
    _begin(folder)
    try:
        with connected(url) as connection:
            return _saved(folder, url, files, connection)
    except OSError as failed:
        raise BackupFailed(
            f"{failed.strerror}: {failed.filename or folder}; the backup is not finished"
        ) from None
    except psycopg.Error as failed:
        raise BackupFailed(f"the database says: {' '.join(str(failed).split())}") from None


def connected(url: str) -> Connection:
    """A connection that sees every row; BackupFailed where policies would hide some."""
    try:
        connection = psycopg.connect(url, application_name="kabinet backup", connect_timeout=5)
    except psycopg.OperationalError as failed:
        raise BackupFailed(f"the database says: {' '.join(str(failed).split())}") from None
    if connection.execute(SEES_ALL).fetchone() != (True,):
        who = connection.info.user
        connection.close()
        raise BackupFailed(
            f"DATABASE_BACKUP_URL names the role {who}, from which row-level security hides rows: it needs BYPASSRLS"
        )
    return connection


def counts(connection: Connection) -> dict[str, int]:
    """Rows of every table that is kept whole."""
    names = [name for (name,) in connection.execute(TABLES) if name not in manifest.LEFT_OUT]
    counted = sql.SQL("SELECT count(*) FROM {}")
    found = [connection.execute(counted.format(sql.Identifier(name))).fetchone() for name in names]
    return {name: row[0] for name, row in zip(names, found, strict=True) if row}


def _begin(folder: Path) -> None:
    os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BackupFailed(f"{folder} is not empty: a backup is made into a folder of its own")
    except OSError as failed:
        raise BackupFailed(f"{failed.strerror}: {folder}") from None


def _saved(folder: Path, url: str, files: Path, connection: Connection) -> Manifest:
    connection.execute("SET idle_in_transaction_session_timeout = 0")
    connection.commit()
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    [(at, snapshot)] = connection.execute("SELECT now(), pg_export_snapshot()").fetchall()
    tables = counts(connection)
    migrations = [list(row) for row in connection.execute(APPLIED)]
    contents = connection.execute(CONTENTS).fetchall()
    _dump(folder, url, connection.info.server_version // 10_000, snapshot)
    connection.rollback()
    copied = _copied(folder, files, contents, connection)
    (folder / manifest.DIGESTS).write_text(manifest.digest_lines(copied.digests), encoding="ascii")
    made = Manifest(
        taken_at=at.astimezone(UTC).isoformat(),
        postgres=str(connection.info.parameter_status("server_version")),
        migrations=migrations,
        tables=tables,
        digests={name: manifest.digest_of(folder / name) for name in (manifest.DUMP, manifest.DIGESTS)},
        files=len(copied.digests),
        bytes=copied.bytes,
        taken_back=copied.taken_back,
        damaged=copied.damaged,
    )
    manifest.write(folder, made)
    return made


def _dump(folder: Path, url: str, major: int, snapshot: str) -> None:
    run_program(
        "pg_dump",
        url,
        major,
        "--format=custom",
        f"--snapshot={snapshot}",
        f"--lock-wait-timeout={LONGEST_WAIT_FOR_A_LOCK}",
        *(f"--exclude-table-data=public.{name}" for name in manifest.LEFT_OUT),
        f"--file={folder / manifest.DUMP}",
    )


def _copied(folder: Path, files: Path, contents: list[tuple[str, str]], connection: Connection) -> Copied:
    """The contents of these rows (key, digest). What is not there was taken back by its owner meanwhile, or is lost."""
    copied = Copied()
    (folder / manifest.FILES).mkdir()
    for key, digest in contents:
        path = Path(manifest.FILES, key[:2], key)
        try:
            copied.bytes += _copy(files / key[:2] / key, folder / path)
        except FileNotFoundError:
            there = connection.execute(STILL_THERE, {"key": key}).fetchone() == (True,)
            connection.rollback()
            (copied.damaged if there else copied.taken_back).append(key)
            continue
        copied.digests[path.as_posix()] = found = manifest.digest_of(folder / path)
        if found != digest:
            copied.damaged.append(key)
    return copied


def _copy(source: Path, target: Path) -> int:
    with source.open("rb") as content:
        target.parent.mkdir(exist_ok=True)
        with target.open("xb") as kept:
            shutil.copyfileobj(content, kept)
            return kept.tell()


def damage(made: Manifest) -> Iterator[str]:
    """A sentence for each file that the backup could not take as it was uploaded."""
    for key in made.damaged:
        yield f"file {key}: its content is not there, or is not what was uploaded"
