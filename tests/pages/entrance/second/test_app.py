"""Codes of an app after the password: set up, asked for, counted once, tried in vain (U5d)."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors.app import take_code
from kabinet.pages.entrance import throttle
from kabinet.records.models import AuthenticatorApp, Person
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.cast_names import PASSWORD
from tests.clock import AT
from tests.pages.entrance.second.people import (
    OWN,
    SECOND,
    Move,
    code_of,
    factors_of_sessions,
    is_in,
    password,
    recorded,
    secret_on,
    shown,
    told,
    with_app,
)

pytestmark = pytest.mark.usefixtures("stated_instant")
STEP = timedelta(seconds=30)


def test_without_a_factor_the_password_lets_in_as_before(cast: Cast) -> None:
    client, answer = password()
    assert answer["Location"] == "/"
    assert is_in(client)
    assert factors_of_sessions(cast.person["saveliev"]) == [""]


def test_an_app_is_set_up_and_asked_for(cast: Cast) -> None:
    secret, _codes = with_app()
    client, answer = password(next="/people/")
    assert (answer.status_code, answer["Location"]) == (303, SECOND)
    assert not is_in(client), "the password alone is nobody"
    asked = client.get(SECOND)
    assert "шесть цифр" in shown(asked)
    let_in = client.post(SECOND, {"code": f" {code_of(secret)[:3]} {code_of(secret)[3:]} "})
    assert (let_in.status_code, let_in["Location"]) == (303, "/people/")
    assert "пароль и код из приложения" in shown(client.get("/me/"))
    assert factors_of_sessions(cast.person["saveliev"]) == ["app", "app"], "setting it up proved it as well"
    assert told(cast.person["saveliev"]) == ["factor_added", "recovery_codes_made"]
    assert recorded(cast.client["zmk"])[-2:] == ["factor_added", "recovery_codes_made"]


def test_the_page_shows_what_the_table_never_has(cast: Cast) -> None:
    client, _ = password()
    page = client.get(f"{OWN}app/")
    secret = secret_on(page)
    assert b'class="qr"' in page.content
    assert b"<svg" in page.content
    assert b'style="' not in page.content
    assert secret_on(client.get(f"{OWN}app/")) == secret, "the same until it is confirmed"
    assert page["Cache-Control"] == "no-store"
    wrong = client.post(f"{OWN}app/", {"code": "000000"})
    assert wrong.status_code == 422
    assert secret_on(wrong) == secret
    assert client.post(f"{OWN}app/", {"code": code_of(secret)}).status_code == 200
    with transaction.atomic(), as_system("a test"):
        row = AuthenticatorApp.objects.get()
        assert secret not in row.sealed
        assert not client.session.get("new_app")
    assert secret_on(client.get(f"{OWN}app/")) != secret


# What is typed, how long after the code that set the app up -> whether it lets in.
CODES = {
    "now": (timedelta(), timedelta(), True),
    "a step ahead": (STEP, timedelta(), True),
    "a step behind": (timedelta(), STEP, True),
    "two steps behind": (timedelta(), 2 * STEP, False),
    "two steps ahead": (2 * STEP, timedelta(), False),
    "the one that set it up": (-STEP, timedelta(), False),
}


@pytest.mark.parametrize("name", CODES)
def test_a_clock_may_be_one_step_off(cast: Cast, moved: Move, name: str) -> None:
    of, since, fits = CODES[name]
    secret, _ = with_app()
    moved(since)
    client, _ = password()
    answer = client.post(SECOND, {"code": code_of(secret, AT + of)})
    assert (answer.status_code, is_in(client)) == ((303, True) if fits else (422, False))


HOSTILE = {
    "empty": "",
    "letters": "abcdef",
    "five digits": "12345",
    "arabic digits": "١٢٣٤٥٦",
    "superscripts": "²²²²²²",
    "nul": "12\x003456",
    "long": "1" * 5000,
    "sql": "' OR 1=1",
    "negative": "-12345",
    "float": "1e5000",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_code_is_refused(cast: Cast, name: str) -> None:
    with_app()
    client, _ = password()
    answer = client.post(SECOND, {"code": HOSTILE[name]})
    assert answer.status_code == 422
    assert not is_in(client)
    assert client.get(SECOND).status_code == 200, "one may try again"


def test_a_code_counts_once(cast: Cast) -> None:
    secret, _ = with_app()
    one, _ = password()
    other, _ = password()
    assert one.post(SECOND, {"code": code_of(secret)}).status_code == 303
    assert other.post(SECOND, {"code": code_of(secret)}).status_code == 422
    assert not is_in(other)


def test_a_code_of_somebody_else_is_none(cast: Cast) -> None:
    with_app("orlova")
    secret, _ = with_app("frolov")
    client, _ = password("orlova")
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 422


def test_nobody_brings_a_code_without_the_password(cast: Cast) -> None:
    secret, _ = with_app()
    answer = Client().post(SECOND, {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")


def test_the_password_is_forgotten_after_ten_minutes(cast: Cast, moved: Move) -> None:
    secret, _ = with_app()
    client, _ = password()
    moved(timedelta(minutes=10))
    answer = client.post(SECOND, {"code": code_of(secret, AT + timedelta(minutes=10))})
    assert answer["Location"] == "/sign-in/"
    assert "десять минут" in shown(client.get("/sign-in/"))
    assert not is_in(client)


def test_a_password_that_changed_meanwhile_ends_the_way_in(cast: Cast) -> None:
    secret, _ = with_app()
    client, _ = password()
    with transaction.atomic(), as_system("a test"):
        Person.objects.filter(pk=cast.person["saveliev"]).update(sessions_since=AT)
    assert client.post(SECOND, {"code": code_of(secret)})["Location"] == "/sign-in/"
    assert not is_in(client)


def test_somebody_removed_meanwhile_does_not_come_in(cast: Cast) -> None:
    secret, _ = with_app()
    client, _ = password()
    with transaction.atomic(), as_system("a test"):
        Person.objects.filter(pk=cast.person["saveliev"]).update(is_active=False)
    assert client.post(SECOND, {"code": code_of(secret)})["Location"] == "/sign-in/"


def test_the_session_gets_a_new_key_at_each_step(cast: Cast) -> None:
    secret, _ = with_app()
    client = Client()
    client.get("/sign-in/")
    client.session.save()
    keys = [client.session.session_key]
    password(client=client)
    keys.append(client.cookies["kabinet"].value)
    client.post(SECOND, {"code": code_of(secret)})
    keys.append(client.cookies["kabinet"].value)
    assert len(set(keys)) == 3


def test_an_open_page_that_asks_for_news_does_not_end_the_way_in(cast: Cast) -> None:
    secret, _ = with_app()
    client, _ = password()
    assert client.get("/me/", headers={"HX-Request": "true"}).status_code == 401
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 303
    assert is_in(client)


def test_words_that_were_not_sent_come_along(cast: Cast) -> None:
    secret, _ = with_app()
    client, _ = password(unsent=["Два часа писал ответ"], next="/me/")
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert "Два часа писал ответ" in shown(client.get(answer["Location"]))


def test_codes_are_tried_a_few_times_and_their_person_learns_of_it(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kabinet.security")
    secret, _ = with_app()
    client, _ = password()
    for _ in range(throttle.PLACES_OF_LOGIN):
        assert client.post(SECOND, {"code": "000000"}).status_code == 422
    refused = client.post(SECOND, {"code": code_of(secret)})
    assert refused.status_code == 429
    assert refused["Retry-After"] == str(throttle.WINDOW_SECONDS)
    assert not is_in(client)
    assert told(cast.person["saveliev"]).count("codes_tried") == 1
    client.post(SECOND, {"code": "000000"})
    assert told(cast.person["saveliev"]).count("codes_tried") == 1, "once"
    said = [record.getMessage() for record in caplog.records]
    assert [each for each in said if each.startswith("codes tried too often ")]
    assert not [each for each in said if "000000" in each or code_of(secret) in each]
    other, _ = password()
    assert other.post(SECOND, {"code": code_of(secret)}).status_code == 429, "from everywhere together"


def test_whoever_does_not_know_the_password_locks_nobody_out(cast: Cast) -> None:
    """And one who knows it does not lock out the browser that its owner uses."""
    secret, _ = with_app()
    own, _ = password()
    assert own.post(SECOND, {"code": code_of(secret)}).status_code == 303
    own.post("/sign-out/")
    thief, _ = password(client=Client(REMOTE_ADDR="203.0.113.9"))
    for _ in range(throttle.PLACES_OF_LOGIN + 1):
        thief.post(SECOND, {"code": "000000"})
    password(client=own)
    assert own.post(SECOND, {"code": code_of(secret, AT + STEP)}).status_code == 303
    stranger = Client(REMOTE_ADDR="203.0.113.10")
    for _ in range(20):
        stranger.post(SECOND, {"code": "000000"})
    assert stranger.get(SECOND).status_code == 303


def test_the_same_code_twice_at_once_lets_in_once(own_db: object, cast: Cast, stated_instant: object) -> None:
    """Two transactions that read the row before either wrote."""
    from threading import Barrier, Thread

    from django.db import connection

    secret, _ = with_app()
    person, code = cast.person["saveliev"], code_of(secret)
    together, taken = Barrier(2), []

    def bring() -> None:
        together.wait()
        taken.append(take_code(at=AT, person=person, code=code))
        connection.close()

    threads = [Thread(target=bring) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(taken) == [False, True]


def test_an_open_session_changes_nothing_without_the_password(cast: Cast, moved: Move) -> None:
    client, _ = password()
    moved(timedelta(minutes=11))
    page = client.get(f"{OWN}app/")
    code = code_of(secret_on(page), AT + timedelta(minutes=11))
    assert 'name="password"' in shown(page)
    missing = client.post(f"{OWN}app/", {"code": code})
    wrong = client.post(f"{OWN}app/", {"code": code, "password": "another one here"})
    assert (missing.status_code, wrong.status_code) == (422, 422)
    assert "Пароль не подошёл" in shown(wrong)
    assert client.post(f"{OWN}app/", {"code": code, "password": PASSWORD}).status_code == 200
    gone = client.post(f"{OWN}app/remove/", {"password": "another one here"})
    assert gone.status_code == 422
    assert client.post(f"{OWN}app/remove/", {"password": PASSWORD}).status_code == 303
    assert password()[1]["Location"] == "/", "the password alone again"
    assert "factor_removed" in told(cast.person["saveliev"])


def test_passwords_are_tried_here_within_the_limits_of_the_door(cast: Cast, moved: Move) -> None:
    client, _ = password()
    moved(timedelta(minutes=11))
    for _ in range(throttle.PLACES_OF_LOGIN):
        client.post(f"{OWN}app/remove/", {"password": "another one here"})
    assert client.post(f"{OWN}app/remove/", {"password": PASSWORD}).status_code == 429


def test_a_secret_is_nobody_elses(cast: Cast) -> None:
    """A row that is moved, or sealed with another secret of the installation, opens nothing."""
    secret, _ = with_app()
    with transaction.atomic(), as_system("a test"):
        AuthenticatorApp.objects.filter(person=cast.person["saveliev"]).update(person=cast.person["orlova"])
    client, answer = password("orlova")
    assert answer["Location"] == SECOND
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 422


def test_with_another_secret_of_the_installation_nobody_is_let_in_by_it(
    cast: Cast, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    secret, _ = with_app()
    settings.SECRET_KEY = "another-secret-of-the-installation-0123456789"
    client, _ = password()
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 422
    assert "KABINET_SECRET_KEY" in caplog.text
    assert secret not in caplog.text


def test_the_card_of_a_half_way_person_is_no_session(cast: Cast) -> None:
    with_app()
    client, _ = password()
    for path in ("/", "/me/", OWN, f"{OWN}app/", "/tickets/", "/notices/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (303, True), path


def test_removing_twice_says_so(cast: Cast) -> None:
    client, _ = password()
    answer = client.post(f"{OWN}app/remove/")
    assert answer.status_code == 303
    assert "Этого уже нет" in shown(client.get(OWN))
