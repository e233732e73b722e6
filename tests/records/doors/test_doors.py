from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kabinet.records import doors, models
from kabinet.records.doors import Closed
from kabinet.records.security.reach import as_system, enter, leave
from kabinet.regulation.access import Actor, Role
from tests.cast import Cast
from tests.records.world import AT, World


@pytest.mark.parametrize("number", ["U-100", " u-100 "])
def test_a_ticket_is_found_by_its_number(world: World, number: str) -> None:
    assert doors.ticket(world.cast.actor("saveliev", AT), number).pk == world.tickets["zmk"].pk


@pytest.mark.parametrize("for_update", [False, True])
@pytest.mark.parametrize(
    ("login", "number"),
    [
        ("stranger", "U-100"),
        ("saveliev", "V-100"),
        ("titova", "U-100"),
        ("choi", "U-100"),
        ("saveliev", "U-999"),
    ],
)
def test_what_is_not_reached_is_not_there(world: World, login: str, number: str, for_update: bool) -> None:
    with pytest.raises(Closed):
        doors.ticket(world.cast.actor(login, AT), number, for_update=for_update)


@pytest.mark.clause("L17a")
def test_an_auditor_who_would_change_a_ticket_gets_as_far_as_the_law(world: World) -> None:
    actor = world.cast.actor("lapteva", AT)
    assert doors.ticket(actor, "U-100", for_update=True).number == "U-100"


def test_a_door_leads_to_what_hangs_on_the_ticket(world: World) -> None:
    row, actor = world.tickets["zmk"], world.cast.actor("gordeeva", AT)
    for reached in (doors.messages, doors.files, doors.journal):
        assert {each.audience for each in reached(actor, row)} == {"public", "partner"}
    assert doors.clock_runs(actor, row).count() == 1
    assert doors.sheet(actor, row).ticket_id == row.pk


@pytest.mark.parametrize("door", [doors.messages, doors.files, doors.journal, doors.clock_runs])
def test_a_row_of_a_ticket_that_is_not_reached_opens_nothing(world: World, door: object) -> None:
    """Even with the ticket in hand, and even with the database told something else."""
    stranger = world.cast.actor("stranger", AT)
    with as_system("to see what the query alone lets through"):
        assert not door(stranger, world.tickets["zmk"])  # type: ignore[operator]
        with pytest.raises(Closed):
            doors.sheet(stranger, world.tickets["zmk"])


def test_a_file_is_shown_to_those_who_hear_it(world: World) -> None:
    with as_system("a test"):
        public, private = (
            models.File.objects.get(ticket=world.tickets["zmk"], audience=a) for a in ("public", "partner")
        )
    assert doors.file(world.cast.actor("orlova", AT), public.pk) == public
    for login, file in (("orlova", private), ("stranger", public), ("titova", public)):
        with pytest.raises(Closed):
            doors.file(world.cast.actor(login, AT), file.pk)


def test_linked_tickets_show_each_other_to_the_partner_alone(world: World) -> None:
    client, vendor = world.tickets["zmk"], world.vendor["zmk"]
    gordeeva = world.cast.actor("gordeeva", AT)
    assert doors.linked(gordeeva, client) == vendor
    assert doors.linked(gordeeva, vendor) == client
    assert doors.linked(world.cast.actor("saveliev", AT), client) is None
    assert doors.linked(world.cast.actor("titova", AT), vendor) is None


def _draft(world: World, kind: str, login: str, organisation: int) -> models.Draft:
    world.cast.actor(login, AT)
    return models.Draft.objects.create(
        kind=kind,
        person_id=world.cast.person[login],
        organisation_id=organisation,
        ticket=world.tickets["zmk"],
        saved_at=AT,
    )


@pytest.mark.clause("P2.5")
def test_a_passing_on_is_prepared_by_one_and_sent_by_another(world: World) -> None:
    prepared = _draft(world, "pass_on", "gordeeva", world.cast.partner["kontur"])
    zhdanov = world.cast.actor("zhdanov", AT)
    assert doors.draft_of(zhdanov, world.tickets["zmk"], "pass_on") == prepared
    assert doors.draft(zhdanov, prepared.pk) == prepared
    for login in ("saveliev", "choi", "stranger", "titova"):
        with pytest.raises(Closed):
            doors.draft(world.cast.actor(login, AT), prepared.pk)


