"""A telephone call of a client's authorised contact, written down by the partner's staff through the page (U3.4a)."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import Cast
from tests.clock import now
from tests.pages.registration.walk import WRITTEN, Walk, text

pytestmark = pytest.mark.clause("U3.4a")


@pytest.fixture
def staff(cast: Cast) -> Walk:
    """Gordeeva of Kontur, engineer."""
    return Walk(Client(), cast, "gordeeva")


def said(walk: Walk, who: str = "orlova", **changes: Any) -> dict[str, Any]:
    return {"client": walk.cast.client["zmk"], "contact": walk.cast.person[who]} | changes


def ago(**amount: float) -> str:
    """As a browser's field for day and time, in Gordeeva's zone."""
    return (now() - timedelta(**amount)).astimezone(ZoneInfo("Europe/Moscow")).strftime("%Y-%m-%dT%H:%M")


def begin(walk: Walk, **changes: Any) -> str:
    first = walk.post("/calls/new/", said(walk, **changes))
    assert first.status_code == 303, text(first)
    second = walk.post(first["Location"], walk.step())
    assert second.status_code == 303, text(second)
    return str(second["Location"])


def test_the_way_leads_from_the_queue(staff: Walk) -> None:
    assert "/calls/new/" in staff.get("/queue/").content.decode()
    first = text(staff.get("/calls/new/"))
    assert "АО «ЗМК»" in first
    assert "Порт Восход" not in first
    second = staff.get(f"/calls/new/?client={staff.cast.client['zmk']}").content.decode()
    for name in ("Орлова Наталья Сергеевна", "Савельев Игорь Петрович"):
        assert name in second
    options = re.findall(r'<option value="(\d+)"', second)
    assert {int(key) for key in options} == {staff.cast.person[login] for login in ("saveliev", "orlova")}
    assert "Не уполномочены обращаться: Арефьев Пётр Ильич, Фролов Кирилл Андреевич" in second


def test_the_ticket_is_the_callers_with_the_same_questions_and_promise(staff: Walk) -> None:
    address = begin(staff)
    page = text(staff.get(address))
    assert "По телефону: Орлова Наталья Сергеевна, АО «ЗМК»" in page
    assert "orlova@zmk.example" in staff.get(address).content.decode()
    assert "Первый ответ" in page
    answer = staff.post(address, WRITTEN)
    assert answer.status_code == 303, text(answer)
    ticket = staff.tickets()[0]
    assert (ticket.author_name, ticket.channel) == ("Орлова Наталья Сергеевна", "telephone")
    shown = text(staff.get(answer["Location"]))
    assert "зарегистрировано по звонку" in shown
    caller = Walk(Client(), staff.cast, "orlova")
    own = text(caller.get(f"/tickets/{ticket.number}/"))
    for page in (own, text(staff.get(f"/tickets/{ticket.number}/"))):
        assert "телефон, записано: Алина Гордеева" in page or "телефон, записано: Гордеева" in page
        assert "По телефону со слов" in page
    assert "По вашему звонку зарегистрировано обращение" in text(caller.get("/notices/"))
    again = staff.post(address, WRITTEN)
    assert (again.status_code, again["Location"]) == (303, f"/tickets/{ticket.number}/")
    assert len(staff.tickets()) == 1


def test_every_ticket_names_its_channel(walk: Walk) -> None:
    answer = walk.register()
    page = walk.get(answer["Location"]).content.decode()
    assert re.search(r"<dt>Канал</dt>\s*<dd>кабинет</dd>", page)


def test_it_counts_from_the_call(staff: Walk) -> None:
    before = now()
    address = begin(staff, occurred_at=ago(hours=2), reason="Не было связи")
    assert "Звонок был" in text(staff.get(address))
    staff.post(address, WRITTEN)
    ticket = staff.tickets()[0]
    assert timedelta(hours=1, minutes=59) <= before - ticket.registered_at <= timedelta(hours=2, minutes=2)
    assert "Не было связи" in text(staff.get(f"/tickets/{ticket.number}/"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"occurred_at": "ago73", "reason": "Отпуск"}, "не больше чем за 72 ч"),
        ({"occurred_at": "ago1"}, "Напишите, почему запись сделана позже"),
        ({"occurred_at": "2999-01-01T10:00", "reason": "x"}, "ещё не наступило"),
        ({"occurred_at": "вчера", "reason": "x"}, "Укажите день и время"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    staff: Walk, changes: dict[str, str], words: str
) -> None:
    given = {
        name: ago(hours=int(value[3:])) if value.startswith("ago") else value
        for name, value in changes.items()
    }
    sent = staff.post("/calls/new/", said(staff, **given))
    assert sent.status_code == 422
    assert words in text(sent)
    assert given["occurred_at"] in sent.content.decode()
    assert staff.drafts() == []


@pytest.mark.clause("U3.5a")
@pytest.mark.parametrize("who", ["frolov", "arefyev", "newcomer", "stranger"])
def test_a_contact_who_is_not_authorised_is_refused_with_the_way(staff: Walk, who: str) -> None:
    sent = staff.post("/calls/new/", said(staff, who))
    assert sent.status_code == 403
    assert "Попросите уполномоченное лицо клиента" in text(sent)


@pytest.mark.clause("L9b")
def test_a_client_without_a_licence_is_refused_before_anything_is_typed(staff: Walk) -> None:
    lukin = {"client": staff.cast.client["atlant"], "contact": staff.cast.person["lukin"]}
    sent = staff.post("/calls/new/", lukin)
    assert sent.status_code == 403
    assert "РКЛ действовала по" in text(sent)


def test_clients_write_down_nobodys_call_and_others_find_no_draft(staff: Walk) -> None:
    address = begin(staff)
    for login in ("saveliev", "titova", "stranger"):
        other = Walk(Client(), staff.cast, login)
        assert other.get("/calls/new/").status_code == 404
        assert other.get(address).status_code == 404
    foreign = Walk(Client(), staff.cast, "choi")
    assert foreign.get(f"/calls/new/?client={staff.cast.client['zmk']}").status_code == 404
    assert foreign.get(address).status_code == 404


@pytest.mark.clause("L12b")
def test_without_status_nothing_is_written_down(cast: Cast) -> None:
    assert Walk(Client(), cast, "kravets").get("/calls/new/").status_code == 403


def test_a_double_click_makes_one_draft(staff: Walk) -> None:
    mark = "00000000-0000-4000-8000-000000000001"
    sent = [staff.post("/calls/new/", said(staff, mark=mark))["Location"] for _ in range(2)]
    assert sent[0] == sent[1]
    assert len(staff.drafts()) == 1


def test_whoever_writes_down_a_call_asks_themselves_for_no_place(staff: Walk):
    address = begin(staff)
    assert "Понадобится место" not in staff.get(address).content.decode()
    number = staff.post(address, WRITTEN | {"place": "yes"})["Location"].split("/")[2]
    assert "просит место" not in staff.get(f"/tickets/{number}/").content.decode()
