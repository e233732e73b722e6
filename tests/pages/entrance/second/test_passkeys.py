"""Keys after the password (WebAuthn): added, asked for, removed, and every answer that proves nothing (U5d)."""

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.pages.entrance.second import challenges
from kabinet.records.models import Passkey
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.pages.entrance.second.key import PRESENT, VERIFIED, Key, add, options_on, text
from tests.pages.entrance.second.people import (
    OWN,
    SECOND,
    Move,
    factors_of_sessions,
    is_in,
    password,
    shown,
    told,
    with_app,
)

pytestmark = pytest.mark.usefixtures("stated_instant", "named")


@pytest.fixture
def named(settings: Any) -> None:
    """The installation has a name, to which keys are bound."""
    settings.PUBLIC_URL, settings.PUBLIC_HOST = "http://localhost:80", "localhost"


def with_key(login: str = "saveliev", **made: Any) -> Key:
    key = Key(**made)
    client, _ = password(login)
    assert add(client, key).status_code == 200
    return key


def answered(client: Client, said: str) -> Any:
    return client.post(SECOND, {"answer": said})


def rows() -> list[Passkey]:
    with transaction.atomic(), as_system("a test"):
        return list(Passkey.objects.order_by("id"))


def test_a_key_is_added_and_asked_for(cast: Cast) -> None:
    key = with_key()
    [row] = rows()
    assert (row.name, row.verifies, row.sign_count) == ("Рабочий ноутбук", True, 0)
    client, answer = password(next="/people/")
    assert answer["Location"] == SECOND
    options = options_on(client.get(SECOND))
    assert [each["id"] for each in options["allowCredentials"]] == [text(key.credential)]
    let_in = answered(client, key.signed(options))
    assert (let_in.status_code, let_in["Location"]) == (303, "/people/")
    assert factors_of_sessions(cast.person["saveliev"]) == ["passkey", "passkey"]
    page = shown(client.get(OWN))
    assert "Рабочий ноутбук" in page
    assert "последний вход" in page
    assert "пароль и ключ" in shown(client.get("/me/"))


# What is wrong with the answer -> how it is made, from the options of the session.
HOSTILE: dict[str, Any] = {
    "another origin": {"origin": "https://localhost.evil.example"},
    "the same host by another way": {"origin": "https://localhost"},
    "another port": {"origin": "http://localhost:8443"},
    "below the host": {"origin": "http://app.localhost"},
    "no origin": {"origin": ""},
    "another site": {"rp": "evil.example"},
    "another challenge": {"challenge": text(b"x" * 32)},
    "no challenge": {"challenge": ""},
    "an answer to being added": {"type": "webauthn.create"},
    "nobody touched it": {"flags": VERIFIED},
    "its person was not looked at": {"flags": PRESENT},
    "a tampered signature": {"tampered": True},
    "other words than were signed": {"data": b'{"type": "webauthn.get"}'},
    "no words at all": {"data": b"\xff\x00"},
    "an unknown key": {"credential": b"another key here"},
    "somebody else's handle": {"handle": b"somebody else"},
    "an old counter": {"counter": 0},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_proves_nothing_lets_nobody_in(cast: Cast, name: str) -> None:
    key = with_key()
    client, _ = password()
    answered(client, key.signed(options_on(client.get(SECOND))))
    client, _ = password()
    answer = answered(client, key.signed(options_on(client.get(SECOND)), **HOSTILE[name]))
    assert (answer.status_code, is_in(client)) == (422, False)
    assert answered(client, key.signed(options_on(answer))).status_code == 303, "the right one does"


GARBAGE = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "nested": "[" * 9000,
    "nul": "\x00",
    "no parts": "{}",
    "parts of numbers": json.dumps({"id": 1, "rawId": 1, "type": "public-key", "response": {}}),
    "bad base64": json.dumps({"id": "%", "rawId": "%", "type": "public-key", "response": {"signature": "%"}}),
    "long": "x" * 20_000,
    "short data": json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"},
        }
    ),
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_is_refused(cast: Cast, name: str) -> None:
    with_key()
    client, _ = password()
    client.get(SECOND)
    assert answered(client, GARBAGE[name]).status_code == 422
    signed_in, _ = password("orlova")
    signed_in.get(f"{OWN}keys/add/")
    added = signed_in.post(f"{OWN}keys/add/", {"name": "Ключ", "answer": GARBAGE[name]})
    assert added.status_code == 422
    assert len(rows()) == 1


def test_a_challenge_is_answered_once(cast: Cast) -> None:
    key = with_key(counts=False)
    client, _ = password()
    options = options_on(client.get(SECOND))
    said = key.signed(options)
    cookies = dict(client.cookies.items())
    assert answered(client, said).status_code == 303
    other, _ = password()
    other.get(SECOND)
    assert answered(other, said).status_code == 422, "of another session"
    assert not is_in(other)
    again, _ = password()
    assert again.get(SECOND).status_code == 200
    session = again.session
    session[challenges.TO_SIGN_IN]["state"]["challenge"] = options["challenge"]
    session.save()
    assert answered(again, said).status_code == 422, "even where it is asked again"
    assert cookies


