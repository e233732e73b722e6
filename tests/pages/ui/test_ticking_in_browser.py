"""The clocks that the script ticks say the same as the server's, in the reader's language."""

import pytest
from django.utils import translation
from playwright.sync_api import Page, expect

from kabinet.pages.ui import amounts
from tests.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.clause("U3.3")]
DAY = 30600
LEFT = (20_130, 3 * DAY + 900, 21 * DAY + 900, -9090, 7 * 86400 + 900)
DRAW = """(clocks) => clocks.forEach(([left, day]) => document.body.insertAdjacentHTML("beforeend",
  `<span class="clock calm drawn" data-left="${left}" data-ends="" data-turns="-99999999" data-day="${day}"
    data-tick="minute"><b></b></span>`))"""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_ticks_in_the_readers_language(visit: Visit, language: str) -> None:
    page: Page = visit()
    page.goto("/sign-in/")
    page.locator(f".languages button[value={language}]").click()
    clocks = [(left, "" if left > 100 * 3600 and left % 86400 == 900 else DAY) for left in LEFT]
    page.evaluate(DRAW, clocks)
    with translation.override(language):
        said = [amounts.working(left, day or None) for left, day in clocks]
    expect(page.locator(".drawn b")).to_have_text(said)
