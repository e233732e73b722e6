"""An organisation's administrators enter, change and remove contacts (U3.5a, U5a-U5d, P6.1-P6.3)."""

import re
from collections.abc import Callable

import pytest

from kabinet.actions.notices.wording import of_entry
from tests.cast import Cast
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


@pytest.fixture(autouse=True)
def _nothing(reach_nothing: Callable[[], None]) -> Callable[[], None]:
    return reach_nothing


@pytest.mark.clause("U5b")
@pytest.mark.clause("U5d")
def test_an_administrator_enters_a_contact_who_waits_for_the_vendor(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    answer = add(cast, "saveliev", zmk)
    assert answer.status_code == 303
    made = person("zimina")
    assert (made.phone, made.email) == ("+7 900 123-45-67", "zimina@zmk.example")
    assert roles("zimina") == {"authorised_person": False}
    assert of_entry(entries(zmk)[-1]).ru == "Внесён контакт: Зимина Анна Павловна. Права: уполномоченное лицо"
    assert told("vlasov") == told("shulgin") == ["contact_added"]
    assert "Зимина Анна Павловна" in shown(reader(cast, "frolov").get("/people/"))


@pytest.mark.clause("U5b")
@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Укажите фамилию, имя и отчество"),
        ("position", " ", "Укажите должность"),
        ("email", "zimina.example", "Это не адрес электронной почты"),
        ("phone", "12-34", "Такого телефона не бывает"),
        ("login", "две части", "В логине могут быть"),
        ("login", "x" * 81, "не более 80 символов"),
        ("name", "Зимина\u202eАнна", "Уберите невидимые знаки"),
    ],
)
def test_each_of_the_five_is_required_and_checked(cast: Cast, field: str, typed: str, words: str) -> None:
    answer = add(cast, "saveliev", cast.client["zmk"], **{field: typed})
    assert answer.status_code == 422
    text = shown(answer)
    assert words in text
    for kept in (NEW["position"], NEW["email"]):
        assert field in ("position", "email") or str(kept) in text


@pytest.mark.clause("U5b")
@pytest.mark.clause("P6.2")
def test_a_null_and_nothing_at_all_are_answered(cast: Cast) -> None:
    assert add(cast, "saveliev", cast.client["zmk"], name="Зимина\0").status_code == 422
    answer = reader(cast, "saveliev").post(people(cast.client["zmk"], "add/"), {})
    assert answer.status_code == 422
    assert shown(answer).count("Укажите") >= 5


