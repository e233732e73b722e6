"""That a login, an INN or a number is on record already is told a few times a day: whose it is cannot be found out by it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kabinet.actions.unit import known_elsewhere
from kabinet.records.models import Organisation
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.pages.organisations.papers.browser import day
from tests.pages.organisations.people.people import NEW, add, people, reader, shown
from tests.pages.organisations.people.sheets import (
    COMPANY,
    MOROZ,
    ZIMINA,
    company,
    downloaded,
    file,
    put,
    uploaded,
)

FEW, YES = 3, "да"
TELLING, ASKING = (
    re.compile(r"known_elsewhere\.tell\("),
    re.compile(r"known_elsewhere\.(?:require_few|compared)\("),
)
Enters = Callable[[Cast, str, bool], Any]


def contact(cast: Cast, login: str, known: bool) -> Any:
    return add(cast, login, cast.client["zmk"], login="stranger" if known else "zimina")


def particulars(cast: Cast, login: str, known: bool) -> Any:
    typed = {**NEW, "login": "stranger" if known else "orlova-2"}
    address = people(cast.client["zmk"], f"{cast.person['orlova']}/")
    return reader(cast, login).post(address, typed)


def employee(cast: Cast, login: str, known: bool) -> Any:
    right = {"roles": ["engineer", "authorised_employee"]}
    paper = {"number": "ЭТВ-choi" if known else "ЭТВ-1", "first_day": day(), "last_day": day(9)}
    return add(cast, login, cast.partner["kontur"], **right, **paper)


def filled_form(cast: Cast, login: str, known: bool) -> Any:
    address, head = people(cast.client["zmk"], "form/"), reader(cast, login)
    person = (*MOROZ[:4], "stranger" if known else "moroz")
    book = put(downloaded(head, address + "template/"), {15: (*person, None, YES)})
    return uploaded(head, address, file(book), sender=cast.person["saveliev"])


def client(cast: Cast, login: str, known: bool) -> Any:
    if known:
        with as_system("another partner's client"):
            Organisation.objects.filter(pk=cast.client["gavan"]).update(inn=COMPANY[7])
    head = reader(cast, login)
    book = company(downloaded(head, "/clients/new/template/"), {} if known else {7: "9955512350"})
    return uploaded(head, "/clients/new/", file(put(book, {5: (*ZIMINA, YES, YES)})))


def licence(cast: Cast, login: str, known: bool) -> Any:
    typed = {
        "seller": cast.partner["kontur"],
        "number": "РКЛ-240001" if known else "РКЛ-9",
        "main_delivery": "8012450301",
        "first_day": day(),
        "last_day": day(9),
    }
    return reader(cast, login).post(f"/organisations/{cast.client['zmk']}/licences/new/", typed)


def certificate(cast: Cast, login: str, known: bool) -> Any:
    typed = {
        "person": cast.person["melnik"],
        "number": "ЭТВ-choi" if known else "ЭТВ-1",
        "first_day": day(),
        "last_day": day(9),
    }
    return reader(cast, login).post(f"/organisations/{cast.partner['kontur']}/certificates/new/", typed)


@dataclass(frozen=True)
class Line:
    login: str
    enters: Enters
    said: str


LINES = {
    "a contact": Line("saveliev", contact, "Этот логин уже занят"),
    "particulars": Line("saveliev", particulars, "Этот логин уже занят"),
    "an employee": Line("arkhipova", employee, "уже на записи"),
    "a form of one's own": Line("saveliev", filled_form, "Этот логин уже занят"),
    "a client's form": Line("arkhipova", filled_form, "Этот логин уже занят"),
    "a client": Line("arkhipova", client, "ИНН уже есть в кабинете"),
    "a licence": Line("arkhipova", licence, "уже внесена"),
    "a certificate": Line("arkhipova", certificate, "уже внесён"),
}


@pytest.mark.parametrize("name", LINES)
def test_it_is_told_a_few_times_and_then_nothing_is_compared(
    cast: Cast, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = LINES[name]
    monkeypatch.setattr(known_elsewhere, "MOST_TOLD", FEW)
    for _ in range(FEW):
        answer = line.enters(cast, line.login, True)
        assert answer.status_code == 422, shown(answer)
        assert line.said in shown(answer)
    for known in (True, False):
        answer = line.enters(cast, line.login, known)
        assert answer.status_code == 403, shown(answer)
        assert line.said not in shown(answer)
        assert "введено то, что уже внесено в кабинет" in shown(answer)
        assert "через сутки; если ждать нельзя, передайте эти сведения фирме «1С»" in shown(answer)
    # Nobody else waits for it.
    assert licence(cast, "vlasov", True).status_code == 422


@pytest.mark.parametrize("login", ["saveliev", "arkhipova"])
def test_one_form_of_many_lines_tells_no_more_and_a_line_beyond_says_nothing_of_its_login(
    cast: Cast, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known or free, the lines beyond read the same; whose logins are known is told of the first alone."""
    monkeypatch.setattr(known_elsewhere, "MOST_TOLD", FEW)
    address, head = people(cast.client["zmk"], "form/"), reader(cast, login)
    known = ("stranger", "gordeeva", "titova", "choi", "zhdanov")
    logins = [*known, "nobody-1", "nobody-2"]
    rows = {15 + n: (*MOROZ[:4], each, None, YES) for n, each in enumerate(logins)}
    book = file(put(downloaded(head, address + "template/"), rows))
    answer = uploaded(head, address, book, sender=cast.person["saveliev"])
    assert answer.status_code == 422
    said = shown(answer)
    assert said.count("Этот логин уже занят") == FEW
    assert said.count("введено то, что уже внесено в кабинет") == len(logins) - FEW
    again = uploaded(
        head,
        address,
        file(put(downloaded(head, address + "template/"), {15: rows[21]})),
        sender=cast.person["saveliev"],
    )
    assert again.status_code == 403, "what was told in the one form counts for the day"