def test_files_of_a_shared_draft_are_shared_with_it(world: World) -> None:
    prepared = _draft(world, "pass_on", "gordeeva", world.cast.partner["kontur"])
    file = models.File.objects.create(
        id=uuid4(),
        draft=prepared,
        name="дамп.zip",
        size=1,
        content_type="application/zip",
        sha256="0" * 64,
        uploaded_by_id=world.cast.person["gordeeva"],
        uploaded_at=AT,
    )
    zhdanov = world.cast.actor("zhdanov", AT)
    assert list(doors.draft_files(zhdanov, prepared)) == [file]
    assert doors.file(zhdanov, file.pk) == file
    for login in ("choi", "saveliev", "lapteva"):
        other = world.cast.actor(login, AT)
        assert not doors.draft_files(other, prepared)
        with pytest.raises(Closed):
            doors.file(other, file.pk)


def test_a_reply_is_its_authors_alone(world: World) -> None:
    written = _draft(world, "reply", "gordeeva", world.cast.partner["kontur"])
    assert doors.draft_of(world.cast.actor("gordeeva", AT), world.tickets["zmk"], "reply") == written
    assert doors.draft_of(world.cast.actor("zhdanov", AT), world.tickets["zmk"], "reply") is None


def test_notices_are_ones_own(world: World) -> None:
    assert {notice.subject_key for notice in doors.notices(world.cast.actor("gordeeva", AT))} == {
        "U-100",
        "V-100",
    }
    assert {notice.subject_key for notice in doors.notices(world.cast.actor("stranger", AT))} == {"U-104"}


def test_tickets_are_given_to_staff_of_the_whole_group(cast: Cast) -> None:
    names = {
        contact.person.login: contact.organisation for contact in doors.colleagues(cast.actor("gordeeva", AT))
    }
    assert names.keys() == {"gordeeva", "zhdanov", "melnik", "arkhipova", "yusupov"}
    assert names["yusupov"] == "Контур Урал"
    assert {c.person.login for c in doors.colleagues(cast.actor("titova", AT))} == {
        "titova",
        "razin",
        "vlasov",
    }
    assert doors.colleagues(cast.actor("saveliev", AT)) == []


def test_contacts_of_an_organisation_with_their_roles(cast: Cast) -> None:
    contacts = {c.person.login: c for c in doors.people(cast.actor("gordeeva", AT), cast.client["zmk"])}
    assert contacts.keys() == {"saveliev", "orlova", "frolov", "arefyev", "newcomer"}
    assert contacts["saveliev"].roles == [Role.AUTHORISED_PERSON, Role.ORGANISATIONAL_CONTACT]
    assert (contacts["newcomer"].roles, contacts["newcomer"].pending) == ([], [Role.AUTHORISED_PERSON])
    experts = {
        c.person.login: len(c.certificates)
        for c in doors.people(cast.actor("zhdanov", AT), cast.partner["kontur"])
    }
    assert experts["zhdanov"] == experts["melnik"] == 1


@pytest.mark.parametrize(
    ("login", "organisation"), [("stranger", "zmk"), ("saveliev", "kontur"), ("choi", "zmk")]
)
def test_people_of_others_are_not_shown(cast: Cast, login: str, organisation: str) -> None:
    assert doors.people(cast.actor(login, AT), cast.organisation[organisation]) == []


def test_names_are_known_of_those_one_deals_with(cast: Cast) -> None:
    saveliev = cast.actor("saveliev", AT)
    assert doors.own_organisation(saveliev).short_name == "АО «ЗМК»"
    assert {o.short_name for o in doors.organisations(saveliev, "partner")} == {
        "Северный Контур",
        "Контур Урал",
    }
    assert not doors.organisations(saveliev, "client").exclude(pk=cast.client["zmk"])
    with pytest.raises(Closed):
        doors.organisation(saveliev, cast.client["kedr"])
    clients = {o.short_name for o in doors.organisations(cast.actor("yusupov", AT), "client")}
    assert clients == {"АО «ЗМК»", "Кедровкабель", "Логистик-Атлант", "Банк «Белый Парус»"}


def test_who_served_a_client_once_knows_its_name_and_no_more(world: World) -> None:
    """The tickets of that time stay theirs; today's people, systems and papers do not."""
    zmk, later = world.cast.client["zmk"], datetime(2025, 2, 1, 9, tzinfo=UTC)
    with as_system("a test"):
        for model in (models.Agreement, models.Licence):
            model.objects.filter(client=zmk).update(last_day=date(2024, 12, 31))
        models.Agreement.objects.create(
            client_id=zmk,
            partner_id=world.cast.partner["primsoft"],
            number="Н-1",
            zone="Europe/Moscow",
            first_day=date(2025, 1, 1),
        )
    before, after = world.cast.actor("gordeeva", AT), world.cast.actor("gordeeva", later)
    assert doors.ticket(after, "U-100").client_name == "zmk"
    assert doors.organisation(after, zmk).short_name == "АО «ЗМК»"
    assert doors.people(after, zmk) == []
    assert not doors.systems(after, zmk)
    assert not doors.contracts(after, zmk)
    assert before.group == after.group
    new = world.cast.actor("choi", later)
    assert {c.person.login for c in doors.people(new, zmk)} >= {"saveliev", "orlova"}
    with pytest.raises(Closed):
        doors.ticket(new, "U-100")


