"""Rules of assignment through their pages: kept by leads, applied at registration, tried on the last tickets."""

from html import unescape

import pytest

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.desk import Desk, msk
from tests.fixtures_pages import Reader

AT = msk("2024-03-14 10:05")


def keep(desk: Desk, reader: Reader, whom: str, login: str = "arkhipova", **fields: object):
    return reader(login).post("/desk/rules/new/", {"assignee": desk.cast.person[whom], **fields})


def rules() -> list[models.AssignmentRule]:
    with as_system("a look from outside"):
        return list(models.AssignmentRule.objects.order_by("place"))


@pytest.mark.clause("L1", "L2a")
def test_a_new_ticket_goes_to_whom_the_first_rule_names(desk: Desk, reader: Reader) -> None:
    keep(desk, reader, "zhdanov", level="2")
    keep(desk, reader, "gordeeva", client=desk.cast.client["zmk"])
    number = desk.register(AT).number
    assert desk.ticket(number).assignee_name.startswith("Гордеева")
    html = reader("saveliev").get(f"/tickets/{number}/").text
    assert "по правилу № 2" in html
    assert "назначено по правилу № 2" in unescape(reader("gordeeva").get("/notices/").text)
    assert desk.ticket(desk.register(AT, level=2).number).assignee_name.startswith("Жданов")


def test_a_system_names_its_client(desk: Desk, reader: Reader) -> None:
    assert keep(desk, reader, "zhdanov", system=desk.cast.system["holding"]).status_code == 303
    assert rules()[0].client_id == desk.cast.client["kedr"]
    assert "Кедровкабель: ERP Холдинг" in reader("gordeeva").get("/desk/rules/").text


def test_they_are_changed_moved_and_removed(desk: Desk, reader: Reader) -> None:
    keep(desk, reader, "zhdanov")
    keep(desk, reader, "gordeeva", level="1")
    first, second = (each.pk for each in rules())
    lead = reader("arkhipova")
    form = lead.get(f"/desk/rules/{second}/").text
    assert "selected" in form
    lead.post(
        f"/desk/rules/{second}/", {"assignee": desk.cast.person["gordeeva"], "level": "1", "place": "1"}
    )
    assert [each.pk for each in rules()] == [second, first]
    assert "уже назначенные не изменятся" in lead.get(f"/desk/rules/{second}/remove/").text
    lead.post(f"/desk/rules/{second}/remove/")
    assert [(each.pk, each.place) for each in rules()] == [(first, 1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"client": "999999"},
        {"level": "9"},
        {"place": "0"},
        {"service": "x"},
        {"assignee": "1"},
        {"system": "1\0"},
    ],
)
def test_what_is_wrong_is_said(desk: Desk, reader: Reader, wrong: dict[str, str]) -> None:
    answer = keep(desk, reader, "zhdanov", **wrong)
    assert answer.status_code == 422
    assert rules() == []


def test_the_last_tickets_are_tried_and_nothing_is_given(desk: Desk, reader: Reader) -> None:
    one = desk.register(AT, subject="Проба").number
    other = desk.register(AT, "dremin", system="holding").number
    keep(desk, reader, "zhdanov", client=desk.cast.client["zmk"])
    html = unescape(reader("gordeeva").get("/desk/rules/").text)
    assert one in html
    assert other in html
    assert "по правилу № 1" in html
    assert "никто: правила не подходят" in html
    assert desk.ticket(one).assignee_id is None


def test_whoever_left_is_passed_over_and_marked(desk: Desk, reader: Reader) -> None:
    keep(desk, reader, "zhdanov")
    with as_system("a test"):
        models.Membership.objects.filter(person=desk.cast.person["zhdanov"]).update(ended_at=AT)
    assert "правило пропускается" in reader("gordeeva").get("/desk/rules/").text
    assert desk.ticket(desk.register(msk("2024-03-15 10:00")).number).assignee_id is None


@pytest.mark.parametrize("login", ["gordeeva", "titova", "lapteva"])
def test_staff_only_looks(desk: Desk, reader: Reader, login: str) -> None:
    assert keep(desk, reader, "zhdanov", login).status_code == 403
    keep(desk, reader, "zhdanov")
    shown = reader(login).get("/desk/rules/").text
    assert ("П. Жданов" in shown or "Павел Жданов" in shown) is (login == "gordeeva")
    key = rules()[0].pk
    assert reader(login).get(f"/desk/rules/{key}/").status_code == (403 if login == "gordeeva" else 404)
