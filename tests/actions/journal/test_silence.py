"""A solution that nobody answers closes its ticket, announced twice before."""

import pytest

from kabinet.actions.journal.auto_close import announce, close_by_silence, close_silent_tickets
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")  # Thursday; 5 working days later is the 21st, 9 the 27th, 10 the 28th


def solved(desk: Desk) -> str:
    number = desk.register(later(AT, minutes=-30)).number
    desk.do(answer_ticket, "gordeeva", AT, number=number, text="Готово", kind=Answer.SOLUTION)
    return number


def test_announced_twice_and_closed_after_ten_working_days(desk: Desk) -> None:
    number = solved(desk)
    assert close_silent_tickets(at=msk("2024-03-21 10:04")) == 0
    assert close_silent_tickets(at=msk("2024-03-21 10:05")) == 1
    assert close_silent_tickets(at=msk("2024-03-27 10:04")) == 0
    assert close_silent_tickets(at=msk("2024-03-27 10:05")) == 1
    assert close_silent_tickets(at=msk("2024-03-28 10:04")) == 0
    assert close_silent_tickets(at=msk("2024-03-28 10:05")) == 1
    assert close_silent_tickets(at=msk("2024-04-28 10:05")) == 0
    rows = desk.journal(number)[2:]
    assert [row.kind for row in rows] == ["closing_announced", "closing_announced", "closed_by_silence"]
    assert {row.data.get("closes") for row in rows[:2]} == {"2024-03-28T07:05:00+00:00"}
    assert [row.system for row in rows] == ["silence after a solution"] * 3
    assert desk.ticket(number).status == "closed"
    assert desk.told("saveliev") == ["registered", "answered", *(row.kind for row in rows)]
    assert desk.told("gordeeva") == ["registered", "closed_by_silence"]
    assert list(verify()) == []


def test_a_word_of_the_applicant_starts_the_days_anew(desk: Desk) -> None:
    number = solved(desk)
    assert close_silent_tickets(at=msk("2024-03-21 11:00")) == 1
    desk.do(write_reply, "saveliev", msk("2024-03-22 10:00"), number=number, text="Проверяем, дайте время")
    assert close_silent_tickets(at=msk("2024-03-28 12:00")) == 0
    assert close_silent_tickets(at=msk("2024-03-29 10:00")) == 1
    assert desk.kinds(number).count("closing_announced") == 2
    assert list(verify()) == []


def test_after_an_outage_the_announcements_still_come_first(desk: Desk) -> None:
    number = solved(desk)
    key = desk.ticket(number).pk
    back = msk("2024-04-15 10:00")
    assert not close_by_silence(at=back, ticket_id=key)
    assert announce(at=back, ticket_id=key)
    assert desk.journal(number)[-1].data["closes"] == "2024-04-17T07:00:00+00:00"
    assert not announce(at=back, ticket_id=key)
    assert announce(at=msk("2024-04-16 10:00"), ticket_id=key)
    assert not close_by_silence(at=msk("2024-04-17 09:59"), ticket_id=key)
    assert close_by_silence(at=msk("2024-04-17 10:00"), ticket_id=key)
    assert not close_by_silence(at=msk("2024-04-17 10:00"), ticket_id=key)


def test_closing_takes_the_vendor_ticket_along(desk: Desk) -> None:
    number, vendor = passed_on(desk, later(AT, hours=-1))
    desk.do(answer_ticket, "gordeeva", AT, number=number, text="Готово", kind=Answer.SOLUTION)
    for day in ("2024-03-21", "2024-03-27", "2024-03-28"):
        close_silent_tickets(at=msk(f"{day} 12:00"))
    assert (desk.ticket(number).status, desk.ticket(vendor).status) == ("closed", "withdrawn")
    assert list(verify()) == []


@pytest.mark.parametrize("kind", [Answer.ANSWER, Answer.QUESTION])
def test_nothing_else_closes_by_silence(desk: Desk, kind: Answer) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", AT, number=number, text="Смотрим", kind=kind)
    assert close_silent_tickets(at=msk("2024-06-28 12:00")) == 0
    assert desk.ticket(number).closed_at is None
