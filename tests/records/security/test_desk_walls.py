"""The walls alone around what stands beside a ticket and what a desk keeps: a stranger, the other side, another partner."""

import pytest
from django.db.utils import ProgrammingError

from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.records.security.sql import copy_of, count, insert, run, untouched
from tests.records.world import AT, World, tenant_of

BESIDE = ("ticket_link", "watcher", "ticket_tag")
KEPT = ("canned_answer", "assignment_rule", "on_call_step")
OF_SIDES = {"client": ("public", "partner"), "vendor": ("vendor_leg", "vendor")}
STAFF = {"zmk": "gordeeva", "kedr": "yusupov", "vostok": "choi", "les": "kravets", "gavan": "choi"}


@pytest.fixture
def beside(world: World) -> World:
    """A link, a watcher and a tag of each audience on every ticket; an answer and a rule of three desks."""
    with as_system("rows of a test"):
        for ticket in world.all():
            for audience in OF_SIDES[ticket.leg]:
                _hang(world, ticket, audience)
        for organisation, person, leg in (
            ("kontur", "arkhipova", "client"),
            ("primsoft", "choi", "client"),
            ("vendor", "vlasov", "vendor"),
        ):
            _keep(world, organisation, person, leg)
    return world


def _hang(world: World, ticket: models.Ticket, audience: str) -> None:
    row = {**tenant_of(ticket), "audience": audience, "added_at": AT}
    people = {"public": "frolov", "partner": "arkhipova", "vendor_leg": "zhdanov", "vendor": "razin"}
    models.TicketLink.objects.create(
        **row,
        other=ticket,
        other_number=ticket.number,
        kind="continues" if audience in ("partner", "vendor") else "related",
    )
    models.Watcher.objects.create(**row, person_id=world.cast.person[people[audience]])
    models.TicketTag.objects.create(**row, name=f"тег {audience}")


def _keep(world: World, organisation: str, person: str, leg: str) -> None:
    of = world.cast.organisation[organisation]
    who = world.cast.person[person]
    models.CannedAnswer.objects.create(
        organisation_id=of, leg=leg, title="Ответ", text="…", kept_by_id=who, kept_at=AT
    )
    models.AssignmentRule.objects.create(organisation_id=of, leg=leg, place=1, assignee_id=who, kept_at=AT)
    models.OnCallStep.objects.create(organisation_id=of, leg=leg, place=1, person_id=who, kept_at=AT)


@pytest.mark.parametrize("table", [*BESIDE, *KEPT])
def test_without_reach_there_is_nothing(beside: World, table: str) -> None:
    leave()
    assert count(table) == 0
    beside.cast.actor("newcomer", AT)
    assert count(table) == 0


@pytest.mark.parametrize("table", BESIDE)
def test_a_stranger_and_every_client_see_their_own_and_nothing_of_the_partners(
    beside: World, table: str
) -> None:
    for login, client in (("stranger", "gavan"), ("saveliev", "zmk"), ("frolov", "zmk")):
        beside.cast.actor(login, AT)
        assert run(f"SELECT DISTINCT client_id, leg, audience FROM {table}") == [
            (beside.cast.client[client], "client", "public")
        ]


@pytest.mark.parametrize("table", BESIDE)
def test_each_side_sees_its_own_audiences(beside: World, table: str) -> None:
    for login, heard in (
        ("gordeeva", {"public", "partner", "vendor_leg"}),
        ("titova", {"vendor_leg", "vendor"}),
        ("lapteva", {"public", "vendor_leg", "vendor"}),
        ("shulgin", set()),
    ):
        beside.cast.actor(login, AT)
        assert {audience for (audience,) in run(f"SELECT DISTINCT audience FROM {table}")} == heard, login
    beside.cast.actor("choi", AT)
    clients = {client for (client,) in run(f"SELECT DISTINCT client_id FROM {table}")}
    assert clients == {beside.cast.client["vostok"], beside.cast.client["gavan"]}


