"""Appendix 2 through the pages: its form, its number and notice, its clock, and that there is no other way in."""

import re
from datetime import timedelta

import pytest

from kabinet.actions.journal.deadlines import settle_ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.pack import Need, pack
from tests import clock
from tests.desk import Desk, later, msk, passed_on
from tests.fixtures_pages import Reader
from tests.some import some

AT = msk("2024-03-14 10:05")


def text(reader: Reader, login: str, address: str) -> str:
    answer = reader(login).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


@pytest.mark.clause("P7")
def test_every_field_of_the_form_is_asked_or_shown(desk: Desk, reader: Reader) -> None:
    shown = text(reader, "zhdanov", f"/tickets/{desk.register(AT).number}/pass-on/")
    for field in some(pack("corp_4_0").leg("vendor").form):
        if field.need is Need.REQUIRED:
            assert field.label.ru in shown, field.code


@pytest.mark.clause("P4.7b")
def test_a_number_of_its_own_and_a_notice_for_who_sent_it(desk: Desk, reader: Reader) -> None:
    (_, first), (_, second) = passed_on(desk, AT), passed_on(desk, later(AT, hours=1))
    assert re.fullmatch(r"V-\d+", first)
    assert first != second
    told = text(reader, "zhdanov", "/notices/")
    assert f"Обращение {first} зарегистрировано" in told
    assert f"Обращение {second} зарегистрировано" in told


@pytest.mark.clause("P4.8.1a")
def test_a_critical_one_unanswered_is_late_at_two_hours_once(desk: Desk, reader: Reader) -> None:
    at = clock.now() - timedelta(hours=3)
    _, number = passed_on(desk, at, level=1)
    ticket = desk.ticket(number)
    for _ in range(2):
        settle_ticket(at=clock.now(), ticket_id=ticket.pk)
    rows = [row for row in desk.journal(number) if row.kind == "breached"]
    assert [row.occurred_at for row in rows] == [ticket.registered_at + timedelta(hours=2)]
    shown = text(reader, "titova", f"/tickets/{number}/")
    assert "/rules/clause/P4.8" in shown
    assert "срок нарушен" in shown


@pytest.mark.clause("L11b", "P4.4")
def test_it_comes_through_the_cabinet_and_by_nobody_else(desk: Desk, reader: Reader) -> None:
    number, vendor = passed_on(desk, AT)
    assert "кабинет" in text(reader, "titova", f"/tickets/{vendor}/")
    for login in ("saveliev", "titova", "stranger"):
        assert reader(login).get(f"/tickets/{number}/pass-on/").status_code == 404
        assert reader(login).get("/vendor-tickets/new/").status_code == 404
    with as_system("to look"):
        assert desk.ticket(vendor).channel == "cabinet"
