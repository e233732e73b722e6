"""The talk: complete, in order, long ones folded and never lost, what is new marked, what was untrue struck through."""

import re

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.claims import confirm_call
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.vendor.pass_on import pass_on_ticket
from tests.desk import ITEMS, Desk, later, msk


@pytest.mark.clause("L2a")
def test_everything_stands_in_its_order(desk: Desk, see, now) -> None:
    number = desk.register(later(now, minutes=-30), level=1).number
    for minute in (-20, -10):
        desk.do(answer_ticket, "gordeeva", later(now, minutes=minute), number=number, text=f"Ответ {-minute}")
    page = see("saveliev", f"/tickets/{number}/")
    order = [
        page.index(words)
        for words in ("Обращение зарегистрировано", "Повторяется каждые", "Ответ 20", "Ответ 10")
    ]
    assert order == sorted(order)
    assert "Первый ответ за" in page


def test_a_long_history_is_folded_and_nothing_is_lost(desk: Desk, see, now) -> None:
    # All within three working hours: no clock falls due among them.
    number = desk.register(later(now, minutes=-130)).number
    for place in range(120):
        at = later(now, minutes=place - 125)
        desk.do(write_note, "gordeeva", at, number=number, text=f"Запись-{place:03}.")
    page = see("gordeeva", f"/tickets/{number}/")
    assert "Запись-119." in page
    assert "Запись-050." not in page
    assert re.search(r"Ещё 92.записи", page)
    parts = [see("gordeeva", f"/tickets/{number}/?part={part}") for part in (1, 2)]
    found = [int(place) for part in parts for place in re.findall(r"Запись-(\d{3})\.", part)]
    assert found == list(range(120))
    assert "data-live" not in parts[0].split('id="deeds"')[0].split('id="ticket-live"')[1], (
        "a part does not follow"
    )


def test_a_view_shows_its_kind_and_counts_all(desk: Desk, see, now) -> None:
    number = desk.register(later(now, hours=-1)).number
    desk.do(write_note, "gordeeva", now, number=number, text="Тайное")
    desk.do(answer_ticket, "gordeeva", now, number=number, text="Явное")
    page = see("gordeeva", f"/tickets/{number}/?show=internal")
    assert "Тайное" in page
    assert "Явное" not in page
    assert re.search(r'Всё <span class="number">4</span>', page)
    assert "Внутреннее" not in see("saveliev", f"/tickets/{number}/")


def test_what_is_new_is_marked_once(desk: Desk, see, now) -> None:
    number = desk.register(later(now, minutes=-50)).number
    see("saveliev", f"/tickets/{number}/")
    desk.do(answer_ticket, "gordeeva", later(now, minutes=-1), number=number, text="Свежее")
    assert "answered" in desk.told("saveliev", number)
    first, second = (see("saveliev", f"/tickets/{number}/") for _ in range(2))
    assert first.index("fresh-mark") < first.index("Свежее")
    assert "fresh-mark" not in second


@pytest.mark.clause("L2b")
def test_a_breach_stays_on_view_whatever_came_after(desk: Desk, see) -> None:
    number = desk.register(msk("2024-03-13 16:40"), level=2).number
    settle_due(at=msk("2024-03-14 13:00"))
    desk.do(answer_ticket, "gordeeva", msk("2024-03-14 14:10"), number=number, text="Смотрим")
    for login in ("saveliev", "gordeeva", "lapteva"):
        page = see(login, f"/tickets/{number}/")
        assert "Нарушен срок реакции" in page
        assert "срок нарушен, был 14 марта 2024, 12:10 МСК; опоздание 2 ч" in page.replace("\u00a0", " ")
        assert "Первый ответ опоздал на 2 ч" in page.replace("\u00a0", " ")


@pytest.mark.clause("L2a")
def test_what_a_late_call_made_untrue_is_struck_through(desk: Desk, see) -> None:
    number = desk.register(msk("2024-03-14 10:00"), level=1).number
    settle_due(at=msk("2024-03-14 13:00"))
    desk.do(
        log_call,
        "gordeeva",
        msk("2024-03-14 14:00"),
        number=number,
        reached=True,
        text="Говорили",
        occurred_at=msk("2024-03-14 11:00"),
        reason="Был в дороге",
    )
    claim = next(row.pk for row in desk.journal(number) if row.kind == "claimed")
    assert 'class="event void"' not in see("saveliev", f"/tickets/{number}/"), "the client has not said yet"
    desk.do(confirm_call, "saveliev", msk("2024-03-14 15:00"), number=number, claim=claim)
    page = see("saveliev", f"/tickets/{number}/")
    assert re.search(r'class="event void"[^>]*>.*?Нарушен срок реакции', page)
    assert "Первый ответ за" in page


@pytest.mark.clause("L3")
def test_what_was_carried_to_the_vendor_stands_before_the_vendors_ticket(desk: Desk, see, now) -> None:
    from io import BytesIO

    at = later(now, hours=-2)
    number = desk.register(at).number
    file = desk.do(attach, "gordeeva", at, name="дамп.zip", content=BytesIO(b"PK"))
    desk.do(answer_ticket, "gordeeva", later(at, minutes=5), number=number, text="Дамп снят", files=[file.pk])
    chosen = [message.pk for message in desk.messages(number)][-1:]
    late = later(at, minutes=30)
    vendor = desk.do(
        pass_on_ticket, "zhdanov", late, number=number, values=ITEMS, messages=chosen, files=[file.pk]
    ).number
    page = see("titova", f"/tickets/{vendor}/")
    assert page.index("Дамп снят") < page.index("Обращение зарегистрировано")
    assert "Из обращения клиента" in page
    assert "дамп.zip" in page


def test_hours_are_the_readers_own(desk: Desk, see) -> None:
    at = msk("2024-03-14 10:05")
    number = desk.register(at, "kim", system="terminal").number
    with_zone(desk, "kim", "Asia/Vladivostok")
    assert "17:05" in see("kim", f"/tickets/{number}/")
    assert "10:05" in see("choi", f"/tickets/{number}/")


def with_zone(desk: Desk, login: str, zone: str) -> None:
    from django.db import transaction

    from kabinet.records.models import Person
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a person's zone in a test"):
        Person.objects.filter(pk=desk.cast.person[login]).update(zone=zone)
