"""A refusal, an objection to it and the answer, through the pages of both legs."""

from io import BytesIO

import pytest

from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.regulation.pack import pack
from tests.desk import Desk, later, passed_on
from tests.some import some

CORP = pack("corp_4_0")


@pytest.fixture
def refused(desk: Desk, now) -> str:
    number = desk.register(later(now, hours=-3)).number
    desk.do(
        refuse_ticket,
        "gordeeva",
        later(now, hours=-2),
        number=number,
        reason="optimisation",
        text="Это настройка",
    )
    return number


@pytest.fixture
def refused_there(desk: Desk, now) -> tuple[str, str]:
    number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(
        refuse_ticket, "titova", later(now, hours=-1), number=vendor, reason="third_party", text="Драйвер"
    )
    return number, vendor


@pytest.mark.clause("U2b", "U2c", "U2d", "P3a")
def test_every_reason_of_each_appendix_is_offered_with_its_clause_and_the_way_that_remains(
    desk: Desk, now, see
) -> None:
    number, vendor = passed_on(desk, later(now, hours=-1))
    for login, ticket, leg, count in (("gordeeva", number, "client", 9), ("titova", vendor, "vendor", 10)):
        page = see(login, f"/tickets/{ticket}/refuse/")
        assert page.count('name="reason"') == count == len(CORP.leg(leg).reasons)
        assert all(
            reason.name.ru in page and reason.instead.ru in page for reason in some(CORP.leg(leg).reasons)
        )
        assert page.count("Нужно доказательство: текст или файл.") == 2
        assert "по договору ИТС" in page


@pytest.mark.clause("U2c", "P3a")
def test_a_file_is_evidence_as_well(desk: Desk, now, send) -> None:
    number, vendor = passed_on(desk, later(now, hours=-1))
    for login, ticket in (("gordeeva", number), ("titova", vendor)):
        address = f"/tickets/{ticket}/refuse/"
        bare = send(login, address, reason="licence_violation")
        assert bare.status_code == 422
        assert "/rules/clause/" in bare.content.decode().split("требует доказательства")[1][:200]
        proof = BytesIO(b"PK")
        proof.name = "снимок.zip"
        assert send(login, address, reason="licence_violation", evidence=proof).status_code == 303
        assert desk.ticket(ticket).status == "refused"


@pytest.mark.clause("U2d")
def test_a_question_about_an_application_goes_by_the_support_contract(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1)).number
    send("gordeeva", f"/tickets/{number}/refuse/", reason="application")
    for login in ("saveliev", "gordeeva"):
        page = see(login, f"/tickets/{number}/")
        assert "В рассмотрении отказано: Вопрос о прикладном решении 1С" in page
        assert "Задайте его по договору ИТС" in page
        assert "/rules/clause/U2d/" in page


@pytest.mark.clause("U2b")
def test_an_objection_is_seen_by_both_until_it_is_answered(desk: Desk, refused: str, send, see) -> None:
    page = see("saveliev", f"/tickets/{refused}/")
    assert "Не согласны — возразите по" in page
    assert f"/tickets/{refused}/object/" in page
    assert "один раз" in see("saveliev", f"/tickets/{refused}/object/")
    empty = send("saveliev", f"/tickets/{refused}/object/", text=" ")
    assert empty.status_code == 422
    log = BytesIO(b"PK")
    log.name = "журнал.zip"
    sent = send("saveliev", f"/tickets/{refused}/object/", text="Это сбой, вот журнал", attached=log)
    assert sent.status_code == 303
    applicant, support = see("orlova", f"/tickets/{refused}/"), see("gordeeva", f"/tickets/{refused}/")
    assert "Возражение на отказ ждёт ответа с" in applicant
    assert "На отказ возражают с" in support
    assert f"/tickets/{refused}/objection/" in support
    assert all("Это сбой, вот журнал" in page and "журнал.zip" in page for page in (applicant, support))
    assert desk.ticket(refused).turn == "partner"


@pytest.mark.clause("U2b")
def test_an_unanswered_objection_is_found_by_those_who_owe_the_answer(
    desk: Desk, refused: str, send, see
) -> None:
    send("saveliev", f"/tickets/{refused}/object/", text="Это сбой")
    found = see("gordeeva", "/queue/?show=objections")
    assert refused in found
    assert 'href="/queue/?show=objections"' in see("gordeeva", "/queue/")
    assert refused in see("gordeeva", "/queue/?show=ours")
    assert "Отказано, вы возразили" in see("saveliev", "/tickets/")
    send("gordeeva", f"/tickets/{refused}/objection/", verdict="kept", text="Это настройка запросов")
    assert refused not in see("gordeeva", "/queue/?show=objections")


