"""What is like the subject appears while it is typed, and without script by a button (P2.3)."""

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser import Live, Visit
from tests.pages.problems.keeping import kept
from tests.pages.session import signed_in

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.clause("P2.3")]
TITLE = "Утечка памяти rphost"


@pytest.fixture
def draft(cast: "Cast") -> str:
    """The address of Savelyev's form, with a known problem on record."""
    from tests.pages.registration.walk import Walk  # Django must be ready before models can be imported

    kept(cast, "titova", "everyone", title=TITLE)
    return Walk(Client(), cast).begin()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_it_appears_while_the_subject_is_typed_and_solves_the_question(
    visit: Visit, live: Live, cast: "Cast", draft: str
) -> None:
    page = signed_in(visit(), live, cast, "saveliev")
    page.goto(draft)
    page.locator("#id_subject").press_sequentially("утечка пам")
    expect(page.get_by_role("link", name=TITLE)).to_have_attribute("target", "_blank")
    assert fits(page)
    page.get_by_role("button", name="Это решает мой вопрос").click()
    expect(page).to_have_url(re.compile(r"/problems/K-\d+/$"))
    expect(page.get_by_text("Черновик сохранён. Если")).to_be_visible()
    page.goto(draft)
    expect(page.locator("#id_subject")).to_have_value("утечка пам")


def test_without_script_a_button_looks_for_it(visit: Visit, live: Live, cast: "Cast", draft: str) -> None:
    page = signed_in(visit(script=False), live, cast, "saveliev")
    page.goto(draft)
    page.locator("#id_subject").fill("утечка памятью")
    page.get_by_role("button", name="Поискать похожее").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    expect(page.locator("#id_subject")).to_have_value("утечка памятью")
