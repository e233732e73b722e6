"""Vendor tickets that 1C merges: each client ticket leads to the one that goes on and gets its answers."""

from datetime import datetime

import pytest

from kabinet.actions.desk.merge import merge_ticket
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import reopen_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.relay import relay_answer
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on
from tests.some import some

pytestmark = pytest.mark.clause("L3")


@pytest.fixture
def merged(desk: Desk, now: datetime) -> list[tuple[str, str]]:
    """Three pairs, the oldest first: the third vendor ticket was merged into the second, and that one into the first."""
    at = later(now, hours=-6)
    pairs = [passed_on(desk, at), passed_on(desk, at), passed_on(desk, at)]
    (_, main), (_, second), (_, third) = pairs
    desk.do(take_ticket, "titova", later(at, hours=1), number=main)
    desk.do(merge_ticket, "titova", later(at, hours=2), number=third, into=second)
    desk.do(merge_ticket, "titova", later(at, hours=3), number=second, into=main)
    return pairs


def test_every_client_ticket_leads_to_the_vendor_ticket_that_goes_on_and_back(
    desk: Desk, merged: list[tuple[str, str]], see
) -> None:
    main = merged[0][1]
    for client, own in some(merged):
        page = see("gordeeva", f"/tickets/{client}/")
        assert f'class="to tall" href="/tickets/{main}/">{main}' in page, client
        assert (f"{own} объединено с этим обращением" in page) == (own != main)
        assert f'class="to tall" href="/tickets/{client}/"' in see("gordeeva", f"/tickets/{main}/")


@pytest.mark.parametrize(
    ("kind", "turn", "status"),
    [
        (Answer.QUESTION, "partner", "in_work"),
        (Answer.SOLUTION, "partner", "in_work"),
        (Answer.ANSWER, "vendor", "passed_on"),
    ],
)
def test_the_turn_of_each_follows_the_main_ticket(
    desk: Desk, now: datetime, merged: list[tuple[str, str]], see, kind: Answer, turn: str, status: str
) -> None:
    for client, _ in some(merged):
        assert (desk.ticket(client).turn, desk.ticket(client).vendor_status) == ("vendor", "in_work")
        assert "1С работает." in see("saveliev", f"/tickets/{client}/")
    desk.do(answer_ticket, "titova", later(now, hours=-1), number=merged[0][1], text="Версия?", kind=kind)
    found = {(desk.ticket(client).turn, desk.ticket(client).status) for client, _ in merged}
    assert found == {(turn, status)}
    assert list(verify()) == []


def test_an_answer_is_relayed_to_each_of_them(
    desk: Desk, now: datetime, merged: list[tuple[str, str]], see, send, status
) -> None:
    main = merged[0][1]
    at = later(now, hours=-1)
    desk.do(answer_ticket, "titova", at, number=main, text="Обновите до 8.3.25", kind=Answer.SOLUTION)
    message = desk.messages(main)[-1].pk
    for client, own in some(merged):
        query = "" if own == main else f"?to={client}"
        address = f"/tickets/{main}/relay/{message}/{query}"
        assert f'"{address}"' in see("gordeeva", f"/tickets/{client}/"), client
        page = see("gordeeva", address)
        assert client in page
        assert send("gordeeva", address, text="Обновите", kind="solution").status_code == 303
        assert desk.messages(client)[-1].text == "Обновите"
        assert desk.ticket(client).status == "answered"
        assert f'"{address}"' not in see("gordeeva", f"/tickets/{client}/")
    stranger = passed_on(desk, later(now, hours=-2))[0]
    assert status("gordeeva", f"/tickets/{main}/relay/{message}/?to={stranger}") == 404
    assert list(verify()) == []


def test_the_main_ticket_ends_with_the_last_client_ticket_that_waits_for_it(
    desk: Desk, now: datetime, merged: list[tuple[str, str]]
) -> None:
    main, at = merged[0][1], later(now, hours=-1)
    desk.do(answer_ticket, "titova", at, number=main, text="Обновите", kind=Answer.SOLUTION)
    message = desk.messages(main)[-1].pk
    for place, (client, _) in some(enumerate(merged)):
        assert desk.ticket(main).closed_at is None
        given = {"number": main, "message": message, "client": client}
        minute = later(at, minutes=2 * place + 1)
        desk.do(relay_answer, "gordeeva", minute, text="Обновите", kind=Answer.SOLUTION, **given)
        desk.do(accept_solution, "saveliev", later(minute, seconds=30), number=client)
    assert desk.ticket(main).status == "closed"
    assert list(verify()) == []


def test_a_client_ticket_that_waits_for_a_merged_one_is_not_passed_on_again(
    desk: Desk, merged: list[tuple[str, str]], status, see
) -> None:
    client = merged[2][0]
    assert status("zhdanov", f"/tickets/{client}/pass-on/") != 200
    assert merged[0][1] in see("gordeeva", f"/tickets/{client}/")


def test_opened_again_a_duplicate_is_followed_for_itself(
    desk: Desk, now: datetime, merged: list[tuple[str, str]], see
) -> None:
    (_, main), (client, second), _ = merged
    desk.do(reopen_ticket, "gordeeva", later(now, hours=-2), number=second, reason="Другое")
    desk.do(answer_ticket, "titova", later(now, hours=-1), number=main, text="Версия?", kind=Answer.QUESTION)
    assert (desk.ticket(client).turn, desk.ticket(client).vendor_status) == ("vendor", "in_work")
    assert f'class="to tall" href="/tickets/{second}/"' in see("gordeeva", f"/tickets/{client}/")
    assert list(verify()) == []
