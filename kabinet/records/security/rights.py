"""What the application's role may do to tables, sequences and functions: compared with what it may, and given or taken back.

Rights take no lock on a table. What the role may do to a table beyond its policies it may not by way of everybody (PUBLIC)
either; the owner's own rights, and other roles', are no business of the walls.
"""

import json
from collections.abc import Mapping
from typing import LiteralString

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from kabinet.records.security.catalogue import quoted
from kabinet.records.security.row_level_security import ROLE, columns, rights

EVERYBODY: LiteralString = "PUBLIC"
OF_SEQUENCES = frozenset({"USAGE", "SELECT"})
# (role, column or nothing, right): one right to a table, or to one column of it.
Rights = frozenset[tuple[str, str, str]]

RIGHTS: LiteralString = """
WITH given AS (
  SELECT c.oid, '' AS attname, a.grantee, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
  UNION ALL
  SELECT t.attrelid, t.attname, a.grantee, a.privilege_type FROM pg_attribute t, aclexplode(t.attacl) a)
SELECT c.relname::text, c.relkind = 'S', (
  SELECT coalesce(json_agg(json_build_array(
    CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE %(role)s END, g.attname, g.privilege_type)), '[]')::text
  FROM given g
  WHERE g.oid = c.oid AND g.grantee IN (0, (SELECT r.oid FROM pg_roles r WHERE r.rolname = %(role)s)))
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  AND pg_has_role(c.relowner, 'USAGE')
ORDER BY c.relname"""
UNCALLED: LiteralString = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'w', 'a') AND pg_has_role(p.proowner, 'USAGE')
  AND NOT has_function_privilege(%(role)s, p.oid, 'EXECUTE')"""
USED: LiteralString = "SELECT has_schema_privilege(%(role)s, 'public', 'USAGE')"


class Held(dict[str, Rights]):
    """Name -> the rights that the role and everybody have to it; `sequences` are the names of those that are no tables."""

    def __init__(self) -> None:
        self.sequences: set[str] = set()


def schema_rights(cursor: CursorWrapper) -> Held:
    """Of every table, view and sequence of the schema that is the owner's."""
    held = Held()
    cursor.execute(RIGHTS, {"role": ROLE})
    for name, is_sequence, said in cursor.fetchall():
        held[name] = frozenset((role, column, right) for role, column, right in json.loads(said))
        if is_sequence:
            held.sequences.add(name)
    return held


def statements(table: str, held: Rights) -> list[str]:
    """What has to be said for the role to have its rights to this table, and no others."""
    return _exchanged(quoted(table), held, _wanted(table))


def let_use(connection: BaseDatabaseWrapper, held: Held) -> list[str]:
    """The schema, tables that have no wall (their names are in `held`), sequences and functions; gives what was changed."""
    sequence = frozenset((ROLE, "", right) for right in OF_SEQUENCES)
    changes: Mapping[str, list[str]] = {
        name: _exchanged(f"SEQUENCE {quoted(name)}", found, sequence)
        if name in held.sequences
        else statements(name, found)
        for name, found in held.items()
    }
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(USED, {"role": ROLE})
        [used] = cursor.fetchone() or [False]
        if not used:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        for statement in (said for each in changes.values() for said in each):
            cursor.execute(statement)
        cursor.execute(UNCALLED, {"role": ROLE})
        functions = [call for (call,) in cursor.fetchall()]
        for call in functions:
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {call} TO {ROLE}")
    return [*[name for name, said in changes.items() if said], *functions, *["public"] * (not used)]


def _wanted(table: str) -> Rights:
    whole = {(ROLE, "", right) for right in rights(table)}
    return frozenset(whole | {(ROLE, column, right) for column, right in columns(table)})


def _exchanged(what: str, held: Rights, wanted: Rights) -> list[str]:
    """Who loses a right to a table loses it to each column, so those of single columns are given again."""
    extra, missing = sorted(held - wanted), wanted - held
    if extra:
        missing |= {each for each in wanted if each[1]}
    taken = [f"REVOKE {right}{_of(column)} ON {what} FROM {role}" for role, column, right in extra]
    return taken + [
        f"GRANT {right}{_of(column)} ON {what} TO {role}" for role, column, right in sorted(missing)
    ]


def _of(column: str) -> str:
    return f" ({quoted(column)})" if column else ""
