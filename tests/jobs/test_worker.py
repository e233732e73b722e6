"""`kabinet work` starts, does the jobs of the hour and ends cleanly."""

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from kabinet.actions.answer import answer
from kabinet.jobs.tasks import announce_and_close, follow_the_calendar, tidy
from kabinet.regulation.facts import Answer
from tests.actions.desk import Desk
from tests.cast import Cast
from tests.database import Database

SECONDS_TO_END = 20


@pytest.mark.slow
def test_it_does_a_deferred_job_and_ends_on_sigterm(own_db: Database, cast: Cast) -> None:
    tidy.defer(timestamp=0)
    worker = subprocess.Popen(
        [sys.executable, "-m", "kabinet.config.command", "work"], env=own_db.environment
    )
    try:
        end = time.monotonic() + SECONDS_TO_END
        left = 1
        with psycopg.connect(own_db.url, autocommit=True) as connection:
            while left and time.monotonic() < end and worker.poll() is None:
                time.sleep(0.1)
                row = connection.execute(
                    "SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%%tidy' AND status <> 'succeeded'"
                ).fetchone()
                left = row[0] if row else 1
        assert left == 0
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(SECONDS_TO_END) == 0


@pytest.mark.slow
def test_silence_after_a_solution_is_announced_by_the_job(own_db: Database, cast: Cast) -> None:
    desk = Desk(cast)
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=40)
    number = desk.register(at).number
    desk.do(answer, "gordeeva", at + timedelta(hours=1), number=number, text="Готово.", kind=Answer.SOLUTION)
    announce_and_close(timestamp=0)
    assert "closing_announced" in desk.kinds(number)
    assert desk.ticket(number).closed_at is None  # announced late, it still waits its day


@pytest.mark.slow
def test_the_job_of_the_calendar_does_nothing_while_nobody_asked(own_db: Database, cast: Cast) -> None:
    follow_the_calendar(timestamp=0)
