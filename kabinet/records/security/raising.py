"""Raises what the database lacks of its walls, and touches nothing else.

A table whose walls differ is mended in one transaction of its own, under one lock that is not waited for long: whoever
asks for ACCESS EXCLUSIVE holds up everybody behind them. So it is asked for briefly, several times, and then given up with
a sentence that says who holds the table. No table is without its wall at any moment, and a new one has no reader before.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import LiteralString

from django.db import OperationalError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from kabinet.records.security import catalogue
from kabinet.records.security.rights import let_use, schema_rights, statements
from kabinet.records.security.row_level_security import (
    FUNCTIONS,
    LEAKPROOF,
    NOTHING_OF_ITS_OWN,
    ROLE,
    WALLED,
    policies,
    triggers,
)

Pause = Callable[[float], object]
# Milliseconds for which each try waits for its lock, and everybody else behind it. The long ones outlast PostgreSQL's
# deadlock_timeout (a second), after which its own vacuum gives way to whoever waits.
BRIEF, FIRM = 250, 2000
TRIES = (BRIEF, BRIEF, BRIEF, BRIEF, FIRM, BRIEF, BRIEF, BRIEF, BRIEF, FIRM)
LONGEST_PAUSE = 8.0
# A lock that was not got in time, and a deadlock in which this was the one to give way.
HELD = ("55P03", "40P01")

HOLDERS: LiteralString = """
SELECT DISTINCT concat_ws(', ', coalesce('process ' || l.pid, 'a prepared transaction'), 'role ' || a.usename,
  nullif(a.application_name, ''), 'since ' || to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.relation = to_regclass(%s) AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
# Tables and policies bind neither a superuser nor who passes by them nor their owner's other names.
UNBOUND: LiteralString = """
SELECT CASE
    WHEN rolsuper OR rolbypassrls THEN 'a superuser must say: ALTER ROLE kabinet_app NOSUPERUSER NOBYPASSRLS'
    WHEN pg_has_role(oid, current_user, 'MEMBER') THEN 'it is a member of the role that owns the tables'
    WHEN EXISTS (SELECT FROM pg_roles r WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(pg_roles.oid, r.oid, 'MEMBER'))
      THEN 'it is a member of a role that passes by policies'
  END FROM pg_roles WHERE rolname = %s"""


class NotRaised(RuntimeError):
    """The walls are not as they are to be; one sentence says why. What stood before, stands."""


def raise_walls(connection: BaseDatabaseWrapper, pause: Pause) -> list[str]:
    """The walls as row_level_security says them, whatever was there; gives what was changed, nothing when nothing differed.

    `connection` is the owner's, outside a transaction; `pause` waits so many seconds between two tries. Raises NotRaised.
    """
    _bound(connection)
    raised: list[str] = [name for name in FUNCTIONS if _function(connection, name)]
    with connection.cursor() as cursor:
        cursor.execute(LEAKPROOF)
        cursor.execute(NOTHING_OF_ITS_OWN)
        held = schema_rights(cursor)
    raised += [
        table for table in WALLED if _tried(connection, table, statements(table, held.pop(table)), pause)
    ]
    return raised + let_use(connection, held)


def _bound(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(UNBOUND, [ROLE])
        found = cursor.fetchone()
    if not found:
        raise NotRaised(f"there is no role {ROLE} for the application")
    if found[0]:
        raise NotRaised(f"no wall holds the role {ROLE}: {found[0]}")


def _function(connection: BaseDatabaseWrapper, name: LiteralString) -> bool:
    """Whether the function had to be put up; one that its callers know otherwise is replaced whole."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        wanted, held = catalogue.wanted_body(connection, name), catalogue.bodies(cursor, name)
        if [body.text for body in held] == [wanted.text]:
            return False
        for body in held:
            if body.outside != wanted.outside:
                cursor.execute(f"DROP FUNCTION {body.call}")
        cursor.execute(f"CREATE OR REPLACE FUNCTION public.{name}{FUNCTIONS[name]}")
    return True


def _tried(connection: BaseDatabaseWrapper, table: LiteralString, grants: list[str], pause: Pause) -> bool:
    """Whether something had to be mended; at most as often as TRIES says, with pauses that grow."""
    rest, holders = 0.25, ""
    for wait in TRIES:
        try:
            return _mended(connection, table, grants, wait)
        except OperationalError as failed:
            if getattr(failed.__cause__, "sqlstate", None) not in HELD:
                raise
        holders = _holders(connection, table) or holders
        pause(rest)
        rest = min(2 * rest, LONGEST_PAUSE)
    raise NotRaised(
        f"the wall of table {table} was not raised, because the table is held by {holders or 'somebody'};"
        " what stood before stands, and nobody reads what they should not: say kabinet migrate again when it is free"
    )


def _mended(connection: BaseDatabaseWrapper, table: LiteralString, grants: list[str], wait: int) -> bool:
    """One table, one transaction: all of it or nothing, under the one lock that it needs, taken before anything else."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {wait}")
        held, wanted = catalogue.around(cursor, table), catalogue.wanted_around(connection, table)
        swaps = list(_swaps(table, held, wanted))
        if swaps:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        for statement in (*swaps, *grants):
            cursor.execute(statement)
    return bool(swaps or grants)


def _swaps(table: LiteralString, held: catalogue.Around, wanted: catalogue.Around) -> Iterator[str]:
    """What has to be said for the walls that are held to be the wanted ones."""
    if not held.forced:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
    yield from _swapped("POLICY", table, held.policies, wanted.policies)
    yield from (
        said for name, said in policies(table).items() if held.policies.get(name) != wanted.policies[name]
    )
    yield from _swapped("TRIGGER", table, held.triggers, wanted.triggers)
    yield from (
        said for name, said in triggers(table).items() if held.triggers.get(name) != wanted.triggers[name]
    )


def _swapped(kind: str, table: str, held: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[str]:
    """What is there and not wanted goes, a policy by a foreign name as well."""
    for name in sorted(name for name, words in held.items() if wanted.get(name) != words):
        yield f"DROP {kind} {catalogue.quoted(name)} ON {table}"


def _holders(connection: BaseDatabaseWrapper, table: str) -> str:
    """Who holds the table now."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [table])
        return " and ".join(said for (said,) in cursor.fetchall()[:3])
