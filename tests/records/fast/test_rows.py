"""What a ticket's page reads in so many words is what the doors give by QuerySet, for every person and every ticket."""

import pytest
from django.db.models import Model

from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system
from tests.cast import PEOPLE
from tests.records.world import AT, World
from tests.some import some


def _same(found: Model, expected: Model) -> bool:
    """Row by row and column by column."""
    names = [field.attname for field in type(expected)._meta.concrete_fields]
    return type(found) is type(expected) and all(getattr(found, n) == getattr(expected, n) for n in names)


def _all_same(found: list[Model], expected: list[Model]) -> bool:
    return len(found) == len(expected) and all(map(_same, found, expected))


@pytest.mark.parametrize("login", PEOPLE)
def test_a_page_reads_what_the_doors_give(world: World, login: str) -> None:
    with as_system("to compare with"):
        tickets = list(Ticket.objects.order_by("pk"))
    actor = world.cast.actor(login, AT)
    reached = set(doors.tickets(actor).values_list("pk", flat=True))
    for ticket in some(tickets):
        if ticket.pk not in reached:
            with pytest.raises(doors.Closed):
                doors.whole(actor, ticket.number)
        else:
            assert _same(doors.whole(actor, ticket.number), doors.ticket(actor, ticket.number))
        said = list(doors.messages(actor, ticket))
        assert _all_same(doors.history(actor, ticket), list(doors.journal(actor, ticket)))
        assert _all_same(doors.said(actor, [each.pk for each in said], ticket), said)
        assert _all_same(doors.enclosed(actor, ticket), list(doors.files(actor, ticket)))


def test_a_ticket_comes_with_what_stands_beside_it(world: World) -> None:
    actor = world.cast.actor("gordeeva", AT)
    known = doors.tickets(actor).select_related("regulation", "calendar", "agreement", "sheet", "partner")
    for expected in some(known):
        found = doors.whole(actor, expected.number)
        for name in ("regulation", "calendar", "agreement", "sheet", "partner"):
            other = getattr(expected, name, None)
            there = getattr(found, name, None)
            assert (there is None and other is None) or _same(there, other)


def test_a_number_nobody_has_is_closed(world: World) -> None:
    actor = world.cast.actor("gordeeva", AT)
    for number in ("U-1", "", "u-\0", "'; --"):
        with pytest.raises(doors.Closed):
            doors.whole(actor, number)
