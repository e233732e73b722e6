"""A desk's order of call through its pages: kept by leads, said in words, read by the own desk alone."""

from html import unescape

import pytest
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.calling import DAY, keep
from tests.desk import Desk
from tests.fixtures_pages import Reader

ORDER = "/desk/on-call/"


def add(desk: Desk, browser: Client, whom: str, **fields: object):
    return browser.post(f"{ORDER}new/", {"person": desk.cast.person[whom], "minutes": 15, **fields})


def read(browser: Client) -> str:
    return " ".join(unescape(browser.get(ORDER).content.decode()).split())


def steps() -> list[tuple[int, int, int]]:
    with as_system("a look from outside"):
        return list(models.OnCallStep.objects.order_by("place").values_list("place", "person", "minutes"))


def keys() -> list[int]:
    with as_system("a look from outside"):
        return list(models.OnCallStep.objects.order_by("place").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("lead", "people", "names"),
    [
        ("arkhipova", ("gordeeva", "zhdanov"), ("Алина Гордеева", "Павел Жданов")),
        ("vlasov", ("titova", "razin"), ("Ольга Титова", "Максим Разин")),
    ],
)
def test_a_lead_keeps_the_order_and_the_page_says_what_will_happen(
    desk: Desk, reader: Reader, lead: str, people: tuple[str, str], names: tuple[str, str]
) -> None:
    browser = reader(lead)
    assert "Порядка вызова нет" in read(browser)
    for whom, minutes in zip(people, (15, 30), strict=True):
        assert add(desk, browser, whom, minutes=minutes).status_code == 303
    said = read(browser)
    assert f"Сразу: {names[0]}." in said
    assert f"Если никто не ответил, через 15 минут: {names[1]}." in said
    assert "Если не ответил никто, через 45 минут узнают те, кто ведёт порядок вызова." in said
    assert "правило кабинета" in said
    assert f"Сразу: {names[0]}." in read(reader(people[0]))


def test_it_is_changed_moved_and_removed(desk: Desk, reader: Reader) -> None:
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 10))
    lead, person = reader("arkhipova"), desk.cast.person
    second = keys()[1]
    assert 'value="10"' in lead.get(f"{ORDER}{second}/").content.decode()
    lead.post(f"{ORDER}{second}/", {"person": person["zhdanov"], "minutes": 5, "place": 1})
    assert steps() == [(1, person["zhdanov"], 5), (2, person["gordeeva"], 15)]
    assert "Жданов" in lead.get(f"{ORDER}{second}/remove/").content.decode()
    lead.post(f"{ORDER}{second}/remove/")
    assert steps() == [(1, person["gordeeva"], 15)]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"minutes": 0}, "1"),
        ({"minutes": 121}, "120"),
        ({"person": "titova"}, "Выберите"),
        ({"person": "gordeeva"}, "Этот человек уже есть в порядке вызова"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk: Desk, reader: Reader, wrong: dict[str, object], says: str
) -> None:
    keep(desk, "arkhipova", ("gordeeva", 15))
    who = str(wrong.pop("person", "zhdanov"))
    answer = add(desk, reader("arkhipova"), who, **wrong)
    assert answer.status_code == 422
    assert says in unescape(answer.content.decode())
    assert len(steps()) == 1


def test_there_is_a_most(desk: Desk, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 10))
    monkeypatch.setattr("kabinet.actions.on_call.order.MOST", 2)
    monkeypatch.setattr("kabinet.pages.desk.on_call.MOST", 2)
    lead = reader("arkhipova")
    assert f"{ORDER}new/" not in read(lead)
    assert add(desk, lead, "melnik").status_code == 422
    assert len(steps()) == 2


def test_whoever_works_here_no_more_is_said_to_be_passed_over(desk: Desk, reader: Reader) -> None:
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 10))
    with as_system("rows of a test"):
        models.Membership.objects.filter(person=desk.cast.person["gordeeva"]).update(ended_at=DAY)
    said = read(reader("arkhipova"))
    assert "не работает с обращениями: его не позовут" in said
    assert "Сразу: Павел Жданов" in said


@pytest.mark.parametrize("login", ["gordeeva", "titova", "choi", "yusupov", "saveliev", "stranger"])
def test_only_leads_keep_it_and_no_other_desk_sees_it(desk: Desk, reader: Reader, login: str) -> None:
    keep(desk, "arkhipova", ("gordeeva", 15))
    browser, key = reader(login), keys()[0]
    own = login == "gordeeva"
    page = browser.get(ORDER)
    assert page.status_code == (404 if login in ("saveliev", "stranger") else 200)
    assert ("Гордеева" in page.content.decode()) is own
    for address in (f"{ORDER}{key}/", f"{ORDER}{key}/remove/"):
        assert browser.get(address).status_code == (403 if own else 404)
        assert browser.post(address, {"person": 1, "minutes": 5}).status_code == (403 if own else 404)
    assert len(steps()) == 1


@pytest.mark.parametrize(("login", "told"), [("gordeeva", True), ("titova", True), ("saveliev", False)])
def test_it_is_named_among_the_cabinets_own_rules(desk: Desk, reader: Reader, login: str, told: bool) -> None:
    page = reader(login).get("/rules/own/").content.decode()
    assert ("зовут по порядку вызова" in page) is told
