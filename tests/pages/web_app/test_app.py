"""What a browser needs to offer Kabinet as an app: manifest, pictures, and a worker that keeps nothing of anybody."""

import re
from collections.abc import Callable
from struct import unpack

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later

pytestmark = pytest.mark.usefixtures("stated_instant")
See = Callable[..., str]


def size(path: str) -> str:
    """Of a PNG among the assets, as a manifest says it."""
    found = finders.find(path.removeprefix("/static/"))
    assert isinstance(found, str)
    with open(found, "rb") as picture:
        head = picture.read(24)
    assert head.startswith(b"\x89PNG")
    width, height = unpack(">II", head[16:24])
    return f"{width}x{height}"


def test_the_manifest_says_what_is_installed_in_the_readers_language(cast: Cast) -> None:
    said = Client().get("/app.webmanifest").json()
    assert (said["display"], said["start_url"], said["scope"]) == ("standalone", "/", "/")
    assert said["short_name"] == "Кабинет"
    assert {icon["sizes"] for icon in said["icons"]} >= {"192x192", "512x512"}
    assert "maskable" in {icon["purpose"] for icon in said["icons"]}
    assert [size(icon["src"]) for icon in said["icons"]] == [icon["sizes"] for icon in said["icons"]]
    reader = Client()
    reader.post("/me/language/", {"language": "en"})
    english = reader.get("/app.webmanifest").json()
    assert english["short_name"] == "Kabinet"


def test_every_page_names_it_and_the_policy_lets_the_worker_run(cast: Cast, see: See) -> None:
    assert 'href="/app.webmanifest"' in see("saveliev", "/me/")
    answer = Client().get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_the_worker_keeps_what_the_page_without_a_network_is_drawn_with_and_nothing_else(cast: Cast) -> None:
    text = Client().get("/service-worker.js").content.decode()
    (kept,) = re.findall(r"KEPT = \[(.*?)\]", text)
    paths = re.findall(r'"([^"]+)"', kept)
    page = Client().get("/offline/").content.decode()
    assert paths[0] == "/offline/"
    for path in paths[1:]:
        assert path.startswith("/static/")
        assert finders.find(path.removeprefix("/static/")), path
    drawn = set(re.findall(r'(?:src|href)="(/static/[^"#]+\.(?:css|js|woff2|svg))', page))
    assert drawn <= set(paths)


def test_the_page_without_a_network_is_the_same_for_everybody(
    desk: Desk, reader: Callable[..., Client]
) -> None:
    number = desk.register(later(AT, hours=-1)).number
    mine, nobodys = (
        reader("saveliev").get("/offline/").content.decode(),
        Client().get("/offline/").content.decode(),
    )
    assert number not in mine
    assert 'data-person=""' in mine
    assert re.sub(r"\s+", " ", mine) == re.sub(r"\s+", " ", nobodys)
