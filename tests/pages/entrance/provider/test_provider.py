"""Signing in at an identity provider: who gets in, who does not and what they read (L7)."""

import base64
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.actions.organisations.contacts.provider_accounts import Account, Recognised
from kabinet.network import oidc
from kabinet.pages.entrance import throttle
from kabinet.records.models import Notice, Person, ProviderAccount, ProviderSession, Session
from kabinet.records.security.reach import as_system
from tests.cast import PASSWORD, Cast
from tests.markup import packed
from tests.pages.entrance.provider.fake import CLIENT, NOW, Fake, come_back, go, signed, through

pytestmark = pytest.mark.clause("L7")


def rows(model: Any) -> int:
    with transaction.atomic(), as_system("a test"):
        return int(model.objects.count())


def page(answer: Any) -> str:
    return packed(answer.content.decode())


def test_there_and_back(there: Fake, client: Client) -> None:
    people = rows(Person)
    answer = through(client, there)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert "Савельев" in client.get("/me/").content.decode()
    assert (rows(Person), rows(ProviderAccount), rows(ProviderSession)) == (people, 1, 1)
    assert through(Client(), there).status_code == 303
    assert rows(ProviderAccount) == 1


def test_whoever_comes_once_more_without_going_out_is_in(there: Fake, client: Client) -> None:
    through(client, there)
    there.claims = {"sid": "there-2"}
    assert through(client, there).status_code == 303
    assert (client.get("/me/").status_code, rows(ProviderSession)) == (200, 1)


def test_the_way_there_has_its_own_secret_for_each_attempt(
    there: Fake, client: Client, settings: Any
) -> None:
    one, other = go(client, there), go(client, there)
    assert one["response_type"] == "code"
    assert one["redirect_uri"] == f"{settings.PUBLIC_URL}/sign-in/provider/back/"
    assert not {one[name] for name in ("state", "nonce", "code_challenge")} & set(other.values())
    assert come_back(client, other["state"]).status_code == 303
    [(_, form, names)] = [each for each in there.asked if each[0] == "/token"]
    verifier = form["code_verifier"][0]
    assert (
        base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        == other["code_challenge"]
    )
    assert base64.b64decode(names.removeprefix("Basic ")).decode().startswith(f"{CLIENT}:")


def test_it_leads_where_the_person_wanted_to_go_and_nowhere_else(there: Fake, client: Client) -> None:
    assert through(client, there, next="/people/")["Location"] == "/people/"
    assert through(Client(), there, next="https://evil.example/")["Location"] == "/"


def test_an_attempt_is_used_up(there: Fake, client: Client) -> None:
    said = go(client, there)
    assert come_back(client, said["state"]).status_code == 303
    again = come_back(client, said["state"])
    assert again.status_code == 400
    assert "Начните заново" in page(again)


@pytest.mark.parametrize("state", ["", "another", "\0"])
def test_only_who_went_comes_back(there: Fake, client: Client, state: str) -> None:
    go(client, there)
    assert come_back(client, state).status_code == 400
    assert come_back(Client(), go(Client(), there)["state"]).status_code == 400
    assert [path for path, *_ in there.asked if path == "/token"] == []
    assert rows(ProviderSession) == 0


def test_a_login_that_nobody_has(there: Fake, client: Client, settings: Any) -> None:
    settings.SUPPORT_PHONE = "+7 495 123-45-67"
    there.claims = {"preferred_username": "<b>stranger"}
    answer = through(client, there)
    assert answer.status_code == 403
    assert "<b>&lt;b&gt;stranger</b>" in page(answer)
    assert "+7 495 123-45-67" in page(answer)
    assert client.get("/me/").status_code == 303
    assert (rows(ProviderAccount), rows(ProviderSession)) == (0, 0)


def test_somebody_switched_off_is_nobody(there: Fake, client: Client, cast: Cast) -> None:
    with transaction.atomic(), as_system("a test"):
        Person.objects.filter(pk=cast.person["saveliev"]).update(is_active=False)
    assert through(client, there).status_code == 403


