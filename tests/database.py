"""PostgreSQL for the tests: one server, a migrated template, a copy of it for whoever needs one.

`db`                  the test runs in a transaction that is rolled back, as the application's role, reaching nothing
`own_db`              a fresh copy with real commits, for concurrency, workers and live servers
`app_connection`      plain psycopg as the application's role, on `own_db`
`owner_connection`    plain psycopg as the owner of the tables, on `own_db`

All runs in this work tree share the server while any of them lasts (kabinet/config/postgres.py), and the template as
long as migrations and models stay as they are.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from kabinet.config import postgres

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("KABINET_TESTS", ROOT / ".cache" / "tests"))
# Nothing here outlives the run, so nothing waits for the disk.
CARELESS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "200",
}
TEMPLATES_KEPT = 4


@dataclass(frozen=True, slots=True)
class Database:
    """One database and how to get to it."""

    name: str
    server: postgres.Server

    @property
    def url(self) -> str:
        """As the application's role."""
        return self.server.url(postgres.APPLICATION, self.name)

    @property
    def owner_url(self) -> str:
        """As the owner of the tables."""
        return self.server.url(postgres.OWNER, self.name)

    @property
    def environment(self) -> dict[str, str]:
        """For a process of Kabinet that is to work on this database."""
        return os.environ | {
            "DATABASE_URL": self.url,
            "DATABASE_OWNER_URL": self.owner_url,
            "DATABASE_BACKUP_URL": self.server.url(postgres.BACKUP, self.name),
        }


@dataclass(frozen=True, slots=True)
class Clones:
    """Makes copies of the migrated template."""

    server: postgres.Server
    template: str

    def fresh(self, name: str) -> Database:
        """A new copy under this name; a former one goes, whoever is still connected to it."""
        with _superuser(self.server) as connection:
            _drop(connection, name)
            _copy(connection, self.template, name)
        return Database(name, self.server)

    def drop(self, name: str) -> None:
        with _superuser(self.server) as connection:
            _drop(connection, name)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """The one PostgreSQL of all tests that run now."""
    with postgres.running(HOME / "postgres", CARELESS) as started:
        yield started


@pytest.fixture(scope="session")
def clones(server: postgres.Server, django_db_blocker: Any) -> Clones:
    """The template is made once for a state of migrations, models and packs."""
    name = f"template_{_state()}"
    with (HOME / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _superuser(server) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            with django_db_blocker.unblock():
                _make_template(server, name)
    return Clones(server, name)


@pytest.fixture(scope="session")
def django_db_setup(clones: Clones, django_db_blocker: Any) -> Iterator[None]:
    """What pytest-django's `db` rests on: this process's copy."""
    name = f"test_{os.getpid()}"
    with django_db_blocker.unblock():
        _point_at(clones.fresh(name))
    yield
    _close()
    clones.drop(name)


@pytest.fixture
def own_db(
    request: pytest.FixtureRequest, clones: Clones, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Database]:
    """Django's connections go to a fresh copy for the length of the test; what is committed there stays there."""
    if "db" in request.fixturenames:
        pytest.fail("own_db and db in one test: which of the two databases is meant?")
    shared, mine = f"test_{os.getpid()}", f"own_{os.getpid()}"
    with django_db_blocker.unblock():
        _point_at(clones.fresh(mine))
        yield Database(mine, clones.server)
        _point_at(Database(shared, clones.server))
    clones.drop(mine)


@pytest.fixture
def app_connection(own_db: Database) -> Iterator[psycopg.Connection[Any]]:
    """In a transaction, reaching nothing until `set_config` says who asks."""
    with psycopg.connect(own_db.url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def owner_connection(own_db: Database) -> Iterator[psycopg.Connection[Any]]:
    """In a transaction; commit it for others to see. The walls hold for the owner too."""
    with psycopg.connect(own_db.owner_url) as connection:
        yield connection
        connection.rollback()


def _superuser(server: postgres.Server) -> psycopg.Connection[Any]:
    return psycopg.connect(server.url(postgres.SUPERUSER, "postgres"), autocommit=True)


def _copy(connection: psycopg.Connection[Any], template: str, name: str) -> None:
    connection.execute(
        f"CREATE DATABASE {name} TEMPLATE {template} OWNER {postgres.OWNER} STRATEGY FILE_COPY"
    )


def _drop(connection: psycopg.Connection[Any], name: str) -> None:
    connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _make_template(server: postgres.Server, name: str) -> None:
    """Half a template never gets the name of a whole one."""
    from kabinet.config.commands.migrate import bring_up

    with _superuser(server) as connection:
        _clear(connection)
        _drop(connection, "template_half")
        connection.execute(f"CREATE DATABASE template_half OWNER {postgres.OWNER}")
        _point_at(Database("template_half", server))
        bring_up()
        _close()
        connection.execute(f"ALTER DATABASE template_half RENAME TO {name}")


def _clear(connection: psycopg.Connection[Any]) -> None:
    """Templates of former states, and copies whose process is gone."""
    rows = connection.execute("SELECT datname FROM pg_database ORDER BY oid DESC").fetchall()
    names = [name for (name,) in rows]
    old = [name for name in names if name.startswith("template_")][TEMPLATES_KEPT:]
    left = [name for name in names if name.startswith(("test_", "own_")) and not _alive(name.split("_")[1])]
    for name in old + left:
        # Another run may be copying it just now.
        with suppress(psycopg.errors.ObjectInUse):
            connection.execute(f"DROP DATABASE IF EXISTS {name}")


def _alive(process: str) -> bool:
    return Path("/proc", process).exists() or not Path("/proc/self").exists()


def _state() -> str:
    """A short name of everything the template is made from."""
    sources = [*ROOT.glob("kabinet/records/**/*.py"), *ROOT.glob("kabinet/*/migrations/*.py")]
    sources += [*ROOT.glob("kabinet/regulation/**/*.toml")]
    sources += [ROOT / "kabinet/config/commands/migrate.py", ROOT / "requirements/run.txt"]
    state = sha256()
    for path in sorted(set(sources)):
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def _point_at(database: Database) -> None:
    """Send both of Django's aliases there, in every thread; connections to the former database are closed."""
    from django.db import connections

    _close()
    for alias, url in (("default", database.url), ("owner", database.owner_url)):
        parts = conninfo_to_dict(url)
        named = {"NAME": parts["dbname"], "USER": parts["user"], "HOST": parts["host"]}
        connections.settings[alias].update(named)


def _close() -> None:
    from django.db import connections

    connections.close_all()
