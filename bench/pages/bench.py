"""One run: make or find the databases, serve a copy, measure, end everything that was started."""

import os
import platform
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import Popen

import psycopg

from bench.pages import beside, floor_views, table
from bench.pages.clocks import found, latency, outage
from bench.pages.database import copied, drop, made
from bench.pages.home import Database, point_at
from bench.pages.load import Plan, orphans, plan
from bench.pages.measure import Measured, Missing, measured
from bench.pages.server import memory, part, web
from bench.pages.tasks import AUDITS, Samples, Task, floor, samples, tasks
from kabinet.config import postgres

DAYS = 86400


@dataclass(frozen=True, slots=True)
class Size:
    """What one size came to."""

    name: str
    pages: Sequence[Measured]


def run(server: postgres.Server, asked: Namespace) -> None:
    """Every size that was asked for, the growth between the first and the last, and the clocks; or one size, served."""
    if asked.serve:
        _serve(server, asked)
        return
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    sizes = [_size(server, asked, tickets) for tickets in asked.tickets]
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        print(f"\n{table.growth(first.pages, last.pages, (first.name, last.name))}")
    if asked.clocks:
        _clocks(server, asked)


def _size(server: postgres.Server, asked: Namespace, tickets: int) -> Size:
    database = _made(server, plan(tickets, int(time.time()), asked.open), asked)
    try:
        if asked.pages:
            with copied(server, database) as run_on:
                return _pages(run_on, tickets, asked)
        return Size(f"{tickets:,}", ())
    finally:
        if not asked.keep:
            drop(database)


def _made(server: postgres.Server, wanted: Plan, asked: Namespace) -> Database:
    database, seconds = made(server, wanted)
    how = f"made in {seconds:.0f} s" if seconds is not None else "kept from before"
    print(f"\n{wanted.tickets:,} tickets, {wanted.open:,} of them open: {how}", flush=True)
    if asked.verify:
        _verify(database)
    return database


def _verify(database: Database) -> None:
    from kabinet.actions.journal.verify import verify

    point_at(database)
    differences = list(verify())
    print(
        f"kabinet verify: {len(differences)} differences; {len(orphans(database.url(postgres.SUPERUSER)))} broken references"
    )
    for difference in differences[:20]:
        print(f"  {difference}")


def _pages(database: Database, tickets: int, asked: Namespace) -> Size:
    with _web(database) as (serving, port, known), part("work") as working:
        chosen = [task for task in tasks(port, known) if asked.only in task.name]
        if asked.beside:
            with beside.served(asked.beside, tickets, asked.open) as (there, of_there):
                pairs = beside.compared([*floor(port), *chosen], [*floor(there), *tasks(there, of_there)])
            print(f"\n{table.beside(pairs)}\n", flush=True)
            return Size(f"{tickets:,}", [pair.here for pair in pairs])
        lowest = [measured(task) for task in floor(port)]
        pages = list(_measured(chosen))
        print(f"\n{table.text([*lowest, *pages])}\n")
        print(table.memory(memory(serving), memory(working)), flush=True)
    return Size(f"{tickets:,}", pages)


@contextmanager
def _web(database: Database) -> Iterator[tuple[Popen[bytes], int, Samples]]:
    """The web on `database`, with the floor's table and an auditor in it: the process, its port, the tickets to ask for."""
    point_at(database)
    url = database.url(postgres.SUPERUSER)
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in (*floor_views.MAKE.split(";"), AUDITS):
            connection.execute(statement)
    with web() as (serving, port):
        yield serving, port, samples(url)


def _serve(server: postgres.Server, asked: Namespace) -> None:
    """For another tree's bench: says where it listens and which tickets it has, and ends with its input."""
    made_here, _ = made(server, plan(asked.tickets[0], int(time.time()), asked.open))
    with copied(server, made_here) as run_on, _web(run_on) as (_, port, known), part("work"):
        print(beside.announced(port, known), flush=True)
        sys.stdin.read()


def _measured(chosen: Sequence[Task]) -> Iterator[Measured]:
    for task in chosen:
        try:
            yield measured(task)
        except Missing:
            print(f"bench/pages/run: no such page yet: {task.name}")


def _clocks(server: postgres.Server, asked: Namespace) -> None:
    """In a database of their own, in which every ticket is open."""
    wanted = Plan(asked.clocks, asked.clocks, int(time.time()), span=15 * DAYS)
    database = _made(server, wanted, asked)
    try:
        with copied(server, database) as run_on:
            point_at(run_on)
            url = run_on.url(postgres.SUPERUSER)
            looks = [found(url)]
            late = latency(url)
            print(f"\n{table.clocks(looks, outage(url), late)}")
    finally:
        if not asked.keep:
            drop(database)
