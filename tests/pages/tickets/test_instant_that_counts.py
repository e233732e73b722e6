"""What is written down later is judged as of the instant at which it was: the rights that have days are those of then, both
ways (U3.4a, L9b, L12b). And a ticket that has ended is opened again only with the rights of a new one.

Pages are read on Thursday 26 November 2026, 14:42 in Moscow; the calls were made on Wednesday at 17:00.
"""

from dataclasses import fields
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import ACTS, About
from kabinet.regulation.access.checks import rights
from kabinet.regulation.facts import Answer
from tests.clock import AT
from tests.desk import Desk, later, passed_on
from tests.pages.registration.walk import WRITTEN, Walk, text

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
CALLED = "2026-11-25T17:00"


def papers(model: type, **days: date | None) -> None:
    """These days for whatever is in force on Wednesday."""
    with as_system("days of the rights"):
        model.objects.exclude(last_day__lt=WEDNESDAY).update(**days)


def called(cast, when: str = CALLED, **written: str) -> HttpResponse:
    """The whole way of a call of that instant through the pages, until it is registered or refused."""
    staff = Walk(Client(), cast, "gordeeva")
    typed = {"client": cast.client["zmk"], "contact": cast.person["orlova"], "occurred_at": when}
    answer = staff.post("/calls/new/", typed | {"reason": "Записала утром"})
    if answer.status_code == 303:
        answer = staff.post(answer["Location"], staff.step())
    if answer.status_code == 303:
        answer = staff.post(answer["Location"], WRITTEN | written)
    return answer


def logged(desk: Desk, send, when: str = CALLED) -> HttpResponse:
    """A call to the client of that instant, in a ticket that was open then."""
    number = desk.register(later(AT, days=-3)).number
    typed = {"reached": "yes", "text": "Обсудили дампы", "occurred_at": when, "reason": "Записала утром"}
    return send("gordeeva", f"/tickets/{number}/call/", **typed)


# Of which paper, its days, and what is said of a call of Wednesday; nothing where it is taken.
BOTH_WAYS = [
    (models.Licence, {"last_day": WEDNESDAY}, ""),
    (models.Licence, {"last_day": TUESDAY}, "РКЛ действовала по 24 ноября 2026"),
    (models.Licence, {"first_day": WEDNESDAY}, ""),
    (models.Licence, {"first_day": THURSDAY}, "РКЛ действует с 26 ноября 2026"),
    (models.SupportContract, {"last_day": WEDNESDAY}, ""),
    (models.SupportContract, {"last_day": TUESDAY}, "Договор ИТС действовал по 24 ноября 2026"),
    (models.SupportContract, {"first_day": THURSDAY}, "Договор ИТС действует с 26 ноября 2026"),
    (models.PartnerStatus, {"first_day": THURSDAY}, "Статус партнёра действует с 26 ноября 2026"),
    (models.PartnerStatus, {"last_day": WEDNESDAY}, "Статус партнёра закончился 25 ноября 2026"),
]
NAMES = [f"{model.__name__} {key} {day:%d}" for model, days, _ in BOTH_WAYS for key, day in days.items()]


@pytest.mark.clause("U3.4a", "L9b", "U1", "L12b")
@pytest.mark.parametrize(("model", "days", "against"), BOTH_WAYS, ids=NAMES)
def test_a_call_registers_a_ticket_by_the_rights_of_its_own_day(cast, model, days, against) -> None:
    papers(model, **days)
    answer = called(cast)
    assert answer.status_code == (403 if against else 303), text(answer)
    assert against in text(answer)


@pytest.mark.clause("L12b")
@pytest.mark.parametrize(
    ("days", "against"),
    [
        ({"first_day": WEDNESDAY}, ""),
        ({"first_day": THURSDAY}, "Статус партнёра действует с 26 ноября 2026"),
        ({"last_day": WEDNESDAY}, "Статус партнёра закончился 25 ноября 2026"),
    ],
)
def test_a_call_in_a_ticket_needs_the_status_of_its_own_day_and_of_the_day_of_writing(
    desk: Desk, send, days, against
) -> None:
    number = desk.register(later(AT, days=-3)).number
    papers(models.PartnerStatus, **days)
    typed = {"reached": "yes", "text": "Обсудили дампы", "occurred_at": CALLED, "reason": "Записала утром"}
    answer = send("gordeeva", f"/tickets/{number}/call/", **typed)
    assert answer.status_code == (403 if against else 303), text(answer)
    assert against in text(answer)


@pytest.mark.clause("U3.5a", "U3.4a")
def test_the_caller_was_authorised_at_the_call_and_not_only_since(cast) -> None:
    with as_system("confirmed since the call"):
        rows = models.Membership.objects.filter(person=cast.person["orlova"])
        rows.update(confirmed_at=later(AT, hours=-2))
    assert called(cast).status_code == 403
    assert called(cast, "2026-11-26T13:30").status_code == 303


