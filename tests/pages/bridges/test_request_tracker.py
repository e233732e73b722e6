"""A real Request Tracker 5, both ways: set up through the pages, checked, carried by the loop."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.jobs.bridges import step
from kabinet.network.desks import Away, Denied, Place
from kabinet.network.desks.request_tracker import RequestTracker
from kabinet.records import models
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk
from tests.jobs.bridges.looks import arrivals, bridge, deliveries, links
from tests.tracker import ACCOUNT, SECRET, Tracker

pytestmark = pytest.mark.slow
PLAIN = {"ContentType": "text/plain"}
See, Send = Callable[..., str], Callable[..., Any]


def carried(at: datetime) -> None:
    while step(at):
        pass


def test_tickets_messages_and_statuses_go_both_ways_and_nothing_internal_does(
    own_db: object, tracker: Tracker, cast: Cast, see: See, send: Send, reader: Any, settings: Any
) -> None:
    settings.BRIDGE_ORIGINS = (tracker.url,)
    from django.db import transaction

    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("an agreement of a test"):
        models.Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="RT ЗМК")
    form = {
        "name": "RT ЗМК",
        "program": "request_tracker",
        "url": tracker.url,
        "account": ACCOUNT,
        "secret": SECRET,
        "queue": "General",
        "creates": "on",
        "registers": "on",
        "system": cast.system["erp"],
        "level": 3,
        "impact": "minor",
        "level_2": "90",
        "status_in_work": "open",
    }
    assert send("saveliev", "/bridges/new/", **form).status_code == 303
    key = _key()
    browser = reader("saveliev")
    found = browser.post(f"/bridges/{key}/check/", follow=True).content.decode()
    assert "Связь есть: Request Tracker 5" in found
    send("saveliev", f"/bridges/{key}/resume/")
    carried(AT)
    assert bridge(key).seen
    desk = Desk(cast)

    # From here.
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", AT, number=number, text="Смотрим дампы: «rphost» 8.3.24.")
    desk.do(write_note, "gordeeva", AT, number=number, text="Пароль от стенда у Жданова.")
    carried(AT + timedelta(minutes=1))
    [link] = links()
    assert tracker.subjects()[link.foreign].endswith(f"[{number}]")
    said = tracker.said(link.foreign)
    assert [kind for kind, _text in said] == ["Create", "Correspond"]
    assert "Смотрим дампы: «rphost» 8.3.24." in said[1][1]
    assert "Пароль" not in str(said)

    # From there: what is said to us, and what is not.
    there = f"ticket/{link.foreign}"
    tracker.as_person("POST", f"{there}/comment", {"Content": "Это наше внутреннее.", **PLAIN})
    tracker.as_person("POST", f"{there}/correspond", {"Content": "Перезапустили, стало хуже.", **PLAIN})
    tracker.as_person("PUT", there, {"Status": "stalled"})
    made = tracker.as_person(
        "POST",
        "ticket",
        {
            "Queue": "General",
            "Subject": "Не проводится",
            "Content": "Ошибка блокировки.",
            "Priority": 90,
            **PLAIN,
        },
    )
    for minute in (2, 3, 4):
        carried(AT + timedelta(minutes=minute))
    texts = [each.text for each in desk.messages(number)]
    assert texts.count("Перезапустили, стало хуже.") == 1
    assert "внутреннее" not in str(texts)
    born = next(each for each in links() if each.born_there)
    assert (born.foreign, born.ticket.level) == (str(made["id"]), 2)
    assert next(each for each in links() if not each.born_there).status == "stalled"
    assert [kind for kind, _text in tracker.said(born.foreign)] == ["Create", "Correspond"]
    assert born.ticket.number in tracker.said(born.foreign)[1][1]
    # No echo on either side.
    assert [each.kind for each in desk.messages(number)] == ["statement", "answer", "note", "bridged"]
    assert len(tracker.said(link.foreign)) == 4
    assert {row.state for row in (*deliveries(), *arrivals())} <= {"done", "dropped"}
    page = see("saveliev", f"/tickets/{number}/")
    assert f"Заявка в системе «RT ЗМК» № {link.foreign}" in page
    assert "stalled" in page


def test_what_an_earlier_try_did_is_found_by_its_mark(tracker: Tracker) -> None:
    from kabinet.network.desks import New

    desk = RequestTracker(Place(tracker.url, True, ACCOUNT, SECRET, "General"))
    assert desk.created("[U-900]") is None
    key = desk.create(New("Не запускается", "Сервер", "[U-900]", "50"))
    assert desk.created("[U-900]") == key
    assert desk.ticket(key).level == "50"
    assert not desk.corresponded(key, "[U-900/1]")
    desk.correspond(key, "Ответ", "[U-900/1]")
    assert desk.corresponded(key, "[U-900/1]")
    # What somebody else says under our mark is not ours.
    tracker.as_person("POST", f"ticket/{key}/correspond", {"Content": "x", "Subject": "[U-900/2]", **PLAIN})
    assert not desk.corresponded(key, "[U-900/2]")


def test_a_wrong_password_and_a_queue_that_is_not_there_are_told_apart(tracker: Tracker) -> None:
    with pytest.raises(Away, match="401"):
        RequestTracker(Place(tracker.url, True, ACCOUNT, "wrong", "General")).check()
    with pytest.raises(Denied, match="404"):
        RequestTracker(Place(tracker.url, True, ACCOUNT, SECRET, "Нет такой")).check()


def _key() -> Any:
    from django.db import transaction

    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("a look from outside"):
        return models.Bridge.objects.get().pk
