"""A session ended while somebody wrote: the way back is the page of the form, and without a script the text is there."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client

from kabinet.records.models import Session
from kabinet.records.security.reach import as_system
from tests import clock
from tests.cast import PASSWORD, Cast
from tests.desk import Desk, later
from tests.pages.sendings.forms import FORMS
from tests.pages.sendings.test_forms_in_browser import address

# What every form of a browser sends beside what its person typed; it is no secret of theirs.
FORM_MARK = {"csrfmiddlewaretoken": "a" * 64, "version": "1", "once": "1795693327"}
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
    sent = client.post(address, {"text": TEXT, **FORM_MARK})
    assert sent.status_code == 307
    shown = client.post(sent["Location"], {"text": TEXT, **FORM_MARK})
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
    with transaction.atomic(), as_system("a test"):
        assert Session.objects.exists()


def test_with_a_script_the_browser_has_it_and_nothing_is_sent_on(cast: Cast, number: str) -> None:
    fields = {"text": TEXT, "version": "1", "sending": "7a2f2f0e-7a80-4b5e-9f0e-0f8d4f0b8f11"}
    answer = ended(cast).post(f"/tickets/{number}/say/", fields)
    assert answer.status_code == 303


def test_a_pass_phrase_is_shown_nowhere(cast: Cast) -> None:
    """A text is known by its length and its spaces; so is a good password."""
    phrase = "correct horse battery staple"
    for name in ("password", "old_password", "code", "access_token"):
        answer = Client().post("/sign-in/", {"login": "saveliev", "password": "x", name: phrase})
        assert phrase not in answer.content.decode()
    answer = ended(cast).post("/me/password/", {"old_password": phrase, "password1": "y z", "text": TEXT})
    assert answer.status_code == 303


def test_a_password_is_never_sent_on(cast: Cast) -> None:
    answer = ended(cast).post("/me/password/", {"old": "a b", "new": "c d", "again": "c d"})
    assert answer.status_code == 303


# Forms of short fields and choices alone: nobody loses a text there.
WITHOUT_PROSE = {
    *("Naming", "ConfirmTerms", "Other", "Parting", "Wanted"),
    *("registration/call.html", "registration/level/level.html"),
    *("organisations/people/add.html", "organisations/people/card.html"),
    *("organisations/papers/act.html", "organisations/papers/agreement.html"),
    *("desk/on_call_form.html", "desk/rule_form.html", "desk/bulk/bulk.html"),
    *("regulation/versions/sheet.html", "regulation/versions/publish.html"),
}
FIELDS = re.compile(r'<textarea(?![^>]*\breadonly)[^>]*\bname="([^"]+)"')


@pytest.mark.parametrize("name", FORMS)
def test_whatever_form_it_was_the_sign_in_page_says_so_and_shows_the_text(
    cast: Cast, name: str, reach_nothing
) -> None:
    """Without a script the text goes along, by whichever name its field has."""
    at = FORMS[name]
    path, client = address(at.page, cast), Client()
    cast.sign_in(client, at.login)
    reach_nothing()
    page = client.get(path).content.decode().split("<main", 1)[1]
    fields = set(FIELDS.findall(page))
    assert bool(fields) is (name not in WITHOUT_PROSE)
    client = ended(cast, at.login)
    for field in sorted(fields):
        answer = client.post(path.partition("?")[0], {field: TEXT, **FORM_MARK})
        if answer.status_code == 405:
            continue  # the form of this page goes elsewhere; the browser tests send it
        assert answer.status_code == 307, field
        shown = client.post(answer["Location"], {field: TEXT, **FORM_MARK}).content.decode()
        assert 'id="ended"' in shown
        [kept] = re.findall(r'<textarea name="unsent"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
        assert unescape(kept).split() == TEXT.split(), field
