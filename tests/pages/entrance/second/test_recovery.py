"""Recovery codes: shown once, each works once, new ones void the old (U5d)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors.recovery import take_recovery
from kabinet.records.models import RecoveryCode
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.pages.entrance.second.people import (
    OWN,
    SECOND,
    Move,
    code_of,
    codes_on,
    factors_of_sessions,
    is_in,
    password,
    shown,
    told,
    with_app,
)
from tests.some import some

pytestmark = pytest.mark.usefixtures("stated_instant")


def brought(code: str, login: str = "saveliev") -> Client | None:
    client, _ = password(login)
    answer = client.post(SECOND, {"code": code})
    assert is_in(client) is (answer.status_code == 303)
    return client if answer.status_code == 303 else None


def test_each_works_once_and_the_page_counts_them(cast: Cast) -> None:
    _secret, codes = with_app()
    client = brought(codes[3])
    assert client is not None
    assert brought(codes[3]) is None
    assert "Осталось: 9 из 10" in shown(client.get(OWN))
    assert "recovery" in factors_of_sessions(cast.person["saveliev"])
    assert told(cast.person["saveliev"]).count("recovery_code_used") == 1
    assert codes[4] not in shown(client.get(OWN))


def test_they_are_typed_however_people_type(cast: Cast) -> None:
    _secret, codes = with_app()
    assert brought(codes[0].upper()) is not None
    assert brought(codes[1].replace("-", "")) is not None
    assert brought(f" {codes[2].replace('-', ' ')} ") is not None


def test_new_ones_void_the_old(cast: Cast) -> None:
    _secret, old = with_app()
    client = brought(old[0])
    assert client is not None
    new = codes_on(client.post(f"{OWN}codes/"))
    assert not set(new) & set(old)
    assert brought(old[1]) is None
    assert brought(new[1]) is not None


def test_when_few_are_left_one_is_told(cast: Cast) -> None:
    _secret, codes = with_app()
    for code in some(codes[:6]):
        client, _ = password()
        client.post(SECOND, {"code": code})
        assert "Запасных кодов осталось: 3 из 10" not in shown(client.get("/me/"))
    client, _ = password()
    client.post(SECOND, {"code": codes[6]})
    assert "Запасных кодов осталось: 3 из 10" in shown(client.get("/me/"))


def test_the_table_has_no_code(cast: Cast) -> None:
    _secret, codes = with_app()
    with transaction.atomic(), as_system("a test"):
        kept = list(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(set(kept)) == 10
    plain = {code.replace("-", "") for code in codes}
    assert not [digest for digest in kept if any(code in digest for code in plain)]


def test_those_of_somebody_else_are_none(cast: Cast) -> None:
    _secret, codes = with_app("orlova")
    with_app("frolov")
    assert brought(codes[0], "frolov") is None
    with transaction.atomic(), as_system("a test"):
        row = RecoveryCode.objects.filter(person=cast.person["orlova"]).first()
        assert row is not None
        RecoveryCode.objects.create(person_id=cast.person["frolov"], digest=row.digest, made_at=AT)
    assert [brought(code, "frolov") for code in codes[:3]] == [None] * 3, "a row that was moved is nobody's"


def test_without_a_factor_there_are_none(cast: Cast) -> None:
    client, _ = password()
    answer = client.post(f"{OWN}codes/")
    assert answer.status_code == 422
    assert "Сначала добавьте" in shown(answer)
    with_app()
    client.post(f"{OWN}app/remove/")
    with transaction.atomic(), as_system("a test"):
        assert RecoveryCode.objects.count() == 0


def test_the_same_twice_at_once_lets_in_once(own_db: object, cast: Cast, stated_instant: object) -> None:
    from threading import Barrier, Thread

    from django.db import connection

    _secret, codes = with_app()
    person, together, left = cast.person["saveliev"], Barrier(2), []

    def bring() -> None:
        together.wait()
        left.append(take_recovery(at=AT, person=person, code=codes[0]))
        connection.close()

    threads = [Thread(target=bring) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(left, key=str) == [9, None]


def test_making_new_ones_asks_for_the_password(cast: Cast, moved: Move) -> None:
    secret, old = with_app()
    client, _ = password()
    assert client.post(SECOND, {"code": code_of(secret)}).status_code == 303
    moved(timedelta(minutes=11))
    assert client.post(f"{OWN}codes/").status_code == 422
    moved(timedelta())
    assert brought(old[0]) is not None
