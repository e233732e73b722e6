"""What stays for good, and walls that hold for the owner of the tables too."""

from typing import Any

import psycopg
import pytest

from kabinet.records.security.grants import KEPT, SAID
from kabinet.records.security.policies import POLICIES
from kabinet.records.security.reach import as_system
from tests.records.security.sql import changed, copy_of, insert, refused, run
from tests.records.world import AT, World


@pytest.mark.clause("L2a")
@pytest.mark.parametrize("statement", ["UPDATE {} SET {key} = {key}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", SAID)
def test_what_was_said_is_not_changed_even_as_the_system(world: World, table: str, statement: str) -> None:
    with as_system("a test"):
        [[key]] = run(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            f" WHERE i.indrelid = '{table}'::regclass AND i.indisprimary"
        )
        assert "permission denied" in refused(statement.format(table, key=key))


WAYS = [
    ("gordeeva", "partner", "public", 1),
    ("titova", "vendor", "vendor_leg", 1),
    ("gordeeva", "vendor_leg", "joint", 1),
    ("gordeeva", "public", "partner", -1),
    ("titova", "vendor_leg", "vendor", -1),
    ("titova", "vendor", "joint", -1),
    ("gordeeva", "joint", "vendor_leg", -1),
]


@pytest.mark.clause("P5c", "L2a")
@pytest.mark.parametrize(("login", "before", "after", "rows"), WAYS)
def test_words_are_let_be_read_by_more_people_and_by_no_fewer(
    world: World, login: str, before: str, after: str, rows: int
) -> None:
    with as_system("words of the reader's own side, in one ticket"):
        side = "vendor" if login == "titova" else "partner"
        said = copy_of("message", f"audience = '{before}' AND client_id = {world.cast.client['zmk']}")
        insert("message", said | {"side": side, "text": "своё"})
    world.cast.actor(login, AT)
    statement = f"UPDATE message SET audience = '{after}' WHERE text = 'своё'"
    if rows < 0:
        assert "is only let be read by more people" in refused(statement)
    else:
        assert changed(statement) == rows


@pytest.mark.clause("P5c")
def test_nobody_shows_the_words_of_another_side(world: World) -> None:
    with as_system("a word of 1C"):
        said = copy_of("message", f"audience = 'vendor_leg' AND client_id = {world.cast.client['zmk']}")
        insert("message", said | {"side": "vendor", "text": "чужое"})
    world.cast.actor("gordeeva", AT)
    assert changed("UPDATE message SET audience = 'joint' WHERE text = 'чужое'") == 0


def test_a_file_is_shown_to_more_people_and_to_no_fewer(world: World) -> None:
    world.cast.actor("gordeeva", AT)
    assert changed("UPDATE file SET audience = 'joint' WHERE audience = 'vendor_leg'") == 0
    world.cast.actor("titova", AT)
    assert changed("UPDATE file SET audience = 'joint' WHERE audience = 'vendor_leg'") == 2
    assert "is only let be read" in refused(
        "UPDATE file SET audience = 'vendor_leg' WHERE audience = 'joint'"
    )


@pytest.mark.clause("L2a")
def test_the_owner_changes_no_word_either(owner_connection: psycopg.Connection[Any]) -> None:
    found = owner_connection.execute(
        "SELECT count(*) FROM pg_trigger WHERE tgname = 'only_wider' AND tgrelid = 'message'::regclass"
    )
    assert found.fetchone() == (1,)


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