def test_what_compares_nothing_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who leaves is taken off the list whatever was told; so are a telephone and a contract put on record."""
    monkeypatch.setattr(known_elsewhere, "MOST_TOLD", 1)
    zmk, orlova = cast.client["zmk"], cast.person["orlova"]
    for login in ("saveliev", "arkhipova"):
        assert {"saveliev": contact, "arkhipova": licence}[login](cast, login, True).status_code == 422
    assert contact(cast, "saveliev", False).status_code == 403
    same = {**NEW, "login": "orlova", "phone": "+7 900 123-45-99"}
    assert reader(cast, "saveliev").post(people(zmk, f"{orlova}/"), same).status_code == 303
    assert reader(cast, "saveliev").post(people(zmk, f"{orlova}/remove/"), {"aware": "1"}).status_code == 303
    paper = {"number": "ИТС-9", "level": "prof", "first_day": day(), "last_day": day(9)}
    assert reader(cast, "arkhipova").post(f"/organisations/{zmk}/contracts/new/", paper).status_code == 303


def test_whoever_tells_asks_before_it_compares() -> None:
    acts = Path(known_elsewhere.__file__).parent.parent
    texts = {path: path.read_text("utf-8") for path in acts.rglob("*.py")}
    telling = {path for path, text in texts.items() if TELLING.search(text)}
    assert telling
    assert {path.name for path in telling if not ASKING.search(texts[path])} == set()


def test_the_vendor_is_told_as_often_as_it_asks(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_elsewhere, "MOST_TOLD", FEW)
    for _ in range(FEW + 2):
        assert "уже внесена" in shown(licence(cast, "vlasov", True))


def test_what_is_entered_well_costs_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_elsewhere, "MOST_TOLD", 1)
    assert contact(cast, "saveliev", False).status_code == 303
    assert licence(cast, "arkhipova", False).status_code == 303
    assert contact(cast, "saveliev", True).status_code == 422
