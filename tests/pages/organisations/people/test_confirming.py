"""The vendor confirms, or refuses with a reason; until then nobody comes in (L14, L15, U5c)."""

from typing import Any

import pytest
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast, sign_in
from tests.cast_names import PASSWORD
from tests.pages.organisations.people.people import (
    NEW,
    add,
    entries,
    held,
    people,
    person,
    reader,
    roles,
    shown,
    told,
)
from tests.pages.organisations.people.sheets import (
    MOROZ,
    ZIMINA,
    company,
    downloaded,
    file,
    handed_in,
    put,
    uploaded,
)

DECIDE = "/confirmations/decide/"


def key(cast: Cast, organisation: str, login: str) -> str:
    return f"{cast.organisation[organisation]}-{person(login).pk}"


def signed_in(login: str) -> Any:
    """A session of somebody who is not of the cast."""
    client = Client()
    sign_in(client, person(login).pk)
    return client


@pytest.mark.clause("L15")
@pytest.mark.clause("U3.4b")
def test_until_then_the_person_meets_what_is_awaited_and_from_whom(cast: Cast) -> None:
    add(cast, "saveliev", cast.client["zmk"])
    zimina = signed_in("zimina")
    for address in ("/tickets/", "/people/", "/new/"):
        answer = zimina.get(address)
        assert answer.status_code == 403
        text = shown(answer)
        assert "Савельев Игорь Петрович: вас внесли в список" in text
        assert "Ждём подтверждения фирмы «1С»" in text
        assert "Северный Контур, +7 812 000-20-00" in text
    assert zimina.post("/new/save/", {"subject": "Нельзя"}).status_code == 403


@pytest.mark.clause("L15")
@pytest.mark.clause("U5c")
def test_the_vendor_confirms_a_clients_form_and_its_heads_become_administrators(cast: Cast) -> None:
    partner, address = reader(cast, "arkhipova"), "/clients/new/"
    book = put(
        company(downloaded(partner, address + "template/")),
        {5: (*ZIMINA, "да", "да"), 6: (*MOROZ, None, "да")},
    )
    handed_in(partner, address, uploaded(partner, address, file(book)))
    with as_system("a look from outside"):
        made = models.Organisation.objects.get(inn="9955512342")
    vlasov = reader(cast, "vlasov")
    page = shown(vlasov.get("/confirmations/"))
    assert "новый клиент" in page
    assert "Зимина Анна Павловна" in page
    both = [f"{made.pk}-{person(login).pk}" for login in ("zimina", "moroz")]
    assert vlasov.post(DECIDE, {"who": both, "decision": "confirm"}).status_code == 303
    assert roles("zimina") == {"authorised_person": True, "organisational_contact": True}
    with as_system("a look from outside"):
        assert not models.Organisation.objects.get(pk=made.pk).pending
    zimina = signed_in("zimina")
    assert zimina.get(people(made.pk, "add/")).status_code == 200
    assert signed_in("moroz").get(people(made.pk, "add/")).status_code == 403
    confirmed = [entry for entry in entries(made.pk) if entry.kind == "contact_confirmed"]
    assert [(entry.actor_name, entry.clause) for entry in confirmed] == [
        ("Власов Сергей Игоревич", "L15")
    ] * 2
    assert told("arkhipova").count("contact_confirmed") == 2
    assert "contact_confirmed_you" in told("zimina")


@pytest.mark.clause("L14")
def test_a_partners_person_is_confirmed_singly_with_the_certificate(cast: Cast) -> None:
    paper = {"number": "ЭТВ-777", "first_day": "2024-01-10"}
    add(cast, "arkhipova", cast.partner["kontur"], roles=["engineer", "authorised_employee"], **paper)
    assert signed_in("zimina").get("/queue/").status_code == 403
    vlasov = reader(cast, "vlasov")
    assert "№ ЭТВ-777" in shown(vlasov.get("/confirmations/"))
    assert vlasov.post(DECIDE, {"only": key(cast, "kontur", "zimina")}).status_code == 303
    assert signed_in("zimina").get("/queue/").status_code == 200
    with as_system("a look from outside"):
        assert not models.Certificate.objects.get(number="ЭТВ-777").pending
    assert [entry.clause for entry in entries(cast.partner["kontur"])][-1] == "L14"