def test_a_wrong_answer_uses_the_challenge_up(cast: Cast) -> None:
    key = with_key()
    client, _ = password()
    options = options_on(client.get(SECOND))
    assert answered(client, "{}").status_code == 422
    assert answered(client, key.signed(options)).status_code == 422


def test_a_challenge_lasts_ten_minutes(cast: Cast, moved: Move) -> None:
    key = with_key()
    client, _ = password()
    moved(timedelta(minutes=9))
    options = options_on(client.get(SECOND))
    moved(timedelta(minutes=10))
    assert answered(client, key.signed(options))["Location"] == "/sign-in/"


def test_a_key_of_somebody_else_is_none(cast: Cast) -> None:
    with_key("orlova")
    key = with_key("frolov")
    client, _ = password("orlova")
    options = options_on(client.get(SECOND))
    assert answered(client, key.signed(options)).status_code == 422
    page = client.get("/me/second-factor/keys/1/remove/")
    assert page.status_code == 303, "nobody yet"
    other, _ = password("arefyev")
    key_of_another = rows()[0].pk
    assert other.post(f"{OWN}keys/{key_of_another}/remove/").status_code == 404
    assert len(rows()) == 2


def test_a_copy_is_noticed_by_its_counter(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kabinet.security")
    key = with_key()
    for _ in range(2):
        client, _answer = password()
        assert answered(client, key.signed(options_on(client.get(SECOND)))).status_code == 303
    client, _ = password()
    copied = answered(client, key.signed(options_on(client.get(SECOND)), counter=2))
    assert copied.status_code == 422
    assert "бывает у копии" in shown(copied)
    assert told(cast.person["saveliev"]).count("passkey_behind") == 1
    assert [each for each in caplog.messages if "passkey refused" in each and "reason=behind" in each]
    assert not [each for each in caplog.messages if text(key.credential) in each]


def test_a_key_that_does_not_count_goes_on(cast: Cast) -> None:
    key = with_key(counts=False)
    for _ in range(2):
        client, _answer = password()
        assert answered(client, key.signed(options_on(client.get(SECOND)))).status_code == 303


def test_a_key_without_a_finger_needs_none(cast: Cast) -> None:
    key = with_key(verifies=False)
    client, _ = password()
    assert answered(client, key.signed(options_on(client.get(SECOND)))).status_code == 303


ADDED_WRONG: dict[str, Any] = {
    "another origin": {"origin": "https://evil.example"},
    "another site": {"rp": "evil.example"},
    "another challenge": {"challenge": text(b"x" * 32)},
    "an answer to being asked": {"type": "webauthn.get"},
    "nobody touched it": {"flags": 0},
}


@pytest.mark.parametrize("name", ADDED_WRONG)
def test_what_proves_nothing_is_not_added(cast: Cast, name: str) -> None:
    client, _ = password()
    answer = add(client, Key(), **ADDED_WRONG[name])
    assert answer.status_code == 422
    assert rows() == []
    assert password()[1]["Location"] == "/"


def test_a_key_is_added_once(cast: Cast) -> None:
    key = with_key()
    with_app("orlova")
    client, _ = password("frolov")
    again = add(client, key)
    assert again.status_code == 422
    assert "уже добавлен" in shown(again)


def test_the_last_one_removed_ends_recovery_codes_too(cast: Cast) -> None:
    key = with_key()
    client, _ = password()
    answered(client, key.signed(options_on(client.get(SECOND))))
    [row] = rows()
    asked = shown(client.get(f"{OWN}keys/{row.pk}/remove/"))
    assert "Это последний второй фактор" in asked
    assert client.post(f"{OWN}keys/{row.pk}/remove/").status_code == 303
    assert rows() == []
    assert password()[1]["Location"] == "/"
    assert client.get(f"{OWN}keys/{row.pk}/remove/").status_code == 404


def test_no_more_than_ten(cast: Cast) -> None:
    client, _ = password()
    for number in range(10):
        assert add(client, Key(), name=f"Ключ {number}").status_code in (200, 303)
    assert add(client, Key()).status_code == 422
    assert len(rows()) == 10


@pytest.mark.parametrize(
    ("url", "host"), [("http://10.0.0.7", "10.0.0.7"), ("http://desk.example", "desk.example")]
)
def test_where_keys_cannot_be_used_the_page_says_so(cast: Cast, settings: Any, url: str, host: str) -> None:
    settings.PUBLIC_URL, settings.PUBLIC_HOST = url, host
    client, _ = password()
    page = client.get(f"{OWN}keys/add/")
    assert "привязаны к имени сайта" in shown(page)
    assert client.post(f"{OWN}keys/add/", {"name": "Ключ", "answer": "{}"}).status_code == 422


def test_the_site_is_the_installations_and_not_the_requests(cast: Cast, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    key = with_key()
    client, _ = password()
    page = client.get(SECOND, headers={"Host": "evil.example"})
    assert options_on(page)["rpId"] == "localhost"
    refused = client.post(
        SECOND,
        {"answer": key.signed(options_on(page), origin="http://evil.example", rp="evil.example")},
        headers={"Host": "evil.example"},
    )
    assert refused.status_code == 422
