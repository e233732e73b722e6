"""The third ring by raw SQL under the application's role: what holds even if everything above it forgets to ask."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.db.utils import DataError, IntegrityError, ProgrammingError

from kabinet.records.security.policies import OPEN_TABLES, POLICIES
from kabinet.records.security.reach import as_system, leave
from tests.cast import ORGANISATIONS, PEOPLE
from tests.records.security.sql import changed, copy_of, count, insert, letter_of, refused, run
from tests.records.world import AT, World, invite

OF_TICKET = ("ticket", "sheet", "clock_run", "message", "journal_entry", "file")
PAPERS = ("licence", "support_contract", "system", "agreement")
WALLED = (*POLICIES, *OPEN_TABLES)
# Tables that people write or that the world of these tests does not fill: tried where their rows are made.
BESIDE = (
    "organisation_entry",
    "ticket_link",
    "watcher",
    "ticket_tag",
    "participant",
    "canned_answer",
    "assignment_rule",
    "on_call_step",
    "handover",
    "known_problem",
    "known_problem_version",
    "refusal_report",
    "violation",
    "outage",
    "version_draft",
    "agreement_proposal",
    "supersession",
)


def test_every_table_of_the_records_is_walled() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("records").get_models()}
    assert tables == set(WALLED)


def test_every_wall_is_up_and_forced(db: None) -> None:
    rows = run(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = ANY(%s)",
        list(WALLED),
    )
    assert dict(rows) == dict.fromkeys(WALLED, True)
    kinds = run("SELECT tablename, array_agg(cmd ORDER BY cmd) FROM pg_policies GROUP BY 1")
    assert {table: list(commands) for table, commands in kinds} == {
        table: ["DELETE", "INSERT", "SELECT", "UPDATE"] for table in WALLED
    }


def test_the_applications_role_owns_nothing_and_passes_by_nothing(db: None) -> None:
    assert run("SELECT current_user") == [("kabinet_app",)]
    assert run("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user") == [
        (False, False, False)
    ]
    assert not run("SELECT relname FROM pg_class WHERE relowner = current_user::regrole")
    assert not run("SELECT 1 FROM pg_auth_members WHERE member = current_user::regrole")


@pytest.mark.parametrize("table", POLICIES)
def test_without_reach_a_table_is_empty(world: World, table: str) -> None:
    leave()
    assert count(table) == 0


@pytest.mark.parametrize("login", ["newcomer", "leaver", "loner"])
@pytest.mark.parametrize(
    "table", [*OF_TICKET, *PAPERS, "notice", "draft", "sending", "partner_status", "certificate"]
)
def test_who_is_not_confirmed_finds_it_empty_too(world: World, table: str, login: str) -> None:
    world.cast.actor(login, AT)
    assert count(table) == 0


@pytest.mark.parametrize("table", OF_TICKET)
def test_the_stranger_sees_rows_of_the_own_client_alone(world: World, table: str) -> None:
    world.cast.actor("stranger", AT)
    assert count(table) == count(table, f"client_id = {world.cast.client['gavan']}") > 0


@pytest.mark.parametrize("table", PAPERS)
def test_and_papers_of_the_own_client_alone(world: World, table: str) -> None:
    world.cast.actor("stranger", AT)
    assert count(table) == count(table, f"client_id = {world.cast.client['gavan']}") > 0


def test_and_people_notices_and_drafts_of_its_own(world: World) -> None:
    world.cast.actor("stranger", AT)
    assert run("SELECT login FROM person") == [("stranger",)]
    assert run("SELECT DISTINCT person_id FROM membership") == [(world.cast.person["stranger"],)]
    assert run("SELECT DISTINCT person_id FROM notice") == [(world.cast.person["stranger"],)]
    for table in ("draft", "sending"):
        assert run(f"SELECT DISTINCT person_id FROM {table}") == [(world.cast.person["stranger"],)]
    names = {name for (name,) in run("SELECT short_name FROM organisation")}
    assert names == {"Тихая гавань", "Примсофт", "КОРП-поддержка 1С"}


@pytest.mark.parametrize("login", ["saveliev", "orlova", "frolov", "arefyev", "stranger"])
@pytest.mark.clause("L3")
def test_a_client_sees_no_partners_note_and_no_vendor_leg(world: World, login: str) -> None:
    world.cast.actor(login, AT)
    for table in OF_TICKET:
        assert count(table, "leg <> 'client'") == 0
    for table in ("message", "journal_entry", "file"):
        assert run(f"SELECT DISTINCT audience FROM {table}") == [("public",)]


OF_JOINT_WORK = ("ticket", "message", "journal_entry", "file", "participant")


@pytest.mark.clause("P5c", "P4.4")
def test_a_participant_sees_the_ticket_and_its_joint_words_and_nothing_else(world: World) -> None:
    invite(world, "orlova", "zmk")
    vendor = world.vendor["zmk"].pk
    world.cast.actor("orlova", AT)
    for table in OF_JOINT_WORK:
        key = "id" if table == "ticket" else "ticket_id"
        assert run(f"SELECT DISTINCT {key} FROM {table} WHERE leg = 'vendor'") == [(vendor,)]
    for table in ("message", "journal_entry", "file"):
        assert run(f"SELECT DISTINCT audience FROM {table} WHERE leg = 'vendor'") == [("joint",)]
    for table in ("sheet", "clock_run", "ticket_link", "watcher", "ticket_tag", "handover"):
        assert count(table, "leg = 'vendor'") == 0


@pytest.mark.clause("P5c")
@pytest.mark.parametrize("login", ["saveliev", "arefyev", "stranger", "kim", "newcomer", "leaver"])
def test_and_nobody_else_of_any_client(world: World, login: str) -> None:
    invite(world, "orlova", "zmk")
    world.cast.actor(login, AT)
    for table in OF_JOINT_WORK:
        assert count(table, "leg = 'vendor'") == 0


@pytest.mark.clause("P5c")
def test_level_4_the_end_of_a_part_and_another_employer_take_the_view_away(world: World) -> None:
    invite(world, "orlova", "zmk", level=4)
    world.cast.actor("orlova", AT)
    assert count("ticket", "leg = 'vendor'") == 0
    invite(world, "stranger", "zmk", level=3)
    world.cast.actor("stranger", AT)
    assert count("ticket", "leg = 'vendor'") == 0
    world.cast.actor("orlova", AT)
    assert count("ticket", "leg = 'vendor'") == 1
    with as_system("a test"):
        assert changed("UPDATE participant SET ended_at = invited_at") == 2
    world.cast.actor("orlova", AT)
    assert count("ticket", "leg = 'vendor'") == 0


@pytest.mark.clause("P5c")
@pytest.mark.parametrize("table", OF_JOINT_WORK)
def test_a_participant_writes_no_row_of_the_vendor_leg(world: World, table: str) -> None:
    """Their words are written by the act, for a named reason, once the law has said yes."""
    invite(world, "orlova", "zmk")
    wanted = "leg = 'vendor'" + (" AND audience = 'joint'" if table in OF_TICKET[3:] else "")
    row = copy_of(table, wanted, **_named(world, table, "orlova"))
    row |= {"number": "V-9"} if table == "ticket" else {}
    row |= {"person_id": world.cast.person["arefyev"]} if table == "participant" else {}
    world.cast.actor("orlova", AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(table, row)
    assert changed("UPDATE ticket SET version = version + 1 WHERE leg = 'vendor'") == 0
    assert changed("UPDATE participant SET ended_at = invited_at") == 0
    assert changed("UPDATE message SET audience = audience WHERE leg = 'vendor'") == 0


@pytest.mark.clause("P5c")
def test_a_participant_of_an_invitation_to_come_sees_nothing_yet(world: World) -> None:
    invite(world, "orlova", "zmk")
    world.cast.actor("orlova", AT - timedelta(seconds=1))
    assert count("ticket", "leg = 'vendor'") == 0


def test_a_partner_hears_no_word_among_the_vendors_own(world: World) -> None:
    world.cast.actor("gordeeva", AT)
    for table in ("message", "journal_entry", "file"):
        heard = {audience for (audience,) in run(f"SELECT DISTINCT audience FROM {table}")}
        assert heard == {"public", "partner", "vendor_leg", "joint"}


def test_the_vendors_staff_see_the_vendor_leg_alone(world: World) -> None:
    world.cast.actor("titova", AT)
    for table in OF_TICKET:
        assert run(f"SELECT DISTINCT leg FROM {table}") == [("vendor",)]


@pytest.mark.clause("L17a")
def test_an_auditor_reads_both_legs_but_not_the_partners_notes(world: World) -> None:
    world.cast.actor("lapteva", AT)
    assert {leg for (leg,) in run("SELECT DISTINCT leg FROM ticket")} == {"client", "vendor"}
    assert count("message", "audience = 'partner'") == 0


@pytest.mark.parametrize("login", ["stranger", "gordeeva", "titova", "lapteva"])
@pytest.mark.parametrize("table", OF_TICKET)
def test_no_row_comes_in_for_a_tenant_that_is_not_reached(world: World, table: str, login: str) -> None:
    of_vostok = f"leg = 'client' AND client_id = {world.cast.client['vostok']}"
    row = copy_of(table, of_vostok, **_named(world, table, login))
    world.cast.actor(login, AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(table, row)


@pytest.mark.parametrize("table", ["message", "journal_entry"])
def test_nobody_writes_in_anothers_name(world: World, table: str) -> None:
    row = copy_of(table, "audience = 'public' AND client_id = " + str(world.cast.client["zmk"]))
    named = _named(world, table, "saveliev")
    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(table, row)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(table, row | {key: value for key, value in named.items() if key.endswith("_id")})
    insert(table, row | named)


def test_a_client_writes_nothing_for_the_partner_alone(world: World) -> None:
    row = copy_of("message", "audience = 'partner' AND client_id = " + str(world.cast.client["zmk"]))
    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("message", row | _named(world, "message", "saveliev"))


def test_foreign_rows_are_not_changed(world: World) -> None:
    world.cast.actor("stranger", AT)
    assert changed("UPDATE ticket SET version = version + 1") == 1
    assert changed("UPDATE sheet SET judged_level = 1") == changed("UPDATE clock_run SET level = 2") == 0


def test_a_ticket_is_not_moved_to_a_tenant_that_is_not_reached(world: World) -> None:
    world.cast.actor("stranger", AT)
    words = refused("UPDATE ticket SET client_id = %s", world.cast.client["zmk"])
    assert "this of ticket is not changed" in words


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("table", ["ticket", "sheet", "clock_run"])
def test_an_auditor_changes_nothing(world: World, table: str) -> None:
    world.cast.actor("lapteva", AT)
    assert (
        changed(f"UPDATE {table} SET level = 1" if table != "sheet" else "UPDATE sheet SET judged_level = 1")
        == 0
    )


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("table", OF_TICKET)
def test_an_auditor_adds_nothing_on_either_leg(world: World, table: str) -> None:
    rows = [
        copy_of(table, f"leg = '{leg}'", **_named(world, table, "lapteva")) for leg in ("client", "vendor")
    ]
    world.cast.actor("lapteva", AT)
    for row in rows:
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert(table, row)


def test_an_auditor_who_is_also_an_engineer_writes_on_the_vendor_leg_alone(world: World) -> None:
    with as_system("a test"):
        row = copy_of("membership", f"person_id = {world.cast.person['lapteva']}", role="engineer")
        insert("membership", row)
    rows = {
        leg: copy_of("message", f"leg = '{leg}'", **_named(world, "message", "lapteva"))
        for leg in ("client", "vendor")
    }
    world.cast.actor("lapteva", AT)
    assert count("ticket") == 7
    assert changed("UPDATE ticket SET version = version + 1") == count("ticket", "leg = 'vendor'") == 2
    insert("message", rows["vendor"])
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("message", rows["client"])


def test_notices_are_written_by_named_work_and_marked_read_by_their_reader(world: World) -> None:
    own = copy_of("notice", f"ticket_id = {world.tickets['zmk'].pk}")
    world.cast.actor("gordeeva", AT)
    for person in ("saveliev", "gordeeva"):
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert("notice", own | {"id": str(uuid4()), "person_id": world.cast.person[person]})
    assert changed("UPDATE notice SET read_at = created_at") == count("notice")
    assert changed("DELETE FROM notice") == 0


def test_a_draft_is_its_authors_and_a_passing_on_the_organisations(world: World) -> None:
    zmk = world.tickets["zmk"].pk
    shared = copy_of("draft", kind="pass_on", ticket_id=zmk, organisation_id=world.cast.partner["kontur"])
    world.cast.actor("gordeeva", AT)
    insert("draft", shared | {"person_id": world.cast.person["gordeeva"]})
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("draft", shared | {"person_id": world.cast.person["zhdanov"]})
    world.cast.actor("zhdanov", AT)
    assert count("draft", "kind = 'pass_on'") == 1
    world.cast.actor("saveliev", AT)
    assert count("draft", "kind = 'pass_on'") == 0


def test_a_file_that_waits_is_its_uploaders(world: World) -> None:
    loose = {
        "ticket_id": None,
        "client_id": None,
        "partner_id": None,
        "leg": "",
        "audience": "",
        "message_id": None,
    }
    row = copy_of("file") | loose | {"id": str(uuid4())}
    world.cast.actor("saveliev", AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("file", row | {"uploaded_by_id": world.cast.person["orlova"]})
    insert("file", row | {"uploaded_by_id": world.cast.person["saveliev"]})
    assert count("file", "ticket_id IS NULL") == 1
    for login in ("orlova", "gordeeva", "lapteva"):
        world.cast.actor(login, AT)
        assert count("file", "ticket_id IS NULL") == 0


# What a person has for themselves, each held to its person by a test of its own.
OWN = ("notice", "draft", "sending", "session", "letter_choice", "deadline_feed")


@pytest.mark.parametrize(
    "table",
    [t for t in (*POLICIES, *OPEN_TABLES) if t not in (*OF_TICKET, *BESIDE, *OWN)],
)
@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "vlasov"])
def test_papers_and_people_are_written_by_system_work_alone(world: World, table: str, login: str) -> None:
    with as_system("to have one in every table"):
        insert(
            "adoption",
            {"id": 1, "partner_id": world.cast.partner["kontur"], "version_id": 1, "day": "2024-01-20"},
        )
    letter_of(world, "saveliev")
    row = copy_of(table)
    world.cast.actor(login, AT)
    # Links of the journal's chains are added by the database alone, by no work of the system either.
    refusal = "permission denied" if table == "journal_link" else "row-level security"
    with pytest.raises(ProgrammingError, match=refusal):
        insert(table, row)


@pytest.mark.parametrize("table", OF_TICKET[1:])
def test_a_row_has_the_tenants_of_its_ticket(world: World, table: str) -> None:
    row = copy_of(table, "leg = 'client' AND client_id = " + str(world.cast.client["zmk"]))
    row |= {"name": "update"} if table == "clock_run" else {}
    for wrong in (
        {"client_id": world.cast.client["gavan"]},
        {"partner_id": world.cast.partner["primsoft"]},
        {"leg": "vendor"} | ({"audience": "vendor"} if "audience" in row else {}),
    ):
        fresh = {"id": str(uuid4())} if table == "file" else {}
        if table == "sheet":
            fresh = {"ticket_id": world.tickets["kedr"].pk}
        with as_system("even this one"), pytest.raises(IntegrityError):
            insert(table, row | wrong | fresh)


def test_a_setting_that_makes_no_sense_is_an_error_and_not_an_opening(world: World) -> None:
    run("SELECT set_config('kabinet.side', 'partner', true), set_config('kabinet.orgs', '1,x', true)")
    with pytest.raises(DataError), transaction.atomic():
        run("SELECT * FROM ticket")


def _named(world: World, table: str, login: str) -> dict[str, Any]:
    """In the name of `login`, so that nothing else is wrong with the row; and with a key and a number of its own."""
    person, (name, organisation, _roles) = world.cast.person[login], PEOPLE[login]
    side, house = ORGANISATIONS[organisation][:2] if organisation else ("", "")
    stands = "applicant" if side == "client" else "support"
    given: dict[str, Any] = {
        "ticket": {"number": "U-9"},
        "message": {"author_id": person, "author_name": name, "author_organisation": house, "side": side},
        "journal_entry": {
            "actor_id": person,
            "actor_name": name,
            "actor_organisation": house,
            "side": stands,
        },
        "file": {"id": str(uuid4()), "uploaded_by_id": world.cast.person[login]},
        "clock_run": {"name": "update"},
    }.get(table, {})
    return given
