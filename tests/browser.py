"""A real browser before a real server.

`live`     `kabinet serve` on `own_db`, on a free port of this machine; `.url`
`visit`    opens a page in a browser of its own (own cookies), once for each person: `anna = visit()`
`page`     one such page

A test that uses one of them runs twice, on a desktop and on a phone. It fails on an error in a script and on anything
the content security policy had to refuse.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.database import HOME, Clones, Database

SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
# Chromium of its own accord calls its maker; here it knows no host but this machine.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# The browser's own note about an answer of 400 and above; such pages are looked at on purpose.
EXPECTED = "Failed to load resource: the server responded with a status of 4"
SECONDS_TO_START = 30
Visit = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Live:
    """A server that answers."""

    url: str
    database: Database


@pytest.fixture(scope="session")
def _web(clones: Clones) -> Iterator[str]:
    """One server a test process; every test lays a fresh database under it, and it connects anew."""
    database, port = clones.fresh(f"own_{os.getpid()}"), _free_port()
    url = f"http://127.0.0.1:{port}"
    said = {
        "KABINET_PORT": str(port),
        "KABINET_PUBLIC_URL": url,
        "KABINET_WEB_WORKERS": "1",
        "KABINET_LOG_LEVEL": "INFO",
    }
    with (HOME / f"web-{os.getpid()}.log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "kabinet.config.command", "serve"],
            env=database.environment | said,
            stdout=log,
            stderr=log,
        )
        try:
            _wait(server, url, log.name)
            yield url
        finally:
            server.terminate()
            server.wait(SECONDS_TO_START)


@pytest.fixture
def live(_web: str, own_db: Database) -> Live:
    return Live(_web, own_db)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail("The browser tests need Chromium: bin/chromium installs it or says how.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> str:
    """desktop (1440x900) or phone (390x844, touch)."""
    return str(request.param)


@pytest.fixture
def visit(browser: Browser, live: Live, screen: str) -> Iterator[Visit]:
    """`visit(script=True)` -> Page at the size of `screen`; relative addresses are the live server's."""
    contexts, complaints = [], []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    def opened(*, script: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live.url,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            java_script_enabled=script,
            **(SCREENS[screen] | options),
        )
        contexts.append(context)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", note)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], url: str, log: str) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    with open(log, encoding="utf-8") as lines:
        pytest.fail(f"the live server did not start:\n{lines.read()}")
