"""Every act through its page: the form, the act, and the word that follows; refusals beside their fields."""

import re
from datetime import timedelta

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on
from tests.markup import one_line


@pytest.fixture
def number(desk: Desk, now) -> str:
    return desk.register(later(now, minutes=-30), level=1).number


@pytest.fixture
def solved(desk: Desk, now) -> str:
    number = desk.register(later(now, hours=-3)).number
    desk.do(
        answer_ticket, "gordeeva", later(now, hours=-2), number=number, text="Обновите", kind=Answer.SOLUTION
    )
    return number


def test_taking(desk: Desk, number: str, reader) -> None:
    gordeeva = reader("gordeeva")
    assert f"/tickets/{number}/take/" in gordeeva.get(f"/tickets/{number}/").content.decode()
    sent = gordeeva.post(f"/tickets/{number}/take/", {"version": 1})
    assert (sent.status_code, sent["Location"]) == (303, f"/tickets/{number}/")
    assert desk.ticket(number).assignee_name == "Гордеева Алина Викторовна"
    page = gordeeva.get(f"/tickets/{number}/").content.decode()
    assert "Обращение теперь за вами." in page
    assert "/take/" not in page


def test_taking_what_somebody_took(desk: Desk, number: str, send, now) -> None:
    desk.do(take_ticket, "zhdanov", now, number=number)
    clash = send("gordeeva", f"/tickets/{number}/take/", version=1)
    assert clash.status_code == 409
    assert "Жданов Павел Николаевич" in clash.content.decode()
    version = re.search(r'name="version" value="(\d+)"', clash.content.decode())
    assert version
    assert send("gordeeva", f"/tickets/{number}/take/", version=version[1]).status_code == 303


def test_assigning(desk: Desk, number: str, send, see) -> None:
    page = see("gordeeva", f"/tickets/{number}/assign/")
    assert "Жданов Павел Николаевич, Северный Контур" in page
    assert "Савельев" not in page.split("<select")[1].split("</select>")[0]
    send("gordeeva", f"/tickets/{number}/assign/", assignee=desk.cast.person["zhdanov"])
    assert desk.ticket(number).assignee_id == desk.cast.person["zhdanov"]
    wrong = send("gordeeva", f"/tickets/{number}/assign/", assignee=desk.cast.person["saveliev"])
    assert wrong.status_code == 422


@pytest.mark.clause("U3.6c")
def test_a_call_that_reached_somebody_is_a_contact(desk: Desk, number: str, send) -> None:
    send("gordeeva", f"/tickets/{number}/call/", reached="yes", text="Разобрали журнал")
    assert desk.ticket(number).first_contact_at is not None


@pytest.mark.clause("U4d")
def test_a_call_that_found_nobody_says_so_before_and_lowers(desk: Desk, number: str, send, see) -> None:
    assert "Уровень сразу станет 2" in see("gordeeva", f"/tickets/{number}/call/")
    send("gordeeva", f"/tickets/{number}/call/", reached="no", text="Не берёт трубку")
    assert desk.ticket(number).level == 2
    page = see("saveliev", f"/tickets/{number}/")
    assert "Уровень понижен по регламенту: 1 → 2" in page
    assert "/rules/clause/U4d/" in page


@pytest.mark.clause("U3.4a")
def test_a_call_of_earlier_needs_a_reason_and_has_a_limit(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, days=-5), level=2).number
    address = f"/tickets/{number}/call/"

    def typed(**ago: float) -> str:
        return (now + timedelta(hours=3) - timedelta(**ago)).strftime("%Y-%m-%dT%H:%M")

    without = send("gordeeva", address, reached="yes", text="Говорили", occurred_at=typed(hours=2))
    assert without.status_code == 422
    assert "Запись задним числом требует причины" in without.content.decode()
    early = send(
        "gordeeva", address, reached="yes", text="Говорили", occurred_at=typed(hours=80), reason="Сбой"
    )
    assert early.status_code == 422
    future = send(
        "gordeeva", address, reached="yes", text="Говорили", occurred_at=typed(hours=-2), reason="Сбой"
    )
    assert "ещё не состоялся" in future.content.decode()
    assert send("gordeeva", address, reached="yes", text="Говорили", occurred_at="вчера").status_code == 422
    sent = send(
        "gordeeva", address, reached="yes", text="Говорили", occurred_at=typed(hours=2), reason="Сбой"
    )
    assert sent.status_code == 303
    said = desk.messages(number)[-1]
    assert (
        timedelta(hours=1, minutes=58) < said.recorded_at - said.occurred_at < timedelta(hours=2, minutes=2)
    )
    assert "Записано позже" in see("saveliev", f"/tickets/{number}/")


