"""A session ended while somebody wrote: the way back is the page of the form, and without a script the text is there."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests import clock
from tests.cast import PASSWORD, Cast
from tests.desk import Desk, later

TEXT = "Первая строка, которую долго набирали.\nВторая <b>строка</b>"


@pytest.fixture
def number(desk: Desk) -> str:
    return str(desk.register(later(clock.now(), minutes=-9)).number)


def ended(cast: Cast, login: str = "saveliev") -> Client:
    """A browser whose session is there no more."""
    client = Client()
    cast.sign_in(client, login)
    client.session.delete()
    return client


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ("say/", "/tickets/{number}/say/"),
        ("withdraw/", "/tickets/{number}/withdraw/"),
        ("level/", "/tickets/{number}/level/"),
        ("watch/", "/tickets/{number}/"),
    ],
)
@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/x"])
def test_the_way_back_is_the_page_of_the_form(
    cast: Cast, number: str, sent: str, back: str, referer: str
) -> None:
    headers = {"Referer": referer} if referer else {}
    answer = ended(cast).post(f"/tickets/{number}/{sent}", {"version": "1"}, headers=headers)
    assert answer.status_code == 303
    assert answer["Location"] == f"/sign-in/?ended=1&next={back.format(number=number)}"


def test_the_page_that_was_before_the_person_is_better_still(cast: Cast, number: str) -> None:
    headers = {"Referer": f"http://testserver/tickets/{number}/?show=all"}
    answer = ended(cast).post(f"/tickets/{number}/say/", {"version": "1"}, headers=headers)
    assert answer["Location"] == f"/sign-in/?ended=1&next=/tickets/{number}/%3Fshow%3Dall"


def test_the_text_is_shown_carried_past_a_wrong_password_and_there_on_the_page(
    cast: Cast, number: str
) -> None:
    client = ended(cast)
    address = f"/tickets/{number}/say/"
    secret = client.post(address, {"text": TEXT, "version": "1", "new_password": "secret words"})
    assert secret.status_code == 303, "a form with a password is sent nowhere by itself"
    sent = client.post(address, {"text": TEXT, "version": "1"})
    assert sent.status_code == 307
    shown = client.post(sent["Location"], {"text": TEXT, "version": "1"})
    assert shown.status_code == 200
    for _attempt in ("wrong", "right"):
        html = shown.content.decode()
        [kept] = re.findall(r'<textarea name="unsent"[^>]*>(.*?)</textarea>', html, re.DOTALL)
        assert unescape(kept).split() == TEXT.split()
        [back] = re.findall(r'name="next" value="([^"]+)"', html)
        assert back == address
        given = {"login": "saveliev", "password": "не тот", "next": back, "unsent": unescape(kept)}
        shown = client.post("/sign-in/", given)
        assert shown.status_code == 422
    entered = client.post("/sign-in/", given | {"password": PASSWORD})
    assert entered["Location"] == address
    html = unescape(client.get(entered["Location"]).content.decode())
    assert "Не отправлено: сеанс закончился" in html
    assert "Первая строка, которую долго набирали" in html
    assert Session.objects.exists()


def test_with_a_script_the_browser_has_it_and_nothing_is_sent_on(cast: Cast, number: str) -> None:
    fields = {"text": TEXT, "version": "1", "sending": "7a2f2f0e-7a80-4b5e-9f0e-0f8d4f0b8f11"}
    answer = ended(cast).post(f"/tickets/{number}/say/", fields)
    assert answer.status_code == 303


def test_a_password_is_never_sent_on(cast: Cast) -> None:
    answer = ended(cast).post("/me/password/", {"old": "a b", "new": "c d", "again": "c d"})
    assert answer.status_code == 303
