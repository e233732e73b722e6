"""What was typed and not delivered is its writer's alone: gone with the sign-out and with the next person at the browser,
back for whoever only lost the session."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.sendings.network import end_sessions, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECRET = "Пароль от стенда лежит в сейфе"
KEPT = "JSON.stringify(Object.entries(localStorage))"


@pytest.fixture
def address(live: Live, cast: Cast) -> str:
    """A form that has no draft on the server: what is typed there is in the browser alone."""
    from tests.desk import Desk, later

    return f"/tickets/{Desk(cast).register(later(clock.now(), hours=-1), level=2).number}/withdraw/"


@pytest.fixture
def typed(live: Live, cast: Cast, visit: Visit, address: str) -> Page:
    """Savelyev typed it and it was not delivered."""
    page = signed_in(visit(), live, cast, "saveliev")
    page.goto(address)
    page.fill("main textarea", SECRET)
    page.context.set_offline(True)
    page.locator("form[data-send] button.primary, main form button.primary").filter(
        visible=True
    ).first.click()
    expect(page.locator("[data-near][data-notice=offline]")).to_contain_text("сохранён на этом устройстве")
    page.context.set_offline(False)
    assert SECRET in page.evaluate(KEPT)
    return page


def leave(page: Page, sure: bool = True) -> None:
    """The button of the page «Я», and what it asks."""
    page.goto("/me/")
    page.locator("main form[action='/sign-out/'] button").click()
    asked = page.locator("#kept [data-notice=leaving]")
    expect(asked).to_contain_text("после выхода будет стёрт")
    expect(asked).to_contain_text("Отозвать")
    if sure:
        asked.get_by_role("button", name="Выйти и стереть текст").click()
        page.wait_for_url("**/sign-in/**")


def gone(page: Page) -> None:
    page.wait_for_load_state("load")
    assert SECRET not in page.evaluate(KEPT)
    assert SECRET not in page.content()


def test_signing_out_takes_the_text_along(live: Live, cast: Cast, typed: Page, address: str) -> None:
    leave(typed)
    gone(typed)
    signed_in(typed, live, cast, "orlova").goto(address)
    gone(typed)
    signed_in(typed, live, cast, "saveliev").goto(address)
    gone(typed)
    expect(typed.locator("main textarea").first).to_have_value("")


def test_before_that_it_is_said_and_can_be_thought_over(typed: Page, address: str) -> None:
    leave(typed, sure=False)
    assert SECRET in typed.evaluate(KEPT)
    typed.locator("#kept [data-notice=leaving] a").click()
    typed.wait_for_url(f"**{address}")
    expect(typed.locator("main textarea").first).to_have_value(SECRET)


def test_a_sign_out_that_did_not_happen_takes_nothing(typed: Page, address: str) -> None:
    def broken(route: Route) -> None:
        route.abort("failed")

    leave(typed, sure=False)
    typed.route("**/sign-out/", broken)
    typed.locator("#kept [data-notice=leaving]").get_by_role("button", name="Выйти и стереть текст").click()
    typed.wait_for_timeout(300)
    typed.goto(address)
    expect(typed.locator("main textarea").first).to_have_value(SECRET)


def test_nobody_is_asked_who_has_nothing_left_here(live: Live, cast: Cast, visit: Visit) -> None:
    page = signed_in(visit(), live, cast, "saveliev")
    page.goto("/me/")
    page.locator("main form[action='/sign-out/'] button").click()
    page.wait_for_url("**/sign-in/**")


@pytest.mark.parametrize("home", ["/tickets/", "/notices/", "/me/"])
def test_the_next_person_finds_nothing_on_any_page(
    live: Live, cast: Cast, typed: Page, address: str, home: str
) -> None:
    """The session merely ended, and somebody else signs in at this browser."""
    end_sessions()
    typed.goto(address)
    typed.wait_for_url("**/sign-in/**")
    assert SECRET in typed.evaluate(KEPT), "whose session ended has lost nothing"
    assert SECRET not in typed.content()
    signed_in(typed, live, cast, "orlova").goto(home)
    gone(typed)
    typed.go_back()
    gone(typed)


def test_whose_session_ended_finds_the_text_again(live: Live, cast: Cast, typed: Page, address: str) -> None:
    end_sessions()
    typed.goto(address)
    typed.wait_for_url("**/sign-in/**")
    signed_in(typed, live, cast, "saveliev").goto(address)
    expect(typed.locator("main textarea").first).to_have_value(SECRET)


def test_another_tab_does_not_bring_it_back(live: Live, cast: Cast, typed: Page, address: str) -> None:
    """A page of the former that is still open shows nothing more, and keeps nothing when it is left."""
    tab = typed.context.new_page()
    tab.goto(address)
    expect(tab.locator("main textarea").first).to_have_value(SECRET)
    leave(typed)
    tab.wait_for_url("**/sign-in/**")
    gone(tab)
    signed_in(tab, live, cast, "orlova").goto("/tickets/")
    gone(tab)
