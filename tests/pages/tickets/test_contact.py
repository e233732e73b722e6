"""The contact beside the ticket, on the page that names another one, and in the flag of one who left (U3.5e, U3.4b)."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import clock
from tests.fixtures_pages import Reader

if TYPE_CHECKING:
    from tests.desk import Desk

pytestmark = pytest.mark.clause("U3.5e")


@pytest.fixture(autouse=True)
def fresh(reach_nothing: Any) -> None:
    """Nobody's reach is left over."""


def at() -> Any:
    from datetime import timedelta

    return clock.now() - timedelta(hours=1)


def begun(desk: "Desk", who: str = "orlova", login: str = "saveliev") -> str:
    from kabinet.records.security.reach import leave

    number = str(desk.register(at(), login, contact=desk.cast.person[who]).number)
    leave()
    return number


def words(answer: Any) -> str:
    from tests.pages.registration.walk import text

    return text(answer)


def asked(reader: Reader, login: str, url: str, data: dict[str, Any] | None = None) -> Any:
    from kabinet.records.security.reach import leave

    leave()
    client = reader(login)
    return client.get(url) if data is None else client.post(url, data)


def form(page: Any) -> dict[str, str]:
    hidden = re.findall(r'<input type="hidden" name="(version|once)" value="([^"]*)"', page.content.decode())
    return dict(hidden)


@pytest.mark.parametrize("login", ["saveliev", "orlova", "frolov", "gordeeva", "lapteva"])
def test_whoever_reads_the_ticket_sees_the_contact_and_how_to_reach_them(
    desk: "Desk", reader: Reader, login: str
) -> None:
    page = asked(reader, login, f"/tickets/{begun(desk)}/")
    body, said = page.content.decode(), words(page)
    assert 'href="tel:+7900000-41-17"' in body
    assert 'href="mailto:saveliev@zmk.example"' in body
    assert "Орлова Наталья Сергеевна" in said or "Наталья Орлова" in said
    assert ("/contact/" in body) is (login not in ("frolov", "lapteva"))


@pytest.mark.parametrize(("login", "own"), [("saveliev", "/people/"), ("gordeeva", "/organisations/{}/")])
def test_the_page_offers_the_confirmed_contacts_and_says_who_will_be_told(
    desk: "Desk", reader: Reader, login: str, own: str
) -> None:
    number = begun(desk)
    page = asked(reader, login, f"/tickets/{number}/contact/")
    body, said = page.content.decode(), words(page)
    offered = set(re.findall(r'<option value="(\d+)"', body))
    assert offered == {str(desk.cast.person[who]) for who in ("saveliev", "orlova", "arefyev", "frolov")}
    assert "Сейчас контактное лицо — Наталья Орлова. Выбранный человек дальше получает" in said
    assert "При замене Наталья Орлова узнает об этом." in said
    assert own.format(desk.cast.client["zmk"]) in body


def test_another_contact_is_named_and_everybody_concerned_reads_so(desk: "Desk", reader: Reader) -> None:
    number = begun(desk)
    url = f"/tickets/{number}/contact/"
    given = form(asked(reader, "gordeeva", url))
    sent = asked(
        reader, "gordeeva", url, given | {"contact": desk.cast.person["frolov"], "phone": "8 900 000-99-99"}
    )
    assert sent.status_code == 303, words(sent)
    side = words(asked(reader, "saveliev", f"/tickets/{number}/"))
    assert "Контактное лицо теперь Фролов Кирилл Андреевич, прежде Орлова Наталья Сергеевна" in side
    assert "8 900 000-99-99" in side
    assert "frolov@zmk.example" in side
    told = {
        "frolov": f"Вы теперь контактное лицо обращения {number}: Гордеева Алина Викторовна",
        "orlova": f"Вы больше не контактное лицо обращения {number}, теперь это Фролов Кирилл Андреевич",
        "saveliev": f"Контактное лицо обращения {number} теперь Фролов Кирилл Андреевич",
    }
    for login, sentence in told.items():
        assert sentence in words(asked(reader, login, "/notices/")), login
    assert number in words(asked(reader, "frolov", "/tickets/?show=mine"))


