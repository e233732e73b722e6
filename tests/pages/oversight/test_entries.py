"""What the record lists apart: closings without an act of the applicant, calls written down after their term (U2b, L17a)."""

import re
from datetime import datetime

import pytest
from django.test import Client

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.tickets import claims
from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.close import close_by_word, close_ticket, reopen_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.desk import Desk, later, msk, passed_on
from tests.markup import packed

MARCH = msk("2024-03-04 10:05")
PERIOD = "?period=2024-03"


def word(desk: Desk, number: str) -> int:
    return next(row.pk for row in reversed(desk.journal(number)) if row.kind in ("replied", "called"))


def closed_by_word(desk: Desk, login: str = "gordeeva", applicant: str = "saveliev", number: str = "") -> str:
    number = number or desk.register(MARCH).number
    desk.do(write_reply, applicant, later(MARCH, hours=2), number=number, text="Нашли сами, закройте")
    given = {"number": number, "word": word(desk, number), "reason": "Сказали закрыть"}
    desk.do(close_by_word, login, later(MARCH, hours=3), **given)
    return number


def _accepted_while_1c_asks(desk: Desk) -> None:
    """The vendor ticket closes with the client's, by the program: no closing of 1C's own."""
    number, vendor = passed_on(desk, MARCH)
    desk.do(answer_ticket, "titova", later(MARCH, hours=1), number=vendor, text="?", kind=Answer.QUESTION)
    desk.do(
        answer_ticket, "gordeeva", later(MARCH, hours=2), number=number, text="Готово", kind=Answer.SOLUTION
    )
    desk.do(accept_solution, "saveliev", later(MARCH, hours=3), number=number)
    assert desk.kinds(vendor)[-1] == "closed"


@pytest.fixture
def closings(desk: Desk) -> dict[str, str]:
    """Two by the client's word, one opened again; one after silence; one by itself; one accepted: not listed; one at 1C."""
    told, again = closed_by_word(desk), closed_by_word(desk)
    desk.do(reopen_ticket, "saveliev", later(MARCH, hours=4), number=again, reason="Я так не говорил")
    silent, offered = (desk.register(MARCH).number for _ in range(2))
    for number, kind in ((silent, Answer.QUESTION), (offered, Answer.SOLUTION)):
        desk.do(answer_ticket, "gordeeva", later(MARCH, hours=1), number=number, text="?", kind=kind)
    for days in (10, 16, 18):
        close_silent_tickets(at=later(MARCH, days=days))
    desk.do(close_ticket, "gordeeva", later(MARCH, days=19), number=silent, reason="Ответа нет")
    vendor = passed_on(desk, MARCH)[1]
    closed_by_word(desk, "titova", "zhdanov", vendor)
    _accepted_while_1c_asks(desk)
    return {"told": told, "again": again, "silent": silent, "offered": offered, "vendor": vendor}


def link(page: str, words: str) -> str:
    """Where the count beside these words leads."""
    found = re.search(rf'{words}.*?</span>\s*<a class="link" href="([^"]+)">(\d+)</a>', page)
    assert found, words
    return found[1].replace("&amp;", "&")


def rows(page: str) -> list[str]:
    return re.findall(r'<tr data-row><td><a class="link" href="[^"]+">([^<]+)</a>', packed(page))


@pytest.mark.clause("U2b")
@pytest.mark.clause("L17a")
@pytest.mark.parametrize("login", ["lapteva", "arkhipova"])
def test_closings_without_an_act_of_the_applicant_are_counted_apart_with_their_tickets(
    cast: Cast, closings: dict[str, str], login: str, see
) -> None:
    record = see(login, f"/oversight/{cast.partner['kontur']}/{PERIOD}")
    part = record.split("Закрыто без действия заявителя")[1].split("Звонки, записанные после срока")[0]
    clients, vendors = part.split("1С перед этим партнёром")
    assert "/rules/own/" in clients
    assert "/rules/own/" in vendors
    assert rows(see(login, link(clients, "Со слов заявителя"))) == [closings["told"]]
    assert rows(see(login, link(clients, "Заявитель открыл снова"))) == [closings["again"]]
    assert rows(see(login, link(clients, "После дней молчания"))) == [closings["silent"]]
    assert rows(see(login, link(clients, "Решение предложено"))) == [closings["offered"]]
    assert rows(see(login, link(vendors, "Со слов заявителя"))) == [closings["vendor"]]
    assert "После дней молчания" not in vendors, "what closed with the client's ticket is not 1C's closing"
    assert "За это время таких закрытий нет" in see(
        login, f"/oversight/{cast.partner['kontur']}/?period=2024-01"
    )


