"""What the database's catalogues hold of the walls, and what they would hold if those were as row_level_security says.

PostgreSQL keeps a policy in words of its own. So the wanted one is put around an empty stand-in of the table (a temporary
table of the same name and columns, taken back at once), and the two are compared in the same words: nothing is remembered
between two starts that somebody's hand at the database could make untrue. All of it only reads the tables (ACCESS SHARE).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from kabinet.records.security.row_level_security import FUNCTIONS, policies, triggers

# Triggers on these tables by any other name are no walls of ours.
OURS = (
    "chained",
    "immovable",
    "only_wider",
    "stays_fixed",
    "contact_of_party_named",
    "contact_of_party_changed",
)

AROUND: LiteralString = """
SELECT json_build_object(
  'forced', c.relrowsecurity AND c.relforcerowsecurity,
  'policies', (SELECT coalesce(json_object_agg(p.polname, concat_ws(' ; ', p.polcmd, p.polpermissive, p.polroles,
      coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-'))), '{}')
    FROM pg_policy p WHERE p.polrelid = c.oid),
  'triggers', (SELECT coalesce(json_object_agg(t.tgname, concat_ws(' ; ', t.tgtype, t.tgenabled, t.tgfoid, t.tgnargs,
      t.tgattr, regexp_replace(pg_get_triggerdef(t.oid), ' ON \\S+', ' ON'))), '{}')
    FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgname = ANY(%s)))::text
FROM pg_class c WHERE c.oid = %s::regclass"""
BODIES: LiteralString = """
SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid),
  pg_get_function_arguments(p.oid) || ' : ' || pg_get_function_result(p.oid)
FROM pg_proc p WHERE p.proname = %s AND p.pronamespace = %s::regnamespace"""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one table, in the database's own words: name -> all that makes it what it is."""

    forced: bool
    policies: Mapping[str, str]
    triggers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """One function: how it is called, its whole definition, and what its callers know of it."""

    call: str
    text: str
    outside: str


def around(cursor: CursorWrapper, table: str) -> Around:
    """What stands around this table now."""
    cursor.execute(AROUND, [list(OURS), table])
    [found] = cursor.fetchone() or ["null"]
    return Around(**json.loads(found))


def wanted_around(connection: BaseDatabaseWrapper, table: LiteralString) -> Around:
    """What would stand around it; inside a transaction, in which nothing is left of the stand-in."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table})")
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        for statement in (*policies(table).values(), *triggers(table).values()):
            cursor.execute(statement)
        found = around(cursor, f"pg_temp.{table}")
        transaction.set_rollback(True, using=connection.alias)
    return found


def bodies(cursor: CursorWrapper, name: str, schema: str = "public") -> list[Body]:
    """Every function of this name."""
    cursor.execute(BODIES, [name, schema])
    return [
        Body(call, re.sub(r"FUNCTION \S+?\.", "FUNCTION ", text, count=1), outside)
        for call, text, outside in cursor.fetchall()
    ]


def wanted_body(connection: BaseDatabaseWrapper, name: LiteralString) -> Body:
    """The function as row_level_security.py says it; inside a transaction, in which nothing is left of the stand-in."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"CREATE FUNCTION pg_temp.{name}{FUNCTIONS[name]}")
        cursor.execute("SELECT nspname::text FROM pg_namespace WHERE oid = pg_my_temp_schema()")
        [schema] = cursor.fetchone() or [""]
        [found] = bodies(cursor, name, schema)
        transaction.set_rollback(True, using=connection.alias)
    return found


def quoted(name: str) -> str:
    """As an identifier, whatever somebody called it."""
    return '"' + name.replace('"', '""') + '"'
