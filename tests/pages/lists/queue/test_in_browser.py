"""The queue in a real browser: it follows what happens, keys, menus that are fetched when they open."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kabinet.actions.tickets.take import take_ticket
from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.session import signed_in

if TYPE_CHECKING:
    from tests.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def now() -> datetime:
    return clock.now()


def test_an_open_queue_follows(live: Live, cast: Cast, visit: Visit, desk: "Desk", screen: str) -> None:
    first = desk.register(now(), subject="Первое").number
    page = signed_in(visit(), live, cast, "gordeeva")
    page.goto("/queue/")
    page.locator(f"#row-{first}").focus()
    second = desk.register(now(), login="dremin", system="holding", level=2, subject="Второе").number
    expect(page.locator(f"#row-{second}")).to_be_visible()
    expect(page.locator(f"#row-{first}")).to_be_focused()
    assert [row.get_attribute("id") for row in page.locator("[data-row] .subject a").all()] == [
        f"row-{second}",
        f"row-{first}",
    ]
    desk.do(take_ticket, "zhdanov", now(), number=first)
    if screen == "desktop":
        expect(page.locator("[data-row]", has_text=first)).to_contain_text("П.\u00a0Жданов")


@pytest.mark.parametrize("screen", ["desktop"])
def test_keys_walk_choose_give_away_and_open(live: Live, cast: Cast, visit: Visit, desk: "Desk") -> None:
    numbers = [desk.register(now(), subject=f"Обращение {place}").number for place in range(3)]
    page = signed_in(visit(), live, cast, "gordeeva")
    page.goto("/queue/")
    page.keyboard.press("a")
    assert page.url.endswith("/queue/"), "no row is meant"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Взять", exact=True).last).to_be_visible()
    assert page.locator(".pick :checked").count() == 1
    page.keyboard.press("x")
    expect(page.locator(".bulk-bar")).to_be_hidden()
    page.keyboard.press("a")
    page.get_by_label("Исполнитель").select_option(str(cast.person["zhdanov"]))
    page.get_by_role("button", name="Назначить").click()
    expect(page.get_by_text("Сделано: 1 из 1")).to_be_visible()
    assert [desk.ticket(number).assignee_id for number in numbers] == [None, cast.person["zhdanov"], None]
    page.goto("/queue/")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tickets/{numbers[0]}/")


@pytest.mark.parametrize("screen", ["desktop"])
def test_a_menu_is_fetched_when_it_opens(live: Live, cast: Cast, visit: Visit, desk: "Desk") -> None:
    number = desk.register(now(), login="dremin", system="holding").number
    desk.register(now())
    page = signed_in(visit(), live, cast, "gordeeva")
    page.goto("/queue/?show=unassigned")
    page.locator("summary", has_text="Клиент").click()
    page.get_by_role("link", name="Кедровкабель").click()
    page.wait_for_url("**/queue/?show=unassigned&client=*")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row]")).to_contain_text(number)
    page.get_by_role("link", name="Убрать: Кедровкабель").click()
    expect(page.locator("[data-row]")).to_have_count(2)


def test_filters_without_script(live: Live, cast: Cast, visit: Visit, desk: "Desk") -> None:
    number = desk.register(now(), level=2).number
    desk.register(now(), level=4)
    page = signed_in(visit(script=False), live, cast, "gordeeva")
    page.goto("/queue/")
    page.get_by_role("link", name="Фильтры").click()
    page.get_by_label("Уровень").select_option("2")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row]")).to_contain_text(number)


def test_no_zone_is_cut_off_a_deadline(
    live: Live, cast: Cast, visit: Visit, desk: "Desk", screen: str
) -> None:
    """What stands at the end of a long one says of which clock the time is."""
    numbers = [
        desk.register(now(), login=login, system=system, level=level).number
        for login, system, level in (("kim", "terminal", 2), ("kim", "terminal", 3), ("saveliev", "erp", 1))
    ]
    for login in ("choi", "gordeeva", "saveliev"):
        page = signed_in(visit(), live, cast, login)
        page.goto("/")
        expect(page.locator(".clock small").first).to_be_visible()
        cut = page.locator(".clock small").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
        )
        assert cut == [], numbers
