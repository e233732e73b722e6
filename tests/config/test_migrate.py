"""`kabinet migrate` on a desk at which people work: it locks what changed, briefly, and nothing else."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

import psycopg
import pytest
from django.test import Client

from kabinet.config import postgres
from kabinet.config.commands import migrate
from kabinet.records.security.raising import FIRM, TRIES, UNBOUND, NotRaised, raise_walls
from kabinet.records.security.row_level_security import FUNCTIONS, WALLED
from tests import processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.config.walls_by_hand import BY_HAND, by_hand, state
from tests.database import Database
from tests.desk import Desk, msk
from tests.processes import Process

AT = msk("2024-03-14 10:00")


def never(seconds: float) -> None:
    pytest.fail("nobody holds anything, and still it was waited for")


@pytest.fixture
def owner(own_db: Database) -> Iterator[Any]:
    """Django's own connection of the owner, as `kabinet migrate` has it."""
    from django.db import connections

    yield connections["owner"]
    connections["owner"].close()


@pytest.fixture
def held(own_db: Database) -> dict[str, Any]:
    return state(own_db)


@contextmanager
def busy(database: Database, but: str = "", mode: str = "EXCLUSIVE") -> Iterator[psycopg.Connection[Any]]:
    """A transaction that holds every table but one; EXCLUSIVE lets others read it (ACCESS SHARE) and nothing more."""
    with psycopg.connect(database.server.url(postgres.SUPERUSER, database.name)) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = [name for (name,) in rows if name != but]
        assert {*WALLED, "session", "procrastinate_jobs", "cache_entry"} <= {*tables, but}
        connection.execute(f"LOCK TABLE {', '.join(tables)} IN {mode} MODE")
        yield connection
        connection.rollback()


def migrating(database: Database) -> AbstractContextManager[Process]:
    """`kabinet migrate` as a process."""
    return processes.started(processes.kabinet("migrate"), database.environment, stderr=subprocess.PIPE)


def ended(process: Process) -> tuple[int, str]:
    """How it ended, and what it complained of."""
    said = process.communicate(timeout=PATIENCE)[1]
    return process.returncode, said.decode()


@pytest.mark.slow
def test_on_an_up_to_date_database_it_locks_no_table(own_db: Database, held: dict[str, Any]) -> None:
    """Whatever is stronger than reading would wait here for ever."""
    with busy(own_db), migrating(own_db) as process:
        assert ended(process) == (0, "")
    assert state(own_db) == held


@pytest.mark.slow
def test_people_go_on_working_while_it_runs(own_db: Database, cast: Cast, stated_instant: None) -> None:
    number, stop, answers = Desk(cast).register(AT).number, threading.Event(), []
    note = {"audience": "partner", "text": "Смотрю дамп"}

    def work(login: str) -> None:
        from django.db import connections

        client = Client()
        cast.sign_in(client, login)
        while not stop.is_set():
            answers.append(client.get(f"/tickets/{number}/").status_code)
            answers.append(client.post(f"/tickets/{number}/say/", note).status_code)
        connections.close_all()

    people = [threading.Thread(target=work, args=[login]) for login in ("gordeeva", "zhdanov")]
    for person in people:
        person.start()
    try:
        for _ in range(4):
            migrate.bring_up()
    finally:
        stop.set()
        for person in people:
            person.join(PATIENCE)
    assert set(answers) == {200, 303}


@pytest.mark.parametrize(("what", "statements"), BY_HAND)
def test_what_a_hand_undid_is_raised_again_and_nothing_else_is_touched(
    own_db: Database, owner: Any, held: dict[str, Any], what: str, statements: str
) -> None:
    by_hand(own_db, statements)
    assert state(own_db) != held
    with busy(own_db, but=what):
        assert raise_walls(owner, never) == [what]
    assert state(own_db) == held
    assert raise_walls(owner, never) == []


def test_the_application_makes_no_temporary_table(own_db: Database, owner: Any) -> None:
    by_hand(own_db, f"GRANT TEMPORARY ON DATABASE {own_db.name} TO PUBLIC")
    raise_walls(owner, never)
    with psycopg.connect(own_db.url) as reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("CREATE TEMPORARY TABLE made (a int)")
    assert raise_walls(owner, never) == []


def test_there_is_a_hand_for_every_kind_of_wall() -> None:
    touched = {what.removesuffix("()") for what, _ in BY_HAND}
    assert set(FUNCTIONS) <= touched


def test_a_new_table_has_no_reader_before_it_has_its_wall(
    own_db: Database, owner: Any, held: dict[str, Any]
) -> None:
    """As migrations leave it: without policies, and without rights."""
    by_hand(
        own_db,
        "ALTER TABLE draft DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY; REVOKE ALL ON draft FROM kabinet_app;"
        "DROP POLICY sees ON draft; DROP POLICY adds ON draft; DROP POLICY changes ON draft; DROP POLICY removes ON draft",
    )
    seen = []

    def look(seconds: float) -> None:
        with psycopg.connect(own_db.url) as reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute("SELECT * FROM draft")
        seen.append(seconds)
        if len(seen) == 2:
            other.rollback()

    with psycopg.connect(own_db.owner_url) as other:
        other.execute("LOCK TABLE draft IN SHARE MODE")
        assert raise_walls(owner, look) == ["draft"]
    assert len(seen) == 2
    assert state(own_db) == held


