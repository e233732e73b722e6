"""Digests: many notices in one letter at the hour that their reader chose, each notice in exactly one letter."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.letters import sending
from kabinet.actions.letters.choices import Mode
from kabinet.actions.letters.digests import slot_after
from kabinet.actions.tickets.take import take_ticket
from kabinet.jobs.letters import Outcome
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.working_time.years import LATEST
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later, msk
from tests.fixtures_letters import MailBox, text_of
from tests.some import some

pytestmark = pytest.mark.usefixtures("stated_instant")
SAVELIEV = "saveliev@zmk.example"
Work = Callable[[datetime], list[Outcome]]
See = Callable[..., str]
Send = Callable[..., Any]
# The full hour after AT, at which a digest of the hour goes.
HOUR = (AT + timedelta(hours=1)).replace(minute=0, second=0)
CHOSEN = {"tickets.registered": "hourly", "tickets.taken": "hourly", "tickets.answered": "hourly"}


def rows(cast: Cast, login: str = "saveliev") -> list[models.Delivery]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.Delivery.objects.filter(person=cast.person[login]).order_by("created_at", "id"))


def states(cast: Cast) -> list[str]:
    return [row.state for row in rows(cast)]


def told(letter: Any) -> list[str]:
    """Numbers of tickets in the order in which a digest names them, once an entry."""
    return re.findall(r"/tickets/([UV]-\d+)/", text_of(letter))


@pytest.fixture
def chosen(mail: MailBox, cast: Cast, send: Send) -> None:
    assert send("saveliev", "/me/letters/", **CHOSEN).status_code == 303


@pytest.mark.clause("L6")
def test_an_hour_is_one_letter_by_ticket_the_newest_last(
    chosen: None, mail: MailBox, worker: Work, cast: Cast, see: See
) -> None:
    desk = Desk(cast)
    first, second = desk.register(AT).number, desk.register(later(AT, minutes=1)).number
    with transaction.atomic():
        take_ticket(actor=cast.actor("gordeeva", AT), at=later(AT, minutes=2), number=first)
    for minutes in (2, 3):
        worker(later(AT, minutes=minutes))
    assert mail.to(SAVELIEV) == []
    assert mail.to("gordeeva@kontur.example"), "who chose nothing is written to at once"
    assert states(cast) == ["waiting", "joined", "joined"]
    worker(HOUR - timedelta(seconds=1))
    assert mail.to(SAVELIEV) == []
    worker(HOUR)
    (letter,) = mail.to(SAVELIEV)
    assert letter["Subject"] == "Сводка: 3 уведомления"
    assert told(letter) == [second, first, first], "the ticket of which was heard last stands last"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["In-Reply-To"] is None
    assert states(cast) == ["sent"] * 3
    worker(later(HOUR, hours=2))
    assert len(mail.to(SAVELIEV)) == 1
    page = see("shulgin", "/letters/?state=sent")
    assert "сводка, 3\u00a0уведомления" in page


def test_what_comes_after_the_hour_goes_with_the_next(
    chosen: None, mail: MailBox, worker: Work, cast: Cast
) -> None:
    desk = Desk(cast)
    numbers = []
    for at in (AT, later(HOUR, minutes=1)):
        numbers.append(desk.register(at).number)
        worker(at)
        worker(HOUR if at == AT else later(HOUR, hours=1))
    assert [told(letter) for letter in mail.to(SAVELIEV)] == [[number] for number in numbers]


def test_what_was_read_or_is_out_of_reach_is_left_out_and_an_empty_digest_is_not_sent(
    chosen: None, mail: MailBox, worker: Work, cast: Cast, see: See
) -> None:
    desk = Desk(cast)
    read, other = desk.register(AT).number, desk.register(AT).number
    worker(AT)
    see("saveliev", f"/tickets/{read}/")
    worker(HOUR)
    (letter,) = mail.to(SAVELIEV)
    assert told(letter) == [other]
    assert sorted(row.why for row in rows(cast)) in (["", ""], ["", "read"]), (
        "the leader is the letter itself"
    )
    mail.letters.clear()
    last = desk.register(later(HOUR, minutes=1)).number
    worker(later(HOUR, minutes=1))
    see("saveliev", f"/tickets/{last}/")
    worker(later(HOUR, hours=1))
    assert mail.to(SAVELIEV) == []
    assert (rows(cast)[-1].state, rows(cast)[-1].why) == ("dropped", "read")


def test_whoever_lost_the_ticket_reads_nothing_of_it_in_a_digest(
    chosen: None, mail: MailBox, worker: Work, cast: Cast
) -> None:
    Desk(cast).register(AT)
    Desk(cast).register(AT)
    worker(AT)
    with transaction.atomic(), as_system("they work elsewhere now"):
        mine = models.Membership.objects.filter(person=cast.person["saveliev"])
        mine.exclude(pk=mine.order_by("pk").values_list("pk", flat=True)[0]).update(ended_at=AT)
        mine.filter(ended_at=None).update(organisation_id=cast.organisation["gavan"], role="viewer")
        models.LetterChoice.objects.filter(person=cast.person["saveliev"]).update(
            kinds={"tickets.registered": "hourly"}
        )
    worker(HOUR)
    assert mail.to(SAVELIEV) == []
    assert {(row.state, row.why) for row in rows(cast)} == {("dropped", "out_of_reach")}


@pytest.mark.clause("U4c")
def test_what_is_urgent_comes_at_once_whatever_is_chosen(
    mail: MailBox, worker: Work, cast: Cast, see: See, send: Send
) -> None:
    for login in ("saveliev", "gordeeva"):
        found = re.findall(r'<select name="([\w.]+)">', see(login, "/me/letters/"))
        send(login, "/me/letters/", **dict.fromkeys(some(found), "morning"))
    assert "Срочное приходит сразу, даже если выбрана сводка" in see("saveliev", "/me/letters/")
    critical = Desk(cast).register(AT, level=1).number
    usual = Desk(cast).register(AT).number
    worker(AT)
    for address in (SAVELIEV, "gordeeva@kontur.example"):
        assert [each["Subject"].strip()[1:8] for each in mail.to(address)] == [critical]
    assert usual != critical


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("2024-03-14 08:59", "2024-03-14 09:00"),
        ("2024-03-14 09:00", "2024-03-15 09:00"),
        ("2024-03-15 18:00", "2024-03-18 09:00"),
        # A Saturday that is worked, and the holidays of May (the decree of 2024).
        ("2024-04-26 18:00", "2024-04-27 09:00"),
        ("2024-04-27 12:00", "2024-05-02 09:00"),
    ],
)
def test_a_morning_is_nine_of_a_working_day_in_the_readers_zone(came: str, goes: str) -> None:
    for zone, hours in (("Europe/Moscow", 0), ("Asia/Vladivostok", -7)):
        at, expected = (msk(each) + timedelta(hours=hours) for each in (came, goes))
        assert slot_after(at, Mode.MORNING, ZoneInfo(zone), LATEST) == expected, zone


def test_an_hour_is_full_on_the_readers_own_clock() -> None:
    at = msk("2024-03-14 10:05")
    assert slot_after(at, Mode.HOURLY, ZoneInfo("Europe/Moscow"), "") == msk("2024-03-14 11:00")
    assert slot_after(at, Mode.HOURLY, ZoneInfo("Asia/Kolkata"), "") == msk("2024-03-14 10:30")


def test_killed_between_sending_and_noting_it_comes_again_as_the_same_and_with_the_same(
    chosen: None, mail: MailBox, worker: Work, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(cast)
    before = [desk.register(AT).number, desk.register(AT).number]
    worker(AT)

    def killed(**_of: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "note_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            worker(HOUR)
    late = desk.register(HOUR - timedelta(seconds=1)).number
    worker(HOUR)
    worker(HOUR + sending.LEASE)
    one, again = mail.to(SAVELIEV)
    assert one["Message-ID"] == again["Message-ID"]
    assert sorted(told(one)) == sorted(told(again)) == sorted(before), "nothing joins what may have gone"
    worker(later(HOUR, hours=1))
    assert told(mail.to(SAVELIEV)[-1]) == [late], "and what came late is not lost"
    assert set(states(cast)) == {"sent"}


def test_quiet_hours_hold_a_digest(mail: MailBox, worker: Work, cast: Cast, send: Send) -> None:
    until = HOUR + timedelta(hours=2)
    hours = {"from": f"{msk_hour(HOUR)}:00", "until": f"{msk_hour(until)}:00"}
    send("saveliev", "/me/letters/", **CHOSEN, **hours)
    Desk(cast).register(AT)
    worker(AT)
    worker(HOUR)
    assert mail.to(SAVELIEV) == []
    assert [(row.state, row.tries, row.error) for row in rows(cast)] == [("waiting", 0, "")]
    worker(until)
    assert len(mail.to(SAVELIEV)) == 1


def test_a_letter_that_may_have_arrived_joins_no_digest(
    mail: MailBox, worker: Work, cast: Cast, send: Send
) -> None:
    Desk(cast).register(AT)
    mail.refused[SAVELIEV] = "450 4.2.0 not now"
    worker(AT)
    send("saveliev", "/me/letters/", **CHOSEN)
    mail.refused.clear()
    worker(AT + sending.FIRST_PAUSE)
    (letter,) = mail.to(SAVELIEV)
    assert "Сводка" not in letter["Subject"]
    assert states(cast) == ["sent"]


def msk_hour(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo('Europe/Moscow')):%H}"


def test_a_refused_digest_is_repeated_whole(
    chosen: None, mail: MailBox, worker: Work, cast: Cast, see: See, send: Send
) -> None:
    numbers = [Desk(cast).register(AT).number, Desk(cast).register(AT).number]
    worker(AT)
    mail.refused[SAVELIEV] = "550 5.1.1 no such mailbox"
    worker(HOUR)
    assert sorted(states(cast)) == ["given_up", "joined"]
    assert "сводка, 2\u00a0уведомления" in see("shulgin", "/letters/")
    mail.refused.clear()
    send("shulgin", "/letters/repeat/")
    worker(later(HOUR, minutes=1))
    assert sorted(told(mail.to(SAVELIEV)[0])) == sorted(numbers)
    assert states(cast) == ["sent", "sent"]


def test_the_link_of_a_digest_ends_digests_and_leaves_other_letters(
    mail: MailBox, worker: Work, cast: Cast, send: Send
) -> None:
    send("saveliev", "/me/letters/", **{"tickets.registered": "hourly"})
    Desk(cast).register(AT)
    worker(AT)
    worker(HOUR)
    (letter,) = mail.to(SAVELIEV)
    path = re.search(r"/letters/off/[^\s>]+", letter["List-Unsubscribe"])
    assert path is not None
    stranger = Client(enforce_csrf_checks=True)
    assert (
        "Виды, выбранные «в сводке», перестанут приходить письмом" in stranger.get(path[0]).content.decode()
    )
    assert stranger.post(path[0], {"List-Unsubscribe": "One-Click"}).status_code == 200
    with transaction.atomic(), as_system("a look from outside"):
        kept = models.LetterChoice.objects.get(person=cast.person["saveliev"]).kinds
    assert kept == {"tickets.registered": "never"}
    assert Client().post(path[0].replace("digests", "digest")).status_code == 404
