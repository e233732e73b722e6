"""Passwords are closed where a provider is configured, with a door for an emergency; nobody is locked out silently (L7)."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors.local_sign_in import local_sign_in
from kabinet.config.commands import emergency_door
from kabinet.network.provider import Providers
from kabinet.records.models import EmergencyDoor, ProviderAccount, SignInClosing
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.pages.entrance.provider.fake import Fake, through
from tests.pages.entrance.second.people import (
    SECOND,
    code_of,
    is_in,
    password,
    recorded,
    shown,
    told,
    with_app,
)

pytestmark = pytest.mark.clause("L7")
RULES = "/sign-in-rules/"
LOCAL, DOOR = f"{RULES}local/", f"{RULES}door/"
REASON = "Провайдер не отвечает с утра"


def administrator(cast: Cast) -> Client:
    client = Client()
    cast.sign_in(client, "shulgin")
    return client


def came(there: Fake, cast: Cast, login: str = "shulgin") -> None:
    """Somebody has come from the provider before."""
    with transaction.atomic(), as_system("a test"):
        of = {"issuer": there.provider.issuer, "subject": f"subject of {login}"}
        ProviderAccount.objects.create(person_id=cast.person[login], bound_at=AT, **of)


def close(there: Fake, cast: Cast, *kept: str) -> Any:
    came(there, cast)
    answer = administrator(cast).post(LOCAL, {"password": kept})
    assert answer.status_code == 303, shown(answer)
    return answer


def moved(monkeypatch: pytest.MonkeyPatch, since: timedelta) -> None:
    monkeypatch.setattr("kabinet.pages.gate.now", lambda: AT + since)


def test_closed_the_page_has_the_provider_alone(there: Fake, cast: Cast) -> None:
    close(there, cast)
    page = shown(Client().get("/sign-in/"))
    assert "Войти через" in page
    assert 'name="password"' not in page
    client, answer = password()
    assert (answer.status_code, is_in(client)) == (403, False)
    assert "Вход по паролю закрыт" in shown(answer)
    assert through(client, there).status_code == 303
    assert recorded(cast.organisation["vendor"])[-1:] == ["local_sign_in_closed"]


def test_a_password_is_not_even_looked_at(there: Fake, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    close(there, cast)
    looked: list[str] = []
    monkeypatch.setattr("kabinet.records.hashing.is_right", lambda *said: looked.append(said[0]) or True)
    right = password()[1]
    wrong = Client().post("/sign-in/", {"login": "saveliev", "password": "another one here"})
    assert (right.status_code, wrong.status_code, looked) == (403, 403, [])


def test_it_is_refused_while_no_administrator_has_come(there: Fake, cast: Cast) -> None:
    came(there, cast, "saveliev")
    with transaction.atomic(), as_system("a test"):
        of = {"issuer": "https://another.example", "subject": "1"}
        ProviderAccount.objects.create(person_id=cast.person["shulgin"], bound_at=AT, **of)
    page = shown(administrator(cast).get(RULES))
    assert "не входил ни один администратор" in page
    answer = administrator(cast).post(LOCAL)
    assert answer.status_code == 422
    assert "Ни один администратор" in shown(answer)
    assert password()[1].status_code == 303


def test_without_a_provider_nothing_can_be_closed(there: Fake, cast: Cast, settings: Any) -> None:
    came(there, cast)
    settings.SIGN_IN_PROVIDERS = Providers()
    assert "закрыть его нельзя" in shown(administrator(cast).get(RULES))
    assert administrator(cast).post(LOCAL).status_code == 422
    with transaction.atomic(), as_system("a test"):
        assert not SignInClosing.objects.exists()


def test_a_provider_that_is_taken_away_locks_nobody_out(there: Fake, cast: Cast, settings: Any) -> None:
    close(there, cast)
    settings.SIGN_IN_PROVIDERS = Providers()
    assert password()[1].status_code == 303


def test_the_page_says_who_could_still_come_in(there: Fake, cast: Cast) -> None:
    came(there, cast)
    page = shown(administrator(cast).get(RULES))
    assert "Шульгин Пётр Денисович" in page
    assert "Всего входивших через неё: 1" in page
    assert "ни разу не входили: " in page


def test_roles_that_are_kept_come_in_by_a_password(there: Fake, cast: Cast) -> None:
    close(there, cast, "client:viewer")
    page = shown(Client().get("/sign-in/"))
    assert 'name="password"' not in page
    assert "/sign-in/?password=1" in page
    assert 'name="password"' in shown(Client().get("/sign-in/?password=1"))
    client, answer = password("frolov")
    assert answer.status_code == 303
    assert is_in(client)
    other, refused = password("saveliev")
    assert (refused.status_code, is_in(other)) == (403, False)
    wrong = Client().post("/sign-in/", {"login": "saveliev", "password": "another one here"})
    assert wrong.status_code == 422, "what is closed for whom is said after the right password alone"


def test_a_first_password_says_that_it_lets_nobody_in(there: Fake, cast: Cast) -> None:
    close(there, cast)
    link = f"/organisations/{cast.client['zmk']}/people/{cast.person['orlova']}/link/"
    assert administrator(cast).post(link).status_code == 303
    found = re.search(r"/welcome/\?[^<\s]+", shown(administrator(cast).get(link)))
    assert found is not None
    client = Client()
    client.get(found[0].replace("&amp;", "&"))
    typed = {"new": "Верстовой-столб-17", "again": "Верстовой-столб-17"}
    page = shown(client.post("/welcome/", typed, follow=True))
    assert "Пароль задан, но вход по паролю сейчас закрыт" in page
    assert "Войдите с ним" not in page


def test_it_is_opened_again(there: Fake, cast: Cast) -> None:
    close(there, cast, "client:viewer")
    assert administrator(cast).post(LOCAL, {"open": "1"}).status_code == 303
    assert password()[1].status_code == 303
    assert recorded(cast.organisation["vendor"])[-1:] == ["local_sign_in_opened"]
    assert administrator(cast).post(LOCAL, {"open": "1"}).status_code == 422
    with transaction.atomic(), as_system("a test"):
        assert [bool(row.ended_at) for row in SignInClosing.objects.all()] == [True]


def test_closed_between_the_password_and_the_code_it_is_closed(there: Fake, cast: Cast) -> None:
    secret, _ = with_app()
    client, answer = password()
    assert answer["Location"] == SECOND
    close(there, cast)
    client.post(SECOND, {"code": code_of(secret)})
    assert not is_in(client)


def test_the_emergency_door_opens_for_its_hours_and_closes_by_itself(
    there: Fake, cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kabinet.security")
    close(there, cast)
    head = administrator(cast)
    assert head.post(DOOR, {"hours": "4", "reason": REASON}).status_code == 303
    assert "Открыт аварийный вход" in shown(head.get("/partners/"))
    assert 'name="password"' in shown(Client().get("/sign-in/"))
    inside, answer = password()
    assert answer.status_code == 303
    assert recorded(cast.organisation["vendor"])[-1:] == ["emergency_door_opened"]
    assert [each for each in caplog.messages if each.startswith("emergency door opened ")]
    moved(monkeypatch, timedelta(hours=4, seconds=-1))
    assert password("orlova")[1].status_code == 303
    moved(monkeypatch, timedelta(hours=4))
    assert password("orlova")[1].status_code == 403
    assert "Открыт аварийный вход" not in shown(head.get("/partners/"))
    moved(monkeypatch, timedelta(hours=1))
    assert is_in(inside)


def test_the_door_is_closed_before_its_time(there: Fake, cast: Cast) -> None:
    close(there, cast)
    head = administrator(cast)
    head.post(DOOR, {"hours": "4", "reason": REASON})
    assert head.post(DOOR, {"close": "1"}).status_code == 303
    assert password()[1].status_code == 403
    assert recorded(cast.organisation["vendor"])[-1:] == ["emergency_door_closed"]
    assert head.post(DOOR, {"close": "1"}).status_code == 422


ODD: dict[str, dict[str, str]] = {
    "no reason": {"hours": "4", "reason": ""},
    "a short one": {"hours": "4", "reason": "надо"},
    "a long one": {"hours": "4", "reason": "н" * 301},
    "no hours": {"hours": "", "reason": REASON},
    "none": {"hours": "0", "reason": REASON},
    "for ever": {"hours": "73", "reason": REASON},
    "backwards": {"hours": "-1", "reason": REASON},
    "words": {"hours": "четыре", "reason": REASON},
    "huge": {"hours": "9" * 400, "reason": REASON},
}


@pytest.mark.parametrize("name", ODD)
def test_a_door_has_hours_and_a_reason(there: Fake, cast: Cast, name: str) -> None:
    close(there, cast)
    assert administrator(cast).post(DOOR, ODD[name]).status_code == 422
    assert password()[1].status_code == 403


@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "titova", "vlasov", "lapteva"])
@pytest.mark.parametrize("address", [LOCAL, DOOR])
def test_nobody_else_opens_or_closes(there: Fake, cast: Cast, login: str, address: str) -> None:
    close(there, cast)
    client = Client()
    cast.sign_in(client, login)
    for sent in ({"open": "1"}, {"hours": "4", "reason": REASON}):
        answer = client.post(address, sent)
        assert answer.status_code == (403 if login in ("titova", "vlasov", "lapteva") else 404)
    assert password()[1].status_code == 403


def test_the_command_opens_it_when_nobody_can_get_in(
    there: Fake,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    from argparse import ArgumentParser
    from contextlib import nullcontext

    caplog.set_level(logging.INFO, "kabinet.security")
    monkeypatch.setattr(emergency_door, "opened", nullcontext)
    close(there, cast)

    def run(*words: str) -> int:
        parser = ArgumentParser()
        emergency_door.add_arguments(parser)
        return emergency_door.run(parser.parse_args(words))

    assert run("--hours", "0", "--reason", REASON) == 2
    assert run("--hours", "4", "--reason", "x") == 2
    assert "From 1 to 72 hours" in capsys.readouterr().err
    assert run("--hours", "4", "--reason", REASON) == 0
    with transaction.atomic(), as_system("a test"):
        door = EmergencyDoor.objects.get()
    assert door.opened_by_id is None
    assert local_sign_in(door.opened_at).open_to_all(door.opened_at)
    assert not local_sign_in(door.until).open_to_all(door.until)
    assert told(cast.person["shulgin"])[-1:] == ["emergency_door_opened"]
    assert recorded(cast.organisation["vendor"])[-1:] == ["emergency_door_opened"]
    assert [each for each in caplog.messages if "emergency door opened person=nobody" in each]