@pytest.mark.clause("U3.5a", "U3.4a")
def test_who_left_since_the_call_did_call_and_another_is_named_as_the_contact(cast) -> None:
    with as_system("left since the call"):
        rows = models.Membership.objects.filter(person=cast.person["orlova"])
        rows.update(ended_at=later(AT, hours=-2))
    assert called(cast, "2026-11-26T13:30").status_code == 403
    answer = called(cast)
    assert answer.status_code == 422, text(answer)
    assert "Орлова Наталья Сергеевна" in text(answer)
    assert called(cast, contact=str(cast.person["saveliev"])).status_code == 303


@pytest.mark.clause("L12b", "L9b")
def test_every_act_that_can_be_told_late_asks_for_the_day_of_writing_too() -> None:
    late = [
        each
        for each in ACTS.values()
        if each.about is not About.ORGANISATION
        and each.typed
        and "late" in {one.name for one in fields(each.typed)}
    ]
    assert len(late) == 2
    assert [each.act for each in late if rights.status_when_written not in each.demands] == []


def ended(desk: Desk, how: str) -> str:
    """A ticket of the client's that ended so, a week ago."""
    at = later(AT, days=-9)
    number = desk.register(at).number
    if how == "withdrawn":
        desk.do(withdraw_ticket, "saveliev", later(at, days=2), number=number)
        return number
    if how == "refused":
        desk.do(
            refuse_ticket,
            "gordeeva",
            later(at, days=2),
            number=number,
            reason="development",
            text="Это доработка",
        )
        return number
    answer = {"text": "Обновите платформу", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", later(at, days=1), number=number, **answer)
    desk.do(accept_solution, "saveliev", later(at, days=2), number=number)
    return number


@pytest.mark.clause("L9b", "U1")
@pytest.mark.parametrize("who", ["saveliev", "gordeeva"])
@pytest.mark.parametrize(
    ("model", "words"), [(models.Licence, "РКЛ"), (models.SupportContract, "Договор ИТС")]
)
def test_a_closed_ticket_is_no_way_round_the_rights_of_a_new_one(
    desk: Desk, send, see, model, words, who
) -> None:
    number = ended(desk, "closed")
    assert send(who, f"/tickets/{number}/reopen/", reason="Вернулось").status_code == 303
    number = ended(desk, "closed")
    papers(model, last_day=WEDNESDAY)
    answer = send(who, f"/tickets/{number}/reopen/", reason="Вернулось")
    assert answer.status_code == 403
    assert f"{words} действ" in text(answer)
    assert "по 25 ноября 2026" in text(answer)
    assert f'href="/tickets/{number}/reopen/"' not in see(who, f"/tickets/{number}/")
    assert desk.ticket(number).status == "closed"


@pytest.mark.clause("L9b")
def test_what_was_withdrawn_is_no_way_round_either(desk: Desk, send) -> None:
    number = ended(desk, "withdrawn")
    papers(models.Licence, last_day=WEDNESDAY)
    assert send("saveliev", f"/tickets/{number}/reopen/", reason="Передумали").status_code == 403


@pytest.mark.clause("U2b", "L9b")
def test_a_refusal_is_still_questioned_and_taken_back_after_the_licence_ended(desk: Desk, send) -> None:
    first, second = ended(desk, "refused"), ended(desk, "refused")
    papers(models.Licence, last_day=WEDNESDAY)
    assert send("saveliev", f"/tickets/{first}/object/", text="Это ошибка платформы").status_code == 303
    answer = send("gordeeva", f"/tickets/{first}/objection/", verdict="upheld", text="Вы правы")
    assert answer.status_code == 303, text(answer)
    assert send("gordeeva", f"/tickets/{second}/reopen/", reason="Отказали зря").status_code == 303


@pytest.mark.clause("P2.4")
def test_a_closed_vendor_ticket_is_no_way_round_either(desk: Desk, send) -> None:
    _, vendor = passed_on(desk, later(AT, days=-9))
    desk.do(withdraw_ticket, "zhdanov", later(AT, days=-8), number=vendor)
    papers(models.Licence, last_day=WEDNESDAY)
    answer = send("zhdanov", f"/tickets/{vendor}/reopen/", reason="Вернулось")
    assert answer.status_code == 403
    assert "РКЛ действовала по 25 ноября 2026" in text(answer)


@pytest.mark.clause("L9b")
def test_open_tickets_go_on_after_the_licence_ended(desk: Desk, send) -> None:
    number = desk.register(later(AT, days=-3)).number
    papers(models.Licence, last_day=WEDNESDAY)
    assert (
        send(
            "gordeeva", f"/tickets/{number}/say/", audience="public", kind="answer", text="Смотрим"
        ).status_code
        == 303
    )
    assert logged(desk, send).status_code == 303
