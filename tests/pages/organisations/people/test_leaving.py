"""Whoever leaves: open tickets go back or to a colleague, notices to those who stay, what was written stays (U5d, P6.3)."""

from typing import TYPE_CHECKING

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import later, msk, passed_on
from tests.pages.organisations.people.people import people, reader, roles, shown

if TYPE_CHECKING:
    from tests.desk import Desk

AT = msk("2024-03-14 10:05")


def removes(cast: Cast, login: str, organisation: str, who: str, **typed: object) -> int:
    address = people(cast.organisation[organisation], f"{cast.person[who]}/remove/")
    return int(reader(cast, login).post(address, typed).status_code)


@pytest.mark.clause("P6.3")
def test_open_tickets_go_to_the_queue(cast: Cast, desk: "Desk") -> None:
    client, vendor = passed_on(desk, AT)
    page = reader(cast, "arkhipova").get(people(cast.partner["kontur"], f"{cast.person['gordeeva']}/remove/"))
    assert "Открытых обращений за этим человеком" in shown(page)
    assert "в общую очередь" in shown(page)
    assert removes(cast, "arkhipova", "kontur", "gordeeva") == 303
    ticket = desk.ticket(client)
    assert (ticket.assignee_id, ticket.assignee_name) == (None, "")
    row = desk.journal(client)[-1]
    assert (row.kind, row.system, row.actor_id) == ("assigned", "contact removed", None)
    assert "снова в общей очереди" in shown(reader(cast, "arkhipova").get(f"/tickets/{client}/?part=1"))
    assert desk.ticket(vendor).closed_at is None
    with as_system("a look from outside"):
        assert list(verify()) == []


def test_or_to_a_colleague(cast: Cast, desk: "Desk") -> None:
    number = desk.register(AT).number
    desk.do(take_ticket, "gordeeva", later(AT, minutes=10), number=number)
    for heir in (cast.person["choi"], cast.person["gordeeva"], 999999):
        assert removes(cast, "arkhipova", "kontur", "gordeeva", heir=heir) == 422
    assert removes(cast, "arkhipova", "kontur", "gordeeva", heir=cast.person["zhdanov"]) == 303
    assert desk.ticket(number).assignee_id == cast.person["zhdanov"]
    assert "assigned" in desk.told("zhdanov", number)


def test_whoever_works_no_more_gives_back_as_well(cast: Cast, desk: "Desk") -> None:
    number = desk.register(AT).number
    desk.do(take_ticket, "arkhipova", later(AT, minutes=10), number=number)
    address = people(cast.partner["kontur"], f"{cast.person['arkhipova']}/rights/")
    assert reader(cast, "arkhipova").post(address, {"roles": ["organisational_contact"]}).status_code == 303
    assert roles("arkhipova") == {"organisational_contact": True}
    assert desk.ticket(number).assignee_id is None


@pytest.mark.clause("U5d")
def test_notices_of_an_author_who_left_come_to_the_organisational_contacts(cast: Cast, desk: "Desk") -> None:
    number = desk.register(AT, login="orlova").number
    desk.do(take_ticket, "gordeeva", later(AT, minutes=10), number=number)
    before = desk.told("orlova", number)
    assert removes(cast, "saveliev", "zmk", "orlova") == 303
    desk.do(answer_ticket, "gordeeva", msk("2099-01-01 10:00"), number=number, text="Смотрим дампы")
    assert desk.told("orlova", number) == before
    for login in ("saveliev", "arefyev"):
        assert "answered" in desk.told(login, number)
    page = reader(cast, "saveliev").get(f"/tickets/{number}/")
    assert "Орлова" in shown(page)


def test_rules_watching_and_joint_work_end(cast: Cast, desk: "Desk") -> None:
    client, _ = passed_on(desk, AT)
    ticket = desk.ticket(client)
    row = {
        "ticket": ticket,
        "leg": "client",
        "client_id": ticket.client_id,
        "partner_id": ticket.partner_id,
        "audience": "partner",
        "added_at": AT,
    }
    with as_system("beside the ticket"):
        models.Watcher.objects.create(person_id=cast.person["gordeeva"], **row)
        models.AssignmentRule.objects.create(
            organisation_id=cast.partner["kontur"],
            leg="client",
            place=1,
            assignee_id=cast.person["gordeeva"],
            kept_at=AT,
        )
        models.CannedAnswer.objects.create(
            organisation_id=cast.partner["kontur"],
            leg="client",
            title="Приняли",
            text="Приняли в работу",
            kept_by_id=cast.person["gordeeva"],
            kept_at=AT,
        )
    assert removes(cast, "arkhipova", "kontur", "gordeeva", heir=cast.person["zhdanov"]) == 303
    with as_system("a look from outside"):
        assert not models.Watcher.objects.exists()
        assert models.AssignmentRule.objects.get().assignee_id == cast.person["zhdanov"]
        assert models.CannedAnswer.objects.count() == 1