@pytest.mark.clause("U3.5b", "P5f")
def test_a_level_shows_both_deadlines_before_it_is_made(desk: Desk, number: str, send, see) -> None:
    page = one_line(see("saveliev", f"/tickets/{number}/level/"))
    assert re.search(r"Первый ответ от партнёра: было до.*?от регистрации.*?, станет до.", page)
    assert re.search(
        r"Обновление от партнёра: было не реже чем через 12 часов, станет через 5 рабочих дней", page
    )
    send("saveliev", f"/tickets/{number}/level/", level=2, reason="Есть обход")
    assert desk.ticket(number).level == 2
    read = see("gordeeva", f"/tickets/{number}/")
    assert re.search(r"1 → 2. Есть обход. Первый ответ клиенту: .*? → ", read)
    assert "/rules/clause/U3.5b/" in read


@pytest.mark.clause("U3.6d")
def test_a_level_that_the_system_cannot_have_is_said_beside_the_field(desk: Desk, now, send) -> None:
    number = desk.register(now, level=3, system="zup").number
    refused = send("gordeeva", f"/tickets/{number}/level/", level=2, reason="Важно")
    assert refused.status_code == 422
    assert "только для промышленной системы" in refused.content.decode()


def test_accepting_closes(desk: Desk, solved: str, send, see) -> None:
    assert "Обращение закроется" in see("saveliev", f"/tickets/{solved}/accept/")
    version = desk.ticket(solved).version
    assert send("orlova", f"/tickets/{solved}/accept/", version=version).status_code == 303
    assert desk.ticket(solved).status == "closed"


def test_accepting_twice_is_accepting_once(desk: Desk, solved: str, send, see) -> None:
    once = re.search(r'name="once" value="(\d+)"', see("saveliev", f"/tickets/{solved}/accept/"))
    assert once
    answers = [send("saveliev", f"/tickets/{solved}/accept/", once=once[1]).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert desk.kinds(solved).count("accepted") == 1


def test_accepting_what_is_closed(desk: Desk, solved: str, send) -> None:
    send("saveliev", f"/tickets/{solved}/accept/")
    refused = send("orlova", f"/tickets/{solved}/accept/", once=0)
    assert refused.status_code == 403
    assert "«Закрыто»" in refused.content.decode()


def test_declining_needs_words(desk: Desk, solved: str, send) -> None:
    assert send("saveliev", f"/tickets/{solved}/decline/", reason=" ").status_code == 422
    send("saveliev", f"/tickets/{solved}/decline/", reason="Падает снова")
    assert desk.ticket(solved).status == "in_work"


@pytest.mark.clause("L3")
def test_closing_before_the_vendor_answered_needs_a_reason(desk: Desk, now, send, see) -> None:
    number, vendor = passed_on(desk, later(now, days=-40))
    desk.do(
        answer_ticket, "gordeeva", later(now, days=-39), number=number, text="Готово?", kind=Answer.QUESTION
    )
    assert f"/tickets/{number}/close/" in see("gordeeva", f"/tickets/{number}/")
    assert f"Обращение {vendor} ещё открыто" in see("gordeeva", f"/tickets/{number}/close/")
    bare = send("gordeeva", f"/tickets/{number}/close/")
    assert bare.status_code == 422
    assert "ещё открыто" in bare.content.decode()
    send("gordeeva", f"/tickets/{number}/close/", reason="Клиент нашёл сам")
    assert (desk.ticket(number).status, desk.ticket(vendor).closed_at) == ("closed", None)


def test_withdrawing_and_opening_again(desk: Desk, number: str, send, see) -> None:
    send("saveliev", f"/tickets/{number}/withdraw/")
    assert desk.ticket(number).status == "withdrawn"
    assert send("saveliev", f"/tickets/{number}/reopen/").status_code == 422
    send("saveliev", f"/tickets/{number}/reopen/", reason="Вернулось")
    assert desk.ticket(number).status == "in_work"
    assert "Обращение открыто снова. Вернулось" in see("saveliev", f"/tickets/{number}/")


@pytest.mark.clause("U2b", "U2d")
def test_a_refusal_has_a_reason_of_the_regulation_with_its_clause(desk: Desk, number: str, send, see) -> None:
    page = see("gordeeva", f"/tickets/{number}/refuse/")
    assert page.count('name="reason"') == 9
    assert "по договору ИТС" in page
    assert send("gordeeva", f"/tickets/{number}/refuse/", reason="лень").status_code == 422
    send("gordeeva", f"/tickets/{number}/refuse/", reason="application")
    for login in ("saveliev", "gordeeva"):
        read = see(login, f"/tickets/{number}/")
        assert "по договору ИТС" in read
        assert "/rules/clause/U2d/" in read
    assert f"/tickets/{number}/object/" in see("saveliev", f"/tickets/{number}/"), "the applicant may answer"


@pytest.mark.clause("U2c")
def test_a_fact_needs_evidence(desk: Desk, number: str, send) -> None:
    bare = send("gordeeva", f"/tickets/{number}/refuse/", reason="undocumented")
    assert bare.status_code == 422
    assert "требует доказательства" in bare.content.decode()
    assert (
        send(
            "gordeeva", f"/tickets/{number}/refuse/", reason="undocumented", text="Правка config"
        ).status_code
        == 303
    )


@pytest.mark.clause("P5e")
def test_a_return_for_completion_and_back(desk: Desk, now, send, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-3))
    page = see("titova", f"/tickets/{vendor}/return/")
    assert page.count('name="cases"') == 5
    none = send("titova", f"/tickets/{vendor}/return/", text="Мало")
    assert none.status_code == 422
    assert "Отметьте хотя бы один" in none.content.decode()
    send("titova", f"/tickets/{vendor}/return/", cases=["research", "symptoms"], text="Что смотрели?")
    assert desk.ticket(vendor).status == "returned"
    form = see("gordeeva", f"/tickets/{vendor}/complete/")
    assert all(f'name="{code}"' in form for code in ("sources", "pass_on_reason", "impact", "description"))
    half = send(
        "gordeeva",
        f"/tickets/{vendor}/complete/",
        sources="Книга",
        pass_on_reason="",
        impact="",
        description="",
    )
    assert half.status_code == 422
    assert half.content.decode().count("<li>") >= 3
    assert "Книга" in half.content.decode()
    fields = {**dict.fromkeys(("sources", "pass_on_reason", "description"), "есть"), "impact": "serious"}
    assert send("gordeeva", f"/tickets/{vendor}/complete/", **fields).status_code == 303
    assert desk.ticket(vendor).status == "in_work"


