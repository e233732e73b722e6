"""No breach is taken back by the support's own word: a call written down late is confirmed by the other side."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets import claims
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.records.models import PartnerStatus
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on


def typed(at: datetime) -> str:
    return (at + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")


def missed(desk: Desk, now: datetime, leg: str = "client") -> str:
    """A critical ticket of ten hours ago whose first answer nobody gave in two."""
    if leg == "client":
        number = desk.register(later(now, hours=-10), level=1).number
    else:
        _, number = passed_on(desk, later(now, hours=-10), level=1)
    settle_due(at=later(now, hours=-5))
    return number


def statuses(partner: int, **days: date | None) -> None:
    with transaction.atomic(), as_system("another world for a test"):
        PartnerStatus.objects.filter(partner=partner).update(**days)


LEGS = {"client": ("gordeeva", "saveliev"), "vendor": ("titova", "zhdanov")}


def wrote(send, number: str, login: str, at: datetime, reached: str = "yes") -> None:
    fields = {"reached": reached, "text": "Говорили с дежурным", "reason": "Записали утром"}
    assert send(login, f"/tickets/{number}/call/", **fields, occurred_at=typed(at)).status_code == 303


def claim_of(desk: Desk, number: str) -> int:
    return next(row.pk for row in desk.journal(number) if row.kind == "claimed")


def reaction(desk: Desk, number: str) -> tuple[object, ...]:
    return next(run for run in desk.runs(number) if run[0] == "reaction")


@pytest.mark.clause("L2b")
@pytest.mark.parametrize("leg", LEGS)
def test_until_the_other_side_confirms_the_breach_stands(desk: Desk, now, leg: str, send, see) -> None:
    support, applicant = LEGS[leg]
    number, rang = missed(desk, now, leg), later(now, hours=-9, minutes=-20)
    assert "когда звонок подтвердят" in see(support, f"/tickets/{number}/call/")
    wrote(send, number, support, rang)
    ticket = desk.ticket(number)
    assert (ticket.breaches, ticket.first_contact_at) == (1, None)
    assert reaction(desk, number)[6] is not None
    page = see(applicant, f"/tickets/{number}/")
    who = "«1С» записала, что дозвонилась" if leg == "vendor" else "Партнёр записал, что дозвонился"
    assert who in page
    assert "Нарушение снимется: Первый ответ от" in page
    assert "/rules/own/" in page
    assert f"/tickets/{number}/call/confirm/?claim={claim_of(desk, number)}" in page
    assert f"/tickets/{number}/call/deny/" in page
    assert "ждём подтверждения" in see(support, f"/tickets/{number}/")
    assert f"/tickets/{number}/call/confirm/" not in see(support, f"/tickets/{number}/")
    assert send(support, f"/tickets/{number}/call/confirm/", claim=claim_of(desk, number)).status_code == 403
    assert "Ждёт подтверждения до" in see(support, f"/tickets/{number}/")
    assert desk.told(applicant, number)[-1] == "claimed"
    assert "Подтвердите до" in see(applicant, "/notices/")
    assert list(verify()) == []


@pytest.mark.clause("U3.6c")
@pytest.mark.clause("P4.8.1a")
@pytest.mark.parametrize("leg", LEGS)
def test_confirmed_it_counts_from_the_call(desk: Desk, now, leg: str, send, see) -> None:
    support, applicant = LEGS[leg]
    number, rang = missed(desk, now, leg), later(now, hours=-9, minutes=-20).replace(second=0)
    wrote(send, number, support, rang)
    claim = claim_of(desk, number)
    breach = next(row for row in desk.journal(number) if row.kind == "breached")
    form = see(applicant, f"/tickets/{number}/call/confirm/?claim={claim}")
    assert "Нарушение снимется: Первый ответ от" in form
    sent = send(applicant, f"/tickets/{number}/call/confirm/", claim=claim)
    assert (sent.status_code, desk.ticket(number).first_contact_at) == (303, rang)
    assert desk.ticket(number).breaches == 0
    assert reaction(desk, number)[5:] == ("met", None)
    row = next(row for row in desk.journal(number) if row.kind == "claim_confirmed")
    assert (row.data["claim"], row.data["void"]) == (claim, [breach.pk])
    page = see(applicant, f"/tickets/{number}/")
    assert "Звонок подтверждён" in page
    assert "Отменено: засчитан более ранний звонок" in page
    assert "call/confirm" not in page
    assert "В срок по поздней записи: звонок подтверждён" in see(support, f"/tickets/{number}/clocks/")
    assert desk.told(support, number)[-1] == "claim_confirmed"
    again = send(applicant, f"/tickets/{number}/call/confirm/", claim=claim)
    assert again.status_code == 403
    assert list(verify()) == []


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("leg", LEGS)
def test_denied_the_breach_stands_for_good_and_is_shown(desk: Desk, now, leg: str, send, see) -> None:
    support, applicant = LEGS[leg]
    number = missed(desk, now, leg)
    wrote(send, number, support, later(now, hours=-9))
    claim = claim_of(desk, number)
    assert "Нарушение останется записанным" in see(applicant, f"/tickets/{number}/call/deny/?claim={claim}")
    sent = send(applicant, f"/tickets/{number}/call/deny/", claim=claim, reason="Телефон молчал")
    assert sent.status_code == 303
    page = see(support, f"/tickets/{number}/")
    assert "Ответили: такого звонка не было" in page
    assert "Телефон молчал" in page
    assert desk.ticket(number).breaches == 1
    assert send(applicant, f"/tickets/{number}/call/confirm/", claim=claim).status_code == 403
    assert claims.answer_silent_claims(at=later(now, days=60)) == 0
    assert desk.ticket(number).breaches == 1
    assert list(verify()) == []


@pytest.mark.clause("U3.6c")
def test_left_alone_it_counts_after_the_days_of_the_pack(desk: Desk, now, send, see) -> None:
    number = missed(desk, now)
    wrote(send, number, "gordeeva", later(now, hours=-9))
    ends = claims.ends(desk.journal(number)[1], desk.ticket(number), now)
    assert desk.journal(number)[1].kind == "claimed"
    last = datetime.fromtimestamp(ends, now.tzinfo)
    assert claims.answer_silent_claims(at=last) == 0, "within the days it waits"
    assert claims.answer_silent_claims(at=later(last, seconds=1)) == 1
    assert claims.answer_silent_claims(at=later(last, seconds=2)) == 0
    row = next(row for row in desk.journal(number) if row.kind == "claim_confirmed")
    assert (row.system, row.data["how"], row.side) == (claims.UNANSWERED, "silence", "system")
    assert reaction(desk, number)[5:] == ("met", None)
    assert "Засчитано: не опровергли" in see("saveliev", f"/tickets/{number}/")
    assert "В срок по поздней записи: её не опровергли" in see("saveliev", f"/tickets/{number}/clocks/")
    for login in ("saveliev", "gordeeva"):
        assert "claim_confirmed" in desk.told(login, number)
    assert list(verify()) == []


@pytest.mark.clause("L12b")
def test_the_silence_of_a_partner_that_may_not_answer_does_not_count(desk: Desk, now, send, see) -> None:
    number = missed(desk, now, "vendor")
    wrote(send, number, "titova", later(now, hours=-9))
    partner = desk.ticket(number).partner_id
    lost = now.date() + timedelta(days=1)
    statuses(partner, last_day=lost - timedelta(days=1))
    assert claims.answer_silent_claims(at=later(now, days=40)) == 0, "who may not answer is not silent"
    given = lost + timedelta(days=30)
    statuses(partner, first_day=given, last_day=None)
    begun = datetime.combine(given, time(), ZoneInfo("Europe/Moscow"))
    assert claims.answer_silent_claims(at=later(begun, days=2)) == 0, "the days begin anew with the status"
    assert claims.answer_silent_claims(at=later(begun, days=20)) == 1
    assert list(verify()) == []


@pytest.mark.clause("L12b")
def test_the_page_says_that_it_does_not(desk: Desk, now, send, see) -> None:
    number = missed(desk, now, "vendor")
    wrote(send, number, "titova", later(now, hours=-9))
    assert "Без ответа до" in see("titova", f"/tickets/{number}/")
    statuses(desk.ticket(number).partner_id, last_day=now.date() - timedelta(days=1))
    for login in ("zhdanov", "titova"):
        page = see(login, f"/tickets/{number}/")
        assert "молчание не считается: дни для ответа пойдут заново" in page
        assert "Без ответа до" not in page
        assert "Ждёт подтверждения до" not in page


@pytest.mark.clause("L12b")
@pytest.mark.parametrize("reached", ["yes", "no"])
def test_whoever_may_not_answer_is_told_no_day(desk: Desk, now, reached: str, send, see) -> None:
    if reached == "yes":
        number = missed(desk, now, "vendor")
    else:
        _, number = passed_on(desk, later(now, hours=-10), level=1)
        desk.do(answer_ticket, "titova", later(now, hours=-9), number=number, text="Смотрим")
    statuses(desk.ticket(number).partner_id, last_day=now.date() - timedelta(days=1))
    wrote(send, number, "titova", later(now, hours=-8), reached=reached)
    assert "claimed" in desk.kinds(number)
    told = see("zhdanov", "/notices/")
    assert "когда у партнёра снова появится статус; до этого молчание не считается" in told
    assert "Подтвердите до" not in told
    assert "Без ответа до" not in see("zhdanov", f"/tickets/{number}/")


@pytest.mark.clause("U4d")
@pytest.mark.parametrize("word", ["confirm", "deny", "silence"])
def test_the_level_is_never_taken_back_in_time_without_the_clients_word(
    desk: Desk, now, word: str, send, see
) -> None:
    number = desk.register(later(now, hours=-10), level=1).number
    desk.do(answer_ticket, "gordeeva", later(now, hours=-9), number=number, text="Смотрим")
    wrote(send, number, "gordeeva", later(now, hours=-8), reached="no")
    assert desk.ticket(number).level == 1, "its own word of yesterday lowers nothing"
    page = see("saveliev", f"/tickets/{number}/")
    assert "Партнёр записал, что не дозвонился" in page
    assert "Уровень станет 2 с" in page
    assert "уровень молчанием не теряют" in page
    claim = claim_of(desk, number)
    if word == "silence":
        assert claims.answer_silent_claims(at=later(now, days=60)) == 1
        assert desk.kinds(number)[-1] == "claim_denied"
    else:
        assert send("saveliev", f"/tickets/{number}/call/{word}/", claim=claim).status_code == 303
    assert desk.ticket(number).level == (2 if word == "confirm" else 1)
    lowered = [row.occurred_at for row in desk.journal(number) if row.kind == "lowered"]
    assert lowered == ([later(now, hours=-8).replace(second=0)] if word == "confirm" else [])
    assert list(verify()) == []


@pytest.mark.clause("U3.6c")
def test_what_touches_no_missed_term_counts_at_once_as_before(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=1).number
    rang = later(now, minutes=-30).replace(second=0)
    wrote(send, number, "gordeeva", rang)
    assert desk.kinds(number) == ["registered", "called"]
    assert desk.ticket(number).first_contact_at == rang
    asked = desk.do(
        answer_ticket, "gordeeva", later(now, minutes=-20), number=number, text="Дамп?", kind=Answer.QUESTION
    )
    assert asked


@pytest.mark.clause("U4d")
def test_no_question_is_put_in_an_entry_of_earlier(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=1).number
    fields = {
        "reached": "yes",
        "text": "Спросили",
        "asks": "on",
        "reason": "Не успели",
        "occurred_at": typed(later(now, minutes=-50)),
    }
    refused = send("gordeeva", f"/tickets/{number}/call/", **fields)
    assert refused.status_code == 422
    assert "Задним числом вопрос не задают" in refused.content.decode()
    assert desk.kinds(number) == ["registered"]


@pytest.mark.clause("L2b")
def test_a_breach_that_nobody_recorded_yet_is_one_all_the_same(desk: Desk, now, send) -> None:
    number = desk.register(later(now, hours=-10), level=1).number
    wrote(send, number, "gordeeva", later(now, hours=-9))
    assert sorted(desk.kinds(number)) == ["breached", "claimed", "registered"]
    assert desk.ticket(number).breaches == 1


@pytest.mark.clause("L17a")
def test_the_end_of_the_ticket_ends_no_claim(desk: Desk, now, send, see) -> None:
    number = missed(desk, now)
    wrote(send, number, "gordeeva", later(now, hours=-9))
    send("saveliev", f"/tickets/{number}/withdraw/")
    assert "Партнёр записал, что дозвонился" in see("saveliev", f"/tickets/{number}/")
    assert (
        send("saveliev", f"/tickets/{number}/call/confirm/", claim=claim_of(desk, number)).status_code == 303
    )
    assert (desk.ticket(number).status, desk.ticket(number).breaches) == ("withdrawn", 0)
    assert close_silent_tickets(at=later(now, days=1)) == 0
    assert list(verify()) == []


@pytest.mark.clause("L1")
def test_a_claim_of_another_ticket_is_not_there(desk: Desk, now, send, status) -> None:
    number, other = missed(desk, now), missed(desk, now)
    for each in (number, other):
        wrote(send, each, "gordeeva", later(now, hours=-9))
    foreign = send("saveliev", f"/tickets/{number}/call/confirm/", claim=claim_of(desk, other))
    assert foreign.status_code == 403
    assert status("kim", f"/tickets/{number}/call/confirm/") == 404
    assert status("frolov", f"/tickets/{number}/call/deny/") == 403
    assert desk.ticket(other).breaches == 1


def test_of_two_claims_each_is_answered_by_itself(desk: Desk, now, send, see) -> None:
    number = missed(desk, now)
    wrote(send, number, "gordeeva", later(now, hours=-9))
    wrote(send, number, "zhdanov", later(now, hours=-8, minutes=-30))
    form = see("saveliev", f"/tickets/{number}/call/deny/")
    assert form.count('name="claim"') == 2
    first, second = (row.pk for row in desk.journal(number) if row.kind == "claimed")
    send("saveliev", f"/tickets/{number}/call/deny/", claim=first)
    send("saveliev", f"/tickets/{number}/call/confirm/", claim=second)
    assert desk.ticket(number).first_contact_at == later(now, hours=-8, minutes=-30).replace(second=0)
    assert re.search(r"Ответили: такого звонка не было", see("gordeeva", f"/tickets/{number}/"))
    assert list(verify()) == []


def test_a_call_of_now_needs_nobody(desk: Desk, now, send) -> None:
    number = missed(desk, now)
    desk.do(log_call, "gordeeva", now, number=number, reached=True, text="Говорим сейчас")
    assert desk.kinds(number) == ["registered", "breached", "called"]
    assert reaction(desk, number)[5] == "late"
