"""What falls due while nobody acts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from kabinet.actions.journal.deadlines import next_due, settle_due, settle_ticket
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.database import Database
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NIGHT = msk("2024-03-16 02:00")
LATE = msk("2024-04-20 12:00")


def story(desk: Desk) -> list[str]:
    """Tickets on both legs that breach everything there is to breach, if nobody does more."""
    number, vendor = passed_on(desk, NIGHT, level=1)
    desk.do(answer_ticket, "gordeeva", later(NIGHT, hours=1), number=number, text="?", kind=Answer.QUESTION)
    desk.do(answer_ticket, "titova", later(NIGHT, hours=1), number=vendor, text="План", kind=Answer.PLAN)
    return [number, vendor, desk.register(AT).number, desk.register(later(AT, hours=1), level=2).number]


def record(desk: Desk, numbers: list[str]) -> list[Any]:
    """All that is on record, without keys and without when it was written down."""
    rows = []
    for number in numbers:
        for row in desk.journal(number):
            same = (row.kind, row.side, row.occurred_at, row.clause, row.status, row.system, row.audience)
            rows.append((number, *same, {key: value for key, value in row.data.items() if key != "void"}))
        ticket = desk.ticket(number)
        kept = (ticket.level, ticket.status, ticket.breaches, ticket.version, ticket.clocks, ticket.queue_at)
        rows.append((number, *kept, ticket.next_due_at, desk.runs(number)))
    with transaction.atomic(), as_system("a look"):
        notices = models.Notice.objects.order_by("subject_key", "person", "kind", "data")
        rows.append(sorted(map(str, notices.values_list("subject_key", "person", "kind", "data"))))
    return rows


def watched(until: datetime) -> None:
    """A worker that never sleeps over a deadline."""
    while (due := next_due()) and due < until:
        settle_due(at=later(due, seconds=1))


@pytest.mark.clause("P4.8.1a")
@pytest.mark.clause("L2b")
def test_a_worker_that_was_stopped_leaves_the_same_record(desk: Desk) -> None:
    numbers = story(desk)
    whole = transaction.savepoint()
    watched(LATE)
    running = record(desk, numbers)
    transaction.savepoint_rollback(whole)
    while settle_due(at=LATE, limit=2).done:
        pass
    assert record(desk, numbers) == running
    kinds = [row[1] for row in running[:-1] if isinstance(row[1], str)]
    assert kinds.count("breached") == 4
    assert kinds.count("lowered") == 1
    assert list(verify()) == []


def test_the_next_act_writes_what_the_worker_would_have_written(desk: Desk) -> None:
    numbers = story(desk)
    whole = transaction.savepoint()
    watched(LATE)
    desk.do(answer_ticket, "gordeeva", LATE, number=numbers[2], text="Наконец")
    noticed = [row for row in record(desk, numbers) if row[0] == numbers[2]]
    transaction.savepoint_rollback(whole)
    desk.do(answer_ticket, "gordeeva", LATE, number=numbers[2], text="Наконец")
    assert [row for row in record(desk, numbers) if row[0] == numbers[2]] == noticed


def test_one_by_one_is_the_same(desk: Desk) -> None:
    numbers = story(desk)
    whole = transaction.savepoint()
    settle_due(at=LATE)
    batch = record(desk, numbers)
    transaction.savepoint_rollback(whole)
    done = [settle_ticket(at=LATE, ticket_id=desk.ticket(number).pk) for number in reversed(numbers)]
    assert done == [True, True, False, False], (
        "with the client's ticket, settled first, went its vendor ticket"
    )
    assert record(desk, numbers) == batch
    assert not any(settle_ticket(at=LATE, ticket_id=desk.ticket(number).pk) for number in numbers)


@pytest.mark.slow
def test_two_workers_write_everything_once(own_db: Database, desk: Desk) -> None:
    numbers = [desk.register(AT).number for _ in range(30)]

    def work(_: int) -> int:
        try:
            return sum(settle_due(at=LATE, limit=4).done for _ in range(10))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 30
    assert all(desk.kinds(number) == ["registered", "breached"] for number in numbers)


@pytest.mark.slow
def test_a_ticket_that_fails_does_not_stop_the_others(
    own_db: Database, owner_connection: psycopg.Connection[Any], desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    numbers = [desk.register(AT).number for _ in range(5)]
    broken = desk.ticket(numbers[2]).pk
    owner_connection.execute(
        f"ALTER TABLE journal_entry ADD CONSTRAINT broken CHECK (ticket_id <> {broken} OR kind <> 'breached')"
    )
    owner_connection.commit()
    settled = settle_due(at=LATE)
    assert (settled.done, settled.failed) == (4, {broken})
    assert f"key {broken}" in caplog.text
    assert settle_due(at=LATE, passing_over=settled.failed).done == 0
    owner_connection.execute("ALTER TABLE journal_entry DROP CONSTRAINT broken")
    owner_connection.commit()
    assert settle_due(at=LATE).done == 1
    assert desk.kinds(numbers[2]) == ["registered", "breached"]
    assert list(verify()) == []


def test_the_worker_knows_when_to_wake_up(desk: Desk) -> None:
    assert next_due() is None
    first, second = desk.register(later(AT, hours=1)), desk.register(AT)
    assert next_due() == second.next_due_at
    settle_due(at=later(AT, days=1))
    assert next_due() == first.next_due_at
