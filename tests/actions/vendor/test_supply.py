"""What is missing, ticked off item by item (P5e)."""

from io import BytesIO

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.unit.errors import Incomplete, Invalid
from kabinet.actions.vendor.return_back import complete_ticket, return_ticket, supply_item
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NEXT, SOON = later(AT, hours=1), later(AT, hours=2)

pytestmark = pytest.mark.clause("P5e")


@pytest.fixture
def returned(desk: Desk) -> str:
    _, vendor = passed_on(desk, AT)
    desk.do(return_ticket, "titova", NEXT, number=vendor, cases=["symptoms", "diagnostics"], text="Мало")
    return vendor


def test_item_by_item_and_back_in_the_same_place(desk: Desk, returned: str) -> None:
    before = desk.ticket(returned)
    desk.do(supply_item, "gordeeva", SOON, number=returned, item="impact", value="serious")
    ticket = desk.ticket(returned)
    assert (ticket.status, ticket.turn, ticket.impact) == ("returned", "partner", "serious")
    desk.do(
        supply_item, "zhdanov", SOON, number=returned, item="description", value="Падает каждые десять минут"
    )
    file = desk.do(attach, "zhdanov", SOON, name="дамп.zip", content=BytesIO(b"PK"))
    desk.do(supply_item, "zhdanov", SOON, number=returned, item="diagnostics", files=[file.pk])
    after = desk.ticket(returned)
    assert (after.status, after.turn) == ("in_work", "vendor")
    place = ("queue_at", "queue_from", "queue_clock", "next_due_at")
    assert [getattr(after, name) for name in place] == [getattr(before, name) for name in place]
    assert desk.kinds(returned).count("supplied") == 3
    assert desk.told("titova", returned) == ["registered", "supplied"], "told once, when all is there"
    with as_system("a look from outside"):
        values = models.Sheet.objects.get(ticket__number=returned).values
    assert (values["impact"], values["description"]) == ("serious", "Падает каждые десять минут")
    assert list(verify()) == []


def test_an_item_is_given_once_and_only_if_asked_for(desk: Desk, returned: str) -> None:
    with pytest.raises(Incomplete):
        desk.do(supply_item, "gordeeva", SOON, number=returned, item="impact", value=" ")
    with pytest.raises(Incomplete):
        desk.do(supply_item, "gordeeva", SOON, number=returned, item="impact", value="колоссальное")
    for item in ("scenario", "no such field"):
        with pytest.raises(Invalid):
            desk.do(supply_item, "gordeeva", SOON, number=returned, item=item, value="есть")
    desk.do(supply_item, "gordeeva", SOON, number=returned, item="impact", value="serious")
    with pytest.raises(Invalid, match="already"):
        desk.do(supply_item, "zhdanov", SOON, number=returned, item="impact", value="minor")
    assert desk.ticket(returned).impact == "serious"


def test_the_rest_at_once(desk: Desk, returned: str) -> None:
    desk.do(supply_item, "gordeeva", SOON, number=returned, item="impact", value="serious")
    with pytest.raises(Incomplete) as incomplete:
        desk.do(complete_ticket, "gordeeva", SOON, number=returned, values={"description": "Подробнее"})
    assert [gap.field for gap in incomplete.value.missing] == ["diagnostics"]
    file = desk.do(attach, "gordeeva", SOON, name="дамп.zip", content=BytesIO(b"PK"))
    values = {"description": "Подробнее"}
    desk.do(complete_ticket, "gordeeva", SOON, number=returned, values=values, files=[file.pk])
    assert desk.ticket(returned).status == "in_work"
    assert list(verify()) == []


def test_returned_again_it_begins_anew(desk: Desk, returned: str) -> None:
    desk.do(supply_item, "gordeeva", SOON, number=returned, item="impact", value="serious")
    file = desk.do(attach, "gordeeva", SOON, name="дамп.zip", content=BytesIO(b"PK"))
    desk.do(complete_ticket, "gordeeva", SOON, number=returned, values={"description": "Да"}, files=[file.pk])
    desk.do(return_ticket, "titova", later(SOON, hours=1), number=returned, cases=["symptoms"])
    desk.do(supply_item, "gordeeva", later(SOON, hours=2), number=returned, item="impact", value="minor")
    assert desk.ticket(returned).status == "returned"


def test_only_items_of_the_regulation_are_asked_for(desk: Desk) -> None:
    _, vendor = passed_on(desk, AT)
    with pytest.raises(Invalid):
        desk.do(return_ticket, "titova", NEXT, number=vendor, cases=["symptoms"], missing=["shoe_size"])
