"""The page of passing on: the nine items, what is known already, what stands against it."""

import re

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from tests.desk import SYMPTOMS, Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.pass_on.walk import COMPLETE, document, items, opened, post, refusals
from tests.pages.queries import asked, baseline

AT = msk("2024-03-14 10:05")
SLOW = {**SYMPTOMS[3], "slower": True}


@pytest.mark.clause("P5b")
def test_nine_items_each_with_its_state_and_origin(desk: Desk, reader: Reader) -> None:
    html, _form = opened(reader("zhdanov"), desk.register(AT).number)
    assert items(html) == {
        "parties": ("ready", "из обращения"),
        "terms": ("not-needed", "не требуется: уровень 3"),
        "description": ("ready", "из обращения"),
        "environment": ("ready", "из обращения"),
        "changes": ("missing", "обязательно"),
        "performance": ("not-needed", "не требуется: обращение не о замедлении"),
        "sources": ("missing", "обязательно"),
        "scenario": ("not-needed", "не требуется: воспроизводить дефект не нужно"),
        "reason": ("missing", "обязательно"),
    }
    assert '<b>Готово 3</b> <span class="dim">· не хватает 3 · не требуется 3</span>' in html


@pytest.mark.clause("P5b")
def test_what_the_systems_record_says_is_named_so(desk: Desk, reader: Reader) -> None:
    from tests.desk import VALUES

    values = {**VALUES, "server_hardware": "2 узла: 32 ядра, 256 ГБ, NVMe 4 ТБ"}
    html, _form = opened(reader("zhdanov"), desk.register(AT, values=values).number)
    assert items(html)["environment"] == ("ready", "из карточки системы, проверена 01.01.2022")


@pytest.mark.clause("L3")
def test_nothing_is_typed_twice(desk: Desk, reader: Reader) -> None:
    form = opened(reader("zhdanov"), desk.register(AT).number)[1]
    assert form["description"] == [
        "После обновления rphost аварийно завершается.\nПовторяется каждые десять минут."
    ]
    assert form["server_os"] == ["Astra Linux SE 1.7.5"]
    assert form["delivery"] == ["8012450301"]
    assert form["partner_contact"] == [str(desk.cast.person["zhdanov"])]
    assert (form["impact"], form["service"], form["level"]) == (["minor"], ["problem"], ["3"])


@pytest.mark.clause("P5b")
def test_slowness_asks_for_measurements_and_a_defect_for_a_scenario(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT, symptoms=SLOW).number, reader("zhdanov")
    html, form = opened(client, number)
    assert form["slow"] == ["yes"]
    assert items(html)["performance"] == ("missing", "обязательно: обращение о замедлении")
    html = post(client, number, "preview", form, slow=None, defect="yes").text
    assert items(html)["performance"][0] == "not-needed"
    assert items(html)["scenario"] == ("missing", "обязательно: дефект нужно воспроизвести")


@pytest.mark.clause("P5b")
@pytest.mark.clause("P5a")
@pytest.mark.clause("P2.3")
def test_everything_missing_is_named_at_once_and_nothing_typed_is_lost(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT, symptoms=SLOW).number, reader("zhdanov")
    answered = post(client, number, defect="yes", performance_before="1,9 с", scenario="Провести документ")
    html = answered.text
    assert answered.status_code == 422
    assert "Не отправлено: проверьте 5\u00a0полей" in html
    for field in ("changes", "performance_after", "sources", "verified", "pass_on_reason"):
        assert f'href="#id_{field}"' in html
        assert f'id="id_{field}"' in html
    form = post(client, number, "preview", None, defect="yes", performance_before="1,9 с")
    assert 'value="1,9 с"' in form.text
    left = re.search(r"Осталось: ([^<]*)", html)
    assert left
    assert "перечислите, что изучили сами" in left[1]
    assert 'aria-disabled="true"' in html
    assert desk.kinds(number) == ["registered"]


def test_the_gaps_are_seen_in_the_document(desk: Desk, reader: Reader) -> None:
    html, _form = opened(reader("zhdanov"), desk.register(AT).number)
    assert '<p class="gap">Последние изменения: не указано</p>' in html
    assert '<p class="gap">Что изучили сами: не указано</p>' in html


