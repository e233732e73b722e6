"""Registering under stress: many at once, the same draft twice, a failure at the last step, a killed process."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import Error, connection

from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import processes
from tests.clock import until
from tests.database import Database
from tests.desk import Desk, msk

AT = msk("2024-03-14 10:05")


def in_threads(count: int, work: Callable[[int], Any]) -> Iterator[Any]:
    """`work` in as many threads, each with a connection of its own."""

    def one(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        yield from pool.map(one, range(count))


def counts() -> tuple[int, ...]:
    from django.db import transaction

    with transaction.atomic(), as_system("a look"):
        tables = (
            models.Ticket,
            models.JournalEntry,
            models.Message,
            models.Sheet,
            models.ClockRun,
            models.Notice,
        )
        return tuple(table.objects.count() for table in tables)


@pytest.mark.slow
@pytest.mark.clause("U3.5d")
def test_32_at_once_get_32_numbers(own_db: Database, desk: Desk) -> None:
    numbers = list(in_threads(32, lambda _: desk.register(AT).number))
    assert len(set(numbers)) == 32
    assert counts()[0] == 32


@pytest.mark.slow
def test_a_draft_sent_eight_times_at_once_makes_one_ticket(own_db: Database, desk: Desk) -> None:
    draft = desk.do(save_draft, "saveliev", AT, kind="new_ticket", content={})
    numbers = list(in_threads(8, lambda _: desk.register(AT, draft=draft.pk).number))
    assert len(set(numbers)) == 1
    assert counts()[:3] == (1, 1, 1)


@pytest.mark.slow
@pytest.mark.clause("U3.5d")
@pytest.mark.clause("U3.5e")
def test_a_notice_that_cannot_be_written_leaves_nothing(
    own_db: Database, owner_connection: psycopg.Connection[Any], desk: Desk
) -> None:
    owner_connection.execute("ALTER TABLE notice ADD CONSTRAINT nobody_is_told CHECK (kind <> 'registered')")
    owner_connection.commit()
    with pytest.raises(Error):
        desk.register(AT)
    assert counts() == (0, 0, 0, 0, 0, 0)
    owner_connection.execute("ALTER TABLE notice DROP CONSTRAINT nobody_is_told")
    owner_connection.commit()
    named = desk.register(AT, contact=desk.cast.person["orlova"])
    assert named.number == "U-48002", "the number of the failed registration is not given again"
    assert counts()[:2] == (1, 1)
    assert (desk.told("orlova"), desk.told("saveliev")) == (["registered"], [])


KILLED = """
import django
django.setup()
from tests.desk import Desk
from tests.cast import Cast
desk = Desk(Cast({organisation}, {person}, {system}))
print("ready", flush=True)
desk.register(__import__("datetime").datetime.fromisoformat({at!r}))
"""


@pytest.mark.slow
@pytest.mark.clause("U3.5e")
def test_a_process_killed_at_the_last_step_leaves_nothing(
    own_db: Database, owner_connection: psycopg.Connection[Any], desk: Desk
) -> None:
    cast = desk.cast
    program = KILLED.format(
        organisation=cast.organisation, person=cast.person, system=cast.system, at=AT.isoformat()
    )
    owner_connection.execute("LOCK TABLE notice IN ACCESS EXCLUSIVE MODE")
    words = [sys.executable, "-c", program]
    with processes.started(words, own_db.environment, stdout=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        until(lambda: _somebody_waits(owner_connection), lambda: child.poll() is None)
        child.send_signal(signal.SIGKILL)
        child.wait()
    owner_connection.rollback()
    assert counts() == (0, 0, 0, 0, 0, 0)
    assert desk.register(AT).number == "U-48002"


def _somebody_waits(watching: psycopg.Connection[Any]) -> bool:
    """The child has done everything but the notices, for which it waits at our lock."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'notice'::regclass"
    return watching.execute(waiting).fetchone() != (0,)