@pytest.mark.clause("U3.4b")
@pytest.mark.parametrize("who", ["newcomer", "leaver", "stranger", "gordeeva"])
def test_nobody_else_is_taken(desk: "Desk", reader: Reader, who: str) -> None:
    number = begun(desk)
    url = f"/tickets/{number}/contact/"
    given = form(asked(reader, "saveliev", url))
    sent = asked(reader, "saveliev", url, given | {"contact": desk.cast.person[who]})
    assert sent.status_code == 422
    assert "не подтверждён как контактное лицо" in words(sent)
    assert desk.ticket(number).contact_id == desk.cast.person["orlova"]


def test_what_others_did_meanwhile_is_said_first(desk: "Desk", reader: Reader) -> None:
    from kabinet.actions.tickets.contact import change_contact

    number = begun(desk)
    url = f"/tickets/{number}/contact/"
    given = form(asked(reader, "saveliev", url))
    desk.do(change_contact, "gordeeva", at(), number=number, contact=desk.cast.person["frolov"])
    sent = asked(reader, "saveliev", url, given | {"contact": desk.cast.person["arefyev"]})
    assert sent.status_code == 409
    assert "Контактное лицо" in words(sent)
    assert desk.ticket(number).contact_id == desk.cast.person["frolov"]


@pytest.mark.clause("U3.4b")
@pytest.mark.parametrize("reads", ["saveliev", "gordeeva", "lapteva"])
def test_a_contact_who_left_is_flagged_with_who_is_told_instead(
    desk: "Desk", reader: Reader, reads: str
) -> None:
    from kabinet.actions.organisations.contacts.removal import remove_contact

    number = begun(desk, "orlova", "orlova")
    assert "больше не подтверждено" not in words(asked(reader, reads, f"/tickets/{number}/"))
    zmk, who = desk.cast.client["zmk"], desk.cast.person["orlova"]
    desk.do(remove_contact, "arefyev", at(), organisation=zmk, person=who)
    page = asked(reader, reads, f"/tickets/{number}/")
    said = words(page)
    assert "Контактное лицо обращения больше не подтверждено" in said
    assert "В обращении указано: Наталья Орлова. Уведомления получают: Пётр Арефьев, Игорь Савельев." in said
    assert ("Назвать контактное лицо" in said) is (reads != "lapteva")


def test_removing_a_contact_says_of_which_tickets_they_are_it(desk: "Desk", reader: Reader) -> None:
    begun(desk)
    zmk, who = desk.cast.client["zmk"], desk.cast.person["orlova"]
    page = words(asked(reader, "arefyev", f"/organisations/{zmk}/people/{who}/remove/"))
    assert "Контактное лицо в открытых обращениях: 1" in page


@pytest.mark.clause("P4.7b")
def test_on_the_vendor_leg_it_is_the_partners(desk: "Desk", reader: Reader) -> None:
    from kabinet.actions.tickets.contact import change_contact
    from tests.desk import passed_on

    number, vendor = passed_on(desk, at())
    url = f"/tickets/{vendor}/contact/"
    page = asked(reader, "gordeeva", url)
    offered = set(re.findall(r'<option value="(\d+)"', page.content.decode()))
    staff = ("gordeeva", "zhdanov", "melnik", "arkhipova", "yusupov")
    assert offered == {str(desk.cast.person[who]) for who in staff}
    given = form(page) | {"contact": desk.cast.person["yusupov"], "phone": "+7 900 000-11-11"}
    assert asked(reader, "gordeeva", url, given).status_code == 303
    document = words(asked(reader, "titova", f"/tickets/{vendor}/document/"))
    assert "Юсупов Ильдар Ринатович" in document
    assert "+7 900 000-11-11" in document
    assert f"Вы теперь контактное лицо обращения {vendor}" in words(asked(reader, "yusupov", "/notices/"))
    assert "Контактное лицо клиента теперь" not in words(asked(reader, "gordeeva", f"/tickets/{vendor}/"))
    desk.do(change_contact, "saveliev", at(), number=number, contact=desk.cast.person["frolov"])
    said = words(asked(reader, "gordeeva", f"/tickets/{vendor}/"))
    assert "Контактное лицо клиента теперь Кирилл Фролов 1С по-прежнему читает: Игорь Савельев" in said
