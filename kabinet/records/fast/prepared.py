"""Questions in so many words of SQL, for what every page needs: planned once a connection, answered in binary form.

Django's own cursor plans a question ahead only from its second time on a connection, and reads instants out of text; for
the few questions of every page the two cost more than the answer (docs/figures.md).
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection
from psycopg.rows import TupleRow


class _Prepared(psycopg.Cursor[TupleRow]):
    """What Django's wrappers call, with the two advantages of the extended protocol switched on."""

    prepare = True

    def execute(self, query: Any, params: Any = None, **_: Any) -> "_Prepared":
        super().execute(query, params, prepare=self.prepare, binary=True)
        return self


class _Planned(_Prepared):
    """Planned anew each time."""

    prepare = False


def ask(question: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """All rows. `question` is a constant text with %(name)s marks; it is counted and logged as Django's queries are."""
    with _cursor() as asked:
        asked.execute(question, values)
        found: list[tuple[Any, ...]] = asked.fetchall()
        return found


def ask_anew(question: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The same for a question whose best plan depends on its values: how rare a word is, how large a tenant."""
    with _cursor(_Planned) as asked:
        asked.execute(question, values)
        found: list[tuple[Any, ...]] = asked.fetchall()
        return found


def ask_named(question: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first row by the names of its columns, if there is one."""
    with _cursor() as asked:
        asked.execute(question, values)
        row = asked.fetchone()
        return dict(zip((column.name for column in asked.description), row, strict=True)) if row else None


def _cursor(kind: type[_Prepared] = _Prepared) -> Any:
    # The session is asked for before any transaction: a connection that died meanwhile is made anew first, as Django does.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursor: Any = kind(connection.connection)
    return (
        connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
    )
