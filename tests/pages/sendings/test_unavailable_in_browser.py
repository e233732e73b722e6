"""A message is sent while the database is away: its text is on the page that says so, and goes out again once."""

import pytest
from playwright.sync_api import expect

from tests.browser import Live, Visit
from tests.cast import Cast
from tests.clock import now
from tests.config.live_person import away
from tests.desk import Desk, later
from tests.pages.sendings.network import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = "Дамп снят: смотрите вложение <b>"


def test_it_goes_out_again_from_the_page_that_says_what_is_missing(
    live: Live, cast: Cast, visit: Visit
) -> None:
    desk = Desk(cast)
    number = desk.register(later(now(), hours=-1)).number
    page = signed_in(visit(), live, cast, "orlova")
    page.goto(f"/tickets/{number}/say/")
    page.locator("#composer textarea").first.fill(TEXT)
    with away(live.database):
        page.locator("#composer").evaluate(
            "(form) => form.requestSubmit(form.querySelector('button.primary'))"
        )
        expect(page.get_by_role("heading", name="База данных не отвечает")).to_be_visible()
        expect(page.locator("textarea[readonly]").first).to_have_value(TEXT)
    page.get_by_role("button", name="Отправить ещё раз").click()
    expect(page.get_by_text(TEXT).first).to_be_visible()
    assert [each.text for each in desk.messages(number)].count(TEXT) == 1
    page.wait_for_function("() => Object.keys(localStorage).length === 0")
