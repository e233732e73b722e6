"""A command told to end in the middle of a question to the database ends as it means to, and leaves nothing of it."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from kabinet.config.children import Stopped, stoppable
from tests import processes
from tests.clock import PATIENCE, until
from tests.database import Database

pytestmark = pytest.mark.slow

ASKING = """
from kabinet.config.children import Stopped, stoppable
from kabinet.config.opened import opened

def work():
    from django.db import connection, transaction
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a long question"), transaction.atomic(%s), as_system("within another"):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE half ON COMMIT PRESERVE ROWS AS SELECT 1 AS one")
            cursor.execute("SELECT pg_advisory_lock(1)")

def left():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('half')::text")
        return cursor.fetchone()

with opened():
    try:
        with stoppable():
            work()
    except Stopped:
        print("stopped", left())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("block", ["savepoint=True", "savepoint=False"])
def test_an_end_in_the_middle_of_a_question(own_db: Database, number: signal.Signals, block: str) -> None:
    pipe = subprocess.PIPE
    with (
        psycopg.connect(own_db.owner_url, autocommit=True) as owner,
        processes.started(
            [sys.executable, "-c", ASKING % block], own_db.environment, stdout=pipe, stderr=pipe
        ) as asking,
    ):
        owner.execute("SELECT pg_advisory_lock(1)")
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        until(lambda: owner.execute(waiting).fetchone() == (1,), lambda: asking.poll() is None)
        asking.send_signal(number)
        said, complaint = asking.communicate(timeout=PATIENCE)
        assert (asking.returncode, said.decode().strip()) == (0, "stopped (None,)"), complaint
        assert owner.execute(waiting).fetchone() == (0,)


def end_and_clear_up() -> None:
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        raise LookupError("half cleared up")


def test_what_fails_while_it_ends_is_its_consequence() -> None:
    """Somebody's own clearing up, in which the end came, fails in its own way."""
    with pytest.raises(Stopped) as ended, stoppable():
        end_and_clear_up()
    assert isinstance(ended.value.__cause__, LookupError)


def test_what_fails_by_itself_is_told_as_it_is() -> None:
    with pytest.raises(LookupError), stoppable():
        {}["nobody was told to end"]
