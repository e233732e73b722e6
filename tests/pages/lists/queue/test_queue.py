"""The queue's pages over HTTP: who sees what, how many questions they cost, paging, following, taking."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape

import pytest
from django.urls import reverse

from kabinet.actions.tickets.read import mark_read
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.pass_on import pass_on_ticket
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.many import copies
from tests.pages.queries import asked, baseline

AT = msk("2024-03-14 10:05")
SOON = datetime(2099, 1, 1, tzinfo=UTC)
PASSED = {"sources": "ИТС — не описано", "pass_on_reason": "Внутри платформы", "changes": "Нет"}


def numbers(html: str) -> list[str]:
    return re.findall(r'id="row-([UV]-\d+)"', html)


@pytest.mark.parametrize("login", ["gordeeva", "arkhipova", "zhdanov"])
def test_the_partner_sees_its_clients_tickets(desk: Desk, reader: Reader, login: str) -> None:
    number = desk.register(AT).number
    assert numbers(reader(login).get("/queue/").text) == [number]


@pytest.mark.clause("L1")
@pytest.mark.parametrize("login", ["choi", "titova", "lapteva", "shulgin"])
def test_others_do_not(desk: Desk, reader: Reader, login: str) -> None:
    desk.register(AT)
    assert numbers(reader(login).get("/queue/").text) == []


@pytest.mark.clause("L13")
def test_a_member_of_the_group_sees_them_too(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    assert numbers(reader("yusupov").get("/queue/").text) == [number]


@pytest.mark.parametrize("name", ["queue", "queue_news", "vendor_tickets"])
def test_as_many_questions_for_ten_as_for_a_thousand(
    desk: Desk, reader: Reader, name: str, reach_nothing: Callable[[], None]
) -> None:
    number = desk.register(AT).number
    sent = desk.do(pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=PASSED).number
    address, client = reverse(name, args=["queue"] if name == "queue_news" else None), reader("gordeeva")
    figures = []
    for count, begin in ((10, 900_000), (1000, 910_000)):
        for each in (number, sent):
            copies(each, count, SOON, begin)
        reach_nothing()
        figures.append(len(asked(client, address)))
    assert figures == [baseline(name)] * 2
    assert baseline(name) <= 8


@pytest.mark.parametrize("show", ["mine", "overdue", "critical", "ours", "unassigned"])
def test_a_view_costs_no_more(desk: Desk, reader: Reader, show: str) -> None:
    desk.register(AT)
    assert len(asked(reader("gordeeva"), f"/queue/?show={show}")) <= 8


def test_pages_follow_one_another_without_a_gap(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    made = [number, *copies(number, 119, SOON)]
    html, seen, steps = client.get("/queue/").text, [], 1
    while True:
        seen += numbers(html)
        if not (onward := re.search(r'href="(\?[^"]*after=[^"]+)"', html)):
            break
        html, steps = client.get("/queue/" + unescape(onward[1])).text, steps + 1
    assert seen == made
    assert steps == 3


def test_a_place_that_nobody_gave_out_is_the_beginning(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    for place in ("1", "[]", '["x",1]', "%00", '[null,{"a":1}]'):
        assert numbers(reader("gordeeva").get("/queue/", {"after": place}).text) == [number]


def test_the_page_follows_changes(desk: Desk, reader: Reader, reach_nothing: Callable[[], None]) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    html = client.get("/queue/").text
    address = unescape(re.search(r'id="queue" hx-get="([^"]+)"', html)[1])
    reach_nothing()
    assert client.get(address).status_code == 204
    desk.do(take_ticket, "zhdanov", later(AT, minutes=5), number=number)
    reach_nothing()
    answer = client.get(address)
    assert answer.status_code == 200
    assert "П.\u00a0Жданов" in answer.text
    assert 'id="horizon"' in answer.text
    assert 'hx-swap-oob="true"' in answer.text
    assert "<html" not in answer.text


def test_the_region_that_follows_keeps_the_view(desk: Desk, reader: Reader) -> None:
    desk.register(AT)
    html = reader("gordeeva").get("/queue/?show=unassigned&level=3").text
    assert 'data-live="/queue/queue/news/?show=unassigned&amp;level=3"' in html


def test_unread_tickets_are_marked(desk: Desk, reader: Reader) -> None:
    desk.register(AT)
    assert "ticket-row fresh" in reader("gordeeva").get("/queue/").text
    desk.do(mark_read, "gordeeva", later(AT, hours=1))
    assert "ticket-row fresh" not in reader("gordeeva").get("/queue/").text


def test_subjects_are_text(desk: Desk, reader: Reader) -> None:
    desk.register(AT, subject="<script>alert(1)</script>")
    html = reader("gordeeva").get("/queue/").text
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("of", "says"), [("client", "Кедровкабель"), ("assignee", "Гордеева Алина Викторовна")]
)
def test_a_filters_menu_is_fetched_when_it_opens(desk: Desk, reader: Reader, of: str, says: str) -> None:
    html = reader("gordeeva").get(f"/queue/queue/choices/{of}/?show=mine").text
    assert says in html
    assert f"?show=mine&amp;{of}=" in html


def test_systems_are_those_of_the_chosen_client(desk: Desk, reader: Reader) -> None:
    client = reader("gordeeva")
    assert "Сначала выберите клиента" in client.get("/queue/queue/choices/system/").text
    found = client.get(f"/queue/queue/choices/system/?client={desk.cast.client['zmk']}").text
    assert "Бухгалтерия КОРП" in found
    assert "Пирс" not in found
    assert "Пирс" not in client.get(f"/queue/queue/choices/system/?client={desk.cast.client['gavan']}").text


def test_all_filters_are_one_form_without_script(desk: Desk, reader: Reader) -> None:
    zmk = desk.cast.client["zmk"]
    html = reader("gordeeva").get(f"/queue/queue/filters/?show=ours&client={zmk}&level=2").text
    assert '<form method="get" action="/queue/"' in html
    assert 'name="show" value="ours"' in html
    assert f'<option value="{zmk}" selected>АО «ЗМК»</option>' in html
    for name in ("client", "system", "level", "assignee", "turn", "status", "state"):
        assert f'<select name="{name}"' in html


def test_a_set_filter_says_its_name_even_over_an_empty_list(desk: Desk, reader: Reader) -> None:
    html = reader("gordeeva").get(f"/queue/?client={desk.cast.client['kedr']}").text
    assert "Кедровкабель" in html
    assert "Тихая гавань" not in reader("gordeeva").get(f"/queue/?client={desk.cast.client['gavan']}").text
