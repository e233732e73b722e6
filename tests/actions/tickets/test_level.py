"""Another level, by one side alone."""

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.unit.errors import Invalid, Refused
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NEXT = later(AT, minutes=55)


@pytest.mark.clause("P5f")
def test_the_vendor_changes_a_wrong_level_alone_with_a_reason(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    with pytest.raises(Refused) as refusal:
        desk.do(change_level, "titova", NEXT, number=vendor, level=2, reason=" ")
    assert (refusal.value.verdict.clause, refusal.value.verdict.code) == (None, "change_reason")
    desk.do(change_level, "titova", NEXT, number=vendor, level=2, reason="Симптомы серьёзнее")
    ticket, row = desk.ticket(vendor), desk.journal(vendor)[-1]
    assert (ticket.level, desk.ticket(number).level) == (2, 3)
    assert (row.data, row.clause) == ({"from": 3, "to": 2, "reason": "Симптомы серьёзнее"}, "P5f")
    assert desk.told("zhdanov", vendor)[-1] == "level_changed"
    assert ticket.queue_at == msk("2024-03-14 15:00"), "raised: the new term from the change"
    assert list(verify()) == []


def test_lowered_counts_from_the_clocks_own_start(desk: Desk) -> None:
    number = desk.register(AT, level=2).number
    desk.do(change_level, "orlova", NEXT, number=number, level=3, reason="Есть обход")
    assert desk.ticket(number).queue_at == msk("2024-03-15 09:35")


@pytest.mark.clause("U3.6d")
@pytest.mark.clause("U4c")
def test_a_level_has_its_needs(desk: Desk) -> None:
    zup = desk.register(AT, system="zup").number
    erp = desk.register(AT).number
    for number, level, clause in ((zup, 2, "U3.6d"), (erp, 1, "U4e")):
        with pytest.raises(Refused) as refusal:
            desk.do(change_level, "gordeeva", NEXT, number=number, level=level, reason="Стало хуже")
        assert refusal.value.verdict.clause == clause


def test_the_same_level_is_no_change(desk: Desk) -> None:
    number = desk.register(AT).number
    with pytest.raises(Invalid) as invalid:
        desk.do(change_level, "gordeeva", NEXT, number=number, level=3, reason="x")
    assert invalid.value.field == "level"


def test_back_to_critical_while_the_terms_are_confirmed(desk: Desk) -> None:
    number = desk.register(AT, level=1).number
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=5), number=number, text="Смотрим")
    desk.do(change_level, "saveliev", NEXT, number=number, level=2)
    desk.do(change_level, "gordeeva", later(AT, hours=2), number=number, level=1, reason="Обход не помог")
    assert desk.ticket(number).queue_at == later(AT, hours=14)
    assert list(verify()) == []
