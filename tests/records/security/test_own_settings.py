"""What a person has for themselves alone, and how they come in, is read, written and removed by nobody else."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from kabinet.records.security.reach import as_system
from tests.cast import PEOPLE
from tests.records.security.sql import changed, copy_of, count, insert, letter_of, refused, run
from tests.records.world import AT, World


@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "gordeeva", "titova", "vlasov", "shulgin"])
@pytest.mark.parametrize(
    "table",
    [
        "provider_account",
        "provider_session",
        "provider_answer",
        "password",
        "sign_in_role",
        "sign_in_closing",
        "emergency_door",
    ],
)
def test_by_what_somebody_comes_in_is_read_by_nobody(world: World, table: str, login: str) -> None:
    with as_system("there is one"):
        assert count(table) >= 1
    world.cast.actor(login, AT)
    assert count(table) == 0


@pytest.mark.parametrize("table", ["authenticator_app", "recovery_code", "passkey", "api_token"])
def test_second_factors_are_read_by_their_person_and_changed_by_nobody(world: World, table: str) -> None:
    row = copy_of(table)
    for login in (
        "saveliev",
        "orlova",
        "arefyev",
        "gordeeva",
        "titova",
        "vlasov",
        "lapteva",
        "shulgin",
        "newcomer",
    ):
        world.cast.actor(login, AT)
        assert (login, count(table)) == (login, int(login == "saveliev"))
        assert changed(f"DELETE FROM {table}") == 0
        assert changed(f"UPDATE {table} SET person_id = person_id") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            insert(table, row | {"person_id": world.cast.person[login]})


def test_a_delivery_is_seen_by_its_person_and_whoever_keeps_the_installation(world: World) -> None:
    """And the letter itself, of a demonstration, by its person alone."""
    letter_of(world, "saveliev")
    seen = {}
    for login in ("saveliev", "orlova", "gordeeva", "titova", "vlasov", "lapteva", "shulgin", "newcomer"):
        world.cast.actor(login, AT)
        seen[login] = (count("delivery"), count("caught_letter"))
        assert changed("UPDATE delivery SET error = 'x'") == 0
    mine = {login: figures for login, figures in seen.items() if figures != (0, 0)}
    assert mine == {"saveliev": (1, 1), "shulgin": (1, 0)}


def test_a_letter_that_came_is_its_desks_alone_and_changed_by_nobody(world: World) -> None:
    """Not even the group's, nor of whoever wrote it, but for the form of contacts that they sent; which roles of the desk
    the law lets look at it is the page's."""
    seen = {}
    for login in (
        "saveliev",
        "arefyev",
        "orlova",
        "gordeeva",
        "yusupov",
        "choi",
        "titova",
        "vlasov",
        "lapteva",
        "shulgin",
    ):
        world.cast.actor(login, AT)
        home = world.cast.organisation[PEOPLE[login][1]]
        seen[login] = (count("incoming_letter"), count("incoming_letter", f"organisation_id <> {home}"))
        assert changed("UPDATE incoming_letter SET state = 'discarded'") == 0
    mine = {login: figures for login, figures in seen.items() if figures != (0, 0)}
    assert mine == {"arefyev": (1, 1), "gordeeva": (2, 0), "titova": (1, 0), "vlasov": (1, 0)}


def test_a_mark_on_an_address_is_seen_and_taken_away_by_its_person_alone(world: World) -> None:
    seen = {}
    for login in ("orlova", "arefyev", "gordeeva", "vlasov", "shulgin", "saveliev"):
        world.cast.actor(login, AT)
        seen[login] = (count("bounced_address"), changed("DELETE FROM bounced_address"))
    assert {login: figures for login, figures in seen.items() if figures != (0, 0)} == {"saveliev": (1, 1)}


def test_what_one_chose_about_letters_is_ones_own(world: World) -> None:
    def row(login: str) -> dict[str, Any]:
        return {
            "person_id": world.cast.person[login],
            "kinds": "{}",
            "beside": "{}",
            "parts": "{}",
            "quiet_from": None,
            "quiet_until": None,
        }

    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        insert("letter_choice", row("orlova"))
    insert("letter_choice", row("saveliev"))
    assert changed("UPDATE letter_choice SET quiet_from = 1320, quiet_until = 480") == 1
    for login in ("orlova", "shulgin"):
        world.cast.actor(login, AT)
        assert count("letter_choice") == changed("UPDATE letter_choice SET quiet_from = 1") == 0


