"""The main job of the desk from end to end, as acts."""

from datetime import timedelta

import pytest

from kabinet.actions.journal.deadlines import settle_due, settle_ticket
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.registration.preview import preview_registration
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.actions.vendor.relay import relay_answer
from kabinet.records import doors
from kabinet.regulation.facts import Answer
from tests.desk import Desk, msk

AT = msk("2024-03-14 10:05")  # a Thursday
ITEMS = {
    "changes": "Платформа 8.3.23 обновлена до 8.3.24 в ночь на 14 марта",
    "sources": "Документация по кластеру: не описано. Известные проблемы: не найдено.",
    "pass_on_reason": "Сбой внутри платформы, по дампам причину не видно",
}


def passed_on(desk: Desk) -> tuple[str, str]:
    """A ticket registered, taken, answered and passed on: its number and the vendor's."""
    number = desk.register(AT).number
    desk.do(take_ticket, "gordeeva", AT + timedelta(minutes=10), number=number)
    desk.do(write_note, "gordeeva", AT + timedelta(minutes=15), number=number, text="Похоже на индекс")
    desk.do(answer_ticket, "gordeeva", AT + timedelta(minutes=20), number=number, text="Смотрим дампы")
    vendor = desk.do(pass_on_ticket, "zhdanov", AT + timedelta(hours=1), number=number, values=ITEMS)
    return number, vendor.number


@pytest.mark.clause("U3.5d")
@pytest.mark.clause("U3.5e")
def test_1_number_notice_and_registration_stand_together(desk: Desk) -> None:
    ticket = desk.register(AT, contact=desk.cast.person["orlova"])
    assert ticket.number.startswith("U-")
    assert desk.kinds(ticket.number) == ["registered"]
    assert desk.told("orlova") == ["registered"], "the contact named is told, not whoever wrote the ticket"
    assert desk.told("saveliev") == []
    assert desk.told("gordeeva") == desk.told("arkhipova") == ["registered"]
    assert desk.told("stranger") == desk.told("choi") == []
    assert desk.ticket(ticket.number).next_due_at == msk("2024-03-15 09:35")
    [message] = desk.messages(ticket.number)
    assert (message.kind, message.audience) == ("statement", "public")


@pytest.mark.clause("U3.6c")
def test_2_a_note_stops_no_clock_and_an_answer_does(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(take_ticket, "gordeeva", AT + timedelta(minutes=10), number=number)
    desk.do(write_note, "gordeeva", AT + timedelta(minutes=15), number=number, text="Похоже на индекс")
    ticket = desk.ticket(number)
    assert (ticket.queue_clock, ticket.first_contact_at, ticket.status) == ("reaction", None, "in_work")
    assert ticket.assignee_name == "Гордеева Алина Викторовна"

    desk.do(answer_ticket, "gordeeva", AT + timedelta(minutes=20), number=number, text="Смотрим дампы")
    ticket = desk.ticket(number)
    assert ticket.first_contact_at == AT + timedelta(minutes=20)
    assert (ticket.queue_clock, ticket.queue_at) == ("update", msk("2024-03-28 10:25"))
    assert [(run[0], run[5]) for run in desk.runs(number)] == [("reaction", "met"), ("update", "")]

    client = desk.cast.actor("saveliev", AT)
    seen = doors.ticket(client, number)
    assert [message.kind for message in doors.messages(client, seen)] == ["statement", "answer"]
    assert [row.kind for row in doors.journal(client, seen)] == ["registered", "taken", "answered"]
    assert desk.told("saveliev") == ["registered", "taken", "answered"]


@pytest.mark.clause("L3")
@pytest.mark.clause("P4.7b")
def test_3_passing_on_links_both_tickets_and_tells_nothing_of_the_talk(desk: Desk) -> None:
    number, vendor = passed_on(desk)
    ticket, child = desk.ticket(number), desk.ticket(vendor)
    assert (ticket.status, ticket.turn, ticket.vendor_status) == ("passed_on", "vendor", "registered")
    assert (child.origin_id, child.leg, child.status, child.turn) == (
        ticket.pk,
        "vendor",
        "registered",
        "vendor",
    )
    assert child.next_due_at == msk("2024-03-15 10:35")
    assert desk.told("titova") == desk.told("vlasov") == ["registered"]
    assert desk.told("zhdanov", vendor) == ["registered"]
    assert desk.told("saveliev")[-1] == "passed_on"

    client = desk.cast.actor("saveliev", AT)
    with pytest.raises(doors.Closed):
        doors.ticket(client, vendor)
    titova = desk.cast.actor("titova", AT)
    with pytest.raises(doors.Closed):
        doors.ticket(titova, number)
    said = [message.text for message in doors.messages(titova, doors.ticket(titova, vendor))]
    assert len(said) == 1
    assert "индекс" not in said[0]


@pytest.mark.clause("P5c")
@pytest.mark.clause("L2a")
def test_4_a_workaround_is_relayed_and_accepted_and_both_close(desk: Desk) -> None:
    number, vendor = passed_on(desk)
    desk.do(take_ticket, "titova", AT + timedelta(hours=2), number=vendor)
    desk.do(
        answer_ticket,
        "titova",
        AT + timedelta(hours=3),
        number=vendor,
        text="Отключите задание",
        kind=Answer.WORKAROUND,
        final=True,
    )
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.turn, ticket.vendor_status) == ("in_work", "partner", "answered")
    assert desk.told("gordeeva", vendor) == ["registered", "taken", "answered"], (
        "who is responsible for the client's ticket is told"
    )

    said = desk.messages(vendor)[-1]
    desk.do(
        relay_answer,
        "gordeeva",
        AT + timedelta(hours=4),
        number=vendor,
        message=said.pk,
        text="Отключите регламентное задание, работа восстановится",
        kind=Answer.WORKAROUND,
        final=True,
    )
    assert desk.messages(number)[-1].relayed_from_id == said.pk
    assert desk.ticket(number).status == "answered"
    assert desk.ticket(number).queue_at is None

    desk.do(accept_solution, "saveliev", AT + timedelta(hours=5), number=number)
    ticket, child = desk.ticket(number), desk.ticket(vendor)
    assert (ticket.status, child.status) == ("closed", "closed")
    assert ticket.closed_at == child.closed_at == AT + timedelta(hours=5)
    assert desk.kinds(number) == [
        "registered", "taken", "noted", "answered", "passed_on", "vendor_changed", "vendor_changed", "relayed", "accepted",
    ]  # fmt: skip
    assert desk.kinds(vendor) == ["registered", "taken", "answered", "relayed", "accepted"]
    assert [row.system for row in desk.journal(vendor)][-1] == "linked ticket"
    assert "accepted" in desk.told("titova", vendor)
    assert list(verify()) == []


