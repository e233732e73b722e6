"""A CAS server of others (django-cas-server), a server of ours that names it, and a person with a browser between them."""

import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import processes
from tests.browser import Visit, free_port
from tests.cast import Cast
from tests.clock import until
from tests.database import Database
from tests.pages.entrance.provider import cas_site
from tests.pages.entrance.provider.test_counterpart import served

pytestmark = [pytest.mark.slow, pytest.mark.clause("L7")]


@pytest.fixture
def cas(tmp_path: Path) -> Iterator[str]:
    """Its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/cas"
    said = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    words = [sys.executable, cas_site.__file__, str(port), str(tmp_path / "cas.sqlite3")]

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"{url}/login").close()
        except OSError:
            return False
        return True

    with (
        (tmp_path / "cas.log").open("w") as lines,
        processes.started(words, said, stdout=lines, stderr=lines) as other,
    ):
        until(answers, lambda: other.poll() is None)
        yield url


@pytest.fixture
def desk(own_db: Database, cast: Cast, cas: str, tmp_path: Path) -> Iterator[str]:
    """The address of a server of ours whose portal it is."""
    file = tmp_path / "providers.toml"
    file.write_text(f'[portal]\nprotocol = "cas"\naddress = "{cas}"\nname = "Портал"\n', encoding="utf-8")
    with served(own_db, tmp_path, {"KABINET_PROVIDERS": str(file)}) as url:
        yield url


def sign_in(page: Page, desk: str) -> None:
    script = {"body": "window.jQuery = () => {}", "content_type": "text/javascript"}
    page.context.route(cas_site.JQUERY, lambda route: route.fulfill(**script))
    page.goto(f"{desk}/sign-in/?next=/people/")
    page.get_by_role("link", name="Войти через Портал").click()
    page.locator("input[name=username]").fill("saveliev")
    page.locator("input[name=password]").fill(cas_site.PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(f"{desk}/people/")


def test_somebody_comes_in_and_what_ends_there_ends_here(visit: Visit, desk: str, cas: str) -> None:
    page = visit()
    sign_in(page, desk)
    other = page.context.new_page()
    other.goto(f"{cas}/logout")
    page.goto(f"{desk}/me/")
    expect(page).to_have_url(f"{desk}/sign-in/?ended=1&next=/me/")
    expect(page.get_by_role("status")).to_contain_text("Сеанс закончился")


def test_whoever_goes_out_here_goes_out_there(visit: Visit, desk: str, cas: str) -> None:
    page = visit()
    sign_in(page, desk)
    page.goto(f"{desk}/me/")
    page.get_by_role("button", name="Выйти").last.click()
    page.get_by_role("link", name="Выйти и там").click()
    page.wait_for_load_state()
    page.goto(f"{desk}/sign-in/")
    page.get_by_role("link", name="Войти через Портал").click()
    expect(page.locator("input[name=password]")).to_be_visible()
