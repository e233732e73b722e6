"""A deadline outside a ticket too: in its own zone by name, with the reader's hour beside it; a row a place."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on
from tests.pages.pass_on.walk import COMPLETE
from tests.pages.regulation.calendar.test_calendars import free_day, imported, signed_in
from tests.pages.tickets.test_zones import in_the_east, read

# «26 ноября 2026, 13:32 МСК (у вас 20:32)», «сегодня в 13:32 МСК (у вас 20:32)».
BOTH = r"\d\d:\d\d МСК \(у вас (?:\w\w )?\d\d:\d\d\)"
Scene = Callable[[Desk, datetime], str]


def late(desk: Desk, now: datetime) -> str:
    desk.register(later(now, hours=-5), level=1)
    while settle_due(at=now).done:
        continue
    return "/oversight/late/"


def nothing_late(desk: Desk, now: datetime) -> str:
    desk.register(later(now, minutes=-5), level=1)
    return "/queue/?show=overdue"


def nothing_late_at_vendor(desk: Desk, now: datetime) -> str:
    passed_on(desk, later(now, minutes=-40), level=1)
    return "/queue/?show=overdue"


def before_passing_on(desk: Desk, now: datetime) -> str:
    number, client = desk.register(later(now, hours=-1)).number, Client()
    desk.cast.sign_in(client, "zhdanov")
    assert client.post(f"/tickets/{number}/pass-on/draft/", COMPLETE).status_code == 303
    return f"/tickets/{number}/pass-on/"


def announced(desk: Desk, now: datetime) -> str:
    number = desk.register(later(now, days=-9)).number
    given = {"number": number, "text": "Готово", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", later(now, days=-8), **given)
    assert close_silent_tickets(at=now) == 1
    return "/notices/"


def moved(desk: Desk, now: datetime) -> str:
    passed_on(desk, later(now, minutes=-55))
    return imported(signed_in(desk.cast), free_day())


# A place: who reads, what brings a deadline there, and the words that it stands in.
PLACES: dict[str, tuple[str, Scene, str]] = {
    "list of late answers, the deadline": ("lapteva", late, rf"Срок\b.*?{BOTH}"),
    "the nearest one of a queue": ("gordeeva", nothing_late, rf"Ближайший срок — .*?{BOTH}"),
    "the nearest one at the vendor": ("titova", nothing_late_at_vendor, rf"Ближайший срок — .*?{BOTH}"),
    "the promise before passing on": (
        "zhdanov",
        before_passing_on,
        rf"Первый ответ 1С — не позднее [^.]*?{BOTH}",
    ),
    "what a calendar moves, before and after": ("shulgin", moved, f"{BOTH}.{{1,40}}{BOTH}"),
    "a notice of a closing": ("saveliev", announced, rf"закро\w+.*?{BOTH}"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_deadline_has_both_hours(desk: Desk, now: datetime, see, place: str) -> None:
    login, scene, words = PLACES[place]
    address = scene(desk, now)
    here = re.sub(rf"\s*{BOTH}", "", read(see(login, address)))
    assert "(у вас" not in here
    in_the_east(login)
    page = read(see(login, address))
    assert re.search(words, page), re.findall(r".{60}\d\d:\d\d.{30}", page)
