"""Every way in which a return ends: each item of the appendix can be asked for, given or said to be out of reach, and the
vendor can do without (P5b, P5e)."""

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.vendor.return_back import return_ticket
from kabinet.regulation.pack import Widget, pack
from tests.desk import Desk, later, passed_on

pytestmark = pytest.mark.clause("P5e")
VENDOR = pack("corp_4_0").leg("vendor")
# The partner's contact is always a confirmed person and is changed by an act of its own.
ITEMS = [
    code for item in VENDOR.items for code in item.fields if VENDOR.field(code).widget is not Widget.PERSON
]
CASES = [code for case in VENDOR.return_cases for code in case.missing]


@pytest.fixture
def vendor(desk: Desk, now) -> str:
    return passed_on(desk, later(now, hours=-3))[1]


def returned(desk: Desk, vendor: str, now, *items: str) -> str:
    at = later(now, hours=-1)
    desk.do(return_ticket, "titova", at, number=vendor, cases=["diagnostics"], missing=items)
    return vendor


@pytest.mark.clause("P5b")
def test_whatever_the_nine_items_hold_can_be_asked_for_and_has_a_form(
    desk: Desk, vendor: str, see, send, now
) -> None:
    form = see("titova", f"/tickets/{vendor}/return/")
    assert [code for code in {*ITEMS, *CASES} if f'value="{code}"' not in form] == []
    assert [item.name.ru for item in VENDOR.items if item.name.ru not in form] == []
    asked = [*dict.fromkeys([*ITEMS, *CASES])]
    assert send("titova", f"/tickets/{vendor}/return/", cases="research", missing=asked).status_code == 303
    drawn = {code: see("gordeeva", f"/tickets/{vendor}/complete/{code}/") for code in asked}
    assert [code for code, page in drawn.items() if 'name="value"' not in page] == []


@pytest.mark.parametrize("item", [*dict.fromkeys([*ITEMS, *CASES])])
def test_of_every_item_it_can_be_said_why_it_cannot_be_had(
    desk: Desk, vendor: str, see, send, now, item: str
) -> None:
    returned(desk, vendor, now, item)
    assert f"/tickets/{vendor}/explain/?item={item}" in see("gordeeva", f"/tickets/{vendor}/")
    nothing = send("gordeeva", f"/tickets/{vendor}/explain/", item=item, reason=" ")
    assert nothing.status_code == 422
    why = "Клиент не отдаёт журнал: служба безопасности"
    assert send("gordeeva", f"/tickets/{vendor}/explain/", item=item, reason=why).status_code == 303
    assert (desk.ticket(vendor).status, desk.ticket(vendor).turn) == ("in_work", "vendor")
    assert why in see("titova", f"/tickets/{vendor}/")
    assert desk.told("titova", vendor)[-1] == "explained"
    assert list(verify()) == []


def test_what_is_said_of_one_item_leaves_the_others(desk: Desk, vendor: str, see, send, now) -> None:
    returned(desk, vendor, now, "changes", "diagnostics")
    page = see("gordeeva", f"/tickets/{vendor}/explain/?item=diagnostics")
    assert "останется ещё 1" in page
    send("gordeeva", f"/tickets/{vendor}/explain/", item="diagnostics", reason="Журнала нет")
    assert desk.ticket(vendor).status == "returned"
    assert "осталось 1 из 2" in see("gordeeva", f"/tickets/{vendor}/")
    again = send("zhdanov", f"/tickets/{vendor}/explain/", item="diagnostics", reason="Ещё раз")
    assert again.status_code == 422
    assert send("zhdanov", f"/tickets/{vendor}/complete/changes/", value="Ничего").status_code == 303
    assert desk.ticket(vendor).status == "in_work"


def test_the_vendor_can_do_without_and_is_told_what_that_does_to_the_clocks(
    desk: Desk, vendor: str, see, send, status, now
) -> None:
    returned(desk, vendor, now, "changes", "diagnostics")
    assert status("gordeeva", f"/tickets/{vendor}/end-return/") == 403
    before = desk.ticket(vendor)
    page = see("titova", f"/tickets/{vendor}/end-return/")
    assert "Ход перейдёт к 1С" in page
    assert "первый ответ" in page
    assert "Недополненными останутся: Последние изменения, Файлы диагностики" in page
    assert f"/tickets/{vendor}/end-return/" in see("titova", f"/tickets/{vendor}/")
    sent = send("titova", f"/tickets/{vendor}/end-return/", reason="Воспроизвели у себя")
    assert sent.status_code == 303
    after = desk.ticket(vendor)
    assert (after.status, after.turn) == ("in_work", "vendor")
    assert (after.queue_at, after.next_due_at) == (before.queue_at, before.next_due_at)
    assert "Воспроизвели у себя" in see("gordeeva", f"/tickets/{vendor}/")
    assert "return_ended" in desk.told("gordeeva", vendor) + desk.told("zhdanov", vendor)
    assert status("gordeeva", f"/tickets/{vendor}/complete/changes/") == 403
    assert list(verify()) == []


def test_before_words_are_sent_both_sides_read_that_they_do_not_end_the_return(
    desk: Desk, vendor: str, see, send, reader, now
) -> None:
    returned(desk, vendor, now, "changes")
    assert "Сообщение не закончит возврат" in see("gordeeva", f"/tickets/{vendor}/say/")
    assert "Сообщение не закончит возврат" in see("titova", f"/tickets/{vendor}/say/")
    browser = reader("gordeeva")
    browser.post(f"/tickets/{vendor}/say/", {"text": "Клиент ищет", "audience": "vendor_leg"})
    assert "Возврат не закончен" in browser.get(f"/tickets/{vendor}/").content.decode()
    assert desk.ticket(vendor).status == "returned"
    send("titova", f"/tickets/{vendor}/end-return/")
    assert "Сообщение не закончит возврат" not in see("gordeeva", f"/tickets/{vendor}/say/")
