"""Writing in a ticket: to whom, as what, once, and nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on
from tests.some import some


@pytest.fixture
def number(desk: Desk, now) -> str:
    return desk.register(later(now, minutes=-30), level=1).number


def last(desk: Desk, number: str):
    return desk.messages(number)[-1]


@pytest.mark.clause("U3.6c")
def test_a_note_stops_no_clock_and_an_answer_does(desk: Desk, number: str, send) -> None:
    sent = send("gordeeva", f"/tickets/{number}/say/", audience="partner", text="Смотрю дамп")
    assert (sent.status_code, sent["Location"]) == (303, f"/tickets/{number}/#last")
    assert (last(desk, number).audience, desk.ticket(number).first_contact_at) == ("partner", None)
    send("gordeeva", f"/tickets/{number}/say/", audience="public", text="Смотрим", kind="answer")
    assert last(desk, number).audience == "public"
    assert desk.ticket(number).first_contact_at is not None
    assert desk.ticket(number).queue_clock == "update"


@pytest.mark.parametrize(
    ("kind", "status", "final"),
    [
        ("answer", "in_work", False),
        ("question", "waiting", False),
        ("solution", "answered", True),
        ("workaround", "in_work", False),
        ("workaround_final", "answered", True),
        ("plan", "in_work", False),
    ],
)
def test_what_a_message_is(desk: Desk, number: str, send, kind: str, status: str, final: bool) -> None:
    send("gordeeva", f"/tickets/{number}/say/", audience="public", text="Вот", kind=kind)
    assert (desk.ticket(number).status, last(desk, number).final) == (status, final)


@pytest.mark.clause("U4d")
def test_a_question_says_before_sending_what_it_starts(number: str, see) -> None:
    page = see("gordeeva", f"/tickets/{number}/say/")
    effect = re.search(r'value="question" data-effect="([^"]*)"', page)
    assert effect
    assert "клиент отвечает" in effect[1]
    assert "первый ответ" in effect[1]


@pytest.mark.clause("P4.8.1b")
def test_the_vendor_reads_which_answers_move_the_update(desk: Desk, see, now) -> None:
    _, vendor = passed_on(desk, later(now, hours=-2), level=1)
    desk.do(answer_ticket, "titova", later(now, hours=-1), number=vendor, text="Приняли")
    page = see("titova", f"/tickets/{vendor}/")
    effects = dict(re.findall(r'value="(\w+)" data-effect="([^"]*)"', page))
    assert "не сбросит" in effects["answer"]
    assert "не сбросит" in effects["question"]
    assert "новый срок" in effects["workaround"].lower()
    assert "новый срок" in effects["plan"].lower()
    assert "остановятся" in effects["solution"]
    assert "только решение, обходное решение или план действий" in page


def test_a_client_replies(desk: Desk, number: str, send) -> None:
    assert send("orlova", f"/tickets/{number}/say/", audience="public", text="Ещё вот что").status_code == 303
    assert (last(desk, number).kind, last(desk, number).author_name) == ("reply", "Орлова Наталья Сергеевна")


def test_the_partner_writes_to_the_vendor_from_the_clients_ticket(desk: Desk, send, now) -> None:
    number, vendor = passed_on(desk, later(now, hours=-1))
    send("gordeeva", f"/tickets/{number}/say/", audience="vendor_leg", text="Когда исправите?")
    assert last(desk, vendor).text == "Когда исправите?"
    assert all(message.text != "Когда исправите?" for message in some(desk.messages(number)))


def test_a_client_cannot_make_a_note(desk: Desk, number: str, send) -> None:
    assert send("saveliev", f"/tickets/{number}/say/", audience="partner", text="Для себя").status_code == 403
    assert len(desk.messages(number)) == 1


@pytest.mark.clause("U3.4b")
def test_a_viewer_reads_why_not(number: str, see, send) -> None:
    page = see("frolov", f"/tickets/{number}/")
    assert "composer-text" not in page
    assert "/rules/clause/U3.4b/" in page
    refused = send("frolov", f"/tickets/{number}/say/", audience="public", text="Можно?")
    assert refused.status_code == 403
    assert "Можно?" in refused.content.decode()


def test_an_empty_message_comes_back_with_its_choices(number: str, send) -> None:
    again = send("gordeeva", f"/tickets/{number}/say/", audience="public", text="  ", kind="plan")
    page = again.content.decode()
    assert again.status_code == 422
    assert "Сообщение пустое" in page
    assert re.search(r'value="plan"[^>]* selected', page)


@pytest.mark.clause("U6c")
def test_files_go_with_the_message(desk: Desk, number: str, send, see) -> None:
    files = [SimpleUploadedFile("журнал.txt", b"1"), SimpleUploadedFile("дамп.zip", b"PK")]
    send("gordeeva", f"/tickets/{number}/say/", audience="partner", text="Вот", files=files)
    page = see("gordeeva", f"/tickets/{number}/")
    assert "журнал.txt" in page
    assert "дамп.zip" in page
    assert "дамп.zip" not in see("saveliev", f"/tickets/{number}/")


@pytest.mark.clause("U6c")
def test_a_file_too_large_loses_neither_text_nor_the_others(desk: Desk, number: str, send, see) -> None:
    files = [SimpleUploadedFile("малый.txt", b"1"), SimpleUploadedFile("большой.zip", b"0" * (5 * 2**20 + 1))]
    again = send(
        "gordeeva",
        f"/tickets/{number}/say/",
        audience="public",
        kind="answer",
        text="Вот журналы",
        files=files,
    )
    page = again.content.decode()
    assert again.status_code == 422
    assert "больше 5 МБ" in page
    assert "Вот журналы" in page
    assert "малый.txt" in page
    send("gordeeva", f"/tickets/{number}/say/", audience="public", kind="answer", text="Вот журналы")
    assert "малый.txt" in see("saveliev", f"/tickets/{number}/")


def test_the_same_form_sent_twice_says_it_once(desk: Desk, number: str, see, send) -> None:
    once = re.search(r'name="once" value="(\d+)"', see("gordeeva", f"/tickets/{number}/"))
    assert once
    fields = {"audience": "public", "text": "Один раз", "kind": "answer", "once": once[1]}
    answers = [send("gordeeva", f"/tickets/{number}/say/", **fields).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert [message.text for message in desk.messages(number)].count("Один раз") == 1


def test_what_happened_meanwhile_is_shown_and_the_text_kept(desk: Desk, number: str, send, now) -> None:
    desk.do(
        answer_ticket, "gordeeva", later(now, minutes=-5), number=number, text="Готово", kind=Answer.SOLUTION
    )
    version = desk.ticket(number).version
    desk.do(accept_solution, "saveliev", later(now, minutes=-1), number=number)
    clash = send(
        "gordeeva",
        f"/tickets/{number}/say/",
        audience="public",
        kind="answer",
        text="И ещё одно",
        version=version,
    )
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Решение принято" in page
    assert "И ещё одно" in page


def test_a_message_beside_a_message_conflicts_with_nothing(desk: Desk, number: str, send) -> None:
    version = desk.ticket(number).version
    send("saveliev", f"/tickets/{number}/say/", audience="public", text="Первое")
    sent = send(
        "gordeeva",
        f"/tickets/{number}/say/",
        audience="public",
        kind="answer",
        text="Второе",
        version=version,
    )
    assert sent.status_code == 303


def test_a_draft_is_kept_sent_and_gone(desk: Desk, number: str, see, send) -> None:
    kept = send("gordeeva", f"/tickets/{number}/draft/", audience="partner", text="Недописа", kind="answer")
    assert kept.status_code == 204
    page = see("gordeeva", f"/tickets/{number}/")
    assert "Недописа" in page
    assert re.search(r'value="partner"[^>]* checked', page)
    assert "Недописа" not in see("zhdanov", f"/tickets/{number}/")
    send("gordeeva", f"/tickets/{number}/say/", audience="partner", text="Недописанное")
    assert re.search(r'name="text"[^>]*></textarea>', see("gordeeva", f"/tickets/{number}/"))


def test_a_draft_can_be_thrown_away(number: str, see, send) -> None:
    send("gordeeva", f"/tickets/{number}/draft/", audience="public", kind="answer", text="Зря")
    assert send("gordeeva", f"/tickets/{number}/draft/", discard="1").status_code == 303
    assert "Зря" not in see("gordeeva", f"/tickets/{number}/")
    assert send("gordeeva", f"/tickets/{number}/draft/", text="").status_code == 204


def test_the_next_audience_is_no_wider_than_the_last(number: str, see, send) -> None:
    assert re.search(r'value="public"[^>]* checked', see("gordeeva", f"/tickets/{number}/"))
    send("gordeeva", f"/tickets/{number}/say/", audience="partner", text="Только нам")
    assert re.search(r'value="partner"[^>]* checked', see("gordeeva", f"/tickets/{number}/"))


def test_the_sender_reads_who_will_see_it(desk: Desk, see, now) -> None:
    number, vendor = passed_on(desk, later(now, hours=-1))
    page = see("gordeeva", f"/tickets/{number}/")
    assert "Увидят: Игорь Савельев и все сотрудники АО «ЗМК». В 1С не попадёт." in page
    assert f"специалисты 1С в {vendor}. Клиент не увидит." in page
    assert "Павел Жданов и коллеги, Северный Контур. Клиент не увидит." in see(
        "titova", f"/tickets/{vendor}/"
    )