@pytest.mark.slow
def test_a_table_that_is_held_is_tried_again_and_people_do_not_wait_for_it(
    own_db: Database, owner: Any, held: dict[str, Any], cast: Cast, stated_instant: None
) -> None:
    number = Desk(cast).register(AT).number
    by_hand(own_db, "ALTER POLICY changes ON ticket USING (true)")
    came, stop, answers = threading.Semaphore(0), threading.Event(), []

    def read() -> None:
        from django.db import connections

        client = Client()
        cast.sign_in(client, "saveliev")
        while not stop.is_set():
            answers.append(client.get(f"/tickets/{number}/").status_code)
            came.release()
        connections.close_all()

    tried: list[float] = []

    def pause(seconds: float) -> None:
        """Two pages were answered since, one of them asked for and answered while the table was held."""
        assert came.acquire(timeout=PATIENCE)
        assert came.acquire(timeout=PATIENCE)
        tried.append(seconds)
        if len(tried) == 3:
            stop.set()
            reader.join(PATIENCE)
            long.rollback()

    reader = threading.Thread(target=read)
    with psycopg.connect(own_db.owner_url) as long:
        long.execute("SELECT count(*) FROM ticket")
        reader.start()
        try:
            assert raise_walls(owner, pause) == ["ticket"]
        finally:
            stop.set()
            reader.join(PATIENCE)
    assert tried == [0.25, 0.5, 1.0]
    assert set(answers) == {200}
    assert state(own_db) == held


def test_a_table_that_is_never_free_is_named_with_who_holds_it(own_db: Database, owner: Any) -> None:
    by_hand(own_db, "ALTER POLICY sees ON ticket USING (false)")
    before, pauses = state(own_db), []
    with psycopg.connect(own_db.owner_url, application_name="a long report") as long:
        long.execute("SELECT count(*) FROM ticket")
        holder = long.info.backend_pid
        with pytest.raises(NotRaised) as failure:
            raise_walls(owner, pauses.append)
    words = str(failure.value)
    assert "the wall of table ticket was not raised" in words
    assert f"process {holder}, role kabinet_owner, a long report, since 2" in words
    assert state(own_db) == before
    assert pauses == sorted(pauses)
    assert len(pauses) == len(TRIES)
    assert sum(TRIES) / 1000 + sum(pauses) < 90
    assert max(TRIES) == FIRM


def test_the_command_says_so_in_one_sentence(
    own_db: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from argparse import Namespace

    def fails(*_: object) -> None:
        raise NotRaised("the wall of table ticket was not raised")

    monkeypatch.setattr("kabinet.records.security.raising.raise_walls", fails)
    assert migrate.run(Namespace(quiet=True)) == 1
    assert capsys.readouterr().err == "kabinet: the wall of table ticket was not raised.\n"


@pytest.mark.slow
def test_two_at_once_go_one_after_the_other(own_db: Database, held: dict[str, Any]) -> None:
    by_hand(own_db, "ALTER POLICY sees ON ticket USING (false); DROP FUNCTION kabinet_who")
    damaged = state(own_db)
    with psycopg.connect(own_db.owner_url, autocommit=True) as first, ExitStack() as others:
        first.execute(migrate.ALONE)
        second, third = (others.enter_context(migrating(own_db)) for _ in range(2))
        until(lambda: waiting(first) == 2, lambda: second.poll() is None and third.poll() is None)
        assert state(own_db) == damaged
        first.execute(migrate.NOT_ALONE)
        assert [ended(each) for each in (second, third)] == [(0, ""), (0, "")]
    assert state(own_db) == held


@pytest.mark.parametrize("words", ["BYPASSRLS", "SUPERUSER"])
def test_a_role_that_no_wall_holds_is_refused(own_db: Database, words: str) -> None:
    """In a transaction that is taken back: roles are the whole server's."""
    with psycopg.connect(own_db.server.url(postgres.SUPERUSER, own_db.name)) as connection:
        assert connection.execute(UNBOUND, ["kabinet_app"]).fetchall() == [(None,)]
        connection.execute(f"ALTER ROLE kabinet_app {words}")
        [(said,)] = connection.execute(UNBOUND, ["kabinet_app"]).fetchall()
        connection.rollback()
    assert "ALTER ROLE kabinet_app NOSUPERUSER NOBYPASSRLS" in said


def test_nor_may_it_become_such_a_role(own_db: Database) -> None:
    with psycopg.connect(own_db.server.url(postgres.SUPERUSER, own_db.name)) as connection:
        connection.execute("GRANT kabinet_backup TO kabinet_app")
        connection.execute("SET LOCAL ROLE kabinet_owner")
        [(said,)] = connection.execute(UNBOUND, ["kabinet_app"]).fetchall()
        connection.rollback()
    assert said == "it is a member of a role that passes by policies"


def waiting(connection: psycopg.Connection[Any]) -> int:
    """How many migrates look whether they are alone by now."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = %s"
    [(found,)] = connection.execute(asked, [migrate.ALONE]).fetchall()
    return int(found)