@pytest.mark.parametrize("differs", [{"sub": "subject-2"}, {"preferred_username": "orlova"}])
def test_another_account_with_the_login_is_refused_and_told_once(
    there: Fake, client: Client, cast: Cast, differs: dict[str, str]
) -> None:
    """The login was given to somebody else there, or the account got somebody else's login."""
    assert through(Client(), there).status_code == 303
    there.claims = differs
    for _ in range(2):
        answer = through(client, there)
        assert answer.status_code == 403
        assert "другая учётная запись" in page(answer)
    assert client.get("/me/").status_code == 303
    whose = cast.person["orlova" if "preferred_username" in differs else "saveliev"]
    with transaction.atomic(), as_system("a test"):
        told = Notice.objects.filter(kind="account_differs").values_list("person", flat=True)
        assert list(told) == [whose], "once a day"
        heads = list(Notice.objects.filter(kind="account_differs_at").values_list("person", flat=True))
    assert heads
    assert sorted(heads) == sorted({*heads} - {whose}), "each once"


def test_it_is_told_again_the_next_day(there: Fake, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert through(Client(), there).status_code == 303
    there.claims = {"sub": "subject-2"}
    through(client, there)
    told = rows(Notice)
    monkeypatch.setattr("kabinet.actions.organisations.contacts.provider_accounts.TOLD", timedelta(0))
    through(client, there)
    assert rows(Notice) == 2 * told


def test_whoever_comes_twice_at_once_is_bound_once(there: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is bound between the look and the writing."""
    plain, looks = provider_accounts._recognised, []

    def second(at: datetime, account: Account, of: str) -> Recognised:
        looks.append(account)
        if len(looks) == 1:
            raise IntegrityError
        return plain(at, account, of)

    monkeypatch.setattr(provider_accounts, "_recognised", second)
    assert through(Client(), there).status_code == 303
    assert (len(looks), rows(ProviderAccount)) == (2, 1)


def test_a_new_link_to_sign_in_lets_the_new_account_in(there: Fake, client: Client, cast: Cast) -> None:
    assert through(Client(), there).status_code == 303
    there.claims = {"sub": "subject-2"}
    assert through(client, there).status_code == 403
    vendor = Client()
    cast.sign_in(vendor, "shulgin")
    address = f"/organisations/{cast.client['zmk']}/people/{cast.person['saveliev']}/link/"
    assert vendor.post(address).status_code == 303
    assert through(client, there).status_code == 303
    there.claims = {}
    assert through(Client(), there).status_code == 403


def test_the_provider_says_no(there: Fake, client: Client) -> None:
    answer = client.get(
        "/sign-in/provider/back/", {"error": "access_denied", "state": go(client, there)["state"]}
    )
    assert answer.status_code == 403
    assert "Вход отменён" in page(answer)


def test_without_a_provider_there_is_no_such_page(own_db: object, cast: Cast, client: Client) -> None:
    assert client.get("/sign-in/provider/").status_code == 404
    assert client.get("/sign-in/provider/back/").status_code == 404
    assert client.post("/sign-in/provider/ended/").status_code == 404
    assert "или по логину" not in client.get("/sign-in/").content.decode()


def test_a_password_is_a_way_in_beside_it(there: Fake, client: Client) -> None:
    shown = page(client.get("/sign-in/?next=/people/"))
    assert 'href="/sign-in/provider/?next=%2Fpeople%2F"' in shown
    assert "Войти через Портал" in shown
    assert client.post("/sign-in/", {"login": "saveliev", "password": PASSWORD}).status_code == 303


def test_what_was_written_when_the_session_ended_goes_along(there: Fake, client: Client) -> None:
    written = "Ответ, который жаль потерять"
    going = client.post("/sign-in/provider/", {"unsent": written, "next": "/people/"})
    assert (going.status_code, "Переходим ко входу" in page(going)) == (200, True)
    assert 'content="0; url=/sign-in/provider/?next=%2Fpeople%2F"' in going.content.decode()
    said = go(client, there, next="/people/")
    assert come_back(client, said["state"])["Location"] == "/people/"
    assert written in client.get("/people/").content.decode()


def test_a_stranger_leaves_no_more_texts_than_some(there: Fake, client: Client) -> None:
    """Each is a row of its own; whoever is turned back keeps the text on the page."""
    cache.clear()
    for _ in range(throttle.PLACES_OF_TEXTS):
        assert (
            Client().post("/sign-in/provider/", {"unsent": "Текст, который кто-то оставил"}).status_code
            == 200
        )
    before = rows(Session)
    answer = client.post("/sign-in/provider/", {"unsent": "Текст сверх меры, жаль его"})
    assert (answer.status_code, rows(Session)) == (429, before)
    assert "Текст сверх меры, жаль его</textarea>" in answer.content.decode()


def test_a_provider_is_not_asked_for_ever_and_who_gets_in_takes_no_place(there: Fake, client: Client) -> None:
    cache.clear()
    for _ in range(throttle.PLACES_OF_ADDRESS + 1):
        assert through(Client(), there).status_code == 303
    there.claims = {"nonce": "of another attempt"}
    for _ in range(throttle.PLACES_OF_ADDRESS):
        assert through(Client(), there).status_code == 403
    asked = len(there.asked)
    there.claims = {}
    assert through(client, there).status_code == 429
    assert len(there.asked) == asked


def test_signing_out_offers_to_end_it_there(there: Fake, client: Client) -> None:
    through(client, there)
    answer = client.post("/sign-out/")
    assert answer.status_code == 200
    assert f'href="{there.url}/end_session?client_id={CLIENT}' in answer.content.decode()
    assert client.get("/me/").status_code == 303
    by_password = Client()
    by_password.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    assert by_password.post("/sign-out/").status_code == 303


def logout_token(there: Fake, **changes: Any) -> str:
    claims = {
        "iss": there.url,
        "aud": CLIENT,
        "iat": NOW,
        "jti": "1",
        "sub": "subject-1",
        "sid": "there-1",
        "events": {oidc.BACK_CHANNEL: {}},
    }
    return signed({name: value for name, value in {**claims, **changes}.items() if value is not None})


def test_what_ends_there_ends_here_and_nothing_else(there: Fake) -> None:
    one, other, by_password = Client(), Client(), Client()
    through(one, there)
    there.claims = {"sid": "there-2"}
    through(other, there)
    by_password.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    told = Client(enforce_csrf_checks=True).post(
        "/sign-in/provider/ended/", {"logout_token": logout_token(there)}
    )
    assert (told.status_code, told["Cache-Control"]) == (200, "no-store")
    assert [each.get("/me/").status_code for each in (one, other, by_password)] == [303, 200, 200]
    all_of_them = logout_token(there, sid=None)
    assert Client().post("/sign-in/provider/ended/", {"logout_token": all_of_them}).status_code == 200
    assert [each.get("/me/").status_code for each in (one, other, by_password)] == [303, 303, 200]
    assert rows(ProviderSession) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"events": None},
        {"events": {}},
        {"events": {oidc.BACK_CHANNEL: []}},
        {"nonce": "x"},
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"iat": NOW - 3600},
        {"iat": NOW + 3600},
        {"sub": None, "sid": None},
        {"jti": None},
    ],
    ids=str,
)
def test_whoever_only_says_so_ends_nothing(there: Fake, client: Client, changes: dict[str, Any]) -> None:
    through(client, there)
    answer = Client().post("/sign-in/provider/ended/", {"logout_token": logout_token(there, **changes)})
    assert answer.status_code == 400
    assert client.get("/me/").status_code == 200
    assert rows(Session) >= 1
