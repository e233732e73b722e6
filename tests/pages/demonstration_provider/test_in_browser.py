"""A demonstration started with nothing said: a newcomer sees single sign-on, in a browser, with its own provider."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import processes
from tests.browser import Visit, free_port, wait_for_answer
from tests.cast import Cast
from tests.database import Database

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.clause("L7")]
SAVELIEV = "Савельев Игорь Петрович"


@pytest.fixture
def desk(own_db: Database, cast: Cast, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    said = {"KABINET_PORT": str(port), "KABINET_PUBLIC_URL": url, "KABINET_DEMO": "yes"}
    log = tmp_path / "log"
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet("serve"), own_db.environment | said, stdout=lines, stderr=lines
        ) as server,
    ):
        wait_for_answer(server, url, str(log))
        yield url


def begun(page: Page, desk: str, wanted: str = "") -> None:
    page.goto(f"{desk}/sign-in/?next={wanted}")
    page.get_by_role("link", name="Войти через Demo ID").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_newcomer_is_in_and_the_second_time_at_once(visit: Visit, desk: str, script: bool) -> None:
    page = visit(script=script)
    begun(page, desk, "/people/")
    expect(page.get_by_role("heading", name="Demo ID")).to_be_visible()
    page.get_by_role("button", name=SAVELIEV).click()
    expect(page).to_have_url(f"{desk}/people/")
    page.goto(f"{desk}/me/")
    page.get_by_role("button", name="Выйти").last.click()
    begun(page, desk, "/notices/")
    expect(page).to_have_url(f"{desk}/notices/")
    page.goto(f"{desk}/me/")
    page.get_by_role("button", name="Выйти").last.click()
    page.get_by_role("link", name="Выйти и там").click()
    expect(page).to_have_url(f"{desk}/sign-in/")
    begun(page, desk)
    expect(page.get_by_role("heading", name="Demo ID")).to_be_visible()


def test_whom_nobody_registered_reads_so_and_can_be_somebody_else(visit: Visit, desk: str) -> None:
    page = visit()
    begun(page, desk)
    page.get_by_role("button", name="Незнакомая Нина").click()
    expect(page.get_by_role("heading", name="Этот логин не зарегистрирован")).to_be_visible()
    expect(page.locator("main")).to_contain_text("neznakomka")
    begun(page, desk, "/people/")
    page.get_by_role("button", name=SAVELIEV).click()
    expect(page).to_have_url(f"{desk}/people/")
