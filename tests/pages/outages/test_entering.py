"""What came by letter or telephone while the cabinet was down is entered afterwards and counts from then (U3.4a, P4.4)."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records.models import Outage
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.pages.outages.test_declaring import typed
from tests.pages.registration.test_call import begin, said
from tests.pages.registration.walk import WRITTEN, Walk, text

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.clause("U3.4a")


@pytest.fixture
def staff(cast: Cast) -> Walk:
    """Gordeeva of Kontur, engineer."""
    return Walk(Client(), cast, "gordeeva")


def down(
    cast: Cast, began: datetime, ends: datetime | None, house: str = "kontur", login: str = "arkhipova"
) -> Outage:
    with transaction.atomic(), as_system("an outage of a test"):
        return Outage.objects.create(
            organisation_id=cast.organisation[house],
            of_vendor=house == "vendor",
            began_at=began,
            ends_at=ends,
            over=ends is not None,
            reason="Авария",
            declared_by_id=cast.person[login],
            declared_at=began,
        )


def test_a_letter_of_an_outage_becomes_a_ticket_that_counts_from_it(
    staff: Walk, cast: Cast, now: datetime
) -> None:
    down(cast, now - 4 * HOUR, now - HOUR)
    address = begin(staff, channel="email", occurred_at=typed(now - 2 * HOUR))
    page = text(staff.get(address))
    assert "Письмом: Орлова Наталья Сергеевна, АО «ЗМК»" in page
    assert "Письмо пришло" in page
    answer = staff.post(address, WRITTEN)
    assert answer.status_code == 303, text(answer)
    ticket = staff.tickets()[0]
    assert (ticket.channel, ticket.author_name) == ("email", "Орлова Наталья Сергеевна")
    assert ticket.registered_at == (now - 2 * HOUR).replace(second=0)
    for login in ("gordeeva", "orlova"):
        shown = text(Walk(Client(), cast, login).get(answer["Location"]))
        assert "по письму, от: Орлова Наталья Сергеевна" in shown
        assert "в период недоступности кабинета (" in shown
        assert "Письмом от" in shown
    assert "По вашему письму зарегистрировано" in text(Walk(Client(), cast, "orlova").get("/notices/"))


@pytest.mark.parametrize("hours", [5, 0.5, 0])
def test_outside_an_outage_a_letter_is_refused_with_the_clause(
    staff: Walk, cast: Cast, now: datetime, hours: float
) -> None:
    down(cast, now - 4 * HOUR, now - HOUR)
    then = {"occurred_at": typed(now - hours * HOUR), "reason": "Так вышло"} if hours else {}
    sent = staff.post("/calls/new/", said(staff, channel="email", **then))
    assert sent.status_code == 403
    assert "Письмо заменяет кабинет, только пока" in text(sent)
    assert "/rules/clause/U3.4a/" in sent.content.decode()
    assert staff.drafts() == []


def test_another_partners_outage_opens_nothing(staff: Walk, cast: Cast, now: datetime) -> None:
    down(cast, now - 4 * HOUR, None, "primsoft", "choi")
    sent = staff.post("/calls/new/", said(staff, channel="email"))
    assert sent.status_code == 403


def test_the_ticket_is_judged_again_when_it_is_sent(staff: Walk, cast: Cast, now: datetime) -> None:
    """The outage was corrected while the form lay there: the letter came at a time that is not declared any more."""
    outage = down(cast, now - 4 * HOUR, now - HOUR)
    address = begin(staff, channel="email", occurred_at=typed(now - 2 * HOUR))
    with transaction.atomic(), as_system("a correction"):
        Outage.objects.filter(pk=outage.pk).update(ends_at=now - 3 * HOUR)
    answer = staff.post(address, WRITTEN)
    assert answer.status_code == 403
    assert staff.tickets() == []


def test_a_call_of_an_outage_needs_no_reason_and_says_when_it_was(
    staff: Walk, cast: Cast, now: datetime
) -> None:
    down(cast, now - 4 * HOUR, None, "vendor", "shulgin")
    address = begin(staff, occurred_at=typed(now - 2 * HOUR))
    answer = staff.post(address, WRITTEN)
    shown = text(staff.get(answer["Location"]))
    assert "в период недоступности кабинета, объявленной с" in shown
    assert staff.tickets()[0].channel == "telephone"


def entered(send: Any, number: str, **fields: str) -> Any:
    given = {"reached": "came", "came": "email", "text": "Да, воспроизводится", "asks": ""} | fields
    return send("gordeeva", f"/tickets/{number}/call/", **given)


def test_an_answer_by_letter_counts_as_the_clients_own_from_its_hour(
    cast: Cast, desk: Any, send: Any, see: Any, now: datetime
) -> None:
    """Level 1: the client owed an answer within the hour, its letter came in time, the level that was lost is back (U4d)."""
    number = desk.register(now - 5 * HOUR, level=1).number
    desk.do(
        answer_ticket,
        "gordeeva",
        now - 4 * HOUR,
        number=number,
        text="Воспроизводится?",
        kind=Answer.QUESTION,
    )
    assert desk.ticket(number).status == "waiting"
    down(cast, now - 4 * HOUR, now - 2 * HOUR)
    assert entered(send, number, occurred_at=typed(now - 3.5 * HOUR)).status_code == 303
    ticket = desk.ticket(number)
    assert (ticket.level, ticket.status) == (1, "in_work")
    replied = [row for row in desk.journal(number) if row.kind == "replied"]
    assert [(row.occurred_at, row.side) for row in replied] == [
        ((now - 3.5 * HOUR).replace(second=0), "support")
    ]
    for login in ("gordeeva", "orlova"):
        page = see(login, f"/tickets/{number}/")
        assert "Ответ заявителя письмом" in page
        assert "В период недоступности кабинета (" in page
    assert "ваш ответ, который пришёл письмом" in see("saveliev", "/notices/")
    with transaction.atomic(), as_system("a look from outside"):
        assert list(verify()) == []


def test_without_that_letter_the_level_is_lost(desk: Any, now: datetime) -> None:
    number = desk.register(now - 5 * HOUR, level=1).number
    desk.do(
        answer_ticket,
        "gordeeva",
        now - 4 * HOUR,
        number=number,
        text="Воспроизводится?",
        kind=Answer.QUESTION,
    )
    from kabinet.actions.journal.deadlines import settle_due

    settle_due(at=now)
    assert desk.ticket(number).level == 2


@pytest.mark.clause("P4.4")
def test_outside_an_outage_nobody_answers_for_the_other_side(
    cast: Cast, desk: Any, send: Any, now: datetime
) -> None:
    number = desk.register(now - 5 * HOUR).number
    down(cast, now - 4 * HOUR, now - 2 * HOUR)
    for came in ("email", "telephone"):
        refused = entered(send, number, came=came, occurred_at=typed(now - HOUR), reason="Так вышло")
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "только если он пришёл" in page
        assert re.search(r"/rules/clause/U3\.4a/", page)
    assert "replied" not in desk.kinds(number)


def test_further_back_than_the_limit_it_is_refused_in_an_outage_as_well(
    cast: Cast, desk: Any, send: Any, now: datetime
) -> None:
    number = desk.register(now - 100 * HOUR).number
    down(cast, now - 90 * HOUR, now - 2 * HOUR)
    refused = entered(send, number, occurred_at=typed(now - 80 * HOUR))
    assert refused.status_code == 422
    assert "не больше чем за 72" in refused.content.decode().replace("\xa0", " ")
    assert entered(send, number, occurred_at=typed(now - 71 * HOUR)).status_code == 303


def test_it_starts_no_work_of_the_support(cast: Cast, desk: Any, send: Any, now: datetime) -> None:
    """A letter of the client is no contact of the partner: the reaction clock goes on."""
    number = desk.register(now - 3 * HOUR).number
    down(cast, now - 4 * HOUR, None)
    assert entered(send, number, occurred_at=typed(now - HOUR)).status_code == 303
    assert desk.ticket(number).status == "registered"
    [reaction] = [run for run in desk.runs(number) if run[0] == "reaction"]
    assert reaction[4] is None
