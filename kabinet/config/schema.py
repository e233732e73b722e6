"""Is the database of this version of the code? Compared by the names of migrations, without Django, which has not begun yet.

Behind: a page would meet a column that is not there. Ahead: another version of Kabinet has brought it further.
"""

from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from kabinet.config.environment import Misconfigured
from kabinet.regulation import pack
from kabinet.regulation.pack import editing

# Whose migrations make the tables, by the label under which Django keeps them.
APPS = {
    "contenttypes": "django.contrib.contenttypes",
    "auth": "django.contrib.auth",
    "procrastinate": "procrastinate.contrib.django",
    "records": "kabinet.records",
}
APPLIED = "SELECT app, name FROM django_migrations"
# Versions of the regulation that the program carries: what the vendor published keeps its text itself.
CARRIED = "SELECT code, digest FROM regulation_version WHERE content IS NULL"
Migration = tuple[str, str]


def expected() -> frozenset[Migration]:
    """Every migration of this code."""
    return frozenset((label, path.stem) for label, app in APPS.items() for path in _migrations(app))


def difference(applied: Collection[Migration] | None) -> str:
    """One sentence, empty where both are the same; None where there is not even a table of migrations."""
    if applied is None:
        return "the database has no tables: run kabinet migrate"
    known, done = expected(), {(label, name) for label, name in applied if label in APPS}
    if missing := known - done:
        return f"the database is behind this version by {_named(missing)}: run kabinet migrate"
    if foreign := done - known:
        return f"the database is of a later version, which has {_named(foreign)}: run that version"
    return ""


def applied_by(connection: Any) -> list[Migration] | None:
    """What this connection of Django's says; None where there is not even a table of migrations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations')")
        if cursor.fetchone() == (None,):
            return None
        cursor.execute(APPLIED)
        return [(app, name) for app, name in cursor.fetchall()]


def refuse_another(url: str) -> None:
    """Misconfigured where the database at this address is of another version, or has another text on record for a version of
    the regulation that this program carries; one that is away is waited for."""
    carried: list[tuple[str, str]] = []
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            applied = connection.execute(APPLIED).fetchall()
            if not difference(applied):
                carried = connection.execute(CARRIED).fetchall()
    except psycopg.errors.UndefinedTable:
        applied = None
    except psycopg.OperationalError:
        return
    if words := difference(applied) or rewritten(carried):
        raise Misconfigured(f"{words[0].upper()}{words[1:]}.")


def rewritten(recorded: Collection[tuple[str, str]]) -> str:
    """One sentence on the first carried version whose files were edited since they were put on record; empty for none."""
    here = set(pack.carried())
    found = [
        code for code, digest in recorded if code in here and editing.digest(pack.source(code)) != digest
    ]
    return editing.refuse_edited(found[0]) if found else ""


def _named(migrations: Collection[Migration]) -> str:
    first = ".".join(min(migrations))
    return first if len(migrations) == 1 else f"{first} and {len(migrations) - 1} more"


def _migrations(app: str) -> list[Path]:
    found = find_spec(app)
    [folder] = (found.submodule_search_locations if found else None) or [""]
    return list(Path(folder, "migrations").glob("[0-9]*.py"))
