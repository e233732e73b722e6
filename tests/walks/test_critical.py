"""A critical ticket: day and night, on terms, and only where somebody works with the system (step 6 of the main job)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kabinet.jobs import deadlines
from tests import clock
from tests.desk import Desk
from tests.walks import queue, registration, ticket
from tests.walks.person import Person, SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "Рабочие процессы падают каждые десять минут"
QUESTION = "Пришлите, пожалуйста, последний дамп рабочего процесса."
MOMENT = timedelta(seconds=1)


def critical_symptoms(person: Person) -> None:
    """Everything that makes a failure a critical one, but not the promises."""
    person.open("/new/")
    registration.choose(person, registration.SYSTEM, registration.FAILURE, counted=False)
    registration.answer_no_way_out(person)
    expect(person.page.get_by_label(registration.TERMS[0])).to_be_visible()


def promise_to_be_reachable(person: Person) -> None:
    """The two terms of a critical ticket."""
    for term in registration.TERMS:
        registration.pick(person, term)


@pytest.mark.clause("U3.6a")
@pytest.mark.clause("U4c")
@pytest.mark.clause("U4d")
def test_an_unanswered_question_lowers_the_level_after_an_hour(desk: Desk, sign_in: SignIn) -> None:
    saveliev = sign_in("saveliev")
    critical_symptoms(saveliev)
    promise_to_be_reachable(saveliev)
    expect(registration.result(saveliev)).to_contain_text("Получается уровень 1")
    saveliev.take_picture("new-ticket-critical")
    began = clock.now()
    registration.go_on(saveliev)
    promise = saveliev.page.locator(".promise-line").inner_text()
    assert promise in registration.promises(1, began, clock.now())
    registration.describe(saveliev, SUBJECT, "После обновления rphost падает.", impact="Критическое")
    number = registration.send(saveliev)
    registered = desk.ticket(number)
    assert registered.next_due_at == registered.registered_at + timedelta(hours=2)

    gordeeva = sign_in("gordeeva")
    gordeeva.open("/queue/")
    queue.open_top(gordeeva, number)
    ticket.write(gordeeva, number, QUESTION, "Отправить клиенту", kind="question")
    asked = desk.ticket(number).first_contact_at
    assert asked is not None
    assert asked + timedelta(hours=1) == desk.ticket(number).next_due_at
    ticket.open_ticket(saveliev, number)
    saveliev.reads(QUESTION, "Нужен ваш ответ", "Не ответите — уровень станет 2")
    saveliev.take_picture("ticket-critical")

    assert deadlines.catch_up(asked + timedelta(hours=1)) == 0
    assert deadlines.catch_up(asked + timedelta(hours=1) + MOMENT) == 1
    for person in (saveliev, gordeeva):
        ticket.open_ticket(person, number)
        person.reads("Уровень понижен по регламенту: 1 → 2", "прил. 1, п. 4", "Серьёзное")
        person.open("/notices/")
        person.reads(f"Уровень обращения {number} понижен по регламенту: 1 → 2")


@pytest.mark.clause("U4e", "U3.6.1")
def test_without_the_promises_it_is_a_standard_one_and_says_so(desk: Desk, sign_in: SignIn) -> None:
    saveliev = sign_in("saveliev")
    critical_symptoms(saveliev)
    expect(registration.result(saveliev)).to_contain_text("Получается уровень 3")
    saveliev.reads("оно станет стандартным, уровень 3")
    registration.go_on(saveliev)
    warning = saveliev.page.locator("#promised .banner.warn")
    expect(warning).to_contain_text("Условия критических обращений не подтверждены")
    expect(warning).to_contain_text("уровень 3")
    registration.describe(saveliev, SUBJECT, "После обновления rphost падает.", impact="Критическое")
    number = registration.send(saveliev)
    assert desk.ticket(number).level == 3
    assert desk.ticket(number).next_due_at == registration.first_answer(3, desk.ticket(number).registered_at)


@pytest.mark.clause("U3.6d")
def test_where_nobody_works_with_the_system_level_three_is_offered(desk: Desk, sign_in: SignIn) -> None:
    saveliev = sign_in("saveliev")
    saveliev.open("/new/")
    registration.choose(saveliev, registration.UNUSED_SYSTEM, registration.PARTIAL)
    refused = registration.result(saveliev)
    expect(refused).to_contain_text("Уровень 2 возможен только для промышленной системы")
    expect(refused).to_contain_text("Выберите уровень 3")
    saveliev.press("Дальше")
    expect(saveliev.page.get_by_role("alert")).to_contain_text("возможен только для промышленной системы")
    registration.pick(saveliev, "3 · Стандартное")
    registration.go_on(saveliev)
    registration.describe(saveliev, SUBJECT, "На испытаниях всё медленно.")
    number = registration.send(saveliev)
    assert desk.ticket(number).level == 3