@pytest.mark.parametrize("table", BESIDE)
@pytest.mark.parametrize(
    ("login", "where"),
    [
        ("stranger", "audience = 'public'"),
        ("saveliev", "audience = 'partner'"),
        ("titova", "leg = 'client'"),
        ("lapteva", "leg = 'client' AND audience = 'public'"),
        ("choi", "audience = 'partner'"),
    ],
)
def test_nobody_adds_or_removes_where_they_do_not_write(
    beside: World, table: str, login: str, where: str
) -> None:
    of_zmk = f"client_id = {beside.cast.client['zmk']} AND {where}"
    row = copy_of(table, of_zmk, **_another(table))
    beside.cast.actor(login, AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert(table, row)
    assert untouched(f"DELETE FROM {table} WHERE {of_zmk}")


def _another(table: str) -> dict[str, object]:
    """Not the row that is there already."""
    return {"ticket_link": {"kind": "duplicate"}, "watcher": {}, "ticket_tag": {"name": "иной"}}[table]


@pytest.mark.parametrize("table", BESIDE)
def test_nothing_of_it_is_changed(beside: World, table: str) -> None:
    for login in ("saveliev", "gordeeva", "titova", "lapteva"):
        beside.cast.actor(login, AT)
        assert untouched(f"UPDATE {table} SET added_at = added_at")


DESKS = [("gordeeva", "kontur"), ("yusupov", "kontur"), ("choi", "primsoft"), ("titova", "vendor")]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize(("login", "organisation"), DESKS)
def test_a_desk_sees_its_own_alone(beside: World, table: str, login: str, organisation: str) -> None:
    beside.cast.actor(login, AT)
    assert run(f"SELECT organisation_id FROM {table}") == [(beside.cast.organisation[organisation],)]


@pytest.mark.parametrize("table", KEPT)
def test_clients_and_those_who_only_read_keep_nothing(beside: World, table: str) -> None:
    row = copy_of(
        table,
        f"organisation_id = {beside.cast.organisation['kontur']}",
        **({"title": "Иной"} if table == "canned_answer" else {}),
    )
    for login in ("saveliev", "stranger", "choi"):
        beside.cast.actor(login, AT)
        assert untouched(f"DELETE FROM {table} WHERE organisation_id = {beside.cast.organisation['kontur']}")
        with pytest.raises(ProgrammingError, match="row-level security"):
            insert(table, row)
    beside.cast.actor("lapteva", AT)
    assert untouched(f"DELETE FROM {table}")


def test_a_link_names_no_other_audience_than_its_leg_has(beside: World) -> None:
    """The composite key holds a row to its ticket's leg, client and partner."""
    row = copy_of("ticket_tag", "audience = 'partner'", name="иной", leg="vendor")
    with as_system("a test"), pytest.raises(Exception, match=r"violates|foreign key"):
        insert("ticket_tag", row)


@pytest.mark.parametrize(
    ("login", "desks"),
    [
        ("gordeeva", {("client", "partner")}),
        ("titova", {("vendor", "vendor")}),
        ("choi", {("client", "partner")}),
        ("saveliev", set()),
        ("shulgin", set()),
        ("newcomer", set()),
    ],
)
def test_a_call_is_its_desks_alone(world: World, login: str, desks: set[tuple[str, str]]) -> None:
    world.cast.actor(login, AT)
    assert set(run("SELECT leg, audience FROM on_call_round")) == desks
    assert untouched("UPDATE on_call_round SET next_at = NULL")


def test_a_call_is_begun_by_named_work_alone(world: World) -> None:
    row = copy_of("on_call_round", f"client_id = {world.cast.client['zmk']} AND leg = 'client'")
    with as_system("a test"):
        models.OnCallRound.objects.filter(ticket=row["ticket_id"]).update(
            how="over", ended_at=AT, next_at=None
        )
    world.cast.actor("gordeeva", AT)
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert("on_call_round", row)
