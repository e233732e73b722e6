"""Makes the pictures of the demonstration, as it stands on a Thursday afternoon, whatever the hour is now.

    .venv/bin/python docs/screens/take.py

It has a database and a server of its own for as long as it runs. Only here the pages' clock is another one: no setting of
the program moves it, and no test does.
"""

import os
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.walks.small_png import small  # noqa: E402

AT = datetime(2026, 11, 26, 14, 42, 7, tzinfo=ZoneInfo("Europe/Moscow"))
SIZES: dict[str, dict[str, Any]] = {
    "": {"viewport": {"width": 1440, "height": 900}},
    "-dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "-phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
# Picture: who looks, at which address, and whether the critical ticket there is opened.
PICTURES = {
    "queue": ("gordeeva", "/queue/", False),
    "ticket": ("gordeeva", "/queue/", True),
    "tickets": ("saveliev", "/tickets/", False),
}


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing to say."""


def main() -> None:
    """Everything, and nothing stays behind but the pictures."""
    home = tempfile.mkdtemp(prefix="kabinet-screens-")
    os.environ |= {"KABINET_HOME": home, "KABINET_LOG_LEVEL": "WARNING", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    from kabinet.config.opened import opened

    try:
        with opened():
            _take(_served())
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _served() -> str:
    """The address of a server whose people live at `AT`."""
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    from kabinet.config.commands.migrate import bring_up
    from kabinet.demonstration.build import build
    from kabinet.pages import gate

    bring_up()
    build(at=AT, tickets=1)
    gate.now = lambda: AT
    from kabinet.config.wsgi import application

    server = make_server("127.0.0.1", 0, StaticFilesHandler(application), Server, Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def _take(url: str) -> None:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for suffix, size in SIZES.items():
            for name, (login, address, critical) in PICTURES.items():
                page = browser.new_page(base_url=url, locale="ru-RU", timezone_id="Europe/Moscow", **size)
                _sign_in(page, login)
                page.goto(address)
                if critical:
                    page.locator(".critical-row a").first.click()
                page.wait_for_load_state("networkidle")
                (HERE / f"{name}{suffix}.png").write_bytes(small(page.screenshot(scale="css")))
                page.context.close()
        browser.close()


def _sign_in(page: Page, login: str) -> None:
    from django.conf import settings

    page.goto("/sign-in/")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