def test_additions_are_underlined_for_the_partner(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    form = opened(client, number)[1]
    text = form["description"][0] + " По журналу время уходит в SCALL."
    html = post(client, number, "preview", form, description=text).text
    assert "каждые десять минут. <ins>По журналу время уходит в SCALL.</ins>" in html
    assert items(html)["description"] == ("ready", "из обращения, вы дополнили")


@pytest.mark.clause("P2.4")
@pytest.mark.clause("P2.5")
def test_every_refusal_at_once_with_clause_and_remedy(desk: Desk, reader: Reader) -> None:
    """The client's licence ended in February, and she has no certificate."""
    number, client = (
        desk.register(msk("2024-02-28 10:00"), "lukin", system="sklad").number,
        reader("gordeeva"),
    )
    html = opened(client, number)[0]
    assert ("РКЛ действовала по 29 февраля 2024", "P2.4") in refusals(html)
    assert "Попросите клиента продлить РКЛ" in html
    answered = post(client, number, **COMPLETE)
    assert answered.status_code == 403
    assert ("РКЛ действовала по 29 февраля 2024", "P2.4") in refusals(answered.text)
    assert "Вы готовите, отправит сотрудник с сертификатом" in answered.text
    assert desk.kinds(number)[0] == "registered"
    assert "passed_on" not in desk.kinds(number)


@pytest.mark.clause("P4.8b")
def test_levels_one_and_two_need_production(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT, system="zup").number, reader("zhdanov")
    answered = post(client, number, level="2", level_reason="Работа остановлена", **COMPLETE)
    assert answered.status_code == 403
    assert refusals(answered.text) == [("Уровень 2 возможен только для промышленной системы", "P4.8b")]
    assert "Работа остановлена" in answered.text


@pytest.mark.clause("P4.7a")
def test_another_level_needs_a_reason(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    answered = post(client, number, level="2", **COMPLETE)
    assert answered.status_code == 422
    assert "Напишите, почему уровень другой" in answered.text
    assert 'href="#id_level_reason"' in answered.text
    assert "Почему уровень другой: не указано" in document(answered.text)
    assert items(answered.text)["terms"][1] == "не требуется: уровень 2"
    answered = post(client, number, level="2", level_reason="Отгрузка стоит", **COMPLETE)
    assert answered.status_code == 303
    assert desk.ticket(answered["Location"].split("/")[2]).level == 2


@pytest.mark.clause("P4.7a")
def test_the_signs_of_each_level_are_shown(desk: Desk, reader: Reader) -> None:
    html, _form = opened(reader("zhdanov"), desk.register(AT).number)
    assert "обойти проблему нельзя или слишком дорого" in html
    assert html.count('name="level"') == 4


@pytest.mark.clause("P5d")
def test_a_critical_ticket_needs_both_promises(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT, level=1).number, reader("zhdanov")
    html, form = opened(client, number)
    assert "Клиент: Савельев Игорь Петрович" in html
    assert "обращение будет рассмотрено как стандартное, уровень 3" in html
    assert items(html)["terms"] == ("not-needed", "не подтверждены: 1С рассмотрит как уровень 3")
    html = post(client, number, "preview", form, reachable="yes", within_hour="yes").text
    assert items(html)["terms"] == ("ready", "подтвердили и клиент, и вы")
    assert "Партнёр: Жданов Павел Николаевич" in document(html)
    sent = post(client, number, reachable="yes", within_hour="yes", **COMPLETE)["Location"].split("/")[2]
    assert desk.ticket(sent).level == 1


@pytest.mark.clause("P5d")
def test_without_the_promises_it_goes_as_a_standard_one(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT, level=1).number
    sent = post(reader("zhdanov"), number, reachable="yes", **COMPLETE)["Location"].split("/")[2]
    assert desk.ticket(sent).level == 3


@pytest.mark.clause("L12b")
def test_without_the_status_nothing_is_prepared(desk: Desk, reader: Reader) -> None:
    number = desk.register(msk("2024-06-20 10:00"), login="panina", system="les_buh").number
    answered = reader("kravets").get(f"/tickets/{number}/pass-on/")
    assert answered.status_code == 403
    assert "Статус партнёра закончился 30 июня 2024" in answered.text
    assert "Восстановить статус может фирма «1С»" in answered.text


@pytest.mark.clause("L3")
def test_what_stays_hidden_is_counted(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    desk.do(write_note, "gordeeva", later(AT, minutes=5), number=number, text="СЕКРЕТ: сами сломали")
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=9), number=number, text="Пришлите дампы")
    desk.do(write_reply, "saveliev", later(AT, minutes=15), number=number, text="Прислали")
    html, form = opened(reader("zhdanov"), number)
    hidden = html[html.index("Не увидит") :]
    assert "1\u00a0внутреннюю\u00a0заметку" in hidden
    assert "переписку с клиентом: 2\u00a0сообщения" in hidden
    assert "других сотрудников клиента: 3" in hidden
    assert "СЕКРЕТ" not in html
    assert "message" not in form, "nothing is chosen for anybody"


@pytest.mark.parametrize(
    ("login", "status"), [("saveliev", 404), ("titova", 404), ("choi", 404), ("stranger", 404)]
)
@pytest.mark.parametrize("page", ["", "preview/", "draft/", "send/"])
def test_strangers_learn_nothing(desk: Desk, reader: Reader, login: str, status: int, page: str) -> None:
    address, client = f"/tickets/{desk.register(AT).number}/pass-on/{page}", reader(login)
    assert (client.post(address) if page else client.get(address)).status_code == status


def test_odd_forms_are_no_accident(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    odd = {
        "level": "9",
        "message": ["x", "999999999999999999999"],
        "file": ["no"],
        "impact": "odd",
        "version": "²",
    }
    assert client.post(f"/tickets/{number}/pass-on/preview/", odd).status_code == 200
    assert client.post(f"/tickets/{number}/pass-on/send/", odd).status_code == 422
    assert client.get("/tickets/V-10001/pass-on/").status_code == 404


def test_what_is_typed_is_text(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    html = post(
        reader("zhdanov"), number, "preview", changes="<script>alert(1)</script>", source_title=["<b>x</b>"]
    ).text
    assert "<script>alert" not in html
    assert "<b>x</b>" not in html


def test_the_questions_of_the_page(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    assert len(asked(reader("zhdanov"), f"/tickets/{number}/pass-on/")) == baseline("pass_on")


@pytest.mark.clause("P5b", "P2.3")
@pytest.mark.parametrize("sent", [False, True])
def test_no_control_of_the_page_is_drawn_twice_and_none_is_there_that_nobody_reads(
    desk: Desk, reader: Reader, sent: bool
) -> None:
    address, browser = f"/tickets/{desk.register(AT).number}/pass-on/", reader("zhdanov")
    answer = browser.post(f"{address}send/", {}) if sent else browser.get(address)
    assert answer.status_code == (422 if sent else 200)
    page = answer.content.decode()
    known = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(each for each in set(known) if known.count(each) > 1) == []
    assert 'name="sources"' not in page, "what was consulted is written in rows"
    assert 'name="source_title"' in page
