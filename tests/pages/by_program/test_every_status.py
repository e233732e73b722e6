"""Every event that reaches many tickets at once, or another ticket than its own, with a ticket in every status of both legs.

None is an error, none holds back the others, the history tells each, and the kept clocks are what the journal tells.
"""

from typing import Any

import pytest

from kabinet.actions.handover import handover
from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.take import assign_ticket
from kabinet.actions.vendor.participants import invite_participant
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.actions.every_status import CLIENT, ENDED, VENDOR, bring, client_tickets, vendor_tickets
from tests.actions.handover.test_handover import AFTER, change_partner, lead
from tests.desk import Desk, later, msk, passed_on
from tests.fixtures_pages import Reader
from tests.some import some

AT = msk("2024-03-14 10:05")
# A client ticket in each status in which its vendor ticket may be open; withdrawn or accepted it takes the vendor's along.
BESIDE_OPEN = ("passed_on", "in_work", "waiting", "answered", "refused", "objected")


def said(reader: Reader, login: str, number: str, text: str, **more: str) -> int:
    told = reader(login).post(f"/tickets/{number}/say/", {"text": text, **more})
    return int(told.status_code)


def by_program(desk: Desk, number: str) -> list[tuple[str, str]]:
    return [(row.kind, row.system) for row in desk.journal(number) if row.system]


def open_of(found: dict[str, Any]) -> dict[str, Any]:
    return {status: each for status, each in found.items() if status not in ENDED}


def differences() -> list[str]:
    with as_system("a look from outside"):
        return [str(each) for each in verify()]


@pytest.mark.clause("P5d")
@pytest.mark.parametrize("noticed", ["by the worker", "by the client's next word"])
def test_the_client_was_silent_for_an_hour_and_the_vendor_ticket_is_lowered_whatever_its_status(
    desk: Desk, reader: Reader, noticed: str
) -> None:
    found = vendor_tickets(desk, AT, level=1)
    for number, _ in found.values():
        ask = {"kind": Answer.QUESTION, "text": "Сервер доступен?"}
        desk.do(answer_ticket, "gordeeva", later(AT, minutes=55), number=number, **ask)
    if noticed == "by the worker":
        assert settle_due(at=later(AT, hours=3)).failed == frozenset()
        while settle_due(at=later(AT, hours=3)).done:
            continue
    else:
        answers = {
            status: said(reader, "saveliev", each[0], "Да", audience="public")
            for status, each in found.items()
        }
        assert answers == dict.fromkeys(found, 303)
    assert {status: desk.ticket(each[0]).level for status, each in found.items()} == dict.fromkeys(found, 2)
    levels = {status: desk.ticket(each[1]).level for status, each in found.items()}
    assert levels == {status: 1 if status in ENDED else 2 for status in found}
    assert ("level_changed", "linked ticket") in by_program(desk, found["objected"][1])
    assert differences() == []


def test_a_lowering_that_became_void_is_void_on_the_vendor_ticket_too(desk: Desk) -> None:
    found = vendor_tickets(desk, AT, ["registered", "in_work", "objected"], level=1)
    for number, _ in found.values():
        desk.do(
            answer_ticket,
            "gordeeva",
            later(AT, minutes=55),
            number=number,
            kind=Answer.QUESTION,
            text="Сервер доступен?",
        )
    while settle_due(at=later(AT, hours=3)).done:
        continue
    for number, _ in found.values():
        late = {"occurred_at": later(AT, minutes=70), "reason": "Записали позже"}
        desk.do(
            log_call, "gordeeva", later(AT, hours=4), number=number, reached=True, text="Доступен", **late
        )
    assert differences() == []


@pytest.mark.parametrize("ending", ["accept", "withdraw"])
def test_the_client_ticket_ends_and_the_vendor_ticket_ends_with_it(
    desk: Desk, reader: Reader, ending: str
) -> None:
    found = vendor_tickets(desk, AT)
    for number, _ in found.values():
        desk.do(
            answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="Готово", kind=Answer.SOLUTION
        )
    answers = {
        status: reader("saveliev").post(f"/tickets/{number}/{ending}/").status_code
        for status, (number, _) in found.items()
    }
    assert answers == dict.fromkeys(found, 303)
    left = {status for status, (_, vendor) in found.items() if desk.ticket(vendor).closed_at is None}
    assert left == set()
    for vendor in some((each[1] for status, each in found.items() if status not in ENDED)):
        assert by_program(desk, vendor)[-1][1] == "linked ticket"
    assert differences() == []


def test_silence_ends_what_waits_and_nothing_else(desk: Desk) -> None:
    client, pairs = client_tickets(desk, AT), vendor_tickets(desk, AT)
    for days in range(4, 24):
        close_silent_tickets(at=later(AT, days=days))
    ended = {
        number
        for number in (*client.values(), *(number for pair in pairs.values() for number in pair))
        if ("closed_by_silence", "silence after a solution") in by_program(desk, number)
    }
    assert ended == {client["answered"], pairs["answered"][1]}
    assert differences() == []


def test_deadlines_are_put_on_record_in_every_status(desk: Desk) -> None:
    client_tickets(desk, AT)
    vendor_tickets(desk, AT)
    at = later(AT, days=90)
    while (settled := settle_due(at=at)).done:
        assert settled.failed == frozenset()
    assert settled.failed == frozenset()
    assert differences() == []


