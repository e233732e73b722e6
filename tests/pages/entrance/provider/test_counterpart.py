"""A provider of others (oidc-provider-mock), a server of ours that names it, and a person with a browser between them."""

import os
import re
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from kabinet.records.models import Organisation
from kabinet.records.security.reach import as_system
from tests import processes
from tests.browser import Visit, free_port, wait_for_answer
from tests.cast import PASSWORD, Cast
from tests.clock import until
from tests.database import Database
from tests.pages.entrance.provider.conftest import ZMK

pytestmark = [pytest.mark.slow, pytest.mark.clause("L7")]
USERS = ('{"sub": "s-1", "preferred_username": "saveliev"}', '{"sub": "s-2", "preferred_username": "nobody"}')


@pytest.fixture
def provider() -> Iterator[str]:
    """Its address."""
    port = free_port()
    words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"]
    words += [word for user in USERS for word in ("--user-claims", user)]
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"{url}/.well-known/openid-configuration").close()
        except OSError:
            return False
        return True

    with processes.started(words, os.environ, stdout=DEVNULL, stderr=DEVNULL) as other:
        until(answers, lambda: other.poll() is None)
        yield url


@pytest.fixture
def desk(own_db: Database, cast: Cast, provider: str, tmp_path: Path) -> Iterator[str]:
    """The address of a server of ours that names the provider."""
    of = {"ISSUER": provider, "CLIENT": "kabinet", "SECRET": "known to both", "NAME": "Портал"}
    with served(own_db, tmp_path, {f"KABINET_OIDC_{name}": said for name, said in of.items()}) as url:
        yield url


@pytest.fixture
def desk_of_zmk(own_db: Database, cast: Cast, provider: str, tmp_path: Path) -> Iterator[str]:
    """The same, where it is ZMK's own."""
    with transaction.atomic(), as_system("a test"):
        Organisation.objects.filter(pk=cast.client["zmk"]).update(inn=ZMK)
    file = tmp_path / "providers.toml"
    file.write_text(
        f'[zmk]\norganisation = "{ZMK}"\ndomains = ["zmk.example"]\nname = "ЗМК"\n'
        f'address = "{provider}"\nclient = "kabinet"\nsecret = "known to both"\n',
        encoding="utf-8",
    )
    with served(own_db, tmp_path, {"KABINET_PROVIDERS": str(file)}) as url:
        yield url


@contextmanager
def served(own_db: Database, folder: Path, more: dict[str, str], *, port: int = 0) -> Iterator[str]:
    """A server of ours, which writes no secret into its log; on a free port, or this one."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    said = {"KABINET_PORT": str(port), "KABINET_PUBLIC_URL": url, "KABINET_WEB_WORKERS": "1", **more}
    log = folder / "log"
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet("serve"), own_db.environment | said, stdout=lines, stderr=lines
        ) as server,
    ):
        wait_for_answer(server, url, str(log))
        yield url
    assert "known to both" not in log.read_text()


def go(page: Page, desk: str, there: str, wanted: str = "") -> None:
    page.route("https://**", lambda route: route.fulfill(body=""))
    page.goto(f"{desk}/sign-in/?next={wanted}")
    page.get_by_role("link", name="Войти через Портал").click()
    expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    page.get_by_role("button", name=there, exact=True).click()


def test_somebody_comes_in_and_goes_out(visit: Visit, desk: str) -> None:
    page = visit()
    go(page, desk, "s-1", "/people/")
    expect(page).to_have_url(f"{desk}/people/")
    page.goto(f"{desk}/me/")
    page.get_by_role("button", name="Выйти").last.click()
    page.get_by_role("link", name="Выйти и там").click()
    page.get_by_role("button", name="End session").click()
    expect(page).to_have_url(f"{desk}/sign-in/")
    page.goto(f"{desk}/me/")
    expect(page).to_have_url(f"{desk}/sign-in/?next=/me/")


def test_a_stranger_reads_as_whom_they_came_and_whom_to_ask(visit: Visit, desk: str) -> None:
    page = visit()
    go(page, desk, "s-2")
    expect(page.get_by_role("heading", name="Этот логин не зарегистрирован")).to_be_visible()
    expect(page.locator("main")).to_contain_text("nobody")
    page.get_by_role("link", name="Ко входу").click()
    go(page, desk, "Deny")
    expect(page.get_by_role("heading", name="Вход отменён")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_an_address_leads_to_the_organisations_own(visit: Visit, desk_of_zmk: str, script: bool) -> None:
    page = visit(script=script)
    page.route("https://**", lambda route: route.fulfill(body=""))
    page.goto(f"{desk_of_zmk}/sign-in/?next=/people/")
    page.get_by_label("Логин или рабочая почта").fill("ivan.saveliev@zmk.example")
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    page.get_by_role("button", name="s-1", exact=True).click()
    expect(page).to_have_url(f"{desk_of_zmk}/people/")


def test_whoever_has_a_password_finds_the_way_to_it(visit: Visit, desk_of_zmk: str) -> None:
    page = visit()
    page.goto(f"{desk_of_zmk}/sign-in/")
    page.get_by_label("Логин или рабочая почта").fill("dremin")
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_label("Логин")).to_have_value("dremin")
    page.get_by_role("link", name="Войти по-другому").click()
    page.get_by_role("link", name="Войти по паролю").click()
    page.get_by_label("Логин").fill("dremin")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))
