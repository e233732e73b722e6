"""Raw SQL in the test's transaction, which runs under the application's role."""

import json
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg import sql
from psycopg.types.json import Jsonb

from kabinet.records.security.reach import as_system
from tests.records.world import AT, World


def run(text: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of one statement; none for one that returns none."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else []


def changed(text: str, *values: object) -> int:
    """How many rows a statement changed."""
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.rowcount


def untouched(text: str, *values: object) -> bool:
    """Whether a statement changes nothing: no row is its, or the role has no right to it at all."""
    try:
        with transaction.atomic():
            return changed(text, *values) == 0
    except ProgrammingError as refusal:
        return "permission denied" in str(refusal)


def count(table: str, where: str = "true") -> int:
    return run(f"SELECT count(*) FROM {table} WHERE {where}")[0][0]


def copy_of(table: str, where: str = "true", **given: object) -> dict[str, Any]:
    """A row that is there, without its key and changed by `given`: what somebody may try to insert."""
    with as_system("a row to copy"):
        text = run(f"SELECT to_jsonb(t)::text FROM {table} t WHERE {where} LIMIT 1")[0][0]
    found: dict[str, Any] = json.loads(text)
    found.pop("search", None)
    if isinstance(found.get("id"), int):
        found["id"] += 1_000_000
    return found | given


def insert(table: str, row: dict[str, Any]) -> None:
    """Insert it, telling nothing back; constraints are checked at once."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    statement = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s)"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=sql.Identifier(table), names=names), [Jsonb(row)])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(text: str, *values: object) -> str:
    """The database's words when it refuses a statement."""
    try:
        with transaction.atomic():
            run(text, *values)
    except ProgrammingError as refusal:
        return str(refusal)
    raise AssertionError(f"not refused: {text}")


def letter_of(world: World, login: str) -> dict[str, Any]:
    """A delivery to this person and the letter that was kept of it, both in the database; the row of the delivery."""
    notice = copy_of("notice", id=str(uuid4()), person_id=world.cast.person[login])
    instant = AT.isoformat()
    row = {
        "id": str(uuid4()),
        "notice_id": notice["id"],
        "person_id": notice["person_id"],
        "channel": "mail",
        "state": "sent",
        "tries": 1,
        "next_try": None,
        "why": "",
        "error": "",
        "message_id": "<1@x>",
        "slot": None,
        "of_ticket": False,
        "digest_id": None,
        "created_at": instant,
        "settled_at": instant,
    }
    with as_system("a letter that went out"):
        insert("notice", notice)
        insert("delivery", row)
        kept = {"delivery_id": row["id"], "person_id": row["person_id"], "raw": "Subject: x", "at": instant}
        insert("caught_letter", kept)
    return row