@pytest.mark.clause("L13")
def test_who_left_the_group_does_not_reach_its_tickets(world: World) -> None:
    with as_system("a test"):
        ural = models.GroupMember.objects.filter(partner=world.cast.partner["kontur-ural"])
        ural.update(last_day=date(2024, 3, 31))
    on_the_last_day = world.cast.actor("yusupov", datetime(2024, 3, 31, 20, tzinfo=UTC))
    assert doors.tickets(on_the_last_day).count() == 3
    day_after = world.cast.actor("yusupov", datetime(2024, 3, 31, 21, tzinfo=UTC))
    assert [row.number for row in doors.tickets(day_after)] == ["U-101"]


@pytest.mark.clause("L14", "L15")
def test_before_the_confirmation_nothing_opens_but_oneself(world: World) -> None:
    actor = world.cast.actor("newcomer", AT)
    assert not actor.confirmed
    assert doors.person(actor).login == "newcomer"
    assert [row.organisation.short_name for row in doors.memberships(actor)] == ["АО «ЗМК»"]
    assert not doors.tickets(actor)
    assert not doors.systems(actor, world.cast.client["zmk"])


def test_one_person_in_two_organisations_is_one_actor_at_a_time(world: World) -> None:
    with as_system("a test"):
        models.Membership.objects.create(
            person_id=world.cast.person["saveliev"],
            organisation_id=world.cast.partner["primsoft"],
            role="engineer",
            added_at=AT,
            confirmed_at=AT,
        )
    key, zmk, primsoft = (
        world.cast.person["saveliev"],
        world.cast.client["zmk"],
        world.cast.partner["primsoft"],
    )
    there, here = doors.actor_of(key, primsoft, AT), doors.actor_of(key, zmk, AT)
    assert there is not None
    assert here is not None
    assert [row.number for row in doors.tickets(here)] == ["U-100"]
    assert not models.Ticket.objects.filter(partner=primsoft)
    assert doors.actor_of(key, primsoft, AT) == there
    assert {row.partner_id for row in models.Ticket.objects.all()} == {primsoft}
    assert {row.organisation.short_name for row in doors.memberships(there)} == {"АО «ЗМК»", "Примсофт"}
    assert doors.actor_of(key, world.cast.client["kedr"], AT) == doors.actor_of(key, None, AT) == there


def test_nobody_is_nobody(cast: Cast) -> None:
    assert doors.actor_of(0, None, AT) is None
    assert not models.Person.objects.exists()


def test_the_system_gives_the_reach_back(world: World) -> None:
    actor = world.cast.actor("saveliev", AT)
    with as_system("a test"):
        assert models.Ticket.objects.count() == 7
        with as_system("another test"):
            assert models.Ticket.objects.count() == 7
        assert models.Ticket.objects.count() == 7
    assert models.Ticket.objects.count() == doors.tickets(actor).count() == 1


def test_and_when_the_work_fails_too(world: World) -> None:
    world.cast.actor("saveliev", AT)
    with pytest.raises(ZeroDivisionError), as_system("a test"):
        raise ZeroDivisionError
    assert models.Ticket.objects.count() == 1
    with pytest.raises(ValueError, match="reason"), as_system(""):
        pass


def test_and_when_the_database_refuses(world: World) -> None:
    world.cast.actor("saveliev", AT)
    with pytest.raises(Exception, match="division by zero"), transaction.atomic(), as_system("a test"):
        models.Ticket.objects.raw("SELECT 1/0 AS id")[0]
    assert models.Ticket.objects.count() == 1


def test_reach_needs_a_transaction(own_db: object) -> None:
    for attempt in (leave, lambda: enter(Actor(1, "", None, 0)), lambda: as_system("a test").__enter__()):
        with pytest.raises(RuntimeError, match="inside a transaction"):
            attempt()


def test_a_ticket_and_what_hangs_on_it_are_few_questions(world: World) -> None:
    actor = world.cast.actor("gordeeva", AT)
    with CaptureQueriesContext(connection) as queries:
        row = doors.ticket(actor, "U-100")
        for door in (doors.messages, doors.files, doors.journal, doors.clock_runs):
            list(door(actor, row))
        doors.sheet(actor, row)
        doors.linked(actor, row)
        doors.case_of(actor, ticket=row, at=AT)
        doors.terms_of(row), doors.calendar_of(row), doors.leg_of(row)
    assert len(queries) == 8
