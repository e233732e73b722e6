"""The main job from end to end, each person in a browser of their own under their own name (L4, L5)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kabinet.actions.journal.verify import verify
from tests import clock
from tests.desk import Desk
from tests.walks import passing_on, queue, registration, ticket
from tests.walks.person import Person, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "Закрытие месяца занимает втрое больше времени"
DESCRIPTION = "После обновления закрытие месяца идёт восемь часов.\nРаньше хватало двух с половиной."
NOTE = "У Кедра было то же самое, виноват был антивирус"
ANSWER = "Воспроизвели на своей копии, смотрим план запроса."
WORKAROUND = "Отключите регламентное задание «Обновление индекса», и закрытие пойдёт с прежней скоростью."
ENDED = "Решение принято, обращение закрыто"


def world(desk: Desk) -> None:
    """Other clients wait as well, none of them so urgently."""
    at = clock.now() - timedelta(minutes=5)
    desk.register(at, level=3, subject="Не печатается накладная")
    desk.register(at, login="dremin", level=4, system="holding", subject="Где описан обмен?")


def runs(desk: Desk, number: str) -> dict[str, str]:
    """The clocks by name: how each ended, "" while it runs."""
    return {f"{name} {run}": outcome for name, run, _, _, _, outcome, _ in desk.runs(number)}


@pytest.mark.clause("L2a")
@pytest.mark.clause("L3")
@pytest.mark.clause("L4")
@pytest.mark.clause("L5")
@pytest.mark.clause("P5b")
@pytest.mark.clause("P5c")
@pytest.mark.clause("U3.6c")
def test_the_main_job(desk: Desk, sign_in: SignIn) -> None:
    world(desk)
    saveliev = sign_in("saveliev")
    number = registration.register(saveliev, SUBJECT, description=DESCRIPTION)
    gordeeva = sign_in("gordeeva")
    partner_takes_and_answers(desk, gordeeva, number)
    client_sees_nothing_but_the_answer(saveliev, number)
    vendor_number, shown = colleague_passes_on(sign_in("zhdanov"), number)
    titova = sign_in("titova")
    vendor_sees_what_was_shown(titova, vendor_number, shown)
    client_sees_that_it_was_passed_on(saveliev, number)
    ticket.write(titova, vendor_number, WORKAROUND, "Отправить партнёру", kind="workaround_final")
    partner_relays(gordeeva, number)
    client_accepts(saveliev, number)
    both_are_closed(desk, number, vendor_number)
    histories_are_complete({saveliev: number, gordeeva: number, titova: vendor_number})
    assert list(verify()) == []


def partner_takes_and_answers(desk: Desk, gordeeva: Person, number: str) -> None:
    """A note stops no clock (U3.6c); an answer meets the reaction clock and arms the next one."""
    due = desk.ticket(number).next_due_at
    gordeeva.open("/queue/")
    gordeeva.take_picture("queue-registered")
    queue.open_top(gordeeva, number)
    gordeeva.open("/queue/")
    queue.take(gordeeva, number)
    ticket.write(gordeeva, number, NOTE, "Сохранить заметку", ticket.NOTE)
    gordeeva.reads("Часы не изменились")
    assert (runs(desk, number), desk.ticket(number).next_due_at) == ({"reaction 1": ""}, due)
    ticket.write(gordeeva, number, ANSWER, "Отправить клиенту")
    assert runs(desk, number) == {"reaction 1": "met", "update 1": ""}
    expect(ticket.clocks(gordeeva)).to_contain_text("Первый ответ клиенту")


def client_sees_nothing_but_the_answer(saveliev: Person, number: str) -> None:
    """The note is not for the client."""
    ticket.open_ticket(saveliev, number)
    saveliev.reads(ANSWER, "Гордеева")
    saveliev.does_not_read(NOTE, "антивирус")


def colleague_passes_on(zhdanov: Person, number: str) -> tuple[str, str]:
    """Missing items are named. The vendor's number, and the document as it was shown before."""
    ticket.open_ticket(zhdanov, number)
    zhdanov.press("Передать в 1С", zhdanov.page.locator("#deeds"))
    passing_on.prepare(zhdanov, number)
    assert passing_on.missing(zhdanov) == ["Последние изменения", "Что изучили сами", "Почему передаёте"]
    zhdanov.take_picture("pass-on-missing")
    passing_on.fill(zhdanov)
    expect(zhdanov.page.locator(".document")).to_contain_text(passing_on.REASON)
    zhdanov.take_picture("pass-on")
    shown = passing_on.document(zhdanov)
    return passing_on.send(zhdanov), shown


def vendor_sees_what_was_shown(titova: Person, vendor_number: str, shown: str) -> None:
    """The very document, and none of the partner's talk."""
    titova.open("/queue/")
    queue.open_top(titova, vendor_number)
    titova.reads(SUBJECT)
    titova.does_not_read(NOTE, ANSWER)
    titova.open(f"/tickets/{vendor_number}/document/")
    assert passing_on.document(titova) == shown


def client_sees_that_it_was_passed_on(saveliev: Person, number: str) -> None:
    """That and when, but not the partner's talk with 1C (L3)."""
    ticket.open_ticket(saveliev, number)
    saveliev.reads("Передано в 1С")
    saveliev.does_not_read(NOTE, passing_on.REASON, passing_on.OUTCOME)


def partner_relays(gordeeva: Person, number: str) -> None:
    """One action, whose form shows what the client will see (P5c)."""
    ticket.open_ticket(gordeeva, number)
    gordeeva.press("Перенести клиенту")
    expect(gordeeva.page.locator("#preview")).to_contain_text(WORKAROUND)
    gordeeva.take_picture("relay")
    with ticket.lands_on(gordeeva, number):
        gordeeva.press("Отправить", gordeeva.page.locator(".act-page"))


def client_accepts(saveliev: Person, number: str) -> None:
    """The workaround is good enough."""
    ticket.open_ticket(saveliev, number)
    saveliev.reads(WORKAROUND, "Проверьте решение")
    ticket.do(saveliev, number, "Принять решение", "Принять и закрыть")


def both_are_closed(desk: Desk, number: str, vendor_number: str) -> None:
    """The vendor's ticket closes with the client's."""
    assert [desk.ticket(each).status for each in (number, vendor_number)] == ["closed", "closed"]


def histories_are_complete(people: dict[Person, str]) -> None:
    """From the registration to the end in order, for everybody as far as they may see, and nothing in it can be changed."""
    partner = [NOTE, ANSWER, "Передано в 1С", WORKAROUND, "Перенесено клиенту", WORKAROUND, ENDED]
    client = [ANSWER, "Передано в 1С", WORKAROUND, ENDED]
    for (person, number), expected in zip(
        people.items(), (client, partner, [WORKAROUND, "закрыто"]), strict=True
    ):
        ticket.open_ticket(person, number)
        feed = person.page.locator(".feed")
        assert_in_order(feed.inner_text(), ["зарегистрировано", DESCRIPTION.splitlines()[0], *expected])
        expect(feed.locator("form, button, textarea, input")).to_have_count(0)


def assert_in_order(text: str, expected: list[str]) -> None:
    place = 0
    for each in expected:
        place = text.find(each, place) + 1
        assert place, f"{each} is not where it belongs in:\n{text}"
