"""The bench's own PostgreSQL, and Django pointed at one of its databases."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from kabinet.config import postgres

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".cache" / "bench-pages"
# Loading writes gigabytes at once; measuring is as on any machine that starts the embedded server.
SETTINGS = {"max_wal_size": "8GB"}
SECRET = "known-to-everybody-good-for-measuring-only"


@dataclass(frozen=True, slots=True)
class Database:
    """A database of the bench's server."""

    server: postgres.Server
    name: str

    def url(self, role: str = postgres.APPLICATION) -> str:
        """Its address for a role."""
        return self.server.url(role, self.name)


@contextmanager
def served() -> Iterator[postgres.Server]:
    """The server runs and Django is set up while the bench lasts; modules that need models are imported inside."""
    with postgres.running(HOME / "postgres", SETTINGS) as server:
        os.environ |= {
            "KABINET_SECRET_KEY": SECRET,
            "KABINET_HOME": str(HOME),
            "KABINET_LOG_LEVEL": "WARNING",
        }
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.pages.floor"
        point_at(Database(server, postgres.DATABASE))
        yield server


def point_at(database: Database) -> None:
    """Send Django and every child of this process there."""
    os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = (
        database.url(),
        database.url(postgres.OWNER),
    )
    import django
    from django.apps import apps
    from django.db import connections

    if not apps.ready:
        django.setup()
    connections.close_all()
    for alias in ("default", "owner"):
        connections.settings[alias]["NAME"] = database.name


def superuser(server: postgres.Server) -> psycopg.Connection[tuple[str, ...]]:
    """For making and dropping databases."""
    return psycopg.connect(server.url(postgres.SUPERUSER, "postgres"), autocommit=True)
