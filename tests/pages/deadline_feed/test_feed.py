"""The address of one's deadlines, made at the page and read by a calendar program that signs in nowhere."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from icalendar import Calendar, Event

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later, passed_on

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("L6")]
See = Callable[..., str]
Send = Callable[..., Any]
ADDRESS = re.compile(r"https?://[^/]+(/deadlines/[\w-]+\.ics)")


def made(send: Send, login: str, **wanted: str) -> str:
    """The path of a new address, as the page says it once."""
    answer = send(login, "/me/deadlines/", act="new", **wanted)
    assert answer.status_code == 200
    found = ADDRESS.search(answer.content.decode())
    assert found is not None
    return found[1]


def read(path: str) -> dict[str, Event]:
    """Number of a ticket: its event, read by whoever has the address and nothing else."""
    answer = Client().get(path)
    leave()
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {
        str(event["summary"]).partition(":")[0]: event
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def due(number: str) -> datetime:
    with transaction.atomic(), as_system("a look from outside"):
        at = models.Ticket.objects.get(number=number).queue_at
    assert at is not None
    return at


@pytest.fixture
def number(desk: Desk) -> str:
    """Saveliev's ticket, an hour old, with the partner's first reply due; Gordeeva has it."""
    ticket = desk.register(later(AT, hours=-1))
    desk.do(take_ticket, "gordeeva", later(AT, hours=-1), number=ticket.number)
    return ticket.number


def test_the_next_deadline_stands_at_its_instant_in_the_words_of_its_reader(number: str, send: Send) -> None:
    of_client, of_partner = read(made(send, "saveliev")), read(made(send, "gordeeva"))
    for events in (of_client, of_partner):
        event = events[number]
        assert event.start == due(number)
        assert event.start.utcoffset() == timedelta()
        assert event.get("dtend") is None
        assert str(event["url"]).endswith(f"/tickets/{number}/")
        assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [-timedelta(minutes=30)]
    assert str(of_client[number]["summary"]) == f"{number}: партнёр ответит"
    assert str(of_partner[number]["summary"]) == f"{number}: первый ответ"
    assert "Срок: " in str(of_client[number]["description"])
    assert "табл. 2" in str(of_client[number]["description"])


def test_own_ones_alone_unless_its_person_wants_everybodys(number: str, send: Send) -> None:
    assert number in read(made(send, "gordeeva"))
    assert number not in read(made(send, "zhdanov"))
    assert number in read(made(send, "zhdanov", everybody="on"))
    assert number not in read(made(send, "frolov"))
    assert number in read(made(send, "frolov", everybody="on"))
    for stranger in ("stranger", "titova", "kravets"):
        assert number not in read(made(send, stranger, everybody="on")), stranger


def test_subjects_go_out_only_where_they_are_wanted(number: str, send: Send, desk: Desk) -> None:
    with transaction.atomic(), as_system("a test"):
        models.Ticket.objects.filter(number=number).update(
            subject="Отчёт\r\nBEGIN:VEVENT\r\nSUMMARY:чужое; а, б"
        )
    assert "Отчёт" not in Client().get(made(send, "saveliev")).content.decode()
    path = made(send, "saveliev", subjects="on")
    assert "чужое; а, б" in str(read(path)[number]["summary"])
    raw = Client().get(path).content
    assert raw.count(b"BEGIN:VEVENT\r\n") == len(read(path))
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_the_same_event_while_its_clock_runs_and_another_for_the_next_one(
    number: str, send: Send, desk: Desk
) -> None:
    path = made(send, "saveliev")
    first = read(path)[number]
    assert read(path)[number]["uid"] == first["uid"]
    send("gordeeva", f"/tickets/{number}/say/", text="Смотрим журнал", kind="plan", audience="public")
    second = read(path)[number]
    assert second["uid"] != first["uid"]
    assert second["sequence"] > first["sequence"]
    assert second.start == due(number) != first.start


def test_what_is_chosen_later_holds_at_the_same_address(number: str, send: Send) -> None:
    path = made(send, "zhdanov")
    assert number not in read(path)
    assert send("zhdanov", "/me/deadlines/", act="keep", everybody="on").status_code == 303
    assert number in read(path)


def test_the_address_is_said_once_and_ends_by_its_person(number: str, see: See, send: Send) -> None:
    path = made(send, "saveliev")
    secret = path.rpartition("/")[2].removesuffix(".ics")
    assert secret not in see("saveliev", "/me/deadlines/") + see("saveliev", "/me/")
    with transaction.atomic(), as_system("a look from outside"):
        assert secret not in str(list(models.DeadlineFeed.objects.values()))
    assert "ещё не читал" in see("saveliev", "/me/deadlines/")
    read(path)
    assert "ещё не читал" not in see("saveliev", "/me/")
    other = made(send, "saveliev")
    assert Client().get(path).status_code == 404
    assert number in read(other)
    assert send("saveliev", "/me/deadlines/end/").status_code == 303
    assert Client().get(other).status_code == 404
    assert send("saveliev", "/me/deadlines/", act="keep").status_code == 303
    assert Client().get(other).status_code == 404


@pytest.mark.clause("U5c")
def test_it_ends_with_its_persons_access(number: str, send: Send, cast: Cast) -> None:
    path = made(send, "frolov", everybody="on")
    assert number in read(path)
    address = f"/organisations/{cast.client['zmk']}/people/{cast.person['frolov']}/link/"
    assert send("arefyev", address).status_code == 303
    assert Client().get(path).status_code == 404, "a new link to sign in ends what was opened before"
    own = made(send, "gordeeva")
    with transaction.atomic(), as_system("a test"):
        models.Membership.objects.filter(person=cast.person["gordeeva"]).update(ended_at=AT)
    assert Client().get(own).status_code == 404


@pytest.mark.parametrize("secret", ["x", "a" * 64, "a" * 5000, "%00", "..%2f", "é", "'; DROP", "-", "%F0%9F"])
def test_nobody_elses_secret_shows_anything(number: str, send: Send, secret: str) -> None:
    made(send, "saveliev")
    answer = Client().get(f"/deadlines/{secret}.ics")
    assert answer.status_code == 404
    assert number not in answer.content.decode()


@pytest.mark.clause("L12b")
def test_a_partner_that_may_not_work_keeps_no_deadline(number: str, send: Send, cast: Cast) -> None:
    path = made(send, "gordeeva", everybody="on")
    assert number in read(path)
    with transaction.atomic(), as_system("a test"):
        models.PartnerStatus.objects.update(last_day=(AT - timedelta(days=3)).date())
    assert number not in read(path)
    assert number in read(made(send, "saveliev")), "its client reads what was promised"


@pytest.mark.clause("L12b")
def test_what_only_a_barred_partner_could_answer_is_nobodys_deadline(send: Send, desk: Desk) -> None:
    _number, vendor = passed_on(desk, later(AT, hours=-3), level=1)
    path = made(send, "zhdanov", everybody="on")
    asked = {"number": vendor, "text": "Пришлите дамп", "kind": Answer.QUESTION}
    desk.do(answer_ticket, "titova", later(AT, minutes=-10), **asked)
    assert str(read(path)[vendor]["summary"]) == f"{vendor}: ответьте"
    with transaction.atomic(), as_system("a test"):
        models.PartnerStatus.objects.update(last_day=(AT - timedelta(days=3)).date())
    assert vendor not in read(path)


def test_in_the_language_of_its_reader(number: str, send: Send) -> None:
    assert send("saveliev", "/me/language/", language="en").status_code == 303
    assert str(read(made(send, "saveliev"))[number]["summary"]) == f"{number}: partner answers"
