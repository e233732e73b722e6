"""The bulk load: some processes tell lives chunk by chunk and COPY them, indexes are made afterwards.

It connects as the superuser of a server that belongs to the bench: row-level security does not hold for it, and triggers
rest (`session_replication_role`), foreign keys among them. `orphans` looks for what they would have refused.
"""

import io
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random

import psycopg
from psycopg import sql

from bench.pages import chain
from bench.pages.life import Life
from bench.pages.plot import Plot
from bench.pages.rows import COLUMNS, Writer
from bench.pages.words import Speaker
from bench.pages.world import Party, World

CASES = 500  # client tickets a chunk
PASSED_ON = 0.12
LEVELS, WEIGHTS = (1, 2, 3, 4), (3, 27, 50, 20)
SPAN = 1000 * 86400
OLDEST_OPEN = 250 * 86400
SHARE = 0.05  # of everything that is the big partner's, and open
FULL = 240, 90  # open tickets that the big partner and its big client have at least: every list is full
FIRST_NUMBER = {"client": 48001, "vendor": 10001}
NEEDLES = 30  # tickets of the big partner in which the needle lies


@dataclass(frozen=True, slots=True)
class Plan:
    """How many tickets of both legs, how many of them open, and the present (epoch seconds)."""

    tickets: int
    open: int
    until: int
    span: int = SPAN
    seed: int = 1

    @property
    def cases(self) -> int:
        """Client tickets; the rest are the vendor's."""
        return self.tickets - self.passed_on

    @property
    def passed_on(self) -> int:
        return round(self.tickets * PASSED_ON / (1 + PASSED_ON))


def plan(tickets: int, until: int, open_: int | None = None) -> Plan:
    """The usual share open: one in twenty, at most 20,000."""
    return Plan(tickets, min(round(tickets * SHARE), 20_000) if open_ is None else open_, until)


def load(url: str, world: World, wanted: Plan, processes: int = 2) -> None:
    """Tickets and all that hangs on them into an empty, migrated database; `url` is the superuser's."""
    chunks = range(0, wanted.cases, CASES)
    with psycopg.connect(url, autocommit=True) as connection:
        indexes = _indexes_off(connection)
        if processes == 1:
            for first in chunks:
                _chunk(url, world, wanted, first)
        else:
            with ProcessPoolExecutor(processes, get_context("fork"), _share, (url, world, wanted)) as pool:
                for done in [pool.submit(_shared_chunk, first) for first in chunks]:
                    done.result()
        _finish(connection, wanted, indexes)


SHARED: list[tuple[str, World, Plan]] = []


def _share(url: str, world: World, wanted: Plan) -> None:
    """In a new process, which lets others go first."""
    os.nice(10)
    SHARED.append((url, world, wanted))


def _shared_chunk(first: int) -> None:
    _chunk(*SHARED[0], first)


def _chunk(url: str, world: World, wanted: Plan, first: int) -> None:
    draw = Random(wanted.seed * 1_000_003 + first)
    lines = {table: io.StringIO() for table in COLUMNS}
    for case in range(first, min(first + CASES, wanted.cases)):
        for table, line in _lines(draw, world, wanted, case):
            lines[table].write(line)
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        for table, columns in COLUMNS.items():
            names = sql.SQL(", ").join(map(sql.Identifier, columns.split()))
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
            with connection.cursor().copy(statement) as copy:
                copy.write(lines[table].getvalue())


def _lines(draw: Random, world: World, wanted: Plan, case: int) -> Iterator[tuple[str, str]]:
    writer = Writer(draw, wanted.until, world.regulation, world.calendar)
    played = played_out(draw, world, wanted, case)
    for life in filter(None, (played.client, played.vendor)):
        if life.stands:
            yield from writer.lines(life)


def played_out(draw: Random, world: World, wanted: Plan, case: int) -> Plot:
    """One case from its registration to its end or to the present."""
    stays_open, begun = _begun(draw, wanted, case)
    client, needle = _party(draw, world, wanted, stays_open)
    partner = world.partners[client.partner]
    passed = case * wanted.passed_on // wanted.cases
    goes_on = (case + 1) * wanted.passed_on // wanted.cases > passed
    speaker, level = Speaker(draw), draw.choices(LEVELS, WEIGHTS)[0]
    key, author = case + passed + 1, draw.choice(client.people)
    life = Life(
        "client",
        key,
        f"U-{FIRST_NUMBER['client'] + case}",
        client,
        partner,
        partner,
        author,
        level,
        speaker.subject(),
    )
    vendor = _vendor(draw, world, life, key + 1, passed) if goes_on else None
    plot = Plot(
        draw=draw,
        speaker=speaker,
        at=_by_day(draw, life, begun, wanted.until),
        needle=needle,
        client=life,
        vendor=vendor,
        until=wanted.until,
        stays_open=stays_open,
    )
    plot.play()
    return plot