@pytest.mark.clause("L17a")
def test_who_may_not_open_the_tickets_reads_the_counts_alone(cast: Cast, closings, see) -> None:
    key = cast.partner["kontur"]
    record = see("shulgin", f"/oversight/{key}/{PERIOD}")
    part = record.split("Закрыто без действия заявителя")[1].split("</section>")[0]
    assert part.count("<b>1</b>") == len(closings)
    assert "/oversight/lists/" not in part
    see("shulgin", f"/oversight/lists/closings/{PERIOD}&partner={key}&leg=client&state=closed_by_word", 403)
    see("arkhipova", f"/oversight/{cast.partner['stepnoy']}/closings/{PERIOD}", 404)


@pytest.mark.clause("L17a")
@pytest.mark.parametrize(
    ("former", "state", "words"),
    [("closings", "closed_by_word", "Со слов заявителя"), ("late-calls", "waiting", "Ждут ответа")],
)
def test_the_address_of_before_leads_to_the_same_tickets(
    cast: Cast, desk: Desk, see, former: str, state: str, words: str
) -> None:
    """Counted, listed and led to in one way: the record's own link is the address that the former one leads to."""
    closed_by_word(desk)
    claimed(desk)
    key = cast.partner["kontur"]
    own = link(see("lapteva", f"/oversight/{key}/{PERIOD}"), words)
    assert f"leg=client&period=2024-03&state={state}" in own
    client = Client()
    cast.sign_in(client, "lapteva")
    answer = client.get(f"/oversight/{key}/{former}/{PERIOD}&leg=client&what={state}")
    assert (answer.status_code, answer["Location"]) == (303, own)
    assert len(rows(see("lapteva", own))) == 1
    plain = client.get(f"/oversight/{key}/{former}/{PERIOD}&what=x'")["Location"]
    assert "state" not in plain
    assert rows(see("lapteva", plain))


NIGHT = msk("2024-03-12 20:00")


def claimed(desk: Desk, at: datetime = NIGHT, *, reached: bool = True) -> tuple[str, int]:
    number = desk.register(at, level=1).number
    if not reached:
        desk.do(answer_ticket, "gordeeva", later(at, minutes=20), number=number, text="Смотрим")
    late = {"occurred_at": later(at, minutes=30), "reason": "Записали утром"}
    desk.do(log_call, "gordeeva", later(at, hours=5), number=number, reached=reached, text="Звонили", **late)
    return number, next(row.pk for row in desk.journal(number) if row.kind == "claimed")


@pytest.mark.clause("L17a")
@pytest.mark.clause("U3.6c")
def test_terms_kept_by_a_late_entry_stand_apart_by_whose_word_they_count(cast: Cast, desk: Desk, see) -> None:
    silent, _ = claimed(desk)
    lapsed, _ = claimed(desk, reached=False)
    assert claims.answer_silent_claims(at=later(NIGHT, days=12)) == 2
    confirmed, first = claimed(desk)
    desk.do(claims.confirm_call, "saveliev", later(NIGHT, hours=6), number=confirmed, claim=first)
    denied, second = claimed(desk)
    desk.do(claims.deny_call, "saveliev", later(NIGHT, hours=6), number=denied, claim=second)
    waiting, _ = claimed(desk)
    record = see("lapteva", f"/oversight/{cast.partner['kontur']}/{PERIOD}")
    part = record.split("Звонки, записанные после срока")[1].split("</section>")[0]
    expected = {
        "Ждут ответа": waiting,
        "Подтверждены другой стороной": confirmed,
        "Засчитаны": silent,
        "Опровергнуты": denied,
        "Не засчитаны": lapsed,
    }
    for words, number in expected.items():
        page = see("lapteva", link(part, words))
        assert rows(page) == [number], words
        assert "20:30" in page, "when the call is said to have been"
    missed = link_of_missed(see("lapteva", f"/oversight/{cast.partner['kontur']}/{PERIOD}"))
    assert set(rows(see("lapteva", missed))) >= {denied, waiting}


def link_of_missed(record: str) -> str:
    found = re.search(r'href="(/oversight/late/\?[^"]+clock=reaction[^"]+)"', record)
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.clause("L8")
def test_a_ticket_of_a_third_party_desk_is_in_neither_list(cast: Cast, desk: Desk, see) -> None:
    from kabinet.records.models import Ticket
    from kabinet.records.security.reach import as_system

    number = closed_by_word(desk)
    with as_system("a ticket kept in another desk"):
        Ticket.objects.filter(number=number).update(foreign_desk="Jira", foreign_number="J-1")
    record = see("lapteva", f"/oversight/{cast.partner['kontur']}/{PERIOD}")
    part = record.split("Закрыто без действия заявителя")[1].split("</section>")[0]
    assert "таких закрытий нет" in part
