"""A digest of one ticket: what happened there within an hour in one letter of its conversation, nothing twice."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.letters import sending
from kabinet.actions.letters.checking import left_behind
from kabinet.actions.tickets.take import take_ticket
from kabinet.jobs.letters import Outcome
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later
from tests.fixtures_letters import MailBox, text_of

pytestmark = pytest.mark.usefixtures("stated_instant")
SAVELIEV = "saveliev@zmk.example"
Work = Callable[[datetime], list[Outcome]]
See = Callable[..., str]
Send = Callable[..., Any]
CHOSEN = dict.fromkeys(("tickets.registered", "tickets.taken", "tickets.answered"), "ticket")
END = later(AT, hours=1)


@pytest.fixture
def chosen(mail: MailBox, send: Send) -> None:
    assert send("saveliev", "/me/letters/", **CHOSEN).status_code == 303


def said(letter: Any) -> list[str]:
    """What it tells, an entry each."""
    return re.findall(r"^\* (.*)$", text_of(letter), re.MULTILINE)


def states(cast: Cast) -> list[str]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.Delivery.objects.filter(person=cast.person["saveliev"]).order_by("created_at", "id")
        return [row.state for row in rows]


def take(cast: Cast, number: str, at: datetime) -> None:
    with transaction.atomic():
        take_ticket(actor=cast.actor("gordeeva", at), at=at, number=number)


@pytest.mark.clause("U3.5d")
def test_an_hour_of_one_ticket_is_one_letter_of_its_conversation(
    chosen: None, mail: MailBox, worker: Work, cast: Cast
) -> None:
    desk = Desk(cast)
    one = desk.register(AT)
    other = desk.register(later(AT, minutes=30)).number
    worker(AT)
    take(cast, one.number, later(AT, minutes=59))
    worker(later(AT, minutes=59))
    assert (mail.to(SAVELIEV), states(cast)) == ([], ["waiting", "waiting", "joined"])
    worker(END)
    (letter,) = mail.to(SAVELIEV)
    assert letter["Subject"].strip() == f"[{one.number}] {one.subject}"
    assert letter["In-Reply-To"] == letter["References"] == f"<ticket.{one.number}@kabinet.example>"
    assert re.search("зарег.*взято", " ".join(said(letter))), said(letter)
    assert len(said(letter)) == 2
    assert other not in text_of(letter)
    worker(later(END, minutes=30))
    assert other in mail.to(SAVELIEV)[1]["Subject"]
    worker(later(END, hours=9))
    assert (len(mail.to(SAVELIEV)), set(states(cast))) == (2, {"sent"})


def test_what_comes_after_its_hour_begins_the_next(
    chosen: None, mail: MailBox, worker: Work, cast: Cast
) -> None:
    number = Desk(cast).register(AT).number
    worker(AT)
    take(cast, number, END)
    worker(END)
    worker(later(END, minutes=59))
    assert [len(said(letter)) for letter in mail.to(SAVELIEV)] == [1]
    worker(later(END, hours=1))
    assert [len(said(letter)) for letter in mail.to(SAVELIEV)] == [1, 1]


def test_killed_between_sending_and_noting_it_comes_again_as_the_same_and_with_the_same(
    chosen: None, mail: MailBox, worker: Work, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = Desk(cast).register(AT).number
    worker(AT)

    def killed(**_of: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "note_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            worker(END)
    take(cast, number, later(END, seconds=-1))
    worker(END)
    worker(END + sending.LEASE)
    one, again = mail.to(SAVELIEV)
    assert one["Message-ID"] == again["Message-ID"]
    assert len(said(one)) == len(said(again)) == 1, "nothing joins what may have gone"
    worker(later(END, hours=1))
    assert [len(said(letter)) for letter in mail.to(SAVELIEV)] == [1, 1, 1], "and what came late is not lost"
    assert (set(states(cast)), list(left_behind())) == ({"sent"}, [])


def test_it_stands_beside_the_digest_of_the_hour(
    mail: MailBox, worker: Work, cast: Cast, send: Send, see: See
) -> None:
    send("saveliev", "/me/letters/", **{**CHOSEN, "tickets.taken": "hourly"})
    number = Desk(cast).register(AT).number
    take(cast, number, AT)
    worker(AT)
    worker(later(AT, hours=2))
    assert sorted(letter["Subject"].split()[0] for letter in mail.to(SAVELIEV)) == [f"[{number}]", "Сводка:"]
    assert "сводка, 1\u00a0уведомление" in see("shulgin", "/letters/?state=sent")


def test_a_reply_to_it_is_about_its_ticket(chosen: None, mail: MailBox, worker: Work, cast: Cast) -> None:
    """Its Message-ID is that of the notice that leads it, by which a reply is matched."""
    Desk(cast).register(AT)
    worker(AT)
    worker(END)
    with transaction.atomic(), as_system("a look from outside"):
        notice = models.Notice.objects.get(person=cast.person["saveliev"])
    assert mail.to(SAVELIEV)[0]["Message-ID"] == f"<{notice.pk.hex}@kabinet.example>"


def test_what_is_about_no_ticket_is_offered_none(mail: MailBox, cast: Cast, see: See, send: Send) -> None:
    page = see("saveliev", "/me/letters/")
    offers = dict(re.findall(r'<select name="([\w.]+)">(.*?)</select>', page, re.DOTALL))
    assert 'value="ticket"' in offers["tickets.answered"]
    of_house = next(key for key in offers if key.startswith("organisations."))
    assert 'value="ticket"' not in offers[of_house]
    send("saveliev", "/me/letters/", **{of_house: "ticket"})
    with transaction.atomic(), as_system("a look from outside"):
        assert models.LetterChoice.objects.get(person=cast.person["saveliev"]).kinds == {}
    assert "за час после первого события" in page
