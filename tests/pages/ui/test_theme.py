"""Light, dark or as the system."""

import pytest
from django.template import engines
from django.test import RequestFactory

from kabinet.pages.ui.theme import theme


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ('"><b', ""), ("", "")],
)
def test_the_page_is_drawn_in_the_stored_theme(rf: RequestFactory, stored, shown):
    request = rf.get("/")
    request.COOKIES["theme"] = stored
    drawn = engines["django"].from_string("{% load ui %}{% theme %}").render({}, request)
    assert drawn == shown


def test_the_choice_is_kept_and_forgotten(rf: RequestFactory):
    kept = theme(
        rf.post(
            "/look/theme/",
            {"theme": "dark"},
            headers={"referer": "http://testserver/queue"},
            SERVER_NAME="testserver",
        )
    )
    assert (kept.status_code, kept.cookies["theme"].value) == (302, "dark")
    forgotten = theme(rf.post("/look/theme/", {"theme": "system"}))
    assert forgotten.cookies["theme"]["max-age"] == 0


def test_the_way_back_stays_here(rf: RequestFactory, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    here = theme(rf.post("/look/theme/", headers={"referer": "http://testserver/queue"}))
    away = theme(rf.post("/look/theme/", headers={"referer": "https://elsewhere.example/"}))
    assert (here.headers["Location"], away.headers["Location"]) == ("http://testserver/queue", "/")
