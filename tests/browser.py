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
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests import clock, processes
from tests.database import HOME, Clones, Database
from tests.processes import Process

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
# The browser's own notes about an answer of 400 and above, and about a network that is cut: both are made on purpose. htmx
# repeats the second when it happens to what a page fetches by itself.
# An answer of 500 is not: a test that cuts the server off says 503.
_NOTE = "Failed to load resource: "
EXPECTED = (
    f"{_NOTE}the server responded with a status of 4",
    f"{_NOTE}the server responded with a status of 503",
    f"{_NOTE}net::ERR_",
    "htmx:sendError, ",
    "htmx:sendAbort, ",  # a page that is left, or closed, while it asks
    "htmx:afterRequest, ",
)
# Milliseconds for anything that is to appear, on a machine with much else to do.
PATIENCE = clock.PATIENCE * 1000
expect.set_options(timeout=PATIENCE)
# Seconds between the tests' clock and the true time in a run with the clock moved (bin/test-at). Chromium does not run under
# libfaketime, so there it has the true time, and pages have a Date that is as far from it.
MOVED = int(os.environ.get("FAKETIME", "0"))
MOVE = """((distance) => {
  const True = Date;
  self.Date = class extends True {
    constructor(...given) { if (given.length) super(...given); else super(True.now() + distance); }
    static now() { return True.now() + distance; }
  };
})(%d)"""
Visit = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Live:
    """A server that answers."""

    url: str
    database: Database


@pytest.fixture(scope="session")
def _web(clones: Clones) -> Iterator[str]:
    """One server a test process; every test lays a fresh database under it, and it connects anew."""
    database, port = clones.fresh(f"own_{os.getpid()}"), free_port()
    url = f"http://127.0.0.1:{port}"
    said = {
        "KABINET_PORT": str(port),
        "KABINET_PUBLIC_URL": url,
        "KABINET_WEB_WORKERS": "1",
        "KABINET_LOG_LEVEL": "INFO",
    }
    with (
        (HOME / f"web-{os.getpid()}.log").open("w+") as log,
        processes.started(
            processes.kabinet("serve"), database.environment | said, stdout=log, stderr=log
        ) as server,
    ):
        wait_for_answer(server, url, log.name)
        yield url


@pytest.fixture
def live(_web: str, own_db: Database) -> Live:
    return Live(_web, own_db)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail("The browser tests need Chromium: bin/chromium installs it or says how.")
    with _at_the_true_time():
        playwright = sync_playwright().start()
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
    yield started
    started.close()
    playwright.stop()


@contextmanager
def _at_the_true_time() -> Iterator[None]:
    """Processes that are started meanwhile know nothing of a clock that is moved."""
    with pytest.MonkeyPatch.context() as changed:
        for name in ("LD_PRELOAD", "FAKETIME"):
            changed.delenv(name, raising=False)
        yield


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
            **({"service_workers": "block"} | SCREENS[screen] | options),
        )
        contexts.append(context)
        if MOVED:
            context.add_init_script(MOVE % (MOVED * 1000))
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(PATIENCE)
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


def wait_for_answer(server: Process, url: str, log: str) -> None:
    """Until the server answers; one that has ended says why."""

    def answers() -> bool:
        try:
            urllib.request.urlopen(f"{url}/health", timeout=clock.PATIENCE).close()
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    try:
        clock.until(answers, lambda: server.poll() is None)
    except AssertionError as failure:
        with open(log, encoding="utf-8") as lines:
            pytest.fail(f"the live server did not start, {failure}:\n{lines.read()}")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