@pytest.mark.clause("L15")
def test_a_refusal_has_a_reason_that_both_sides_and_the_person_read(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    add(cast, "saveliev", zmk)
    vlasov, who = reader(cast, "vlasov"), key(cast, "zmk", "zimina")
    empty = vlasov.post(DECIDE, {"who": [who], "decision": "refuse", "reason": "  "})
    assert (empty.status_code, "Напишите причину" in shown(empty)) == (422, True)
    vlasov.post(DECIDE, {"who": [who], "decision": "refuse", "reason": "Логина нет на портале"})
    assert held("zimina") == []
    answer = signed_in("zimina").get("/tickets/")
    text = shown(answer)
    assert answer.status_code == 403
    assert "Причина: Логина нет на портале" in text
    assert "может администратор вашей организации" in text
    assert "Логина нет на портале" in shown(reader(cast, "saveliev").get(f"/organisations/{zmk}/history/"))
    assert "contact_refused" in told("saveliev")
    assert add(cast, "saveliev", zmk).status_code == 303
    assert roles("zimina") == {"authorised_person": False}


@pytest.mark.clause("U5d")
def test_a_removed_person_meets_a_page_that_says_so(cast: Cast) -> None:
    reader(cast, "saveliev").post(people(cast.client["zmk"], f"{cast.person['orlova']}/remove/"))
    client = Client()
    assert client.post("/sign-in/", {"login": "ORLOVA", "password": PASSWORD}).status_code == 303
    answer = client.get("/tickets/")
    assert answer.status_code == 403
    assert "вас удалили из списка контактных лиц" in shown(answer)


@pytest.mark.clause("L15")
def test_many_at_once_report_what_was_not_done(cast: Cast) -> None:
    add(cast, "saveliev", cast.client["zmk"])
    vlasov = reader(cast, "vlasov")
    vlasov.post(DECIDE, {"only": key(cast, "zmk", "newcomer")})
    chosen = [key(cast, "zmk", "newcomer"), key(cast, "zmk", "zimina"), key(cast, "gavan", "zimina")]
    answer = reader(cast, "shulgin").post(DECIDE, {"who": chosen, "decision": "confirm"})
    text = shown(answer)
    assert answer.status_code == 200
    assert "Новикова Ольга Игоревна: Уже подтверждено: Власов Сергей Игоревич" in text
    assert "Такого контактного лица нет" in text
    assert "Подтверждено: 1 контакт" in text
    assert roles("zimina") == {"authorised_person": True}


@pytest.mark.clause("L14")
@pytest.mark.clause("L15")
@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("vlasov", 200),
        ("shulgin", 200),
        ("titova", 403),
        ("lapteva", 403),
        ("arkhipova", 404),
        ("saveliev", 404),
    ],
)
def test_who_confirms(cast: Cast, login: str, status: int) -> None:
    assert reader(cast, login).get("/confirmations/").status_code == status
    chosen = {"who": [key(cast, "zmk", "newcomer")], "decision": "confirm"}
    after = reader(cast, login).post(DECIDE, chosen).status_code
    assert after == (303 if status == 200 else status)
    assert roles("newcomer") == {"authorised_person": status == 200}


def test_the_side_counts_them_for_those_who_confirm(cast: Cast) -> None:
    assert "Подтверждения" in shown(reader(cast, "vlasov").get("/people/"))
    assert "Подтверждения" not in shown(reader(cast, "titova").get("/people/"))
    side = reader(cast, "shulgin").get("/people/").context["shell"].nav
    counts = {item.key: item.count for group in side for item in group.items}
    assert counts["confirmations"] == "1"


def test_nonsense_is_answered(cast: Cast) -> None:
    vlasov = reader(cast, "vlasov")
    for who in (["x"], ["1-"], ["\0"], ["9" * 40 + "-1"], []):
        assert vlasov.post(DECIDE, {"who": who, "decision": "confirm"}).status_code == 422
    for after in ("x", "~~", "a~1~2", "\0~1~2", "~9999999999999~1"):
        assert vlasov.get("/confirmations/", {"after": after}).status_code == 200


def test_they_are_paged_by_key(cast: Cast) -> None:
    with as_system("many at once"):
        at = models.Membership.objects.earliest("added_at").added_at
        made = models.Person.objects.bulk_create(
            models.Person(login=f"many{number}", name=f"Человек {number}", zone="UTC", created_at=at)
            for number in range(60)
        )
        models.Membership.objects.bulk_create(
            models.Membership(person=each, organisation_id=cast.client["gavan"], role="viewer", added_at=at)
            for each in made
        )
    vlasov = reader(cast, "vlasov")
    first = shown(vlasov.get("/confirmations/"))
    after = first.split('href="?after=')[1].split('"')[0]
    second = shown(vlasov.get(f"/confirmations/?after={after}"))
    assert first.count('name="who"') + second.count('name="who"') == 61
    assert NEW["name"] not in first
