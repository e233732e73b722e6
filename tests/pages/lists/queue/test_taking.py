"""Taking a ticket out of the queue."""

import pytest

from kabinet.actions.tickets.take import take_ticket
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader

AT = msk("2024-03-14 10:05")


def test_the_reader_becomes_the_assignee_and_is_back_in_the_view(desk: Desk, reader: Reader) -> None:
    ticket, client = desk.register(AT), reader("gordeeva")
    answer = client.post(
        f"/queue/{ticket.number}/take/", {"version": ticket.version, "back": "show=ours&level=3&evil=//x"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/queue/?show=ours&level=3")
    assert desk.ticket(ticket.number).assignee_name == "Гордеева Алина Викторовна"
    assert f"{ticket.number} теперь ведёте вы" in client.get(answer["Location"]).text


@pytest.mark.clause("U3.6c")
def test_taking_is_no_answer(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    reader("gordeeva").post(f"/queue/{number}/take/")
    assert desk.ticket(number).first_contact_at is None
    assert desk.kinds(number)[:2] == ["registered", "breached"]  # nobody answered since 2024
    assert "taken" in desk.kinds(number)


def test_two_at_once(desk: Desk, reader: Reader) -> None:
    ticket = desk.register(AT)
    desk.do(take_ticket, "zhdanov", later(AT, minutes=5), number=ticket.number)
    answer = reader("gordeeva").post(f"/queue/{ticket.number}/take/", {"version": ticket.version})
    assert answer.status_code == 409
    assert "Жданов" in answer.text
    assert desk.ticket(ticket.number).assignee_name == "Жданов Павел Николаевич"


@pytest.mark.clause("L12b")
def test_without_the_status_the_page_says_why(desk: Desk, reader: Reader) -> None:
    number = desk.register(msk("2024-06-20 10:00"), login="panina", system="les_buh").number
    answer = reader("kravets").post(f"/queue/{number}/take/")
    assert answer.status_code == 403
    assert "Статус партнёра закончился 30 июня 2024" in answer.text


@pytest.mark.parametrize(("login", "status"), [("choi", 404), ("saveliev", 404), ("titova", 404)])
def test_strangers_learn_nothing(desk: Desk, reader: Reader, login: str, status: int) -> None:
    number = desk.register(AT).number
    assert reader(login).post(f"/queue/{number}/take/").status_code == status


def test_only_who_could_take_is_offered_to(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    assert f"/queue/{number}/take/" in reader("gordeeva").get("/queue/").text
    assert "/take/" not in reader("lapteva").get("/queue/").text