@pytest.mark.clause("U2b")
def test_upheld_with_reasons_it_is_back_in_work(desk: Desk, refused: str, send, see) -> None:
    send("saveliev", f"/tickets/{refused}/object/", text="Это сбой")
    address = f"/tickets/{refused}/objection/"
    form = see("gordeeva", address)
    assert "обращение вернётся в работу. Первый ответ до" in form
    assert "Возражают: «Это сбой»" in form
    bare = send("gordeeva", address, verdict="upheld", text="")
    assert bare.status_code == 422
    assert "нужно обосновать" in bare.content.decode()
    assert send("gordeeva", address, verdict="upheld", text="Вы правы").status_code == 303
    ticket = desk.ticket(refused)
    assert (ticket.status, ticket.queue_clock) == ("in_work", "reaction"), "nobody spoke with them yet"
    page = see("saveliev", f"/tickets/{refused}/")
    assert "Возражение принято, отказ отменён" in page
    assert "Вы правы" in page


@pytest.mark.clause("U2b")
def test_kept_with_reasons_it_stands(desk: Desk, refused: str, send, see) -> None:
    send("saveliev", f"/tickets/{refused}/object/", text="Это сбой")
    sent = send("gordeeva", f"/tickets/{refused}/objection/", verdict="kept", text="Это настройка запросов")
    assert sent.status_code == 303
    page = see("saveliev", f"/tickets/{refused}/")
    assert "Отказ остаётся в силе: Оптимизация производительности" in page
    assert "Это настройка запросов" in page
    assert f'href="/tickets/{refused}/object/"' not in page
    again = see("saveliev", f"/tickets/{refused}/object/", 403)
    assert "отказ остался в силе" in again
    assert "/rules/own/" in again


def test_an_objection_sent_twice_is_one(desk: Desk, refused: str, send, now) -> None:
    drawn = str(int(later(now, seconds=-1).timestamp()))
    answers = [send("saveliev", f"/tickets/{refused}/object/", text="Это сбой", once=drawn) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    kept = [
        send("gordeeva", f"/tickets/{refused}/objection/", verdict="kept", text="Нет", once=drawn)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in kept] == [303, 303]
    assert desk.kinds(refused)[-2:] == ["objected", "refusal_kept"]


@pytest.mark.clause("U2b")
def test_after_the_days_of_reopening_it_is_too_late(desk: Desk, now, see) -> None:
    number = desk.register(later(now, days=-40)).number
    desk.do(refuse_ticket, "gordeeva", later(now, days=-32), number=number, reason="hardware", text="Сеть")
    page = see("saveliev", f"/tickets/{number}/")
    assert "Возразить можно было до" in page
    assert "/rules/own/" in see("saveliev", f"/tickets/{number}/object/", 403)


@pytest.mark.clause("P3a")
def test_a_partner_objects_to_the_vendor(desk: Desk, refused_there, send, see) -> None:
    number, vendor = refused_there
    page = see("gordeeva", f"/tickets/{vendor}/")
    assert "/rules/clause/P3a/" in page
    assert send("gordeeva", f"/tickets/{vendor}/object/", text="Драйвер ни при чём").status_code == 303
    assert vendor in see("titova", "/queue/?show=objections")
    assert "На отказ возражают с" in see("titova", f"/tickets/{vendor}/")
    assert desk.ticket(number).turn == "vendor"
    assert send("titova", f"/tickets/{vendor}/objection/", verdict="upheld", text="Да").status_code == 303
    assert desk.ticket(vendor).status == "in_work"


@pytest.mark.clause("U2b", "P3a")
def test_nobody_else_objects_or_answers(desk: Desk, refused: str, refused_there, status) -> None:
    _, vendor = refused_there
    assert status("frolov", f"/tickets/{refused}/object/") == 403
    assert status("stranger", f"/tickets/{refused}/object/") == 404
    assert status("gordeeva", f"/tickets/{refused}/object/") == 403
    assert status("saveliev", f"/tickets/{refused}/objection/") == 403
    assert status("saveliev", f"/tickets/{vendor}/object/") == 404


@pytest.mark.clause("U2b", "P3a")
def test_withdrawn_and_opened_again_on_both_legs(desk: Desk, now, send, see, status) -> None:
    number, vendor = passed_on(desk, later(now, hours=-3))
    assert send("gordeeva", f"/tickets/{vendor}/withdraw/", reason="Нашли сами").status_code == 303
    assert status("titova", f"/tickets/{vendor}/reopen/") == 403
    assert send("gordeeva", f"/tickets/{vendor}/reopen/", reason="Не помогло").status_code == 303
    assert desk.ticket(vendor).status == "in_work"
    assert "Обращение в 1С закончится вместе с ним" in see("saveliev", f"/tickets/{number}/withdraw/")
    send("saveliev", f"/tickets/{number}/withdraw/")
    assert {desk.ticket(each).status for each in (number, vendor)} == {"withdrawn"}
    refused = see("gordeeva", f"/tickets/{number}/reopen/", 403)
    assert "/rules/own/" in refused
    assert status("frolov", f"/tickets/{number}/reopen/") == 403
    assert send("saveliev", f"/tickets/{number}/reopen/", reason="Снова падает").status_code == 303