def _by_day(draw: Random, life: Life, begun: int, until: int) -> int:
    """Most people write in working time, and nobody in the future."""
    opens = life.calendar.next_open(begun)
    return begun if life.level == 1 or opens >= until - 60 or draw.random() < 0.15 else opens


def _vendor(draw: Random, world: World, client: Life, key: int, number: int) -> Life:
    certified = client.partner.people[: len(client.partner.people) // 2]
    number += FIRST_NUMBER["vendor"]
    return Life(
        "vendor", key, f"V-{number}", client.client, client.partner, world.vendor, draw.choice(certified), client.level,
        client.subject, origin=client,
    )  # fmt: skip


def _begun(draw: Random, wanted: Plan, case: int) -> tuple[bool, int]:
    """Evenly over the span; the younger, the likelier open: `open` of them in the end."""
    share = wanted.open / wanted.tickets
    step = wanted.span / wanted.cases
    begun = int(wanted.until - (wanted.cases - case - draw.random()) * step) - 120
    behind = (wanted.cases - case) / (share * wanted.cases) if share else 0
    odds = 1.0 if share >= 1 else (2.718281828**-behind if share else 0.0)
    return begun > wanted.until - OLDEST_OPEN and draw.random() < odds, begun


def _party(draw: Random, world: World, wanted: Plan, stays_open: bool) -> tuple[Party, bool]:
    """The client; and whether the needle lies in its ticket."""
    open_, ended = wanted.open, wanted.tickets - wanted.open
    big = max(SHARE, FULL[0] / open_) if stays_open else SHARE
    if draw.random() >= big:
        return world.clients[draw.randrange(1, len(world.clients))], draw.random() < 0.0005
    chief = max(0.1, FULL[1] / (big * open_)) if stays_open else 0.1
    needle = not stays_open and draw.random() < NEEDLES / (SHARE * ended)
    place = 0 if draw.random() < chief else draw.choice(world.served[0])
    return world.clients[place], needle


def _indexes_off(connection: psycopg.Connection[tuple[str, ...]]) -> list[str]:
    """Drops what a constraint does not need; gives what makes it again."""
    rows = connection.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)"
        " ORDER BY i.indexrelid",
        [list(COLUMNS)],
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP INDEX {name}")
    return [made for _, made in rows]


def _finish(connection: psycopg.Connection[tuple[str, ...]], wanted: Plan, indexes: list[str]) -> None:
    connection.execute("SET maintenance_work_mem = '512MB'")
    for made in indexes:
        connection.execute(made)
    for table in COLUMNS.keys() - {"notice"}:
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"
        )
    chain.add_links(connection)
    connection.execute(f"SELECT setval('client_ticket_number', {FIRST_NUMBER['client'] + wanted.cases})")
    connection.execute(f"SELECT setval('vendor_ticket_number', {FIRST_NUMBER['vendor'] + wanted.passed_on})")
    connection.execute("VACUUM (ANALYZE)")


FOREIGN_KEYS = """
SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
  array_agg(quote_ident(a.attname) ORDER BY k.place), array_agg(quote_ident(b.attname) ORDER BY k.place)
FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.other
WHERE c.contype = 'f' AND c.conrelid = ANY(%s::regclass[]) GROUP BY 1, 2, 3
"""


def orphans(url: str) -> dict[str, int]:
    """Rows that point at nothing, by foreign key: empty when all is well."""
    found: dict[str, int] = {}
    with psycopg.connect(url) as connection:
        for name, table, other, own, their in connection.execute(FOREIGN_KEYS, [list(COLUMNS)]).fetchall():
            same = " AND ".join(f"o.{b} = r.{a}" for a, b in zip(own, their, strict=True))
            given = " AND ".join(f"r.{a} IS NOT NULL" for a in own)
            question = f"SELECT count(*) FROM {table} r WHERE {given} AND NOT EXISTS (SELECT FROM {other} o WHERE {same})"
            count = connection.execute(question).fetchone()
            if count and count[0]:
                found[name] = count[0]
    return found
