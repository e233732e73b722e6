"""A login of two alphabets is refused at every door by which one comes in, and the letter is named (U5b, P6.2)."""

from typing import Any

import pytest
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.logins import mixed
from tests.cast import Cast
from tests.pages.organisations.people.people import people, reader, shown
from tests.pages.organisations.people.sheets import ZIMINA, company, downloaded, file, put, uploaded

MIXED = "g\u043erdeeva"
SAID = "В логине смешаны алфавиты: «о», 2-й знак, — буква кириллическая, остальные — латинские"
ALIKE = "\u0441\u0430\u0440"  # Cyrillic through and through, and to the eye the Latin «cap»
FIELDS = ("name", "position", "email", "phone", "login")


def _typed(login: str) -> dict[str, Any]:
    return dict(zip(FIELDS, (*ZIMINA[:4], login), strict=True))


def _add(cast: Cast, login: str) -> Any:
    return reader(cast, "arkhipova").post(
        people(cast.organisation["kontur"], "add/"), _typed(login) | {"roles": "engineer"}
    )


def _change(cast: Cast, login: str) -> Any:
    address = people(cast.organisation["kontur"], f"{cast.person['zhdanov']}/")
    return reader(cast, "arkhipova").post(address, _typed(login))


def _sheet(cast: Cast, login: str) -> Any:
    address, head = people(cast.organisation["zmk"], "form/"), reader(cast, "arefyev")
    book = put(downloaded(head, address + "template/"), {20: (*ZIMINA[:4], login, None, "да")})
    return uploaded(head, address, file(book))


def _new_client(cast: Cast, login: str) -> Any:
    head = reader(cast, "arkhipova")
    book = company(downloaded(head, "/clients/new/template/"))
    return uploaded(head, "/clients/new/", file(put(book, {5: (*ZIMINA[:4], login, "да", "да")})))


DOORS = {"add": _add, "change": _change, "sheet": _sheet, "new client": _new_client}


@pytest.mark.clause("U5b")
@pytest.mark.parametrize("door", DOORS)
def test_a_login_of_two_alphabets_is_refused_naming_the_letter(cast: Cast, door: str) -> None:
    answer = DOORS[door](cast, MIXED)
    assert answer.status_code == 422
    assert SAID in shown(answer)
    with as_system("a look"):
        assert not models.Person.objects.filter(login=MIXED).exists()


@pytest.mark.parametrize("door", DOORS)
def test_a_login_that_cannot_be_told_from_anothers_is_taken(cast: Cast, door: str) -> None:
    with as_system("a login for a test"):
        models.Person.objects.filter(pk=cast.person["kim"]).update(login="Cap")
    answer = DOORS[door](cast, ALIKE)
    assert answer.status_code == 422
    assert "Этот логин уже занят" in shown(answer)


def test_at_the_door_a_login_of_two_alphabets_is_named_before_it_is_tried(cast: Cast) -> None:
    answer = Client().post("/sign-in/", {"login": MIXED, "password": "какой-нибудь"})
    assert answer.status_code == 422
    assert SAID in shown(answer)


@pytest.mark.parametrize("login", ["gordeeva", "gordeeva_2", "гордеева", "a.b+c@d-1", "12", "Ёлкин", "José"])
def test_one_alphabet_is_well(login: str) -> None:
    assert mixed(login) is None


@pytest.mark.parametrize(
    ("login", "place"), [("gоrdeeva", 2), ("горdeeva", 4), ("a\u03b1", 2), ("ｇordeeva", 1), ("сергей.k", 8)]
)
def test_the_letter_is_that_of_the_other_alphabet(login: str, place: int) -> None:
    said = mixed(login)
    assert said is not None
    odd = login[place - 1] if login != "горdeeva" else login[0]
    assert f"«{odd}»" in said.ru
