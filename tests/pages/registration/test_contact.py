"""The contact of a new ticket is chosen, not typed, and is the one who is told (U3.5e, U3.4b)."""

import re
from typing import Any

import pytest
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.pages.registration.test_call import begin as begin_call
from tests.pages.registration.walk import WRITTEN, Walk, summary, text, value

OFFERED = {"saveliev", "orlova", "arefyev", "frolov"}


def key(walk: Walk, login: str) -> str:
    return str(walk.cast.person[login])


def options(page: Any) -> set[str]:
    select = re.search(r'<select[^>]*name="contact".*?</select>', page.content.decode(), flags=re.DOTALL)
    assert select
    return set(re.findall(r'<option value="(\d+)"', select[0]))


def told(walk: Walk, number: str) -> set[int]:
    return {notice.person_id for notice in walk.notices(number) if notice.data["reader"] == "applicant"}


@pytest.mark.clause("U3.4b", "U6a")
def test_the_confirmed_contacts_of_the_organisation_are_offered(walk: Walk) -> None:
    page = walk.get(walk.begin())
    assert options(page) == {key(walk, login) for login in OFFERED}
    assert value(page, "contact") == key(walk, "saveliev")
    assert "Фролов Кирилл Андреевич, специалист, только читает" in text(page)
    assert "Получит уведомление о регистрации и все следующие" in text(page)


@pytest.mark.clause("U3.5e")
@pytest.mark.parametrize("who", sorted(OFFERED - {"saveliev"}))
def test_a_colleague_is_named_and_told_and_the_page_says_who(walk: Walk, who: str) -> None:
    answer = walk.register(contact=key(walk, who))
    ticket = walk.tickets()[0]
    assert told(walk, ticket.number) == {walk.cast.person[who]}
    assert (ticket.author_id, ticket.contact_id) == (walk.cast.person["saveliev"], walk.cast.person[who])
    assert (ticket.contact_phone, ticket.contact_email) == ("+7 900 000-41-17", f"{who}@zmk.example")
    page = text(walk.get(answer["Location"]))
    assert f"Уведомление с номером получили контактное лицо {ticket.contact_name} и партнёр" in page
    colleague = Walk(Client(), walk.cast, who)
    assert f"уровень 3, контактное лицо: {ticket.contact_name}" in page
    mine = text(colleague.get("/notices/"))
    assert f"Зарегистрировано обращение {ticket.number}, уровень 3, вы его контактное лицо" in mine
    assert ticket.number in text(colleague.get("/tickets/?show=mine"))
    side = text(colleague.get(f"/tickets/{ticket.number}/"))
    assert f"{who}@zmk.example" in side
    assert "контактное лицо" in side


@pytest.mark.clause("U3.5e")
def test_the_writer_is_the_contact_by_default(walk: Walk) -> None:
    answer = walk.register()
    ticket = walk.tickets()[0]
    assert told(walk, ticket.number) == {walk.cast.person["saveliev"]} == {ticket.contact_id}
    page = text(walk.get(answer["Location"]))
    assert "Уведомление с номером пришло вам и партнёру «Северный Контур»" in page
    assert "заявитель, контактное лицо" in page


@pytest.mark.clause("U3.5e", "U3.4b")
@pytest.mark.parametrize(
    "who", ["newcomer", "leaver", "loner", "stranger", "dremin", "gordeeva", "Пупкин Василий"]
)
def test_anybody_else_is_refused_with_the_clause_and_the_way(walk: Walk, who: str) -> None:
    sent = walk.register(contact=str(walk.cast.person.get(who, who)))
    assert sent.status_code == 422
    assert walk.tickets() == []
    page, said = sent.content.decode(), text(sent)
    assert "id_contact" in summary(sent)
    assert "из списка" in said
    assert 'href="/people/"' in page
    clause = "U3.5e" if " " in who else "U3.4b"
    assert f'class="clause" href="/rules/clause/{clause}/"' in page
    assert ("Пупкин Василий" in said) is (" " in who)
    assert said.count("Укажите контактное лицо") == 0


@pytest.mark.clause("U4a")
def test_nobody_chosen_is_a_field_that_is_missing(walk: Walk) -> None:
    sent = walk.register(contact="")
    assert sent.status_code == 422
    assert "id_contact" in summary(sent)
    assert "Укажите контактное лицо" in text(sent)


def test_a_draft_of_a_time_when_names_were_typed_says_what_to_choose(walk: Walk) -> None:
    url = walk.begin()
    _typed_before(walk, "Пупкин Василий")
    page = walk.get(url)
    assert page.status_code == 200
    assert "Указано «Пупкин Василий»" in text(page)
    assert value(page, "contact") == ""
    assert walk.post(url, WRITTEN).status_code == 422
    assert walk.post(url, WRITTEN | {"contact": key(walk, "orlova"), "contact_was": ""}).status_code == 303
    assert walk.tickets()[0].contact_name == "Орлова Наталья Сергеевна"