def test_the_vendor_answers_and_the_client_ticket_follows_the_turn_whatever_its_status(
    desk: Desk, reader: Reader
) -> None:
    found = {status: passed_on(desk, AT) for status in BESIDE_OPEN}
    for status, (number, vendor) in found.items():
        if status == "in_work":  # the vendor asked, so the turn is the partner's
            ask = {"kind": Answer.QUESTION, "text": "Версия?"}
            desk.do(answer_ticket, "titova", later(AT, minutes=40), number=vendor, **ask)
        else:
            bring(desk, number, status, later(AT, minutes=50))
    before = {status: desk.ticket(each[0]).status for status, each in found.items()}
    assert before == {status: status for status in BESIDE_OPEN}
    answers = {
        status: said(reader, "titova", vendor, "Обновите", kind="solution", audience="vendor_leg")
        for status, (_, vendor) in found.items()
    }
    assert answers == dict.fromkeys(found, 303)
    for status, (number, _) in found.items():
        told = ("vendor_changed", "linked ticket") in by_program(desk, number)[-1:]
        assert told is (status not in ENDED), status
    assert differences() == []


@pytest.mark.clause("P6.3")
@pytest.mark.parametrize(
    ("head", "desk_of", "leaver"), [("arkhipova", "kontur", "gordeeva"), ("shulgin", "vendor", "titova")]
)
def test_whoever_worked_on_tickets_in_every_status_leaves(
    desk: Desk, reader: Reader, head: str, desk_of: str, leaver: str
) -> None:
    client, pairs = client_tickets(desk, AT), vendor_tickets(desk, AT)
    mine = client if leaver == "gordeeva" else {status: pair[1] for status, pair in pairs.items()}
    key, person = desk.cast.organisation[desk_of], desk.cast.person[leaver]
    for number in open_of(mine).values():
        if desk.ticket(number).assignee_id != person:
            desk.do(assign_ticket, leaver, later(AT, hours=2), number=number, assignee=person)
    told = reader(head).post(f"/organisations/{key}/people/{person}/remove/")
    assert told.status_code == 303
    for status, number in some(open_of(mine).items()):
        assert desk.ticket(number).assignee_id is None, status
        assert by_program(desk, number)[-1] == ("assigned", "contact removed")
    assert differences() == []


@pytest.mark.clause("P5c", "U5d")
def test_a_participant_of_joint_work_leaves_and_every_history_says_so(desk: Desk, reader: Reader) -> None:
    cast, found = desk.cast, {}
    for status in VENDOR:
        found[status] = passed_on(desk, AT)
        desk.do(
            invite_participant,
            "gordeeva",
            later(AT, minutes=40),
            number=found[status][1],
            person=cast.person["orlova"],
        )
        bring(desk, found[status][1], status, later(AT, minutes=50))
    address = f"/organisations/{cast.client['zmk']}/people/{cast.person['orlova']}/remove/"
    assert reader("saveliev").post(address).status_code == 303
    for status, (_, vendor) in some(found.items()):
        assert by_program(desk, vendor)[-1] == ("left", "contact removed"), status
        seen = reader("gordeeva").get(f"/tickets/{vendor}/").content.decode()
        assert "Участие в совместной работе завершено: Орлова" in seen
        assert f"/leave/{cast.person['orlova']}/" not in seen
    with as_system("a look from outside"):
        assert not models.Participant.objects.filter(ended_at=None).exists()
    assert differences() == []


def test_an_answer_is_carried_over_whatever_became_of_the_vendor_ticket(desk: Desk, reader: Reader) -> None:
    found = {status: passed_on(desk, AT) for status in VENDOR}
    answers = {}
    for status, (number, vendor) in some(found.items()):
        desk.do(answer_ticket, "titova", later(AT, minutes=40), number=vendor, text="Обновите платформу")
        message = desk.messages(vendor)[-1].pk
        if status not in ("registered", "in_work"):
            bring(desk, vendor, status, later(AT, minutes=50))
        form = {"text": "Обновите платформу", "kind": "answer"}
        answers[status] = reader("gordeeva").post(f"/tickets/{vendor}/relay/{message}/", form).status_code
        assert desk.kinds(vendor)[-1] == "relayed"
        assert desk.kinds(number)[-1] == "relayed"
    assert answers == dict.fromkeys(VENDOR, 303)
    assert differences() == []


@pytest.mark.parametrize("status", [each for each in CLIENT if each != "passed_on"])
@pytest.mark.parametrize("answered", ["taken", "refused", "taken back"])
def test_a_handover_that_was_asked_for_before(desk: Desk, reader: Reader, status: str, answered: str) -> None:
    """It goes over only while its matter is worked on; the request can be ended whatever became of the ticket."""
    goes = answered == "taken" and status not in ENDED | {"objected"}
    number = desk.register(AT).number
    change_partner(desk.cast)
    lead(desk)
    row = desk.do(handover.ask_handover, "saveliev", AFTER, number=number)
    desk.do(handover.give_handover, "arkhipova", AFTER, number=number)
    bring(desk, number, status, later(AFTER, hours=1))
    if answered == "taken":
        told = reader("choi").post(f"/handovers/{row.pk}/consent/")
        assert told.status_code == (303 if goes else 403)
    else:
        login = "choi" if answered == "refused" else "saveliev"
        answer = reader(login).post(f"/handovers/{row.pk}/decline/", {"reason": "Не берём"})
        assert answer.status_code == 303
        assert desk.kinds(number)[-1] == "handover_declined"
        row.refresh_from_db()
        assert row.declined_at is not None
    assert desk.ticket(number).status == ("closed" if goes else status)
    assert differences() == []
