"""One rule, said three times: as a value (the law), as a query (doors), as policies (the database)."""

from dataclasses import replace

import pytest
from django.db import connection

from kabinet.records import doors
from kabinet.records.doors.tickets import imported_messages, imported_tickets
from kabinet.records.models import ImportedMessage, ImportedTicket, Message, Ticket
from kabinet.records.reached import heard, reached_tickets
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, Audience, OrgKind, Role, reach
from tests.cast import PEOPLE
from tests.records.world import AT, World, invite


def _raw(table: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {key for (key,) in cursor.fetchall()}


def _everything() -> tuple[list[Ticket], list[Message]]:
    with as_system("to compare with"):
        return list(Ticket.objects.all()), list(Message.objects.select_related("ticket"))


@pytest.mark.parametrize("login", PEOPLE)
@pytest.mark.clause("L1", "L3", "L17a", "P4.4")
def test_the_three_rings_are_one_for_every_person_and_row(world: World, login: str) -> None:
    _are_one(world.cast.actor(login, AT))


@pytest.mark.parametrize("level", [1, 3, 4])
@pytest.mark.parametrize("login", PEOPLE)
@pytest.mark.clause("P5c", "P4.4")
def test_and_with_participants_of_joint_work(world: World, login: str, level: int) -> None:
    for guest in ("orlova", "frolov"):
        invite(world, guest, "zmk", level=level)
    actor = world.cast.actor(login, AT)
    _are_one(actor)
    invited = login in ("orlova", "frolov") and level < 4
    assert actor.participates == ({world.vendor["zmk"].pk} if invited else set())


def _are_one(actor: Actor) -> None:
    tickets, messages = _everything()
    seen = reach(actor)
    first = {t.pk for t in tickets if seen.includes(t.leg, t.client_id, t.partner_id, t.pk)}
    said = {m.pk for m in messages if m.ticket_id in first and seen.hears(Audience(m.audience))}
    assert first == set(doors.tickets(actor).values_list("pk", flat=True)) == _raw("ticket")
    with as_system("to see what the query alone lets through"):
        assert first == set(Ticket.objects.filter(reached_tickets(seen)).values_list("pk", flat=True))
        assert said == set(Message.objects.filter(heard(seen)).values_list("pk", flat=True))
    assert said == _raw("message")
    _are_one_of_another_desk(actor)


def _are_one_of_another_desk(actor: Actor) -> None:
    """History that was imported is under the same rule, and joint work lets nobody in."""
    with as_system("to compare with"):
        tickets, messages = list(ImportedTicket.objects.all()), list(ImportedMessage.objects.all())
    seen = reach(actor)
    first = {t.pk for t in tickets if seen.includes(t.leg, t.client_id, t.partner_id)}
    said = {m.pk for m in messages if m.ticket_id in first and seen.hears(Audience(m.audience))}
    assert first == set(imported_tickets(actor).values_list("pk", flat=True)) == _raw("imported_ticket")
    with as_system("to see what the query alone lets through"):
        assert first == set(imported_tickets(actor).values_list("pk", flat=True))
        assert said == {m.pk for t in tickets if t.pk in first for m in imported_messages(actor, t)}
    assert said == _raw("imported_message")


def test_somebody_sees_something_and_nobody_everything(world: World) -> None:
    """So that the comparison above is not one of nothing with nothing."""
    seen = {login: doors.tickets(world.cast.actor(login, AT)).count() for login in PEOPLE}
    assert seen["saveliev"] == seen["frolov"] == seen["stranger"] == 1
    assert seen["gordeeva"] == seen["yusupov"] == 3
    assert seen["choi"] == 3
    assert seen["titova"] == 2
    assert seen["lapteva"] == 7
    assert [login for login, count in seen.items() if not count] == [
        *("lukin", "nikitin", "shulgin", "newcomer", "leaver", "loner")
    ]


def test_an_auditor_who_is_also_an_engineer_reads_both_legs(world: World) -> None:
    actor = world.cast.actor("lapteva", AT)
    both = replace(actor, roles=actor.roles | {Role.ENGINEER})
    assert doors.tickets(both).count() == 7


def test_the_program_reaches_everything(world: World) -> None:
    actor = Actor(person=0, name="", kind=None, organisation=0, confirmed=True, system="a test")
    with as_system("a test"):
        assert doors.tickets(actor).count() == 7


def test_kinds_without_reach_have_none() -> None:
    for kind in OrgKind:
        assert not any(reach(Actor(1, "", kind, 1, roles=frozenset(Role))).audiences)
