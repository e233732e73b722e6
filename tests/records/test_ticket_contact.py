"""The contact of a ticket in the database's own words: a confirmed contact of the party that asks, whoever writes it."""

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.records.security.sql import changed, copy_of, insert
from tests.records.world import AT, World

NAME = "UPDATE ticket SET contact_id = %s, contact_name = 'x' WHERE id = %s"


def named(world: World, who: str, ticket: int) -> int:
    with transaction.atomic():
        return changed(NAME, world.cast.person[who], ticket)


@pytest.mark.clause("U3.4b")
@pytest.mark.parametrize("writer", ["saveliev", "gordeeva", ""])
@pytest.mark.parametrize("who", ["newcomer", "leaver", "loner", "stranger", "dremin", "gordeeva", "titova"])
def test_nobody_but_the_clients_confirmed_contacts(world: World, writer: str, who: str) -> None:
    """By raw SQL too, by the client, by its partner and by the program itself."""
    ticket = world.tickets["zmk"].pk
    if writer:
        world.cast.actor(writer, AT)
        with pytest.raises(IntegrityError, match="confirmed contact"):
            named(world, who, ticket)
        return
    with as_system("raw SQL"), pytest.raises(IntegrityError, match="confirmed contact"):
        named(world, who, ticket)


@pytest.mark.parametrize("who", ["saveliev", "orlova", "arefyev", "frolov"])
def test_each_of_them_can_be_named(world: World, who: str) -> None:
    world.cast.actor("saveliev", AT)
    assert named(world, who, world.tickets["zmk"].pk) == 1


@pytest.mark.clause("P4.4")
@pytest.mark.parametrize(
    ("who", "may"), [("zhdanov", True), ("yusupov", True), ("saveliev", False), ("choi", False)]
)
def test_on_the_vendor_leg_the_partners_and_its_groups(world: World, who: str, may: bool) -> None:
    world.cast.actor("gordeeva", AT)
    ticket = world.vendor["zmk"].pk
    if may:
        assert named(world, who, ticket) == 1
        return
    with pytest.raises(IntegrityError, match="confirmed contact"):
        named(world, who, ticket)


def test_another_organisations_ticket_is_not_reached_at_all(world: World) -> None:
    for writer in ("stranger", "choi", "lapteva", "titova"):
        world.cast.actor(writer, AT)
        assert named(world, "saveliev", world.tickets["zmk"].pk) == 0


def test_a_new_ticket_is_held_to_it_as_well(world: World) -> None:
    row = copy_of("ticket", "number = 'U-100'", number="U-900", contact_name="x")
    with as_system("whose name it is"):
        author = models.Person.objects.get(pk=world.cast.person["saveliev"])
    row |= {"author_id": author.pk, "author_name": author.name}
    world.cast.actor("saveliev", AT)
    with pytest.raises(IntegrityError, match="confirmed contact"):
        insert("ticket", row | {"contact_id": world.cast.person["stranger"]})
    with pytest.raises(IntegrityError, match="ticket_contact_named"):
        insert("ticket", row | {"contact_id": None})
    insert("ticket", row | {"contact_id": world.cast.person["orlova"]})


def test_who_left_stays_on_the_ticket_and_the_ticket_goes_on(world: World) -> None:
    ticket = world.tickets["zmk"].pk
    with as_system("somebody leaves"):
        named(world, "orlova", ticket)
        models.Membership.objects.filter(person=world.cast.person["orlova"]).update(ended_at=AT)
    world.cast.actor("saveliev", AT)
    assert changed("UPDATE ticket SET status = 'waiting', contact_id = contact_id WHERE id = %s", ticket) == 1
