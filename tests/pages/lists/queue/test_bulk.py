"""Many tickets at once: each by itself, with a report of what was refused and why; sent twice, it is done once."""

import re

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader

AT = msk("2024-03-14 10:05")


def pick(desk: Desk, number: str) -> str:
    return f"{number}:{desk.ticket(number).version}"


def sent(desk: Desk, *numbers: str, act: str, **fields: str) -> dict[str, object]:
    return {"act": act, "pick": [pick(desk, number) for number in numbers], "once": "1", **fields}


@pytest.mark.clause("L1")
def test_lines_are_chosen_in_the_queue(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    html = reader("gordeeva").get("/queue/").text
    assert f'name="pick" value="{pick(desk, number)}"' in html
    assert "checked" not in html
    assert reader("gordeeva").get("/queue/?pick=all").text.count("checked") == 1
    assert 'name="pick"' not in reader("lapteva").get("/queue/").text


def test_a_page_says_what_follows_before_it_is_done(desk: Desk, reader: Reader) -> None:
    one, two = desk.register(AT).number, desk.register(AT).number
    html = (
        reader("gordeeva")
        .get("/queue/bulk/", sent(desk, one, two, act="assign", back="show=ours&evil=//x"))
        .text
    )
    assert "Назначить исполнителя: 2" in html
    assert one in html
    assert two in html
    assert 'href="/queue/?show=ours"' in html
    assert "evil" not in html


def test_each_is_taken_or_the_reason_is_said(desk: Desk, reader: Reader) -> None:
    usual, taken, closed, foreign = (
        *(desk.register(AT).number for _ in range(3)),
        desk.register(AT, "stranger", system="pirs").number,
    )
    client = reader("gordeeva")
    fields = sent(desk, usual, taken, closed, foreign, act="take")
    desk.do(take_ticket, "zhdanov", later(AT, minutes=5), number=taken)
    desk.do(
        answer_ticket, "gordeeva", later(AT, minutes=6), number=closed, text="Готово", kind=Answer.SOLUTION
    )
    from kabinet.actions.tickets.accept import accept_solution

    desk.do(accept_solution, "saveliev", later(AT, minutes=7), number=closed)
    fields["pick"] = [*fields["pick"][:2], closed, foreign, "U-99999999", "чепуха"]
    html = client.post("/queue/bulk/", fields).text
    assert "Сделано: 1 из 5" in html
    assert desk.ticket(usual).assignee_name.startswith("Гордеева")
    assert desk.ticket(taken).assignee_name.startswith("Жданов")
    assert "Изменилось, пока вы выбирали" in html
    assert "Взято в работу: Жданов" in html
    assert "изменить его нельзя" in html
    assert "Откройте его снова" in html
    assert html.count("Такого обращения нет") == 2
    assert desk.ticket(foreign).assignee_id is None


def test_sent_twice_it_is_done_once(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    colleague = str(desk.cast.person["zhdanov"])
    for act, fields in (("assign", {"assignee": colleague}), ("take", {}), ("tag", {"name": "Астра"})):
        both = sent(desk, number, act=act, **fields)
        for _ in range(2):
            assert "Сделано: 1 из 1" in client.post("/queue/bulk/", both).text
    kinds = desk.kinds(number)
    assert (kinds.count("assigned"), kinds.count("taken"), kinds.count("tagged")) == (1, 1, 1)


@pytest.mark.clause("U2b")
def test_closing_needs_a_reason_and_what_the_regulation_allows(desk: Desk, reader: Reader) -> None:
    waits, works = desk.register(AT).number, desk.register(AT).number
    desk.do(
        answer_ticket, "gordeeva", later(AT, minutes=6), number=waits, text="Версия?", kind=Answer.QUESTION
    )
    client = reader("gordeeva")
    empty = client.post("/queue/bulk/", sent(desk, waits, works, act="close", reason=" "))
    assert empty.status_code == 422
    assert empty.text.count('name="pick"') == 2
    html = client.post(
        "/queue/bulk/", sent(desk, waits, works, act="close", reason="Вопрос снят по телефону")
    ).text
    assert "Сделано: 1 из 2" in html
    assert "это действие невозможно" in html
    assert desk.ticket(waits).closed_at
    assert not desk.ticket(works).closed_at


def test_what_was_typed_stays_when_it_is_wrong(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    for name in ("", "#", "x" * 41, "\0"):
        page = reader("gordeeva").post("/queue/bulk/", sent(desk, number, act="tag", name=name))
        assert page.status_code == 422
    assert "tagged" not in desk.kinds(number)
    wrong = reader("gordeeva").post("/queue/bulk/", sent(desk, number, act="assign", assignee="7777777"))
    assert wrong.status_code == 422


def test_not_more_than_a_hundred_and_not_none(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    many = {
        "act": "take",
        "pick": [number, *(f"U-{9000000 + each}" for each in range(100))],
        "back": "show=mine",
    }
    for data in (many, {"act": "take", "back": "show=mine"}):
        page = client.post("/queue/bulk/", data)
        assert (page.status_code, page["Location"]) == (303, "/queue/?show=mine")
    assert desk.ticket(number).assignee_id is None
    assert "не больше 100" in client.get("/queue/?show=mine").text


def test_an_act_that_is_not_one(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    assert reader("gordeeva").post("/queue/bulk/", sent(desk, number, act="refuse")).status_code == 404


@pytest.mark.parametrize("login", ["choi", "titova"])
def test_strangers_do_nothing_and_learn_nothing(desk: Desk, reader: Reader, login: str) -> None:
    number = desk.register(AT, subject="Тайна").number
    html = reader(login).post("/queue/bulk/", sent(desk, number, act="take")).text
    assert "Тайна" not in html
    assert desk.ticket(number).assignee_id is None


@pytest.mark.clause("L1")
def test_tags_stand_in_the_lines_and_narrow_the_queue(desk: Desk, reader: Reader) -> None:
    tagged, other = desk.register(AT).number, desk.register(AT).number
    client = reader("gordeeva")
    client.post("/queue/bulk/", sent(desk, tagged, act="tag", name="<Астра>"))
    html = client.get("/queue/?tag=<астра>").text
    assert re.findall(r'id="row-([UV]-\d+)"', html) == [tagged]
    assert '<span class="tag">&lt;астра&gt;</span>' in html
    assert other in client.get("/queue/").text
    assert "&lt;астра&gt;" in client.get("/queue/queue/choices/tag/").text
    assert "астра" not in reader("titova").get("/queue/queue/choices/tag/").text
    assert "астра" not in reader("saveliev").get("/tickets/").text