@pytest.mark.clause("U5b")
def test_a_login_belongs_to_one_person_whatever_its_letters(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    answer = add(cast, "saveliev", zmk, login="STRANGER")
    assert answer.status_code == 422
    text = shown(answer)
    assert "Этот логин уже занят" in text
    for secret in ("Чужаков", "Тихая гавань"):
        assert secret not in text
    assert "уже есть" in shown(add(cast, "saveliev", zmk, login="Orlova"))
    assert add(cast, "saveliev", zmk, login="loner").status_code == 422


@pytest.mark.clause("U5a")
def test_a_third_organisational_contact_is_refused(cast: Cast) -> None:
    answer = add(cast, "saveliev", cast.client["zmk"], roles=["organisational_contact"])
    assert answer.status_code == 422
    assert "Контактных лиц по организационным вопросам не больше 2. Сначала снимите одного из них" in shown(
        answer
    )
    assert "табл. 1" in shown(answer) or "п. 5" in shown(answer)
    with pytest.raises(Exception, match="does not exist"):
        person("zimina")


@pytest.mark.clause("P6.1")
def test_a_partner_has_two_as_well(cast: Cast) -> None:
    kontur, head = cast.partner["kontur"], {"roles": ["organisational_contact"]}
    assert add(cast, "arkhipova", kontur, **head).status_code == 303
    assert add(cast, "arkhipova", kontur, **head, login="other", name="Второй Человек").status_code == 422


@pytest.mark.clause("U5c")
@pytest.mark.clause("P6.1")
@pytest.mark.parametrize(
    ("login", "status"),
    [("frolov", 403), ("orlova", 403), ("stranger", 404), ("gordeeva", 403), ("titova", 403), ("kim", 404)],
)
def test_nobody_else_does(cast: Cast, login: str, status: int) -> None:
    zmk = cast.client["zmk"]
    assert add(cast, login, zmk).status_code == status
    address = people(zmk, f"{cast.person['orlova']}/")
    for tail in ("", "remove/", "link/"):
        assert reader(cast, login).get(address + tail).status_code in (status, 404)
    assert reader(cast, login).post(address + "rights/", {"roles": "viewer"}).status_code in (status, 404)


@pytest.mark.clause("U5c")
def test_a_colleague_without_the_right_reads_the_clause_and_who_can(cast: Cast) -> None:
    text = shown(reader(cast, "orlova").get(people(cast.client["zmk"], "add/")))
    assert "Списком контактных лиц управляют контактные лица по организационным вопросам" in text
    assert "Попросите контактное лицо по организационным вопросам" in text


@pytest.mark.clause("U3.5a")
@pytest.mark.clause("U5a")
def test_an_organisational_contact_authorises_oneself_and_may_send_then(cast: Cast) -> None:
    arefyev, address = reader(cast, "arefyev"), people(cast.client["zmk"], f"{cast.person['arefyev']}/")
    refused = arefyev.get("/new/")
    assert refused.status_code == 403
    assert "Внести уполномоченным лицом себя или коллегу можете вы сами" in shown(refused)
    arefyev.post(address + "rights/", {"roles": ["organisational_contact", "authorised_person"]})
    assert roles("arefyev") == {"authorised_person": True, "organisational_contact": True}
    assert arefyev.get("/new/").status_code == 200


@pytest.mark.clause("U5d")
def test_a_change_is_in_the_history_from_what_to_what(cast: Cast) -> None:
    zmk, key = cast.client["zmk"], cast.person["orlova"]
    typed = {name: getattr(person("orlova"), name) for name in ("name", "position", "email", "login")}
    answer = reader(cast, "saveliev").post(people(zmk, f"{key}/"), typed | {"phone": "+7 900 765-43-21"})
    assert answer.status_code == 303
    text = shown(reader(cast, "saveliev").get(f"/organisations/{zmk}/history/"))
    assert "телефон: было +7 900 000-41-17, стало +7 900 765-43-21" in text
    assert "Савельев Игорь Петрович" in text
    again = reader(cast, "saveliev").post(people(zmk, f"{key}/"), typed | {"phone": "+7 900 765-43-21"})
    assert (again.status_code, len(entries(zmk))) == (303, 1)


@pytest.mark.clause("U5d")
@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("saveliev", 200),
        ("arkhipova", 200),
        ("titova", 200),
        ("frolov", 403),
        ("stranger", 404),
        ("choi", 404),
    ],
)
def test_who_reads_the_history(cast: Cast, login: str, status: int) -> None:
    assert reader(cast, login).get(f"/organisations/{cast.client['zmk']}/history/").status_code == status


def test_the_history_is_paged_by_key(cast: Cast) -> None:
    zmk, key = cast.client["zmk"], cast.person["orlova"]
    typed = {name: getattr(person("orlova"), name) for name in ("name", "position", "email", "login")}
    saveliev = reader(cast, "saveliev")
    for number in range(52):
        saveliev.post(people(zmk, f"{key}/"), typed | {"phone": f"+7 900 765-43-{number:02}"})
    first = shown(saveliev.get(f"/organisations/{zmk}/history/"))
    assert (first.count("было"), "Раньше" in first) == (50, True)
    mark = first.split('href="?after=')[1].split('"')[0]
    assert shown(saveliev.get(f"/organisations/{zmk}/history/?after={mark}")).count("было") == 2
    assert saveliev.get(f"/organisations/{zmk}/history/?after=%00~x").status_code == 200


@pytest.mark.clause("U5d")
def test_a_new_login_is_confirmed_anew(cast: Cast) -> None:
    key, orlova = cast.person["orlova"], reader(cast, "orlova")
    assert orlova.get("/tickets/").status_code == 200
    typed = {name: getattr(person("orlova"), name) for name in ("name", "position", "email", "phone")}
    reader(cast, "saveliev").post(people(cast.client["zmk"], f"{key}/"), typed | {"login": "n.orlova"})
    assert roles("n.orlova") == {"authorised_person": False}
    assert orlova.get("/tickets/").status_code == 303
    assert told("vlasov") == ["contact_anew"]


@pytest.mark.clause("U5d")
@pytest.mark.clause("U3.4b")
def test_a_removed_contact_is_out_at_once(cast: Cast) -> None:
    zmk, orlova = cast.client["zmk"], reader(cast, "orlova")
    orlova.post("/new/save/", {"subject": "Черновик"})
    assert orlova.get("/tickets/").status_code == 200
    page = shown(reader(cast, "saveliev").get(people(zmk, f"{cast.person['orlova']}/remove/")))
    assert "Доступ прекратится сразу" in page
    assert "черновики пропадут" in page
    answer = reader(cast, "saveliev").post(people(zmk, f"{cast.person['orlova']}/remove/"))
    assert answer.status_code == 303
    assert held("orlova") == []
    assert orlova.get("/tickets/").status_code == 303
    assert "Орлова" not in shown(reader(cast, "saveliev").get("/people/")).split("История")[0]
    assert entries(zmk)[-1].kind == "contact_removed"


