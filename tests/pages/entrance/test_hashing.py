"""A password's hash is slow on purpose: nobody waits for another's, and the other pages are served meanwhile."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from kabinet.records import hashing
from tests import processes
from tests.cast import PASSWORD, Cast

OTHER = "another-good-one-41"


def signing_in(cast: Cast, client: Client) -> Any:
    return client.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})


def trying(cast: Cast, client: Client) -> Any:
    return client.post("/sign-in/", {"login": "nobody", "password": PASSWORD})


def changing(cast: Cast, client: Client) -> Any:
    cast.sign_in(client, "orlova")
    return client.post("/me/password/", {"old": PASSWORD, "new": OTHER, "again": OTHER})


def setting_by_a_link(cast: Cast, client: Client) -> Any:
    from kabinet.actions.organisations.contacts.access_link import SECRETS
    from kabinet.records.models import Person
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a test"):
        person = Person.objects.get(pk=cast.person["orlova"])
        key = SECRETS.make_token(person)
    client.get("/welcome/", {"who": person.pk, "key": key})
    return client.post("/welcome/", {"new": OTHER, "again": OTHER})


# Every page that hashes -> the status of its success, and how many hashes it takes.
PAGES: dict[Callable[[Cast, Client], Any], tuple[int, int]] = {
    signing_in: (303, 1),
    trying: (422, 1),
    changing: (303, 2),
    setting_by_a_link: (303, 1),
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_no_transaction_is_open_while_a_password_is_hashed(
    own_db: object,
    cast: Cast,
    client: Client,
    page: Callable[[Cast, Client], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.contrib.auth import hashers

    cache.clear()
    open_then: list[bool] = []
    for name in ("make_password", "check_password"):
        plain = getattr(hashers, name)

        def seen(*given: Any, plain: Any = plain) -> Any:
            open_then.append(connection.in_atomic_block)
            return plain(*given)

        monkeypatch.setattr(hashers, name, seen)
    assert page(cast, client).status_code == PAGES[page][0]
    assert open_then == [False] * PAGES[page][1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_whoever_comes_while_as_many_hash_as_may_is_told_to_come_again(
    cast: Cast, client: Client, page: Callable[[Cast, Client], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    for _ in range(hashing.IN_HERE):
        assert hashing._here.acquire(blocking=False)
    try:
        answer = page(cast, client)
    finally:
        hashing._here.release(hashing.IN_HERE)
    assert (answer.status_code, answer["Retry-After"]) == (503, str(hashing.RETRY_AFTER))
    assert "Пароль не проверен" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert page(cast, Client()).status_code == PAGES[page][0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_so_is_whoever_waited_in_vain_for_another_process_of_the_machine(
    cast: Cast,
    client: Client,
    page: Callable[[Cast, Client], Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    cache.clear()
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(hashing, "PATIENCE", 0.1)
    with elsewhere():
        answer = page(cast, client)
    assert (answer.status_code, answer["Retry-After"]) == (503, str(hashing.RETRY_AFTER))
    assert page(cast, Client()).status_code == PAGES[page][0]


@contextmanager
def elsewhere() -> Iterator[None]:
    """Another process holds each place of the machine, until it is killed."""
    holding = (
        "import sys, time; from django.conf import settings; from pathlib import Path;"
        "settings.configure(HOME=Path(sys.argv[1])); from kabinet.records import hashing;"
        "hashing.folder().mkdir(); held = [hashing._taken(hashing.folder()) for _ in range(hashing.PLACES)];"
        "print(None in held, flush=True); time.sleep(600)"
    )
    words = [sys.executable, "-c", holding, str(settings.HOME)]
    with processes.started(words, os.environ, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"False\n"
        yield
        other.kill()
        other.wait()


def test_places_are_given_back_whatever_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr("django.contrib.auth.hashers.check_password", broken)
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(hashing, "PATIENCE", 0.1)
    for _ in range(3 * (hashing.PLACES + hashing.IN_HERE)):
        with pytest.raises(RuntimeError):
            hashing.is_right("x", "md5$a$b")