def test_a_sending_is_written_in_nobody_elses_name(world: World) -> None:
    row = copy_of("sending", key=str(uuid4()))
    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        insert("sending", row | {"person_id": world.cast.person["orlova"]})
    insert("sending", row | {"person_id": world.cast.person["saveliev"]})
    assert changed("UPDATE sending SET answer = '/mine/'") == count("sending") > 0
    world.cast.actor("orlova", AT)
    assert count("sending", "answer = '/mine/'") == 0


def test_a_session_never_becomes_anothers(world: World) -> None:
    """Whoever could say the statement by hand, with the key of a session that is theirs."""
    keep = "SELECT kept FROM kabinet_keep_session('k', 'kept', now() + interval '1 hour', %s::bigint, now(), now(), '', '')"
    own, other = world.cast.person["saveliev"], world.cast.person["orlova"]
    with as_system("nobody has signed in yet"):
        insert(
            "session",
            {
                "session_key": "k",
                "session_data": "",
                "expire_date": AT.isoformat(),
                "browser": "",
                "factor": "",
            },
        )
    world.cast.actor("saveliev", AT)
    assert run(keep, own) == [(True,)], "signing in"
    assert run(keep, own) == [(True,)]
    assert run(keep, other) == []
    assert run(keep, None) == []
    assert run("SELECT session_data, person_id FROM session WHERE session_key = 'k'") == [("kept", own)]


def test_the_address_of_ones_deadlines_is_ones_own(world: World) -> None:
    def row(login: str) -> dict[str, Any]:
        return {
            "person_id": world.cast.person[login],
            "secret": f"of {login}",
            "everybody": False,
            "subjects": False,
            "made_at": AT.isoformat(),
            "read_at": None,
        }

    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        insert("deadline_feed", row("orlova"))
    insert("deadline_feed", row("saveliev"))
    assert changed("UPDATE deadline_feed SET subjects = true") == 1
    for login in ("orlova", "gordeeva", "titova", "lapteva", "shulgin"):
        world.cast.actor(login, AT)
        assert count("deadline_feed") == 0
        assert changed("UPDATE deadline_feed SET secret = 'mine'") == 0
        assert changed("DELETE FROM deadline_feed") == 0
    world.cast.actor("saveliev", AT)
    assert changed("DELETE FROM deadline_feed") == 1


def test_a_device_is_its_persons_who_chooses_what_comes_there_and_nothing_else(world: World) -> None:
    """Where it is told is sealed for that person; what is on its way there is read and written by nobody."""
    device, alert = copy_of("device"), copy_of("alert")
    for login in ("orlova", "gordeeva", "titova", "lapteva", "shulgin", "newcomer", "saveliev"):
        world.cast.actor(login, AT)
        mine = int(login == "saveliev")
        assert (login, count("device"), count("alert")) == (login, mine, 0)
        assert changed("UPDATE device SET contents = true, urgent_only = true") == mine
        assert changed("DELETE FROM device") == changed("DELETE FROM alert") == 0
        assert changed("UPDATE alert SET tries = 9") == 0
        for table, row in (("device", device | {"person_id": world.cast.person[login]}), ("alert", alert)):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                insert(table, row | {"id": str(uuid4())})
    other = world.cast.person["orlova"]
    for column, value in {
        "sealed": "x",
        "channel": "x",
        "known_by": "x",
        "service": "x",
        "person_id": other,
    }.items():
        assert "this of device is not changed" in refused(f"UPDATE device SET {column} = %s", value)


def test_a_code_for_a_messenger_is_seen_by_its_person_and_changed_by_nobody(world: World) -> None:
    row = copy_of("chat_code")
    for login in ("orlova", "gordeeva", "titova", "lapteva", "shulgin", "newcomer", "saveliev"):
        world.cast.actor(login, AT)
        assert (login, count("chat_code")) == (login, int(login == "saveliev"))
        assert changed("UPDATE chat_code SET until = now()") == changed("DELETE FROM chat_code") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            insert("chat_code", row | {"id": str(uuid4()), "person_id": world.cast.person[login]})