@pytest.mark.clause("L2b")
@pytest.mark.clause("P4.8.1a")
def test_5_a_ticket_left_alone_is_breached_at_its_deadline(desk: Desk) -> None:
    number = desk.register(AT).number
    due = desk.ticket(number).next_due_at
    assert due is not None
    assert not settle_ticket(at=due, ticket_id=desk.ticket(number).pk), "at the deadline it is still in time"
    assert settle_due(at=due + timedelta(seconds=1)).done == 1
    row = desk.journal(number)[-1]
    assert (row.kind, row.occurred_at, row.recorded_at) == ("breached", due, due + timedelta(seconds=1))
    assert (row.system, row.actor_id, row.clause) == ("regulation", None, "U3.6a")
    ticket = desk.ticket(number)
    assert (ticket.breaches, ticket.next_due_at, ticket.queue_at) == (1, None, due)
    for login in ("saveliev", "gordeeva", "arkhipova"):
        assert desk.told(login) == ["registered", "breached"]
    assert settle_due(at=due + timedelta(days=1)).done == 0, "once"


@pytest.mark.clause("U4d")
@pytest.mark.clause("U3.6.1")
def test_6_an_unanswered_question_lowers_a_critical_ticket(desk: Desk) -> None:
    night = msk("2024-03-16 02:00")  # a Saturday
    number = desk.register(night, level=1).number
    assert desk.ticket(number).next_due_at == night + timedelta(hours=2)
    desk.do(
        answer_ticket,
        "gordeeva",
        night + timedelta(hours=1),
        number=number,
        text="Пришлите дамп",
        kind=Answer.QUESTION,
    )
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.turn, ticket.queue_clock) == ("waiting", "client", "answer")
    settle_due(at=night + timedelta(hours=2, seconds=1))
    row = desk.journal(number)[-1]
    assert (row.kind, row.occurred_at, row.clause) == ("lowered", night + timedelta(hours=2), "U4d")
    assert (row.data["from"], row.data["to"]) == (1, 2)
    assert desk.ticket(number).level == 2
    assert desk.told("saveliev")[-1] == desk.told("gordeeva")[-1] == "lowered"


@pytest.mark.clause("U4e")
def test_6_without_the_terms_it_becomes_standard_and_says_so_before(desk: Desk) -> None:
    form = desk.form(level=1, critical=None)
    typed = {key: value for key, value in form.items() if key != "critical"}
    unasked = desk.do(preview_registration, "saveliev", AT, **typed)
    assert (unasked.level, unasked.judgement.questions_open, unasked.notice) == (1, ("phone", "hour"), None)
    from kabinet.actions.tickets.registration.judgement import CriticalTerms

    promise = desk.do(preview_registration, "saveliev", AT, **typed, critical=CriticalTerms())
    assert (promise.level, promise.notice.clause, promise.can_be_sent) == (3, "U4e", True)
    ticket = desk.register(AT, level=1, critical=None)
    assert ticket.level == 3
    assert desk.journal(ticket.number)[0].data["unconfirmed"] is True


@pytest.mark.clause("U3.6d")
def test_6_on_a_system_not_in_production_it_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.register(AT, level=1, system="zup")
    assert refused.value.verdict.clause == "U3.6d"
    assert desk.register(AT, level=1, system="zup", chosen_level=3).level == 3
