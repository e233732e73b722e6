"""A real Request Tracker 5, both ways: set up through the pages, checked, carried by the loop."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.jobs.bridges import step
from kabinet.network.desks import Away, Denied, New, Place
from kabinet.network.desks.request_tracker import RequestTracker
from kabinet.records import models
from kabinet.records.security.reach import as_system
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


def set_up(tracker: Tracker, cast: Cast, send: Send, reader: Any, settings: Any) -> None:
    """The bridge of zmk, through its pages: set up, checked, switched on, and looked at once."""
    settings.BRIDGE_ORIGINS = (tracker.url,)
    with transaction.atomic(), as_system("an agreement of a test"):
        models.Agreement.objects.filter(client=cast.client["zmk"]).update(third_party_desk="RT ЗМК")
    place = {"program": "request_tracker", "url": tracker.url, "account": ACCOUNT, "secret": SECRET}
    registers = {"registers": "on", "system": cast.system["erp"], "level": 3, "impact": "minor"}
    words = {"name": "RT ЗМК", "queue": "General", "creates": "on", "level_2": "90", "status_in_work": "open"}
    assert send("saveliev", "/bridges/new/", **place, **registers, **words).status_code == 303
    key = _key()
    found = reader("saveliev").post(f"/bridges/{key}/check/", follow=True).content.decode()
    assert "Связь есть: Request Tracker 5" in found
    send("saveliev", f"/bridges/{key}/resume/")
    carried(AT)
    assert bridge(key).seen


def happens_there(tracker: Tracker, ticket: str) -> str:
    """What its people do in this ticket, for us and among themselves; and a ticket that they make: its key."""
    there = f"ticket/{ticket}"
    tracker.as_person("POST", f"{there}/comment", {"Content": "Это наше внутреннее.", **PLAIN})
    tracker.as_person("POST", f"{there}/correspond", {"Content": "Перезапустили, стало хуже.", **PLAIN})
    tracker.as_person("PUT", there, {"Status": "stalled"})
    new = {"Queue": "General", "Subject": "Не проводится", "Content": "Ошибка блокировки.", "Priority": 90}
    return str(tracker.as_person("POST", "ticket", new | PLAIN)["id"])


def test_tickets_messages_and_statuses_go_both_ways_and_nothing_internal_does(
    own_db: object, tracker: Tracker, cast: Cast, see: See, send: Send, reader: Any, settings: Any
) -> None:
    set_up(tracker, cast, send, reader, settings)
    desk = Desk(cast)
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

    made = happens_there(tracker, link.foreign)
    for minute in (2, 3, 4):
        carried(AT + timedelta(minutes=minute))
    said_here = desk.messages(number)
    # No echo, and what they said among themselves was not even read.
    assert [each.kind for each in said_here] == ["statement", "answer", "note", "bridged"]
    assert "Перезапустили, стало хуже." in said_here[-1].text
    assert len(tracker.said(link.foreign)) == 4
    born = next(each for each in links() if each.born_there)
    assert (born.foreign, born.ticket.level) == (made, 2)
    assert next(each for each in links() if not each.born_there).status == "stalled"
    assert [kind for kind, _text in tracker.said(made)] == ["Create", "Correspond"]
    assert born.ticket.number in tracker.said(made)[1][1]
    assert {row.state for row in (*deliveries(), *arrivals())} <= {"done", "dropped"}
    page = see("saveliev", f"/tickets/{number}/")
    assert f"Заявка в системе «RT ЗМК» № {link.foreign}" in page
    assert "stalled" in page


def test_what_an_earlier_try_did_is_found_by_its_mark(tracker: Tracker) -> None:
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
    with transaction.atomic(), as_system("a look from outside"):
        return models.Bridge.objects.get().pk
