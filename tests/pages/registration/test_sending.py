"""The draft becomes one ticket: number, notice and registration together (U3.5b, U3.5d, U3.5e, U4c, U4e)."""

import pytest

from tests.clock import now
from tests.pages.registration.walk import WRITTEN, Walk, text, value


@pytest.mark.clause("U3.5d", "U3.5e")
def test_afterwards_number_notice_and_registration_stand_together(walk: Walk):
    before = now()
    answer = walk.register()
    ticket = walk.tickets()[0]
    assert answer.status_code == 303
    assert answer["Location"] == f"/tickets/{ticket.number}/"
    assert before <= ticket.registered_at <= now()
    assert ticket.contact_id == walk.cast.person["saveliev"]
    assert {notice.person_id for notice in walk.notices(ticket.number)} >= {ticket.contact_id}
    assert walk.drafts() == []
    page = text(walk.get(answer["Location"]))
    assert f"Обращение {ticket.number} зарегистрировано" in page
    assert "Уведомление с номером пришло вам и партнёру «Северный Контур»" in page


@pytest.mark.clause("U6a")
def test_the_sheet_keeps_what_the_form_said(walk: Walk):
    walk.register(dbms="PostgreSQL 16")
    ticket = walk.tickets()[0]
    assert ticket.subject == "rphost аварийно завершается"
    assert (ticket.service, ticket.impact, ticket.level) == ("problem", "serious", 3)
    assert ticket.sheet.values["dbms"] == "PostgreSQL 16"
    assert ticket.sheet.values["company"] == "АО «Зареченский метизный комбинат»"
    assert ticket.sheet.symptoms == {"happens": "isolated"}


@pytest.mark.clause("U6c")
def test_a_place_for_files_is_asked_for_with_the_form(walk: Walk):
    assert "Понадобится место для загрузки с сервера" in text(walk.get(walk.begin()))
    answer = walk.register(place="yes")
    ticket = next(each for each in walk.tickets() if answer["Location"] == f"/tickets/{each.number}/")
    assert "place" not in ticket.sheet.values
    page = text(walk.get(answer["Location"]))
    assert "Место для загрузки запрошено" in page
    assert "просит место для загрузки больших файлов" in page
    plain = walk.register(subject="Другое")
    assert "Место для загрузки запрошено" not in text(walk.get(plain["Location"]))


def test_the_first_line_of_the_description_is_the_subject_of_a_ticket_without_one(walk: Walk):
    walk.register(subject="")
    assert walk.tickets()[0].subject == "После обновления rphost падает."


@pytest.mark.clause("U3.5d")
def test_the_same_form_sent_twice_makes_one_ticket(walk: Walk):
    url = walk.begin()
    first, second = walk.post(url, WRITTEN), walk.post(url, WRITTEN)
    assert [first.status_code, second.status_code] == [303, 303]
    assert first["Location"] == second["Location"]
    assert len(walk.tickets()) == 1


def test_a_second_tab_is_led_to_the_ticket(walk: Walk):
    url = walk.begin()
    ticket = walk.post(url, WRITTEN)["Location"]
    assert walk.get(url)["Location"] == ticket
    assert walk.get(f"{url}level/")["Location"] == ticket
    assert walk.post(f"{url}level/", walk.step(1))["Location"] == ticket
    assert walk.fragment(f"{url}save/", {"subject": "поздно"}).status_code == 404
    assert walk.drafts() == []


@pytest.mark.slow
def test_two_who_press_at_once_get_one_ticket(own_db, cast):
    from threading import Barrier, Thread

    from django.db import connections
    from django.test import Client

    first, second = Walk(Client(), cast), Walk(Client(), cast)
    url, gate, got = first.begin(), Barrier(2), []

    def press(walk: Walk) -> None:
        gate.wait()
        got.append(walk.post(url, WRITTEN)["Location"])
        connections.close_all()

    threads = [Thread(target=press, args=[walk]) for walk in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(got)) == 1
    assert len(first.tickets()) == 1


@pytest.mark.clause("U4c")
def test_the_promises_are_kept_with_person_instant_and_telephone(walk: Walk):
    walk.post(walk.begin(1, phone="8 (900) 000-33-52"), WRITTEN | {"impact": "critical"})
    ticket = walk.tickets()[0]
    critical = ticket.sheet.critical
    assert ticket.level == 1
    assert critical["phone"] == "+7 900 000-33-52"
    assert critical["person"] == walk.cast.person["saveliev"]
    assert critical["at"] == ticket.registered_at.isoformat()


@pytest.mark.clause("U4e")
def test_without_the_promises_the_ticket_is_a_standard_one(walk: Walk):
    step = {name: said for name, said in walk.step(1).items() if not name.startswith("term-")}
    walk.post(walk.post("/new/", step)["Location"], WRITTEN)
    ticket = walk.tickets()[0]
    assert ticket.level == 3
    assert ticket.sheet.critical == {}
    assert walk.journal(ticket.number)[0].data["unconfirmed"] is True


@pytest.mark.clause("U3.5b")
def test_a_level_chosen_against_the_answers_is_on_record(walk: Walk):
    walk.post(walk.begin(2, chosen_level="3"), WRITTEN)
    ticket = walk.tickets()[0]
    data = walk.journal(ticket.number)[0].data
    assert (ticket.level, data["level"], data["judged"]) == (3, 3, 2)


@pytest.mark.clause("U3.6d")
def test_the_level_offered_for_a_system_not_in_production_is_registered(walk: Walk):
    walk.post(walk.begin(1, "zup", chosen_level="3"), WRITTEN)
    ticket = walk.tickets()[0]
    assert ticket.level == 3
    assert walk.journal(ticket.number)[0].data["judged"] == 3
    assert ticket.sheet.production is False


def test_promises_of_a_ticket_that_became_less_are_not_kept(walk: Walk):
    url = walk.begin(level=1)
    walk.post(f"{url}level/", walk.step(2))
    walk.post(url, WRITTEN)
    assert walk.tickets()[0].sheet.critical == {}


def test_the_draft_says_in_the_lists_what_it_is_about(walk: Walk):
    from kabinet.pages.registration.drafts import drafts

    url = walk.begin(level=2)
    walk.fragment(f"{url}save/", {"description": "Печать стоит\nсо вчера"})
    actor = walk.cast.actor("saveliev", now())
    (line,) = drafts(actor)["drafts"]
    assert (line.url, line.subject, line.system, line.level) == (url, "Печать стоит", "ERP Производство", 2)


def test_the_page_shows_when_the_draft_was_saved(walk: Walk):
    page = walk.get(walk.begin())
    assert "Черновик сохранён" in text(page)
    assert value(page, "subject") == ""
