"""A desk is called to a critical ticket at night, one after the other, until somebody answers: the loop and the pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.calling import DAY, NIGHT, Pages, box, keep, look
from tests.desk import Desk, later, msk, passed_on

MINUTE = timedelta(minutes=1)


@pytest.fixture
def pages(reader: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch) -> Pages:
    return Pages(reader, monkeypatch)


@pytest.fixture
def order(desk: Desk) -> None:
    """Of the partner's desk."""
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 10))


def acknowledge(pages: Pages, login: str, at: datetime, number: str, **fields: object) -> Client:
    return pages.post(login, at, f"/tickets/{number}/acknowledge/", **fields)


def test_one_after_the_other_until_the_leads_are_told(desk: Desk, order: None, pages: Pages) -> None:
    number = desk.register(NIGHT, level=1).number
    before = pages.box("gordeeva", NIGHT, number)
    assert "Вызов ещё не начался" in before
    assert "Сейчас позовут: Алина Гордеева — срок наступил 26 ноября 2026, 23:00 МСК" in before
    assert "Принимаю" not in before
    assert look(NIGHT) == 1
    first = pages.box("melnik", NIGHT, number)
    assert "26 ноября 2026, 23:00 МСК — Алина Гордеева: вызов отправлен" in first
    assert "позовут: Павел Жданов — 26 ноября 2026, 23:15 МСК" in first
    assert desk.told("gordeeva", number).count("summoned") == 1
    assert "summoned" not in desk.told("zhdanov", number) + desk.told("arkhipova", number)
    assert look(NIGHT + 15 * MINUTE - timedelta(seconds=1)) == 0
    due = pages.box("gordeeva", NIGHT + 15 * MINUTE, number)
    assert "Сейчас позовут: Павел Жданов — срок наступил 26 ноября 2026, 23:15 МСК" in due
    assert look(NIGHT + 15 * MINUTE) == 1
    second = pages.box("gordeeva", NIGHT + 16 * MINUTE, number)
    assert "23:15 МСК — Павел Жданов: вызов отправлен" in second
    assert "сообщат тем, кто ведёт порядок вызова, — 26 ноября 2026, 23:25 МСК" in second
    assert look(NIGHT + 25 * MINUTE) == 1
    last = pages.box("gordeeva", NIGHT + 26 * MINUTE, number)
    assert "Вызов никто не принял" in last
    assert "23:25 МСК — вызывать больше некого" in last
    assert [desk.told(who, number).count("unanswered") for who in ("arkhipova", "gordeeva")] == [1, 0]
    assert look(NIGHT + timedelta(hours=9)) == 0
    history = unescape(pages.read("gordeeva", NIGHT + 26 * MINUTE, f"/tickets/{number}/"))
    for words in ("Вызов дежурных: Гордеева", "Вызов дежурных: Жданов", "Вызов дежурных никто не принял"):
        assert words in history
    assert acknowledge(pages, "melnik", NIGHT + 30 * MINUTE, number).status_code == 303
    assert "23:30 МСК — Евгения Мельник: вызов принят" in pages.box("gordeeva", NIGHT + 31 * MINUTE, number)


def test_whoever_acknowledges_ends_it_once(desk: Desk, order: None, pages: Pages) -> None:
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    opened = pages.read("zhdanov", NIGHT, f"/tickets/{number}/")
    once = {
        "version": desk.ticket(number).version,
        "once": opened.partition('name="once" value="')[2].split('"')[0],
    }
    assert acknowledge(pages, "zhdanov", NIGHT + MINUTE, number, **once).status_code == 303
    assert acknowledge(pages, "zhdanov", NIGHT + MINUTE, number, **once).status_code == 303
    late = acknowledge(pages, "gordeeva", NIGHT + 2 * MINUTE, number, version=once["version"])
    assert late.status_code == 409
    assert "Вызов принят: Жданов" in unescape(late.content.decode())
    assert acknowledge(pages, "gordeeva", NIGHT + 2 * MINUTE, number).status_code == 403
    assert desk.kinds(number).count("acknowledged") == 1
    assert desk.told("gordeeva", number).count("acknowledged") == 1
    said = pages.box("gordeeva", NIGHT + 2 * MINUTE, number)
    assert "23:01 МСК — Павел Жданов: вызов принят" in said
    assert "Принимаю" not in said
    assert look(NIGHT + timedelta(hours=3)) == 0
    assert desk.ticket(number).assignee_id is None


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (take_ticket, {}),
        (answer_ticket, {"text": "Смотрим"}),
        (answer_ticket, {"text": "Какая версия?", "kind": Answer.QUESTION}),
        (assign_ticket, {"assignee": "melnik"}),
    ],
)
def test_an_act_that_takes_it_up_ends_it(desk: Desk, order: None, pages: Pages, act, given) -> None:
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    given = given | ({"assignee": desk.cast.person["melnik"]} if "assignee" in given else {})
    desk.do(act, "melnik", NIGHT + 5 * MINUTE, number=number, **given)
    assert look(NIGHT + timedelta(hours=3)) == 0
    assert "23:05 МСК — обращением занимается Евгения Мельник" in pages.box(
        "gordeeva", NIGHT + 6 * MINUTE, number
    )


def test_a_note_and_an_assignment_to_a_sleeper_end_nothing(desk: Desk, order: None) -> None:
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    desk.do(write_note, "melnik", NIGHT + MINUTE, number=number, text="Позвоню клиенту")
    desk.do(assign_ticket, "melnik", NIGHT + MINUTE, number=number, assignee=desk.cast.person["zhdanov"])
    assert look(NIGHT + 15 * MINUTE) == 1


