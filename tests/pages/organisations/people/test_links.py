"""The first password, a new one, one's own; sessions that end (U5d)."""

import logging
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from kabinet.records.models import Notice
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.cast_names import PASSWORD
from tests.pages.organisations.people.people import add, people, person, reader, shown

STRONG = "очень-длинный-пароль-7"


def link_page(cast: Cast, login: str, organisation: int, who: str) -> Any:
    return reader(cast, login).get(people(organisation, f"{person(who).pk}/link/"))


def address_in(answer: Any) -> str:
    found = re.search(r">http://127.0.0.1:\d+(/welcome/[^<]+)<", shown(answer))
    assert found is not None
    return found[1].replace("&amp;", "&")


def sets_password(address: str, password: str = STRONG) -> Any:
    client = Client()
    first = client.get(address)
    if first.status_code == 303:
        assert first["Location"] == "/welcome/"
        assert first["Referrer-Policy"] == "same-origin"
    return client.post("/welcome/", {"new": password, "again": password})


def signs_in(login: str, password: str) -> Client | None:
    client = Client()
    answer = client.post("/sign-in/", {"login": login, "password": password})
    return client if answer.status_code == 303 else None


def test_who_enters_a_contact_gets_a_link_that_sets_the_first_password(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    entered = add(cast, "saveliev", zmk)
    page = reader(cast, "saveliev").get(entered["Location"])
    assert page["Cache-Control"] == "no-store"
    address = address_in(page)
    weak = sets_password(address, "12345")
    assert weak.status_code == 422
    assert sets_password(address).status_code == 303
    assert signs_in("zimina", STRONG) is not None
    spent = sets_password(address, "другой-длинный-пароль")
    assert (spent.status_code, "Ссылка больше не действует" in shown(spent)) == (410, True)
    assert "Пароль уже задан" in shown(link_page(cast, "saveliev", zmk, "zimina"))


def test_nothing_of_it_stands_in_a_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    add(cast, "saveliev", cast.client["zmk"])
    address = address_in(link_page(cast, "saveliev", cast.client["zmk"], "zimina"))
    secret = parse_qs(urlsplit(address).query)["key"][0]
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        sets_password(address)
        sets_password(address)
        Client(enforce_csrf_checks=True).post(address, {"new": STRONG, "again": STRONG})
    assert secret not in caplog.text


def test_hostile_links_are_spent_links(cast: Cast) -> None:
    for query in (
        "who=1&key=x",
        "who=x&key=1-2",
        "who=&key=",
        "who=%00&key=%00",
        "key=a",
        f"who={'9' * 30}&key=b",
    ):
        client = Client()
        client.get(f"/welcome/?{query}")
        assert client.get("/welcome/").status_code == 410
        assert client.post("/welcome/", {"new": STRONG, "again": STRONG}).status_code == 410


@pytest.mark.clause("U5d")
def test_a_new_link_ends_password_and_sessions(cast: Cast) -> None:
    zmk, orlova = cast.client["zmk"], reader(cast, "orlova")
    address = people(zmk, f"{cast.person['orlova']}/link/")
    assert reader(cast, "saveliev").post(address).status_code == 303
    assert orlova.get("/tickets/").status_code == 303
    assert signs_in("orlova", PASSWORD) is None
    first = address_in(reader(cast, "saveliev").get(address))
    assert sets_password(first).status_code == 303
    signed = signs_in("orlova", STRONG)
    assert signed is not None
    assert signed.get("/tickets/").status_code == 200


@pytest.mark.clause("U5d")
def test_a_link_of_somebody_removed_opens_nothing(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    add(cast, "saveliev", zmk)
    address = address_in(link_page(cast, "saveliev", zmk, "zimina"))
    reader(cast, "saveliev").post(people(zmk, f"{person('zimina').pk}/remove/"))
    assert sets_password(address).status_code == 410


def test_the_partner_hands_the_first_link_over_and_no_other(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    assert add(cast, "arkhipova", zmk).status_code == 303
    assert "/welcome/" in shown(link_page(cast, "arkhipova", zmk, "zimina"))
    assert link_page(cast, "gordeeva", zmk, "zimina").status_code == 403
    assert link_page(cast, "arkhipova", zmk, "orlova").status_code == 403
    reader(cast, "saveliev").post(people(zmk, f"{cast.person['orlova']}/link/"))
    assert link_page(cast, "arkhipova", zmk, "orlova").status_code == 403
    assert link_page(cast, "shulgin", zmk, "orlova").status_code == 200


def test_whoever_works_for_two_is_let_in_by_neither_alone(cast: Cast) -> None:
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    with as_system("somebody of two clients"):
        models.Membership.objects.create(
            person_id=cast.person["orlova"],
            organisation_id=cast.client["kedr"],
            role="viewer",
            added_at=person("orlova").created_at,
            confirmed_at=person("orlova").created_at,
        )
    refused = reader(cast, "dremin").post(people(cast.client["kedr"], f"{cast.person['orlova']}/link/"))
    assert (refused.status_code, "администратор фирмы «1С»" in shown(refused)) == (409, True)
    assert signs_in("orlova", PASSWORD) is not None
    address = people(cast.client["kedr"], f"{cast.person['orlova']}/link/")
    assert reader(cast, "shulgin").post(address).status_code == 303


def test_ones_own_password_ends_the_other_sessions_and_not_this_one(cast: Cast) -> None:
    one, other = signs_in("orlova", PASSWORD), signs_in("orlova", PASSWORD)
    assert one is not None
    assert other is not None
    wrong = one.post("/me/password/", {"old": "не тот", "new": STRONG, "again": STRONG})
    assert (wrong.status_code, "Прежний пароль другой" in shown(wrong)) == (422, True)
    unlike = one.post("/me/password/", {"old": PASSWORD, "new": STRONG, "again": STRONG + "!"})
    assert "Пароли не совпали" in shown(unlike)
    weak = one.post("/me/password/", {"old": PASSWORD, "new": "12345", "again": "12345"})
    assert weak.status_code == 422
    assert one.post("/me/password/", {"old": PASSWORD, "new": STRONG, "again": STRONG}).status_code == 303
    assert one.get("/tickets/").status_code == 200
    assert other.get("/tickets/").status_code == 303
    assert signs_in("orlova", PASSWORD) is None
    assert signs_in("orlova", STRONG) is not None


def test_wrong_old_passwords_are_counted(cast: Cast) -> None:
    client = reader(cast, "orlova")
    typed = {"old": "не тот", "new": STRONG, "again": STRONG}
    assert [client.post("/me/password/", typed).status_code for _ in range(9)] == [422] * 8 + [429]


def test_the_profile_keeps_zone_and_keys(cast: Cast) -> None:
    client = reader(cast, "orlova")
    client.post("/me/zone/", {"zone": "Asia/Vladivostok"})
    assert person("orlova").zone == "Asia/Vladivostok"
    client.post("/me/zone/", {"zone": "../etc"})
    assert person("orlova").zone == "Asia/Vladivostok"
    client.post("/me/keys/", {"keys": "off"})
    page = shown(client.get("/me/"))
    assert 'data-keys="off"' in page
    assert "меняет администратор вашей организации" in page
    assert "Изменить данные" in shown(reader(cast, "saveliev").get("/me/"))


def test_who_was_shown_a_link_stands_in_the_journal_and_is_told_to_its_person(cast: Cast) -> None:
    """By the journal's page, the notices of the person and of the other administrator, and at the next sign-in."""
    zmk = cast.client["zmk"]
    added = add(cast, "saveliev", zmk)
    first = address_in(reader(cast, "saveliev").get(added["Location"]))
    assert (
        address_in(link_page(cast, "saveliev", zmk, "zimina")).partition("key=")[0]
        == first.partition("key=")[0]
    )
    address = address_in(link_page(cast, "arefyev", zmk, "zimina"))
    assert sets_password(first).status_code == 410
    assert sets_password(address).status_code == 303
    history = shown(reader(cast, "saveliev").get(f"/organisations/{zmk}/history/"))
    assert history.count("Ссылка для входа показана для передачи: Зимина Анна Павловна") == 2
    assert "Ссылку получил сотрудник: Арефьев Пётр Ильич" in history
    told = shown(reader(cast, "saveliev").get("/notices/"))
    assert "Ссылка для входа показана для передачи: Зимина Анна Павловна" in told
    client = signs_in("zimina", STRONG)
    assert client is not None
    assert "Пароль задан по ссылке, которую получил сотрудник: Арефьев Пётр Ильич" in shown(
        client.get("/me/")
    )
    later = signs_in("zimina", STRONG)
    assert later is not None
    assert "Пароль задан по ссылке" not in shown(later.get("/me/"))
    with transaction.atomic(), as_system("what the person is told"):
        kinds = Notice.objects.filter(person=person("zimina")).values_list("kind", flat=True)
        assert "password_set" in set(kinds)


def test_a_password_by_the_partners_link_opens_nothing_that_the_vendor_confirms(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    added = add(cast, "saveliev", zmk)
    assert added.status_code == 303
    who = person("zimina").pk
    lead = reader(cast, "arkhipova")
    address = address_in(lead.get(people(zmk, f"{who}/link/")))
    assert sets_password(address).status_code == 303
    session = signs_in("zimina", STRONG)
    assert session is not None
    vendor = reader(cast, "shulgin")
    assert vendor.post("/confirmations/decide/", {"only": f"{zmk}-{who}"}).status_code == 303
    assert session.get("/me/").status_code == 303
    assert signs_in("zimina", STRONG) is None
    assert lead.get(people(zmk, f"{who}/link/")).status_code == 403
    assert "Пароль, заданный до подтверждения по ссылке партнёра, прекращён" in shown(
        vendor.get(f"/organisations/{zmk}/history/")
    )
    anew = address_in(vendor.get(people(zmk, f"{who}/link/")))
    assert sets_password(anew, "другой-длинный-пароль").status_code == 303
    assert signs_in("zimina", "другой-длинный-пароль") is not None


@pytest.mark.parametrize(
    "weak", ["zimina-zimina", "Зимина_Анна_1987", "ao-zmk-zimina", "Зареченский комбинат"]
)
def test_a_password_is_not_made_of_what_is_known_of_its_person(cast: Cast, weak: str) -> None:
    zmk = cast.client["zmk"]
    address = address_in(reader(cast, "saveliev").get(add(cast, "saveliev", zmk)["Location"]))
    answer = sets_password(address, weak)
    assert (answer.status_code, "из того, что о вас известно" in shown(answer)) == (422, True)
    assert sets_password(address, f"{weak[:6]} и шесть слонов").status_code == 303
