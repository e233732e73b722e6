"""A lost device: whoever may give a new password resets the second factor, by name, and its person learns of it (U5d)."""

import logging

import pytest
from django.db import transaction
from django.test import Client

from kabinet.records.models import AuthenticatorApp, OrganisationEntry, RecoveryCode
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.pages.entrance.second.people import is_in, password, shown, told, with_app

pytestmark = pytest.mark.usefixtures("stated_instant")


def page_of(cast: Cast, login: str) -> str:
    house = "kontur" if login in ("gordeeva", "zhdanov") else "vendor" if login == "titova" else "zmk"
    return f"/organisations/{cast.organisation[house]}/people/{cast.person[login]}/factors/"


def reader(cast: Cast, login: str) -> Client:
    client = Client()
    cast.sign_in(client, login)
    return client


def test_it_ends_factors_and_sessions_and_is_told(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kabinet.security")
    with_app("orlova")
    open_one = Client()
    cast.sign_in(open_one, "orlova")
    assert is_in(open_one)
    head = reader(cast, "saveliev")
    assert "Сбросить" in shown(head.get(page_of(cast, "orlova")))
    assert head.post(page_of(cast, "orlova")).status_code == 303
    with transaction.atomic(), as_system("a test"):
        assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count()) == (0, 0)
        fact = OrganisationEntry.objects.filter(kind="factors_reset").get()
    assert (fact.actor_id, fact.person_id) == (cast.person["saveliev"], cast.person["orlova"])
    assert "factors_reset" in told(cast.person["orlova"])
    assert "factors_reset" in told(cast.person["arefyev"]), "the other administrator"
    assert "factors_reset" not in told(cast.person["saveliev"])
    client, answer = password("orlova")
    assert answer["Location"] == "/", "the password alone, as before"
    assert is_in(client)
    said = [record.getMessage() for record in caplog.records]
    assert [
        each for each in said if each.startswith("factors reset ") and f"of={cast.person['orlova']}" in each
    ]


def test_an_open_session_ends(cast: Cast) -> None:
    with_app("orlova")
    client, _ = password("frolov")
    assert is_in(client)
    with_app("frolov")
    assert reader(cast, "saveliev").post(page_of(cast, "frolov")).status_code == 303
    assert not is_in(client)


# Who asks, whose -> what they get; the same as of a link (decision 23).
DOORS = {
    ("saveliev", "orlova"): 303,
    ("arefyev", "orlova"): 303,
    ("shulgin", "orlova"): 303,
    ("shulgin", "gordeeva"): 303,
    ("shulgin", "titova"): 303,
    ("arkhipova", "gordeeva"): 303,
    ("orlova", "orlova"): 403,
    ("frolov", "orlova"): 403,
    ("arkhipova", "orlova"): 403,
    ("gordeeva", "zhdanov"): 403,
    ("titova", "orlova"): 403,
    ("vlasov", "orlova"): 403,
    ("stranger", "orlova"): 404,
    ("newcomer", "orlova"): 403,
    ("choi", "gordeeva"): 404,
}


@pytest.mark.parametrize(("who", "whose"), DOORS)
def test_by_whoever_may_give_a_new_password_and_nobody_else(cast: Cast, who: str, whose: str) -> None:
    with_app(whose)
    client = reader(cast, who)
    answer = client.post(page_of(cast, whose))
    assert answer.status_code == DOORS[who, whose]
    assert client.get(page_of(cast, whose)).status_code in (200, answer.status_code)
    with transaction.atomic(), as_system("a test"):
        assert AuthenticatorApp.objects.exists() is (answer.status_code != 303)


def test_ones_own_is_changed_with_the_password(cast: Cast) -> None:
    with_app("saveliev")
    answer = reader(cast, "saveliev").post(page_of(cast, "saveliev"))
    assert answer.status_code == 422
    assert "в профиле" in shown(answer)


def test_where_there_is_none_it_says_so(cast: Cast) -> None:
    client = reader(cast, "saveliev")
    assert "Сбрасывать нечего" in shown(client.get(page_of(cast, "orlova")))
    assert client.post(page_of(cast, "orlova")).status_code == 422
