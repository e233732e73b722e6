from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from kabinet.records.models import Person
from kabinet.records.security.reach import as_system
from tests.cast import PASSWORD, Cast


@pytest.mark.parametrize("login", ["saveliev", "SaveLiev"])
@pytest.mark.clause("U5b")
def test_a_login_is_one_persons_whatever_its_case(cast: Cast, login: str) -> None:
    person = authenticate(username=login, password=PASSWORD)
    assert person is not None
    assert person.pk == cast.person["saveliev"]


@pytest.mark.parametrize(
    ("login", "password"),
    [("saveliev", "wrong"), ("nobody-at-all", PASSWORD), ("", PASSWORD), ("save\0liev", PASSWORD), ("", "")],
)
def test_anything_else_is_nobody(cast: Cast, login: str, password: str) -> None:
    assert authenticate(username=login, password=password) is None
    assert not Person.objects.exists()


def test_who_was_recognised_reaches_nothing_yet(cast: Cast) -> None:
    """The next request asks who it is and gives the reach."""
    authenticate(username="saveliev", password=PASSWORD)
    assert not Person.objects.exists()


def test_who_is_no_longer_active_does_not_come_in(cast: Cast) -> None:
    with transaction.atomic(), as_system("a test"):
        Person.objects.filter(login="saveliev").update(is_active=False)
    assert authenticate(username="saveliev", password=PASSWORD) is None


def test_an_unknown_login_costs_a_hash_as_well(cast: Cast, monkeypatch: Any) -> None:
    worked: list[str] = []
    monkeypatch.setattr("django.contrib.auth.hashers.make_password", lambda raw, *_: worked.append(raw))
    authenticate(username="nobody-at-all", password="anything")
    assert worked == ["anything"]
