"""A SAML provider of others (samlp), a server of ours that names it, and a person with a browser between them.

It is reached by another name of this machine than ours, so that to the browser each is a foreign site of the other.
"""

import fcntl
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import Page, expect

from tests import processes
from tests.browser import Visit, free_port
from tests.cast import Cast
from tests.clock import until
from tests.database import Database
from tests.house.source import ROOT
from tests.pages.entrance.provider.saml.fake_saml import ONE, Signer, signer
from tests.pages.entrance.provider.test_counterpart import served

pytestmark = [pytest.mark.slow, pytest.mark.clause("L7")]
SITE = Path(__file__).parent / "idp"
PASSWORD = "known to the SAML provider"
OURS = signer()
Keys = tuple[Signer | None, Signer | None]
SIGNED: Keys = (OURS, OURS)
REFUSED: dict[str, tuple[Keys, str]] = {
    "by another's key": ((OURS, signer()), "Signature check errors"),
    "by no key": ((OURS, None), "MUST be signed"),
}


def node() -> str:
    """The program, once the packages of its lock are there."""
    path = f"{os.environ['PATH']}:{ROOT / '.venv' / 'bin'}"
    found, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if found is None or npm is None:
        pytest.fail("there is no Node: bin/setup brings one")
    with (SITE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        there = SITE / "node_modules" / ".package-lock.json"
        if not there.exists() or there.stat().st_mtime < (SITE / "package-lock.json").stat().st_mtime:
            subprocess.run([npm, "ci", "--silent"], check=True, cwd=SITE, env={**os.environ, "PATH": path})
    return found


@pytest.fixture
def ports() -> tuple[int, int]:
    """Its own and ours: each is told the other's address before it begins."""
    return free_port(), free_port()


@pytest.fixture
def keys(request: pytest.FixtureRequest) -> Keys:
    """Of ours: the one that the provider demands, and the one that we sign with."""
    given: Keys = getattr(request, "param", (None, None))
    return given


def written(tmp_path: Path, name: str, by: Signer) -> list[str]:
    """Its key and its certificate as files."""
    key = by.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    files = [tmp_path / f"{name}.key", tmp_path / f"{name}.crt"]
    files[0].write_bytes(key)
    files[1].write_text(by.certificate)
    return [str(each) for each in files]


@pytest.fixture
def saml_idp(tmp_path: Path, ports: tuple[int, int], keys: Keys) -> Iterator[str]:
    """Its address."""
    files = written(tmp_path, "idp", ONE)
    words = [node(), str(SITE / "server.js"), str(ports[0]), *files, f"http://127.0.0.1:{ports[1]}"]
    words += written(tmp_path, "demanded", keys[0])[1:] if keys[0] else []

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{ports[0]}/health").close()
        except OSError:
            return False
        return True

    with (
        (tmp_path / "idp.log").open("w") as lines,
        processes.started(words, os.environ, stdout=lines, stderr=lines) as other,
    ):
        until(answers, lambda: other.poll() is None)
        yield f"http://localhost:{ports[0]}"


@pytest.fixture
def desk(
    own_db: Database, cast: Cast, saml_idp: str, tmp_path: Path, ports: tuple[int, int], keys: Keys
) -> Iterator[str]:
    """The address of a server of ours whose portal it is."""
    file = tmp_path / "providers.toml"
    file.write_text(
        f'[portal]\nprotocol = "saml"\nentity_id = "urn:counterpart:idp"\naddress = "{saml_idp}/sso"\n'
        f'sign_out_address = "{saml_idp}/logout"\ncertificates = ["""{ONE.certificate}"""]\nname = "Портал"\n'
        + (
            'signing_key = "{}"\nsigning_certificate = "{}"\n'.format(*written(tmp_path, "ours", keys[1]))
            if keys[1]
            else ""
        ),
        encoding="utf-8",
    )
    with served(own_db, tmp_path, {"KABINET_PROVIDERS": str(file)}, port=ports[1]) as url:
        yield url


def sign_in(page: Page, desk: str, user: str = "saveliev") -> None:
    page.goto(f"{desk}/sign-in/?next=/people/")
    page.get_by_role("link", name="Войти через Портал").click()
    page.get_by_label("User").fill(user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


# An address brings this browser's cookie along, which goes with its session; a form of another site does not.
WAYS = {"Redirect": "", "POST": "ended=1&"}


@pytest.mark.parametrize("by", WAYS)
def test_somebody_comes_in_and_what_ends_there_ends_here(
    visit: Visit, desk: str, saml_idp: str, by: str
) -> None:
    page = visit()
    sign_in(page, desk)
    expect(page).to_have_url(f"{desk}/people/")
    other = page.context.new_page()
    other.goto(f"{saml_idp}/logout?by={by}")
    expect(other.locator("body")).to_have_text("OK")
    page.goto(f"{desk}/me/")
    expect(page).to_have_url(f"{desk}/sign-in/?{WAYS[by]}next=/me/")


def test_whoever_goes_out_here_goes_out_there(visit: Visit, desk: str) -> None:
    page = visit()
    sign_in(page, desk)
    expect(page).to_have_url(f"{desk}/people/")
    page.goto(f"{desk}/me/")
    page.get_by_role("button", name="Выйти").last.click()
    page.get_by_role("link", name="Выйти и там").click()
    expect(page).to_have_url(f"{desk}/sign-in/")
    page.get_by_role("link", name="Войти через Портал").click()
    expect(page.get_by_label("Password")).to_be_visible()


def test_a_stranger_reads_as_whom_they_came(visit: Visit, desk: str) -> None:
    page = visit()
    sign_in(page, desk, "nobody")
    expect(page.get_by_role("heading", name="Этот логин не зарегистрирован")).to_be_visible()
    expect(page.locator("main")).to_contain_text("nobody")


@pytest.mark.parametrize("screen", ["desktop"])
@pytest.mark.parametrize("keys", [SIGNED], indirect=True)
def test_a_provider_that_wants_our_signature_takes_it(visit: Visit, desk: str, saml_idp: str) -> None:
    """Of who signs in, of who went out here, and of the answer to a sign-out there."""
    page = visit()
    sign_in(page, desk)
    expect(page).to_have_url(f"{desk}/people/")
    page.goto(f"{desk}/me/")
    page.get_by_role("button", name="Выйти").last.click()
    page.get_by_role("link", name="Выйти и там").click()
    expect(page).to_have_url(f"{desk}/sign-in/")
    sign_in(page, desk)
    expect(page).to_have_url(f"{desk}/people/")
    page.goto(f"{saml_idp}/logout")
    expect(page.locator("body")).to_have_text("OK")
    page.goto(f"{desk}/me/")
    expect(page).to_have_url(f"{desk}/sign-in/?next=/me/")


@pytest.mark.parametrize("screen", ["desktop"])
@pytest.mark.parametrize(("keys", "why"), REFUSED.values(), indirect=["keys"], ids=REFUSED)
def test_a_provider_that_wants_our_signature_takes_no_other(visit: Visit, desk: str, why: str) -> None:
    page = visit()
    sign_in(page, desk)
    expect(page.locator("body")).to_contain_text(why)
    page.goto(f"{desk}/people/")
    expect(page).to_have_url(f"{desk}/sign-in/?next=/people/")
