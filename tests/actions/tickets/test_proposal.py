"""A level by agreement, a plan that nobody answered, and what an applicant may alone."""

from typing import Any

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.plan import agree_plan, lower_unagreed, refuse_plan
from kabinet.actions.tickets.proposal import agree_level, decline_level, propose_level
from kabinet.actions.tickets.registration.judgement import CriticalTerms
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Conflict, Invalid, Refused
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.desk import CONFIRMED, SYMPTOMS, Desk, later, msk, passed_on

NIGHT = msk("2024-03-16 02:00")
PLANNED = later(NIGHT, hours=2)


def denied(desk: Desk, act: Any, login: str, at: Any, **given: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refusal:
        desk.do(act, login, at, **given)
    return refusal.value.verdict.code, refusal.value.verdict.clause


def planned(desk: Desk, level: int = 1, kind: Answer = Answer.PLAN) -> str:
    _, vendor = passed_on(desk, NIGHT, level=level)
    desk.do(answer_ticket, "titova", PLANNED, number=vendor, text="1. Снять дамп", kind=kind)
    return vendor


def sheet(number: str) -> models.Sheet:
    with as_system("a look from outside"):
        return models.Sheet.objects.get(ticket__number=number)


@pytest.mark.clause("P4.8.2c")
def test_after_recovery_the_level_is_lowered_by_agreement_alone(desk: Desk) -> None:
    vendor = planned(desk)
    at = later(PLANNED, hours=1)
    assert denied(desk, propose_level, "titova", at, number=vendor, level=3, reason="Работает") == (
        "not_recovered",
        "P4.8.2c",
    )
    desk.do(answer_ticket, "titova", at, number=vendor, text="Ключ запуска", kind=Answer.WORKAROUND)
    assert denied(desk, change_level, "titova", at, number=vendor, level=3, reason="Работает") == (
        "recovered_agree",
        "P4.8.2c",
    )
    desk.do(propose_level, "titova", at, number=vendor, level=3, reason="Работает")
    before = desk.ticket(vendor)
    assert (before.level, desk.told("zhdanov", vendor)[-1]) == (1, "level_proposed")
    desk.do(agree_level, "gordeeva", later(at, minutes=5), number=vendor)
    ticket, row = desk.ticket(vendor), desk.journal(vendor)[-1]
    assert (ticket.level, row.kind, row.clause) == (3, "level_changed", "P4.8.2c")
    assert row.data == {"from": 1, "to": 3, "how": "agreed"}
    assert desk.told("titova", vendor)[-1] == "level_changed"
    assert denied(desk, agree_level, "gordeeva", at, number=vendor)[0] == "no_proposal"
    assert list(verify()) == []


@pytest.mark.clause("P4.8.2c")
def test_a_declined_proposal_changes_nothing_and_stays_in_the_history(desk: Desk) -> None:
    vendor = planned(desk, kind=Answer.WORKAROUND)
    desk.do(propose_level, "titova", later(PLANNED, minutes=5), number=vendor, level=2, reason="Работает")
    desk.do(decline_level, "zhdanov", later(PLANNED, minutes=9), number=vendor, reason="Касса ещё стоит")
    assert desk.ticket(vendor).level == 1
    assert desk.kinds(vendor)[-2:] == ["level_proposed", "level_declined"]
    assert desk.told("titova", vendor)[-1] == "level_declined"
    assert list(verify()) == []


def test_an_answer_to_an_older_proposal_is_a_conflict(desk: Desk) -> None:
    vendor = planned(desk, kind=Answer.WORKAROUND)
    seen = desk.ticket(vendor).version
    desk.do(propose_level, "titova", later(PLANNED, minutes=5), number=vendor, level=2, reason="Работает")
    with pytest.raises(Conflict):
        desk.do(agree_level, "zhdanov", later(PLANNED, minutes=9), number=vendor, version=seen)


@pytest.mark.clause("U3.5b")
def test_on_the_client_leg_the_partner_lowers_by_agreement(desk: Desk) -> None:
    number = desk.register(NIGHT, level=2).number
    at = later(NIGHT, hours=9)
    assert denied(desk, change_level, "gordeeva", at, number=number, level=3, reason="Обход есть") == (
        "stated_agree",
        "U3.5b",
    )
    desk.do(propose_level, "gordeeva", at, number=number, level=3, reason="Обход есть")
    assert denied(desk, agree_level, "frolov", at, number=number)[0] == "not_authorised"
    desk.do(agree_level, "saveliev", later(at, hours=1), number=number)
    assert desk.ticket(number).level == 3
    assert list(verify()) == []


def test_a_lowering_by_the_law_is_seen_before_the_proposal_is_answered(desk: Desk) -> None:
    """It fell due, nobody wrote it down yet: the act itself does, and the proposal is gone."""
    vendor = planned(desk, kind=Answer.WORKAROUND)
    desk.do(propose_level, "titova", later(PLANNED, minutes=5), number=vendor, level=3, reason="Работает")
    desk.do(
        answer_ticket, "titova", later(PLANNED, minutes=6), number=vendor, text="Так?", kind=Answer.QUESTION
    )
    assert denied(desk, agree_level, "zhdanov", later(PLANNED, hours=3), number=vendor)[0] == "no_proposal"


@pytest.mark.clause("U3.5b", "P4.7a")
def test_an_applicant_raises_as_far_as_the_symptoms_of_now(desk: Desk) -> None:
    number = desk.register(NIGHT, level=3).number
    at = later(NIGHT, hours=9)
    said = {"number": number, "level": 2, "reason": "Встала отгрузка"}
    assert denied(desk, change_level, "saveliev", at, **said)[0] == "level_higher"
    with pytest.raises(Invalid) as invalid:
        desk.do(change_level, "saveliev", at, **said, symptoms={"happens": "failure"})
    assert invalid.value.field == "symptoms"
    desk.do(change_level, "saveliev", at, **said, symptoms=SYMPTOMS[2])
    assert (desk.ticket(number).level, sheet(number).judged_level) == (2, 2)
    assert sheet(number).symptoms == SYMPTOMS[2]
    desk.do(change_level, "saveliev", later(at, hours=1), number=number, level=4)
    assert list(verify()) == []


@pytest.mark.clause("U4c", "U4e")
def test_raised_to_critical_later_it_needs_the_promises_then(desk: Desk) -> None:
    number = desk.register(NIGHT, level=3).number
    at = later(NIGHT, hours=9)
    said = {"number": number, "level": 1, "reason": "Встало всё", "symptoms": SYMPTOMS[1]}
    refused = denied(
        desk, change_level, "saveliev", at, **said, critical=CriticalTerms("+7 900", True, False)
    )
    assert refused == ("terms_not_given", "U4e")
    desk.do(change_level, "saveliev", at, **said, critical=CONFIRMED)
    promise = sheet(number).critical
    assert (promise["phone"], promise["person"]) == (CONFIRMED.phone, desk.cast.person["saveliev"])
    assert promise["at"] == at.isoformat()
    assert desk.ticket(number).level == 1


@pytest.mark.clause("P5d")
def test_on_the_vendor_leg_both_sides_promise(desk: Desk) -> None:
    number, vendor = passed_on(desk, NIGHT, level=3)
    at = later(NIGHT, hours=1)
    said = {"level": 1, "reason": "Встало всё", "symptoms": SYMPTOMS[1], "critical": CONFIRMED}
    assert denied(desk, change_level, "zhdanov", at, number=vendor, **said)[0] == "terms_not_given"
    desk.do(change_level, "saveliev", at, number=number, **said)
    desk.do(change_level, "zhdanov", at, number=vendor, **said)
    assert (desk.ticket(vendor).level, set(sheet(vendor).critical)) == (1, {"client", "partner"})
    assert desk.journal(vendor)[-1].clause == "P4.7a"
    assert list(verify()) == []


@pytest.mark.clause("P4.8.2a")
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_plan_awaits_agreement_on_every_level(desk: Desk, level: int) -> None:
    vendor = planned(desk, level)
    assert desk.ticket(vendor).status == "waiting"
    desk.do(write_reply, "zhdanov", later(PLANNED, minutes=5), number=vendor, text="Читаем")
    at = later(PLANNED, minutes=10)
    assert denied(desk, refuse_plan, "zhdanov", at, number=vendor, reasons=" ") == ("plan_reasons", "P4.8.2a")
    desk.do(agree_plan, "zhdanov", at, number=vendor)
    assert desk.journal(vendor)[-1].clause == "P4.8.2a"
    assert denied(desk, agree_plan, "zhdanov", at, number=vendor)[0] == "no_plan"
    assert list(verify()) == []


@pytest.mark.clause("P4.8.2b")
def test_an_unanswered_plan_lets_the_vendor_lower_after_its_time(desk: Desk) -> None:
    vendor = planned(desk)
    with pytest.raises(Refused) as refusal:
        desk.do(lower_unagreed, "titova", later(PLANNED, hours=12), number=vendor, level=2)
    assert (refusal.value.verdict.code, refusal.value.verdict.clause) == ("plan_not_overdue", "P4.8.2b")
    assert "16 марта 2024 года, 16:00 (МСК)" in refusal.value.verdict.remedy.ru
    late = later(PLANNED, hours=12, seconds=1)
    assert denied(desk, lower_unagreed, "titova", late, number=vendor, level=1)[0] == "unagreed_level"
    desk.do(lower_unagreed, "titova", late, number=vendor, level=3)
    ticket, row = desk.ticket(vendor), desk.journal(vendor)[-1]
    assert (ticket.level, row.clause, row.data["how"]) == (3, "P4.8.2b", "unagreed")
    assert desk.told("zhdanov", vendor)[-1] == "level_changed"
    settle_due(at=later(late, days=1))
    assert list(verify()) == []


@pytest.mark.clause("P4.8.2b")
def test_a_reasoned_refusal_takes_that_right_away(desk: Desk) -> None:
    vendor = planned(desk)
    desk.do(refuse_plan, "zhdanov", later(PLANNED, hours=1), number=vendor, reasons="Остановит склад")
    late = later(PLANNED, hours=13)
    assert denied(desk, lower_unagreed, "titova", late, number=vendor, level=2) == ("no_plan", "P4.8.2a")
