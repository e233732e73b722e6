"""Deadlines are put on record by themselves: by the running worker, at their true instant, whatever stood still."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Event
from typing import Any

import psycopg
import pytest
from django.db import transaction

from kabinet.actions.journal.verify import verify
from kabinet.jobs import deadlines
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock, processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import Desk
from tests.processes import Process

MOMENT = timedelta(seconds=1)
SAID, AT_WORK = {"KABINET_LOG_LEVEL": "INFO"}, b"the worker watches the deadlines"


def breaches(number: str) -> list[tuple[Any, ...]]:
    """The breaches on record: clause, instant, whose notice it became."""
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.JournalEntry.objects.filter(ticket__number=number, kind="breached")
        return list(rows.values_list("occurred_at", "status", "data", "clause"))


def record(desk: Desk, number: str) -> list[Any]:
    """Everything on record but when it was written down."""
    rows = [(row.kind, row.occurred_at, row.clause, row.data) for row in desk.journal(number)]
    ticket = desk.ticket(number)
    return [rows, desk.runs(number), ticket.level, ticket.next_due_at, ticket.queue_at, ticket.breaches]


@contextmanager
def working(database: Database) -> Iterator[Process]:
    """`kabinet work` as it runs in production, ended by SIGTERM once it is at work; before, the signal ends any program."""
    with (
        NamedTemporaryFile() as log,
        processes.started(processes.kabinet("work"), database.environment | SAID, stderr=log) as worker,
    ):
        yield worker
        until(lambda: AT_WORK in Path(log.name).read_bytes(), lambda: worker.poll() is None)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0


@pytest.mark.slow
@pytest.mark.clause("L2b")
@pytest.mark.clause("P4.8.1a")
def test_the_running_worker_records_a_breach_with_nobody_watching(own_db: Database, cast: Cast) -> None:
    desk = Desk(cast)
    # Level 1 runs day and night, so two hours and a few seconds ago is due in a few seconds, whatever the hour is.
    due = clock.now() + timedelta(seconds=4)
    ticket = desk.register(due - timedelta(hours=2), level=1)
    assert breaches(ticket.number) == []
    with working(own_db) as worker:
        until(lambda: breaches(ticket.number), lambda: worker.poll() is None)
    assert [row[0] for row in breaches(ticket.number)] == [due]
    assert "breached" in desk.told("saveliev", ticket.number)
    assert "breached" in desk.told("gordeeva", ticket.number)


@pytest.mark.slow
@pytest.mark.clause("P4.8.1a")
def test_an_outage_over_the_deadline_leaves_the_same_record(own_db: Database, cast: Cast) -> None:
    desk, at = Desk(cast), datetime(2024, 2, 22, 20, 0, tzinfo=UTC)
    watched, left = (desk.register(at, level=1).number for _ in range(2))
    due = at + timedelta(hours=2)
    assert deadlines.catch_up(due) == 0  # at the deadline it is still in time
    from kabinet.actions.journal.deadlines import settle_ticket

    assert settle_ticket(at=due + MOMENT, ticket_id=desk.ticket(watched).pk)
    assert deadlines.catch_up(due + timedelta(days=3)) >= 1
    assert record(desk, watched) == record(desk, left)
    assert deadlines.catch_up(due + timedelta(days=4)) == 0  # once


@pytest.mark.clause("U4d")
def test_a_missed_answer_lowers_the_level_at_sixty_minutes_in_the_night(db: None, cast: Cast) -> None:
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer

    desk, at = Desk(cast), datetime(2024, 3, 16, 23, 0, tzinfo=UTC)
    number = desk.register(at, level=1).number
    asked = at + timedelta(minutes=10)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Пришлите журнал.", kind=Answer.QUESTION)
    assert deadlines.catch_up(asked + timedelta(minutes=60)) == 0
    assert desk.ticket(number).level == 1
    assert deadlines.catch_up(asked + timedelta(minutes=60) + MOMENT) == 1
    lowered = [row for row in desk.journal(number) if row.kind == "lowered"]
    assert [(row.occurred_at, row.clause) for row in lowered] == [(asked + timedelta(minutes=60), "U4d")]
    assert desk.ticket(number).level == 2
    assert "lowered" in desk.told("saveliev", number)
    assert "lowered" in desk.told("gordeeva", number)


def test_a_ticket_that_fails_stops_no_other(own_db: Database, cast: Cast, caplog: Any) -> None:
    desk, at = Desk(cast), datetime(2024, 3, 14, 8, 0, tzinfo=UTC)
    broken, sound = (desk.register(at, level=1).number for _ in range(2))
    with psycopg.connect(own_db.url) as other:
        other.execute("SELECT set_config('kabinet.side', 'system', true)")
        other.execute('UPDATE ticket SET clocks = \'{"level": "nonsense"}\' WHERE number = %s', [broken])
    troubled = deadlines.Troubled()
    later = at + timedelta(hours=3)
    assert deadlines.catch_up(later, troubled) == 1
    assert breaches(sound)
    assert not breaches(broken)
    assert list(troubled.until) == [desk.ticket(broken).pk]
    assert troubled.resting(later) == [desk.ticket(broken).pk]
    assert troubled.resting(later + deadlines.FIRST_RETRY) == []


def test_the_loop_outlives_a_database_that_is_away(own_db: Database, cast: Cast) -> None:
    stop, looks = Event(), []

    def now() -> datetime:
        looks.append(len(looks))
        if len(looks) == 1:
            with psycopg.connect(own_db.server.url("postgres", "postgres"), autocommit=True) as superuser:
                superuser.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [own_db.name]
                )
        if len(looks) == 3:
            stop.set()
        return datetime(2024, 3, 14, tzinfo=UTC)

    deadlines.run(stop, now=now)
    assert len(looks) == 3


def test_a_breach_is_recorded_only_when_the_database_agrees_that_it_is_past(
    own_db: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """The clock of this worker runs three days ahead."""
    desk, stop, looks = Desk(cast), Event(), []
    number = desk.register(clock.now(), level=1).number

    def ahead() -> datetime:
        looks.append(1)
        if len(looks) == 3:
            stop.set()
        return clock.now() + timedelta(days=3)

    monkeypatch.setattr("kabinet.jobs.clock.own", ahead)
    deadlines.run(stop)
    assert len(looks) >= 3
    assert not breaches(number)
    assert "ahead of the database's" in caplog.text
    assert deadlines.catch_up(clock.now() + timedelta(days=3)) == 1  # it would have been one
    assert breaches(number)


@pytest.mark.slow
@pytest.mark.clause("P4.8.1a")
def test_two_workers_write_each_breach_once_and_tell_of_it_once(own_db: Database, cast: Cast) -> None:
    """Both begin on what one of them would have done; neither waits for the other for long."""
    desk, at = Desk(cast), datetime(2024, 2, 22, 20, 0, tzinfo=UTC)
    numbers = [desk.register(at + timedelta(seconds=n), level=1).number for n in range(12)]
    alone = numbers[0]
    assert deadlines.catch_up(at + timedelta(hours=2) + MOMENT) == 1  # as the law says it, by one
    with working(own_db) as first, working(own_db) as second:
        until(
            lambda: all(breaches(number) for number in numbers),
            lambda: first.poll() is None and second.poll() is None,
        )
    assert {number: len(breaches(number)) for number in numbers} == {
        number: len(breaches(alone)) for number in numbers
    }
    told = [kind for number in numbers for kind in desk.told("gordeeva", number) if kind == "breached"]
    assert len(told) == len(numbers) * desk.told("gordeeva", alone).count("breached")
    assert list(verify()) == []
