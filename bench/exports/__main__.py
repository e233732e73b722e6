"""The queue of a desk with very many tickets, made into a file by a worker of its own: seconds, memory, size."""

import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from bench.faults.__main__ import free_port
from bench.faults.drill import prepare, surroundings
from bench.letters.parts import Parts, running
from kabinet.config import postgres

WHO = "gordeeva"
FORMS = ("csv", "xlsx")
LONGEST = 1800.0
# The newest ticket of the desk again and again, each with a deadline of its own.
COPY = """
INSERT INTO ticket ({columns}) SELECT {values} FROM (
  SELECT * FROM ticket WHERE leg = 'client' AND closed_at IS NULL AND partner_id = %(partner)s ORDER BY id DESC LIMIT 1) t
CROSS JOIN generate_series(1, %(rows)s) AS nth
"""
ORDER = """
INSERT INTO export (id, person_id, organisation_id, listing, title, given, digest, form, language, state, tries, next_try,
  rows, asked_at)
SELECT gen_random_uuid(), %(person)s, %(partner)s, 'queue', 'Очередь', '', md5(random()::text), %(form)s, 'ru', 'waiting', 0,
  now(), 0, now() RETURNING id
"""
OTHERS = "'U-' || (10000000 + nth)::text", "now() + interval '90 days' + nth * interval '1 second'"


@dataclass(frozen=True, slots=True)
class Figures:
    """One file: seconds from the start of its worker on, the most memory that one had, bytes."""

    name: str
    rows: int
    seconds: float
    memory: int
    size: int


def main() -> int:
    """1 when a file is not made."""
    parser = ArgumentParser(prog="bench/exports/run", description="Long lists as files.")
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended on the way out
    with TemporaryDirectory(prefix="kabinet-exports-") as home:
        found = exports(Path(home).resolve(), rows=asked.rows)
    print(text(found))
    return 0


def text(found: tuple[Figures, ...]) -> str:
    """As it stands in docs/figures.md."""
    head = ["| | rows | seconds | peak memory of the worker | file |", "|---|---:|---:|---:|---:|"]
    rows = [
        f"| {each.name} | {each.rows:,} | {each.seconds:.0f} | {each.memory} MB | {each.size / 1e6:.1f} MB |"
        for each in found
    ]
    return "\n".join([*head, *rows])


def exports(home: Path, *, rows: int) -> tuple[Figures, ...]:
    """A worker of its own for nothing and for each form."""
    environment = surroundings(home, free_port())
    with postgres.running(home / "postgres") as server:
        prepare(home, environment)
        address = server.url(postgres.SUPERUSER, postgres.DATABASE)
        with psycopg.connect(address, autocommit=True) as connection:
            write(connection, rows)
            return (
                _made(connection, home, environment, ""),
                *(_made(connection, home, environment, form) for form in FORMS),
            )


def write(connection: psycopg.Connection[Any], rows: int) -> None:
    """So many more open tickets in the queue."""
    names = [
        str(name)
        for (name,) in connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'ticket'::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' AND attname <> 'id'"
        )
    ]
    own = {
        "number": OTHERS[0],
        "queue_at": OTHERS[1],
        "next_due_at": OTHERS[1],
        "origin_id": "NULL",
    }
    question = COPY.format(
        columns=", ".join(names), values=", ".join(own.get(name, f"t.{name}") for name in names)
    )
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(question, {"partner": _desk(connection)[1], "rows": rows})
    connection.execute("ANALYZE ticket")


def _desk(connection: psycopg.Connection[Any]) -> tuple[int, int]:
    found = connection.execute(
        "SELECT p.id, m.organisation_id FROM person p JOIN membership m ON m.person_id = p.id"
        " WHERE p.login = %s AND m.ended_at IS NULL",
        [WHO],
    ).fetchone()
    assert found is not None
    return found[0], found[1]


def _made(
    connection: psycopg.Connection[Any], home: Path, environment: Mapping[str, str], form: str
) -> Figures:
    parts = Parts("work", 1, environment, home / "work.log")
    person, partner = _desk(connection)
    begun = time.monotonic()
    with running(parts):
        if not form:
            time.sleep(15)
            return_rows, size = 0, 0
        else:
            order = connection.execute(ORDER, {"person": person, "partner": partner, "form": form}).fetchone()
            assert order is not None
            return_rows = _waited_for(connection, parts, order[0], begun)
            size = next(home.rglob(order[0].hex)).stat().st_size
        seconds = time.monotonic() - begun
    return Figures(
        f"queue as {form.upper()}" if form else "no file", return_rows, seconds, parts.memory, size
    )


def _waited_for(connection: psycopg.Connection[Any], parts: Parts, key: Any, begun: float) -> int:
    while time.monotonic() - begun < LONGEST:
        parts.require_alive()
        state, rows = connection.execute(
            "SELECT state, rows FROM export WHERE id = %s", [key]
        ).fetchone() or (
            "",
            0,
        )
        if state == "ready":
            return int(rows)
        if state != "waiting":
            raise RuntimeError(f"the file is {state}")
        time.sleep(0.2)
    raise TimeoutError("the file is not made")


if __name__ == "__main__":
    sys.exit(main())
