"""What stays for good, and walls that hold for the owner of the tables too."""

from typing import Any

import psycopg
import pytest

from kabinet.records.policies import POLICIES
from kabinet.records.reach import as_system
from kabinet.records.walls import KEPT, SAID
from tests.records.sql import refused
from tests.records.world import World


@pytest.mark.clause("L2a")
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", SAID)
def test_what_was_said_is_not_changed_even_as_the_system(world: World, table: str, statement: str) -> None:
    with as_system("a test"):
        assert "permission denied" in refused(statement.format(table))


@pytest.mark.parametrize("table", KEPT)
def test_nothing_of_a_ticket_is_removed(world: World, table: str) -> None:
    with as_system("a test"):
        assert "permission denied" in refused(f"DELETE FROM {table}")


@pytest.mark.clause("L2a")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET kind = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"],
)
def test_the_journal_refuses_its_owner_too(owner_connection: psycopg.Connection[Any], statement: str) -> None:
    owner_connection.execute("SELECT set_config('kabinet.side', 'system', true)")
    with pytest.raises(psycopg.errors.RaiseException, match="journal_entry is not changed"):
        owner_connection.execute(statement)


def test_the_walls_hold_for_the_owner(owner_connection: psycopg.Connection[Any]) -> None:
    for table in POLICIES:
        assert owner_connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_reach_ends_with_its_transaction(app_connection: psycopg.Connection[Any]) -> None:
    app_connection.execute("SELECT set_config('kabinet.side', 'system', true)")
    app_connection.commit()
    assert app_connection.execute("SELECT current_setting('kabinet.side')").fetchone() == ("",)
