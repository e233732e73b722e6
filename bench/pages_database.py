"""The databases of the bench: one made for each size, a copy of it for each measurement."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db import connections
from pages_home import ROOT, Database, point_at, superuser
from pages_load import Plan, load
from pages_rows import check_columns
from pages_world import build

from kabinet.config import postgres


@contextmanager
def copied(server: postgres.Server, made: Database) -> Iterator[Database]:
    """A copy that may be written into; it goes afterwards."""
    copy = Database(server, f"run_{os.getpid()}")
    connections.close_all()
    with superuser(server) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {copy.name} WITH (FORCE)")
        connection.execute(
            f"CREATE DATABASE {copy.name} TEMPLATE {made.name} OWNER {postgres.OWNER} STRATEGY FILE_COPY"
        )
    try:
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
        half = Database(server, f"half_{os.getpid()}")
        connection.execute(f"DROP DATABASE IF EXISTS {half.name}")
        connection.execute(f"CREATE DATABASE {half.name} OWNER {postgres.OWNER}")
        begun = time.perf_counter()
        point_at(half)
        fill(half, wanted)
        seconds = time.perf_counter() - begun
        connection.execute(f"ALTER DATABASE {half.name} RENAME TO {database.name}")
    point_at(database)
    return database, seconds


def fill(database: Database, wanted: Plan, processes: int = 2) -> None:
    """Migrates an empty database and loads everything; Django is pointed at it."""
    from kabinet.config.commands.migrate import bring_up

    bring_up()
    check_columns()
    world = build(wanted.tickets)
    connections.close_all()
    load(database.url(postgres.SUPERUSER), world, wanted, processes)


def _state() -> str:
    """A short name of everything that a made database depends on, apart from the hour."""
    sources = [*ROOT.glob("kabinet/records/migrations/*.py"), *ROOT.glob("kabinet/regulation/**/*.toml")]
    sources += [ROOT / "kabinet/records/policies.py", ROOT / "kabinet/records/walls.py"]
    sources += [
        ROOT / "bench" / f"pages_{part}.py" for part in ("life", "load", "plot", "rows", "words", "world")
    ]
    state = sha256()
    for path in sorted(sources):
        state.update(path.read_bytes())
    return state.hexdigest()[:10]
