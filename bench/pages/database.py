"""The databases of the bench: one made for each size, a copy of it for each measurement."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from django.db import connections

from bench.pages.home import ROOT, Database, point_at, superuser
from bench.pages.load import Plan, load
from bench.pages.rows import check_columns
from bench.pages.world import build
from kabinet.config import postgres
from kabinet.config.commands.migrate import bring_up


@contextmanager
def copied(server: postgres.Server, made: Database) -> Iterator[Database]:
    """A copy that may be written into, and to which Django is sent; it goes afterwards."""
    copy = Database(server, f"run_{os.getpid()}")
    connections.close_all()
    with superuser(server) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {copy.name} WITH (FORCE)")
        connection.execute(
            f"CREATE DATABASE {copy.name} TEMPLATE {made.name} OWNER {postgres.OWNER} STRATEGY FILE_COPY"
        )
    try:
        point_at(copy)
        bring_up()  # the walls are today's
        yield copy
    finally:
        drop(copy)


def drop(database: Database) -> None:
    """Removes it, whoever is still connected."""
    with superuser(database.server) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {database.name} WITH (FORCE)")


def made(server: postgres.Server, wanted: Plan) -> tuple[Database, float | None]:
    """The database of a plan and the seconds that making it took; None when it had been kept."""
    database = Database(server, f"made_{wanted.tickets}_{wanted.open}_{_state()}")
    point_at(database)
    with superuser(server) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database.name]).fetchone():
            return database, None
        _clear(connection, f"made_{wanted.tickets}_{wanted.open}_")
        half = Database(server, f"half_{os.getpid()}")
        connection.execute(f"CREATE DATABASE {half.name} OWNER {postgres.OWNER}")
        begun = time.perf_counter()
        point_at(half)
        fill(half, wanted)
        seconds = time.perf_counter() - begun
        connection.execute(f"ALTER DATABASE {half.name} RENAME TO {database.name}")
    point_at(database)
    return database, seconds


def _clear(connection: psycopg.Connection[tuple[str, ...]], stem: str) -> None:
    """What an earlier generator made of the same plan, and what a run that was killed left half made."""
    for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall():
        left = name.startswith(("half_", "run_")) and not Path("/proc", name.split("_")[1]).exists()
        if left or name.startswith(stem):
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def fill(database: Database, wanted: Plan, processes: int = 2) -> None:
    """Migrates an empty database and loads everything; Django is pointed at it."""
    bring_up()
    check_columns()
    world = build(wanted.tickets)
    connections.close_all()
    load(database.url(postgres.SUPERUSER), world, wanted, processes)


PARTS = ("life", "load", "plot", "rows", "stage", "words", "world")
LAWS = ("client", "client_life", "limits", "vendor", "vendor_life")


def _state() -> str:
    """A short name of everything that a made database depends on, apart from the hour."""
    sources = [
        *ROOT.glob("kabinet/records/migrations/*.py"),
        *ROOT.glob("kabinet/regulation/working_time/years/*.toml"),
    ]
    sources += [ROOT / "bench" / "pages" / f"{part}.py" for part in PARTS]
    sources += [path for law in LAWS for path in ROOT.glob(f"kabinet/regulation/packs/*/{law}.toml")]
    state = sha256()
    for path in sorted(sources):
        state.update(path.read_bytes())
    return state.hexdigest()[:10]
