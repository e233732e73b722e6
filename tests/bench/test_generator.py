"""The tickets of bench/pages are such as the acts would have left: the journal tells the same, nothing points at nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from kabinet.actions.journal.verify import verify
from kabinet.config import postgres
from tests.database import Database

UNTIL = int(datetime(2026, 3, 18, 12, 40, tzinfo=UTC).timestamp())
TICKETS, OPEN = 300, 60


@pytest.fixture
def filled(
    own_db: Database,
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A small bench, seen as the superuser."""
    from bench.pages.load import load, plan
    from bench.pages.rows import check_columns
    from bench.pages.world import build

    check_columns()
    url = own_db.server.url(postgres.SUPERUSER, own_db.name)
    load(url, build(TICKETS), plan(TICKETS, UNTIL, OPEN), processes=1)
    with psycopg.connect(url) as connection:
        yield connection


@pytest.mark.slow
def test_a_bench_is_as_true_as_if_people_had_acted(filled: psycopg.Connection[tuple[object, ...]]) -> None:
    from bench.pages.load import orphans

    assert list(verify()) == []
    assert orphans(filled.info.dsn) == {}


@pytest.mark.slow
def test_a_bench_has_everything_that_a_desk_has(filled: psycopg.Connection[tuple[object, ...]]) -> None:
    def found(question: str) -> set[object]:
        return {row[0] for row in filled.execute(question).fetchall()}

    assert found("SELECT leg FROM ticket WHERE closed_at IS NULL") == {"client", "vendor"}
    assert found("SELECT level FROM ticket") == {1, 2, 3, 4}
    assert {"met", "late", "stopped", ""} <= found("SELECT outcome FROM clock_run")
    assert {"breached", "passed_on", "relayed", "closed_by_silence"} <= found(
        "SELECT kind FROM journal_entry"
    )
    assert {"public", "partner", "vendor_leg"} <= found("SELECT audience FROM message")
    assert {None} < found("SELECT read_at FROM notice")
    [opened] = found("SELECT count(*) FROM ticket WHERE closed_at IS NULL")
    assert isinstance(opened, int)
    assert OPEN / 2 < opened < OPEN * 2


@pytest.mark.slow
def test_the_indexes_are_back_and_numbers_go_on(filled: psycopg.Connection[tuple[object, ...]]) -> None:
    names = {
        row[0]
        for row in filled.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'").fetchall()
    }
    assert {
        "ticket_queue_partner",
        "ticket_due",
        "message_search",
        "message_of_ticket",
        "notice_unread",
    } <= names
    [(known,)] = filled.execute(
        "SELECT max(substr(number, 3)::int) FROM ticket WHERE leg = 'client'"
    ).fetchall()
    [(following,)] = filled.execute("SELECT nextval('client_ticket_number')").fetchall()
    assert following > known