@pytest.mark.clause("P4.8.2a")
def test_a_plan_is_agreed_or_refused_with_reasons(desk: Desk, now, send, see) -> None:
    for act, fields in (("agree-plan", {}), ("refuse-plan", {"reasons": "Долго"})):
        _, vendor = passed_on(desk, later(now, hours=-2), level=1)
        desk.do(
            answer_ticket, "titova", later(now, hours=-1), number=vendor, text="1. Дамп", kind=Answer.PLAN
        )
        assert f"/tickets/{vendor}/{act}/" in see("zhdanov", f"/tickets/{vendor}/")
        if fields:
            assert send("zhdanov", f"/tickets/{vendor}/{act}/", reasons="").status_code == 422
        assert send("zhdanov", f"/tickets/{vendor}/{act}/", **fields).status_code == 303
        assert desk.kinds(vendor)[-1] == act.replace("-", "_").replace("agree_plan", "plan_agreed").replace(
            "refuse_plan", "plan_refused"
        )


@pytest.mark.clause("U3.4b")
def test_a_colleague_without_the_right_reads_why(number: str, see, send) -> None:
    page = see("frolov", f"/tickets/{number}/withdraw/", status=403)
    assert "Право даёт контактное лицо" in page
    assert send("frolov", f"/tickets/{number}/withdraw/").status_code == 403


@pytest.mark.clause("L12b")
def test_a_partner_that_lost_its_status_reads_and_does_nothing(desk: Desk, see, send) -> None:
    number = desk.register(msk("2024-03-14 10:00"), "panina", system="les_buh").number
    page = see("kravets", f"/tickets/{number}/")
    assert "Статус партнёра закончился 30 июня 2024" in page
    assert "composer-text" not in page
    assert send("kravets", f"/tickets/{number}/take/").status_code == 403


@pytest.mark.clause("L17a")
def test_an_auditor_reads_and_writes_nothing(number: str, see, send) -> None:
    assert "Проверяющий только читает" in see("lapteva", f"/tickets/{number}/")
    for act in ("take", "say", "level", "refuse"):
        assert send("lapteva", f"/tickets/{number}/{act}/", audience="public", text="Ну").status_code in (
            403,
            422,
        )
