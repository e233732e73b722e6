"""Brings the database to this version of Kabinet, as the owner of the tables, and raises its walls.

What is as it is to be is left alone: on a database of this version nothing is locked that a page reads or writes.
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kabinet.config.opened import opened

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# Seconds: for another `kabinet migrate`, which may have a long migration to do, and between two looks.
LONGEST_WAIT, LOOK = 600.0, 0.25
ALONE = "SELECT pg_try_advisory_lock(hashtext('kabinet migrate'))"
NOT_ALONE = "SELECT pg_advisory_unlock(hashtext('kabinet migrate'))"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")


def run(args: Namespace) -> int:
    with opened():
        from kabinet.records.security.raising import NotRaised
        from kabinet.records.versions.regulations import Changed

        try:
            bring_up(verbosity=0 if args.quiet else 1)
        except (NotRaised, Changed) as failure:
            print(f"kabinet: {failure}.", file=sys.stderr)
            return 1
    return 0


def bring_up(verbosity: int = 0) -> None:
    """Migrations and walls on the alias `owner`, then the versions that the program carries; Django is set up."""
    from django.core.management import call_command
    from django.db import connections, transaction

    from kabinet.config.environment import Misconfigured
    from kabinet.records.security.raising import raise_walls
    from kabinet.records.versions import put_on_record

    if "owner" not in connections:
        raise Misconfigured("DATABASE_OWNER_URL is not set.")
    owner = connections["owner"]
    try:
        with _alone(owner):
            if _behind(owner):
                call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
            call_command("createcachetable", database="owner", verbosity=verbosity)
            raised = raise_walls(owner, time.sleep)
            if verbosity and raised:
                print(f"Raised: {', '.join(raised)}.")
            with transaction.atomic():
                put_on_record()
    finally:
        owner.close()


def _behind(owner: "BaseDatabaseWrapper") -> bool:
    """Whether there are migrations to do."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(owner)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _alone(owner: "BaseDatabaseWrapper") -> Iterator[None]:
    """One migrate at a time on a database; the other waits, in no transaction meanwhile."""
    from kabinet.records.security.raising import NotRaised

    end = time.monotonic() + LONGEST_WAIT
    while not _said(owner, ALONE):
        if time.monotonic() > end:
            raise NotRaised(
                "another kabinet migrate is at work on this database and does not end; nothing was done"
            )
        time.sleep(LOOK)
    try:
        yield
    finally:
        if owner.is_usable():
            _said(owner, NOT_ALONE)


def _said(owner: "BaseDatabaseWrapper", question: str) -> bool:
    with owner.cursor() as cursor:
        cursor.execute(question)
        return bool((cursor.fetchone() or [False])[0])