@pytest.mark.clause("U5a")
@pytest.mark.clause("U5c")
def test_the_last_administrator_does_not_give_the_right_up_unawares(cast: Cast) -> None:
    kedr, key = cast.client["kedr"], cast.person["dremin"]
    dremin, address = reader(cast, "dremin"), people(kedr, f"{key}/rights/")
    warned = dremin.post(address, {"roles": ["authorised_person"]})
    assert warned.status_code == 422
    assert "У организации не останется администратора" in shown(warned)
    assert "organisational_contact" in roles("dremin")
    assert dremin.post(people(kedr, f"{key}/remove/"), {}).status_code == 422
    assert dremin.post(address, {"roles": ["authorised_person"], "aware": "1"}).status_code == 303
    assert roles("dremin") == {"authorised_person": True}
    assert dremin.get(people(kedr, "add/")).status_code == 403


@pytest.mark.clause("P6.2")
def test_an_authorised_employee_has_a_certificate_with_number_and_days(cast: Cast) -> None:
    kontur, right = cast.partner["kontur"], {"roles": ["engineer", "authorised_employee"]}
    bare = add(cast, "arkhipova", kontur, **right)
    assert bare.status_code == 422
    assert "Укажите номер сертификата и дни его действия" in shown(bare)
    paper = {"number": "ЭТВ-777", "first_day": "2026-01-10", "last_day": "2027-01-09"}
    wrong = add(cast, "arkhipova", kontur, **right, **paper | {"last_day": "2025-01-01"})
    assert "Конец раньше начала" in shown(wrong)
    assert "уже на записи" in shown(add(cast, "arkhipova", kontur, **right, **paper | {"number": "ЭТВ-choi"}))
    assert add(cast, "arkhipova", kontur, **right, **paper).status_code == 303
    assert roles("zimina") == {"authorised_employee": False, "engineer": False}


def test_the_same_form_sent_twice_enters_one_contact(cast: Cast) -> None:
    zmk = cast.client["zmk"]
    assert [add(cast, "saveliev", zmk).status_code for _ in range(2)] == [303, 303]
    assert len(entries(zmk)) == 1


def test_the_vendors_administrator_enters_the_vendors_people(cast: Cast) -> None:
    vendor = cast.organisation["vendor"]
    assert add(cast, "titova", vendor).status_code == 403
    assert add(cast, "shulgin", vendor, roles=["engineer"]).status_code == 303
    assert roles("zimina") == {"engineer": True}
    assert add(cast, "shulgin", vendor, roles=["viewer"], login="other").status_code == 422
    page = shown(reader(cast, "shulgin").get("/people/"))
    assert "Добавить сотрудника" in page
    alone = reader(cast, "shulgin").post(people(vendor, f"{cast.person['shulgin']}/remove/"), {})
    assert alone.status_code == 422


@pytest.mark.clause("P6.2", "U5b")
@pytest.mark.parametrize(
    ("login", "key", "changes", "fields"),
    [
        ("arkhipova", "kontur", {"login": "saveliev", "roles": ["authorised_employee"]}, "login number"),
        ("arkhipova", "kontur", {"login": "gordeeva", "roles": []}, "login roles"),
        (
            "arkhipova",
            "kontur",
            {"login": "saveliev", "roles": ["engineer"], "number": "Э-1"},
            "login first_day",
        ),
        (
            "arkhipova",
            "kontur",
            {"roles": ["authorised_employee"], "first_day": "2024-02-01", "last_day": "2024-01-01"},
            "number last_day",
        ),
        ("arefyev", "zmk", {"login": "dremin", "roles": []}, "login roles"),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(
    cast: Cast, login: str, key: str, changes: dict[str, object], fields: str
) -> None:
    """What only the records can say stands beside what can be seen in the form itself."""
    typed = {**NEW, "roles": ["engineer"], "name": "", "email": "не почта", "phone": "12", **changes}
    answer = reader(cast, login).post(people(cast.organisation[key], "add/"), typed)
    assert answer.status_code == 422
    wrong = set(re.findall(r'<a [^>]*href="#id_([a-z]+(?:_day)?)', shown(answer)))
    assert wrong == {"name", "email", "phone", *fields.split()}