def test_and_one_with_the_writers_own_name_goes_on(walk: Walk) -> None:
    url = walk.begin()
    _typed_before(walk, "Савельев Игорь Петрович")
    assert value(walk.get(url), "contact") == key(walk, "saveliev")
    assert walk.post(url, WRITTEN).status_code == 303
    assert walk.tickets()[0].contact_id == walk.cast.person["saveliev"]


def _typed_before(walk: Walk, name: str) -> None:
    with as_system("a draft of before"):
        row = models.Draft.objects.get()
        content = {code: said for code, said in row.content.items() if code != "named"}
        row.content = content | {"values": row.content["values"] | {"contact": name}}
        row.save()


def test_telephone_and_address_follow_at_once_with_script(walk: Walk) -> None:
    url = walk.begin()
    _phone(walk, "orlova", "+7 900 000-33-52")
    sent = {"contact": key(walk, "orlova"), "contact_was": key(walk, "saveliev"), "phone": "+7 900 111-11-11"}
    fragment = walk.fragment(f"{url}promise/", WRITTEN | sent)
    assert value(fragment, "phone") == "+7 900 000-33-52"
    assert value(fragment, "email") == "orlova@zmk.example"
    assert value(fragment, "contact_was") == key(walk, "orlova")
    again = walk.fragment(f"{url}promise/", WRITTEN | sent | {"contact_was": key(walk, "orlova")})
    assert 'name="phone"' not in again.content.decode()
    walk.fragment(f"{url}save/", WRITTEN | sent)
    assert value(walk.get(url), "phone") == "+7 900 000-33-52"


def test_and_without_script_unless_another_number_was_typed_beside(walk: Walk) -> None:
    url = walk.begin()
    _phone(walk, "orlova", "+7 900 000-33-52")
    shown = {
        "phone": "+7 900 000-41-17",
        "email": "saveliev@zmk.example",
        "contact_was": key(walk, "saveliev"),
    }
    walk.post(f"{url}save/", shown | {"contact": key(walk, "orlova"), "email": "o@zmk.example"})
    page = walk.get(url)
    assert (value(page, "phone"), value(page, "email")) == ("+7 900 000-33-52", "o@zmk.example")
    assert "из карточки контактного лица" in text(page)
    walk.post(url, WRITTEN | {"contact": key(walk, "orlova"), "contact_was": key(walk, "orlova")})
    ticket = walk.tickets()[0]
    assert (ticket.contact_phone, ticket.contact_email) == ("+7 900 000-33-52", "o@zmk.example")


def _phone(walk: Walk, login: str, phone: str) -> None:
    with as_system("another number"):
        models.Person.objects.filter(pk=walk.cast.person[login]).update(phone=phone)


def test_another_first_step_keeps_the_contact_that_was_chosen(walk: Walk) -> None:
    url = walk.begin()
    walk.fragment(f"{url}save/", {"contact": key(walk, "orlova"), "contact_was": key(walk, "saveliev")})
    walk.post(f"{url}level/", walk.step(2))
    page = walk.get(url)
    assert value(page, "contact") == key(walk, "orlova")
    assert value(page, "email") == "orlova@zmk.example"


@pytest.mark.clause("U3.5e", "U3.4a")
def test_of_a_call_it_is_the_caller_or_whom_the_caller_names(cast: Cast) -> None:
    staff = Walk(Client(), cast, "gordeeva")
    url = begin_call(staff)
    page = staff.get(url)
    assert value(page, "contact") == key(staff, "orlova")
    assert f'href="/organisations/{cast.client["zmk"]}/"' in page.content.decode()
    answer = staff.post(
        url, WRITTEN | {"contact": key(staff, "arefyev"), "contact_was": key(staff, "orlova")}
    )
    ticket = staff.tickets()[0]
    assert (ticket.author_name, ticket.contact_name) == ("Орлова Наталья Сергеевна", "Арефьев Пётр Ильич")
    assert told(staff, ticket.number) == {cast.person["orlova"], cast.person["arefyev"]}
    said = "Уведомления получат контактное лицо Арефьев Пётр Ильич и Орлова Наталья Сергеевна"
    assert said in text(staff.get(answer["Location"]))
    assert "По вашему звонку" in text(Walk(Client(), cast, "orlova").get("/notices/"))
    assert "вы его контактное лицо" in text(Walk(Client(), cast, "arefyev").get("/notices/"))