def test_a_lower_level_ends_it(desk: Desk, order: None, pages: Pages) -> None:
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    desk.do(change_level, "saveliev", NIGHT + MINUTE, number=number, level=2, reason="Обошли")
    assert look(NIGHT + timedelta(hours=3)) == 0
    assert pages.box("gordeeva", NIGHT + 2 * MINUTE, number) == ""
    assert acknowledge(pages, "gordeeva", NIGHT + 2 * MINUTE, number).status_code == 403


def test_it_begins_anew_when_the_turn_comes_back(desk: Desk, order: None, pages: Pages) -> None:
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    asked = {"text": "Какая версия?", "kind": Answer.QUESTION}
    desk.do(answer_ticket, "gordeeva", NIGHT + 5 * MINUTE, number=number, **asked)
    back = NIGHT + 20 * MINUTE
    desk.do(write_reply, "saveliev", back, number=number, text="8.3.24")
    assert look(back) == 1
    said = pages.box("gordeeva", back, number)
    assert "23:20 МСК — Алина Гордеева: вызов отправлен" in said
    assert "23:00" not in said
    desk.do(write_reply, "saveliev", back + MINUTE, number=number, text="И ещё дамп")
    assert look(back + MINUTE) == 0


def test_by_day_it_is_put_off_to_the_end_of_the_working_hours(desk: Desk, order: None, pages: Pages) -> None:
    number = desk.register(DAY, level=1).number
    assert look(DAY) == 0
    said = pages.box("gordeeva", DAY, number)
    closes = msk("2026-11-26 18:00")
    assert "Если до конца рабочего времени никто не возьмёт обращение" in said
    assert "Алина Гордеева — 26 ноября 2026, 18:00 МСК" in said
    assert look(later(closes, seconds=-1)) == 0
    assert look(closes) == 1
    other = desk.register(later(DAY, hours=1), level=1).number
    desk.do(take_ticket, "melnik", later(DAY, hours=2), number=other)
    assert pages.box("gordeeva", later(DAY, hours=2), other) == ""
    assert look(closes) == 0


def test_a_worker_that_comes_back_by_day_leaves_it_to_the_day(desk: Desk, order: None) -> None:
    number = desk.register(NIGHT, level=1).number
    morning = msk("2026-11-27 10:00")
    look(morning)
    assert "summoned" not in desk.kinds(number)
    look(msk("2026-11-27 18:00"))
    assert desk.kinds(number).count("summoned") == 1


@pytest.mark.parametrize("level", [2, 3, 4])
def test_other_levels_and_desks_without_an_order_call_nobody(desk: Desk, pages: Pages, level: int) -> None:
    critical = desk.register(NIGHT, level=1).number
    keep(desk, "arkhipova", ("gordeeva", 15))
    number = desk.register(NIGHT, level=level).number
    assert look(NIGHT + timedelta(hours=1)) == 0
    assert [pages.box("gordeeva", NIGHT, each) for each in (critical, number)] == ["", ""]
    assert acknowledge(pages, "gordeeva", NIGHT, critical).status_code == 403


def test_whoever_is_at_the_desk_need_not_be_called(desk: Desk, order: None) -> None:
    number = desk.register(DAY, level=1).number
    desk.do(change_level, "saveliev", later(DAY, minutes=1), number=number, level=2, reason="Обошли")
    desk.do(change_level, "gordeeva", NIGHT, number=number, level=1, reason="Всё стоит")
    assert look(NIGHT) == 0


def test_the_vendors_desk_is_called_for_itself(desk: Desk, pages: Pages) -> None:
    keep(desk, "arkhipova", ("gordeeva", 15))
    keep(desk, "vlasov", ("razin", 20), ("titova", 5))
    _number, vendor = passed_on(desk, NIGHT, level=1)
    at = NIGHT + 30 * MINUTE
    assert look(at) == 1
    assert "23:30 МСК — Максим Разин: вызов отправлен" in pages.box("titova", at, vendor)
    # An auditor reads the history of the vendor's side, and is none of its desk.
    assert [pages.box(login, at, vendor) for login in ("gordeeva", "lapteva")] == ["", ""]
    assert desk.told("razin", vendor).count("summoned") == 1
    assert acknowledge(pages, "titova", at + MINUTE, vendor).status_code == 303
    assert "23:31 МСК — Ольга Титова: вызов принят" in pages.box("razin", at + MINUTE, vendor)
    assert "Вызов" not in unescape(pages.read("gordeeva", at + MINUTE, f"/tickets/{vendor}/")).replace(
        "Вызовы", ""
    )


def test_nobody_else_sees_any_of_it(desk: Desk, order: None, pages: Pages) -> None:
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    client = unescape(pages.read("saveliev", NIGHT, f"/tickets/{number}/"))
    assert "ызов дежурных" not in client
    assert 'id="on-call"' not in client
    assert acknowledge(pages, "saveliev", NIGHT, number).status_code == 403
    for login in ("stranger", "choi", "titova"):
        assert acknowledge(pages, login, NIGHT, number).status_code == 404
    assert pages.box("lapteva", NIGHT, number) == ""


def test_where_there_is_no_lead_nobody_is_said_to_be_told(desk: Desk, pages: Pages) -> None:
    keep(desk, "vlasov", ("razin", 20))
    _number, vendor = passed_on(desk, NIGHT, level=1)
    with as_system("a test"):
        models.Membership.objects.filter(person=desk.cast.person["vlasov"]).update(ended_at=NIGHT)
    for minutes in (30, 50):
        assert look(NIGHT + minutes * MINUTE) == 1
    said = pages.read("razin", NIGHT + 51 * MINUTE, f"/tickets/{vendor}/")
    assert "вызывать больше некого, и сообщить об этом тоже" in box(said)
    assert "и сообщить об этом больше некому" in unescape(said)
