"""`kabinet work` starts, does the jobs of the hour and ends cleanly."""

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.jobs.tasks import announce_and_close, follow_the_calendar, tidy
from kabinet.regulation.facts import Answer
from tests import processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.config.live_person import away, cut
from tests.database import Database
from tests.desk import Desk, msk

LEFT = "SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%tidy' AND status <> 'succeeded'"
# Forty days before a job that runs at AT.
AT = msk("2026-04-20 12:00")


@pytest.mark.slow
def test_it_does_a_deferred_job_and_ends_on_sigterm(own_db: Database, cast: Cast) -> None:
    tidy.defer(timestamp=0)
    with (
        processes.started(processes.kabinet("work"), own_db.environment) as worker,
        psycopg.connect(own_db.url, autocommit=True) as connection,
    ):
        until(lambda: connection.execute(LEFT).fetchone() == (0,), lambda: worker.poll() is None)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0


@pytest.mark.slow
def test_silence_after_a_solution_is_announced_by_the_job(
    own_db: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(cast)
    monkeypatch.setattr("kabinet.jobs.clock.now", lambda: AT)
    at = AT - timedelta(days=40)
    number = desk.register(at).number
    desk.do(
        answer_ticket,
        "gordeeva",
        at + timedelta(hours=1),
        number=number,
        text="Готово.",
        kind=Answer.SOLUTION,
    )
    announce_and_close(timestamp=0)
    assert "closing_announced" in desk.kinds(number)
    assert desk.ticket(number).closed_at is None  # announced late, it still waits its day


@pytest.mark.slow
def test_the_job_of_the_calendar_does_nothing_while_nobody_asked(own_db: Database, cast: Cast) -> None:
    follow_the_calendar(timestamp=0)


DEFERRED = "SELECT max(defer_timestamp) FROM procrastinate_periodic_defers WHERE task_name LIKE '%calendar'"


@pytest.mark.slow
def test_after_any_loss_of_the_database_everything_comes_back(
    own_db: Database, cast: Cast, tmp_path: Path
) -> None:
    """Its connections are cut twice, and for a while it takes none; then deadlines and jobs of the hour run again."""
    log = tmp_path / "log"
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet("work"), own_db.environment, stdout=lines, stderr=lines
        ) as worker,
    ):
        alive = lambda: worker.poll() is None  # noqa: E731
        until(lambda: told(own_db, DEFERRED) is not None, alive)
        until(lambda: "loop:deadlines" in beats(own_db), alive)
        with away(own_db):
            until(lambda: "the database does not answer" in log.read_text(), alive)
        cut(own_db)
        before = told(own_db, DEFERRED)
        forget(own_db)
        until(lambda: (told(own_db, DEFERRED) or 0) > (before or 0), alive)
        until(lambda: {"loop:deadlines", "loop:follow_the_calendar"} <= beats(own_db), alive)
        assert "begun anew" in log.read_text()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0


def told(database: Database, question: str) -> Any:
    with psycopg.connect(database.url) as connection:
        return connection.execute(question).fetchone()[0]  # type: ignore[index]


def beats(database: Database) -> set[str]:
    with psycopg.connect(database.url) as connection:
        rows = connection.execute("SELECT cache_key FROM cache_entry").fetchall()
    return {key.rpartition(":1:")[2] for (key,) in rows}


def forget(database: Database) -> None:
    with psycopg.connect(database.url) as connection:
        connection.execute("DELETE FROM cache_entry")
