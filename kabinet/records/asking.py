"""Questions in so many words of SQL, for what every page needs: planned once a connection, answered in binary form.

Django's own cursor puts values into the text, so each question is planned anew, and reads instants out of text; for the
few questions of every page the two cost more than the answer (docs/decisions/0003). Questions whose best plan depends on
their values (search) do not belong here.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection
from psycopg.rows import TupleRow


class _Prepared(psycopg.Cursor[TupleRow]):
    """What Django's wrappers call, with the two advantages of the extended protocol switched on."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> "_Prepared":
        super().execute(query, params, prepare=True, binary=True)
        return self


def ask(question: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows. `question` is a constant text with %(name)s marks; it is counted and logged as Django's queries are."""
    with _cursor() as asked:
        asked.execute(question, values)
        found: list[tuple[Any, ...]] = asked.fetchall()
        return found


def ask_named(question: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first row by the names of its columns, if there is one."""
    with _cursor() as asked:
        asked.execute(question, values)
        row = asked.fetchone()
        return dict(zip((column.name for column in asked.description), row, strict=True)) if row else None


def _cursor() -> Any:
    connection.ensure_connection()
    cursor: Any = _Prepared(connection.connection)
    return (
        connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
    )
