"""What comes near a list of oversight and is not of it; what became of each of two refusals of one ticket (L17a)."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.db import transaction

from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.close import close_by_word, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.proposal import agree_level, propose_level
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.registration.register import register_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.vendor.return_back import return_ticket
from kabinet.records.models import ClockRun, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.desk import SYMPTOMS, Desk, later, passed_on
from tests.markup import packed
from tests.pages.oversight.test_lists import (
    MARCH,
    NIGHT,
    PERIOD,
    lowered_by_the_regulation,
    refused,
    returned,
    rows,
)
from tests.some import some

HOUR = later(MARCH, hours=1)


def agreed(desk: Desk) -> list[str]:
    number = desk.register(MARCH, level=2).number
    desk.do(propose_level, "gordeeva", HOUR, number=number, level=3, reason="Обход есть")
    desk.do(agree_level, "saveliev", later(MARCH, hours=2), number=number)
    return [number]


def raised(desk: Desk) -> list[str]:
    number = desk.register(MARCH, level=3).number
    desk.do(change_level, "gordeeva", HOUR, number=number, level=2, reason="Хуже", symptoms=SYMPTOMS[2])
    return [number]


def lowered_by_the_applicant(desk: Desk) -> list[str]:
    number = desk.register(MARCH, level=2).number
    desk.do(change_level, "saveliev", HOUR, number=number, level=3, reason="Легче", symptoms=SYMPTOMS[3])
    return [number]


def lowered_with_the_other_leg(desk: Desk) -> list[str]:
    """By the program, not by the vendor."""
    number, vendor = passed_on(desk, NIGHT, level=1)
    unreached = {"number": number, "reached": False, "text": "Не взяли трубку"}
    desk.do(log_call, "gordeeva", later(NIGHT, hours=1), **unreached)
    assert desk.ticket(vendor).level == 2
    return [number, vendor]


def withdrawn(desk: Desk) -> list[str]:
    number = desk.register(MARCH).number
    desk.do(withdraw_ticket, "saveliev", HOUR, number=number, reason="Решили сами")
    return [number]


def called(desk: Desk, hours: float = 0, **form: object) -> list[str]:
    """A registration by telephone, written down so many hours later."""
    then, reason = (later(MARCH, hours=-hours), "Не было связи") if hours else (None, "")
    who = Called(desk.cast.person["orlova"], then, reason)
    return [desk.do(register_ticket, "gordeeva", MARCH, called=who, **desk.form(**form)).number]


def told_late(desk: Desk) -> list[str]:
    return called(desk, hours=1)


def told_at_once(desk: Desk) -> list[str]:
    number = desk.register(MARCH).number
    desk.do(log_call, "gordeeva", HOUR, number=number, reached=True, text="Обсудили")
    return [number, *called(desk)]


def accepted(desk: Desk) -> list[str]:
    number = desk.register(MARCH).number
    desk.do(answer_ticket, "gordeeva", HOUR, number=number, text="Готово", kind=Answer.SOLUTION)
    desk.do(accept_solution, "saveliev", later(MARCH, hours=2), number=number)
    return [number]


def one(happens: Callable[[Desk], str]) -> Callable[[Desk], list[str]]:
    return lambda desk: [happens(desk)]


NEAR: dict[str, tuple[Callable[[Desk], list[str]], ...]] = {
    "lowered-alone": (agreed, raised, lowered_by_the_applicant, lowered_with_the_other_leg),
    "lowered-by-regulation": (agreed, lowered_by_the_applicant),
    "returns": (one(refused), one(lowered_by_the_regulation)),
    "refusals": (withdrawn, one(returned)),
    "without-terms": (told_late, one(lowered_by_the_regulation)),
    "late-entries": (told_at_once,),
    "declined-levels": (agreed,),
    "closings": (accepted, withdrawn),
}


@pytest.mark.clause("L17a")
@pytest.mark.parametrize(
    ("name", "happens"), [(name, each) for name, several in NEAR.items() for each in several]
)
def test_what_only_comes_near_a_list_is_not_in_it(
    desk: Desk, see, name: str, happens: Callable[[Desk], list[str]]
) -> None:
    numbers = happens(desk)
    page = see("lapteva", f"/oversight/lists/{name}/?{PERIOD}")
    assert not set(numbers) & set(rows(page))
    assert "Строк в списке: 0" in " ".join(page.split()) or "строк в списке: 0" in " ".join(page.split())


def test_no_list_goes_without_what_comes_near_it() -> None:
    from kabinet.records.lists.oversight.entries import LISTS

    assert set(NEAR) == set(LISTS)


@pytest.mark.clause("L17a")
def test_a_call_that_was_written_down_late_as_a_registration_is_listed_with_its_instant(
    desk: Desk, see
) -> None:
    (number,) = told_late(desk)
    page = see("lapteva", f"/oversight/lists/late-entries/?{PERIOD}")
    assert rows(page) == [number]
    assert "09:05" in page, "when it was told"
    assert "10:05" in page, "when it was written down"


def reversed_and_refused_again(desk: Desk, number: str) -> tuple[str, str]:
    desk.do(object_to, "saveliev", later(MARCH, hours=2), number=number, text="Это сбой платформы")
    back = {"number": number, "upheld": True, "text": "Посмотрим ещё раз"}
    desk.do(answer_objection, "gordeeva", later(MARCH, hours=3), **back)
    desk.do(refuse_ticket, "gordeeva", later(MARCH, hours=4), number=number, reason="third_party")
    return "reversed", "stands"


def taken_back_and_kept_the_second_time(desk: Desk, number: str) -> tuple[str, str]:
    desk.do(reopen_ticket, "gordeeva", later(MARCH, hours=2), number=number, reason="Ошиблись")
    desk.do(refuse_ticket, "gordeeva", later(MARCH, hours=3), number=number, reason="third_party")
    desk.do(object_to, "saveliev", later(MARCH, hours=4), number=number, text="Это сбой платформы")
    kept = {"number": number, "upheld": False, "text": "Посмотрели, это не платформа"}
    desk.do(answer_objection, "gordeeva", later(MARCH, hours=5), **kept)
    return "reopened", "kept"


REFUSALS = {
    "reversed": "Возразили, отказ отменён",
    "stands": "Возражения не было",
    "reopened": "Взято в работу без возражения",
    "kept": "Возразили, отказ остался в силе",
}


@pytest.mark.clause("L17a", "U2b")
@pytest.mark.parametrize("happens", [reversed_and_refused_again, taken_back_and_kept_the_second_time])
def test_of_a_ticket_that_was_refused_twice_each_refusal_has_its_own_end(
    desk: Desk, see, happens: Callable[[Desk, str], tuple[str, str]]
) -> None:
    number = refused(desk)
    states = happens(desk, number)
    whole = see("lapteva", f"/oversight/lists/refusals/?{PERIOD}")
    assert rows(whole) == [number, number]
    for state in some(states):
        page = see("lapteva", f"/oversight/lists/refusals/?{PERIOD}&state={state}")
        assert rows(page) == [number], state
        assert f'<span class="tag">{REFUSALS[state]}</span>' in page


@pytest.mark.clause("L17a")
def test_a_list_is_cut_by_the_day_on_which_it_was_written_down(desk: Desk, see) -> None:
    """Of a call on a Saturday night that was written down in the morning."""
    who = Called(desk.cast.person["orlova"], later(NIGHT, hours=-3), "Не было связи")
    late = desk.do(register_ticket, "gordeeva", later(NIGHT, hours=1), called=who, **desk.form()).number
    for day, there in (("2024-03-15", []), ("2024-03-16", [late])):
        assert rows(see("lapteva", f"/oversight/lists/late-entries/?since={day}&until={day}")) == there, day


@pytest.mark.clause("L17a", "P5e")
def test_a_return_lasts_until_the_ticket_is_worked_on_again(desk: Desk, see) -> None:
    over, lasting = returned(desk), passed_on(desk, MARCH)[1]
    given = {"number": lasting, "cases": ["scenario"], "text": "Нет сценария"}
    desk.do(return_ticket, "titova", later(MARCH, hours=2), **given)
    for state, number in (("over", over), ("lasting", lasting)):
        assert rows(see("lapteva", f"/oversight/lists/returns/?{PERIOD}&state={state}")) == [number]


@pytest.mark.clause("L17a", "U2b")
def test_a_closing_that_the_applicant_undid_is_called_so(desk: Desk, see) -> None:
    number = desk.register(MARCH).number
    desk.do(write_reply, "saveliev", HOUR, number=number, text="Нашли сами, закройте")
    word = next(row.pk for row in desk.journal(number) if row.kind == "replied")
    said = {"number": number, "word": word, "reason": "Сказали закрыть"}
    desk.do(close_by_word, "gordeeva", later(MARCH, hours=2), **said)
    address = f"/oversight/lists/closings/?{PERIOD}"
    assert '<span class="tag">Со слов заявителя, по записи поддержки</span>' in see("lapteva", address)
    desk.do(reopen_ticket, "saveliev", later(MARCH, hours=3), number=number, reason="Я так не говорил")
    page = see("lapteva", f"{address}&state=reopened")
    assert rows(page) == [number]
    assert '<span class="tag">Заявитель открыл снова</span>' in page
    assert rows(see("lapteva", f"{address}&state=closed_by_word")) == []


@pytest.mark.clause("L8")
def test_a_ticket_of_another_desk_is_in_no_list_of_a_journal_and_in_no_share(desk: Desk, see) -> None:
    counted, foreign = refused(desk), refused(desk)
    with transaction.atomic(), as_system("a ticket of another desk"):
        assert Ticket.objects.filter(number=foreign).update(foreign_desk="Своя", foreign_number="J-1") == 1
    assert rows(see("lapteva", f"/oversight/lists/refusals/?{PERIOD}")) == [counted]
    page = packed(see("lapteva", f"/oversight/lists/?{PERIOD}&leg=client"))
    assert "из 1 зарегистрированных" in page


@pytest.mark.clause("L17a")
@pytest.mark.parametrize(
    "address", ["/oversight/lists/refusals/", "/oversight/lists/foreign-desks/", "/oversight/late/"]
)
def test_the_next_page_of_a_list_goes_on_where_the_first_ended_under_the_same_filters(
    desk: Desk, see, address: str
) -> None:
    """Beside them one of another partner, which no page shows."""
    numbers = {refused(desk) for _ in range(52)}
    other = desk.register(MARCH, "kim", system="terminal").number
    with transaction.atomic(), as_system("what fills each of the lists"):
        if "desks" in address:
            Ticket.objects.update(foreign_desk="Своя")
        if "late" in address:
            ClockRun.objects.filter(name="reaction").update(
                due_at=HOUR, ended_at=None, outcome="", breached_at=HOUR
            )
    asked = f"{address}?{PERIOD}&partner={desk.cast.partner['kontur']}&leg=client"
    first = see("lapteva", asked)
    following = re.search(r'<p class="pager"><a class="button" href="([^"]+)">', packed(first))
    assert following
    second = see("lapteva", f"{address}{unescape(following[1])}")
    assert (len(rows(first)), len(rows(second))) == (50, 2)
    assert set(rows(first)) | set(rows(second)) == numbers
    assert other not in rows(second)
    assert 'class="pager"' not in second
