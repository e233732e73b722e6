"""Letters from end to end: an act on a page, a worker, a real server, and the pages that say what became of them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.letters import choices
from kabinet.jobs.letters import Outcome
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later
from tests.fixtures_letters import MailBox, text_of
from tests.some import some

pytestmark = pytest.mark.usefixtures("stated_instant")
SAVELIEV, GORDEEVA = "saveliev@zmk.example", "gordeeva@kontur.example"
Work = Callable[[datetime], list[Outcome]]
See = Callable[..., str]
Send = Callable[..., Any]


def states(person: int) -> list[str]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.Delivery.objects.filter(person=person).order_by("created_at", "id")
        return list(rows.values_list("state", flat=True))


def modes(page: str) -> dict[str, str]:
    """Of each kind how it comes, as the form of choices says it."""
    found = re.findall(r'<select name="([\w.]+)">(.*?)</select>', page, re.DOTALL)
    return {key: re.findall(r'value="(\w+)" selected', options)[0] for key, options in some(found)}


def off_link(letter: Any) -> str:
    """The path of List-Unsubscribe as a mailer reads it."""
    found = re.search(r"/letters/off/[^\s>]+", text_of(letter))
    assert found is not None
    return found[0]


@pytest.fixture
def number(mail: MailBox, cast: Cast) -> str:
    """A ticket of an hour ago, with its letters waiting."""
    return Desk(cast).register(later(AT, hours=-1)).number


@pytest.mark.clause("L6")
def test_an_answer_on_the_page_is_a_letter_to_the_client(
    mail: MailBox, worker: Work, number: str, send: Send
) -> None:
    worker(AT)
    mail.letters.clear()
    answer = send(
        "gordeeva", f"/tickets/{number}/say/", text="Пришлите журнал", kind="question", audience="public"
    )
    assert answer.status_code == 303, answer.content.decode()[:300]
    worker(AT)
    (letter,) = mail.to(SAVELIEV)
    assert f"/tickets/{number}/" in text_of(letter)
    assert mail.to(GORDEEVA) == [], "who did it knows it"


def test_what_was_given_up_is_seen_and_repeated_by_the_administrator(
    mail: MailBox, worker: Work, number: str, cast: Cast, see: See, send: Send
) -> None:
    mail.refused[SAVELIEV] = "550 5.1.1 no such mailbox"
    worker(AT)
    page = see("shulgin", "/letters/")
    assert SAVELIEV in page
    assert "550 5.1.1 no such mailbox" in page
    assert "Повторить" in page
    assert number not in page, "what the letters say is not the administrator's"
    assert "rphost" not in page
    mail.refused.clear()
    with transaction.atomic(), as_system("a look from outside"):
        key = models.Delivery.objects.get(state="given_up").pk
    assert send("shulgin", "/letters/repeat/", delivery=str(key)).status_code == 303
    assert "Ждут отправки" in see("shulgin", "/letters/?state=waiting")
    worker(AT)
    assert len(mail.to(SAVELIEV)) == 1
    assert states(cast.person["saveliev"]) == ["sent"]
    assert "Таких писем нет" in see("shulgin", "/letters/")
    assert SAVELIEV in see("shulgin", "/letters/?state=sent")


def test_all_that_were_given_up_are_repeated_at_once(
    mail: MailBox, worker: Work, number: str, see: See, send: Send
) -> None:
    mail.refused = {SAVELIEV: "550 no", GORDEEVA: "554 no"}
    worker(AT)
    assert see("shulgin", "/letters/").count("data-row") == 2
    mail.refused = {}
    send("shulgin", "/letters/repeat/")
    worker(AT)
    assert mail.to(SAVELIEV)
    assert mail.to(GORDEEVA)
    assert send("shulgin", "/letters/repeat/").status_code == 303
    assert "data-row" not in see("shulgin", "/letters/")


@pytest.mark.parametrize("login", ["titova", "vlasov", "lapteva"])
def test_a_colleague_of_the_vendor_learns_who_looks_after_letters(cast: Cast, see: See, login: str) -> None:
    page = see(login, "/letters/", 403)
    assert "За отправкой писем следит администратор" in page


def test_a_client_switches_a_kind_off_and_on_in_the_profile(
    mail: MailBox, worker: Work, number: str, cast: Cast, see: See, send: Send
) -> None:
    page = see("saveliev", "/me/letters/")
    was = modes(page)
    assert {was[each] for each in ("tickets.registered", "tickets.answered", "tickets.breached")} == {
        "at_once"
    }
    assert was["tickets.taken"] == "never", "what is good to know stays in Kabinet"
    assert SAVELIEV in see("saveliev", "/me/")
    send("saveliev", "/me/letters/", **{**was, "tickets.registered": "never"})
    assert modes(see("saveliev", "/me/letters/")) == {**was, "tickets.registered": "never"}
    worker(AT)
    assert (mail.to(SAVELIEV), states(cast.person["saveliev"])) == ([], ["dropped"])
    assert mail.to(GORDEEVA)
    send("saveliev", "/me/letters/", **{**was, "tickets.taken": "morning", "tickets.answered": "twice"})
    with transaction.atomic(), as_system("a look from outside"):
        kept = models.LetterChoice.objects.get(person=cast.person["saveliev"]).kinds
    assert kept == {"tickets.taken": "morning"}, "only what differs from the defaults is kept"


def test_nobody_chooses_of_what_they_are_never_told(cast: Cast, see: See) -> None:
    offered = {login: set(modes(see(login, "/me/letters/"))) for login in ("saveliev", "gordeeva", "titova")}
    assert "tickets.noted" not in offered["saveliev"], "a client hears of no internal note"
    assert "tickets.noted" in offered["gordeeva"] & offered["titova"]
    assert "tickets.taken" in offered["saveliev"] & offered["gordeeva"]
    assert "tickets.taken" not in offered["titova"], "nobody tells the support that it took a ticket"
    words = re.findall(r'class="letter-kind"> ?<span>(.*?)</span>', see("gordeeva", "/me/letters/"))
    assert [each for each in some(words) if re.search(r"[{}…]", each)] == []


@pytest.mark.parametrize("login", ["saveliev", "arkhipova", "titova", "shulgin"])
def test_kinds_stand_by_what_they_are_about_and_none_is_left_out(cast: Cast, see: See, login: str) -> None:
    page = see(login, "/me/letters/")
    with transaction.atomic():
        known = {choices.key_of(each): each.room for each in choices.of_reader(cast.actor(login, AT))}
    groups = re.findall(r"<details class=\"panel\".*?</details>", page)
    found = [modes(each) for each in some(groups)]
    assert {key for group in found for key in group} == set(known)
    assert all(len({known[key] for key in group}) == 1 for group in found)
    for text, group in some([*zip(groups, found, strict=True)]):
        on = [mode for mode in group.values() if mode != "never"]
        assert f"письмом {len(on)} из {len(group)}" in text


def test_whoever_only_reads_is_written_to_of_what_is_urgent(cast: Cast, see: See) -> None:
    reads = modes(see("frolov", "/me/letters/"))
    assert (reads["tickets.breached"], reads["tickets.assigned"]) == ("at_once", "never")
    assert modes(see("saveliev", "/me/letters/"))["tickets.assigned"] == "at_once"


QUIET = {"from": "22:00", "until": "08:00"}


def test_quiet_hours_hold_a_letter_until_they_end_and_the_page_says_so(
    mail: MailBox, worker: Work, cast: Cast, see: See, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the reader's own zone: 16:30 in Moscow is 23:30 in Vladivostok."""
    night = AT.replace(hour=13, minute=30)
    assert night.utcoffset() == timedelta(0)
    monkeypatch.setattr("kabinet.pages.gate.now", lambda: night)
    send("saveliev", "/me/zone/", zone="Asia/Vladivostok")
    send("saveliev", "/me/letters/", **QUIET)
    assert "Сейчас тихие часы" in see("saveliev", "/me/")
    assert "08:00" in see("saveliev", "/me/")
    Desk(cast).register(night)
    worker(night)
    assert (mail.to(SAVELIEV), states(cast.person["saveliev"])) == ([], ["waiting"])
    assert mail.to(GORDEEVA), "whose hours are not quiet"
    morning = night + timedelta(hours=8, minutes=30)
    worker(morning - timedelta(minutes=1))
    assert mail.to(SAVELIEV) == []
    worker(morning)
    assert len(mail.to(SAVELIEV)) == 1


@pytest.mark.clause("U4c")
def test_no_quiet_hour_holds_what_a_critical_ticket_asks_of_its_reader(
    mail: MailBox, worker: Work, cast: Cast, see: See, send: Send
) -> None:
    all_day = {"from": "00:00", "until": "23:59"}
    for login in ("saveliev", "gordeeva"):
        send(login, "/me/letters/", **all_day)
    critical = Desk(cast).register(AT, level=1).number
    usual = Desk(cast).register(AT).number
    worker(AT)
    assert [each["Subject"].strip()[1:8] for each in mail.to(GORDEEVA)] == [critical]
    assert [each["Subject"].strip()[1:8] for each in mail.to(SAVELIEV)] == [critical]
    assert usual != critical


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"from": "22:00"}, "Укажите начало и конец"),
        ({"from": "8", "until": "9"}, "Укажите"),
        ({"from": "09:00", "until": "09:00"}, "разные"),
    ],
)
def test_hours_that_are_none_are_said_and_the_ticks_stay(
    cast: Cast, reader: Callable[[str], Client], hours: dict[str, str], words: str
) -> None:
    answer = reader("saveliev").post("/me/letters/", {"tickets.taken": "hourly", **hours})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert modes(page)["tickets.taken"] == "hourly"
    assert f'value="{hours["from"]}"' in page


def test_the_link_of_a_letter_ends_its_kind_by_one_post_without_a_cookie(
    mail: MailBox, worker: Work, number: str, cast: Cast
) -> None:
    """RFC 8058: no session, no CSRF token, no redirect; looking at it, as scanners of mail do, changes nothing."""
    worker(AT)
    path = off_link(mail.to(SAVELIEV)[0])
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200
    Desk(cast).register(AT)
    worker(AT)
    assert len(mail.to(SAVELIEV)) == 2
    answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Таких писем больше не будет" in answer.content.decode()
    Desk(cast).register(AT)
    worker(AT)
    assert len(mail.to(SAVELIEV)) == 2
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200, "a second time as well"
    with transaction.atomic(), as_system("a look from outside"):
        rows = list(models.LetterChoice.objects.values_list("person", "kinds"))
    assert rows == [(cast.person["saveliev"], {"tickets.registered": "never"})]


def test_a_link_that_was_changed_is_no_link(mail: MailBox, worker: Work, number: str, cast: Cast) -> None:
    worker(AT)
    path = off_link(mail.to(SAVELIEV)[0])
    mine, other = str(cast.person["saveliev"]), str(cast.person["gordeeva"])
    for changed in some(
        [
            path.replace(f"/{mine}:", f"/{other}:"),
            path.replace("registered", "answered"),
            path[:-2] + "/",
            "/letters/off/1/",
        ]
    ):
        assert Client().post(changed).status_code == 404, changed
    with transaction.atomic(), as_system("a look from outside"):
        assert not models.LetterChoice.objects.exists()


def test_without_a_mail_server_the_pages_say_so(cast: Cast, see: See, desk: Desk) -> None:
    desk.register(AT)
    with as_system("a look from outside"):
        assert not models.Delivery.objects.exists()
    for login, address in (("saveliev", "/me/"), ("saveliev", "/me/letters/"), ("shulgin", "/letters/")):
        assert "Письма здесь не отправляются: почта не подключена" in see(login, address)


def test_a_person_without_an_address_reads_that_no_letter_comes(mail: MailBox, cast: Cast, see: See) -> None:
    with as_system("a test"):
        models.Person.objects.filter(pk=cast.person["saveliev"]).update(email="")
    assert "в ваших данных нет почты" in see("saveliev", "/me/")


def test_a_demonstration_keeps_each_letter_for_its_own_reader(
    worker: Work, cast: Cast, see: See, settings: Any, status: Callable[[str, str], int]
) -> None:
    settings.LETTERS = "caught"
    number = Desk(cast).register(AT).number
    worker(AT)
    page = see("saveliev", "/letters/inbox/")
    assert f"[{number}] rphost аварийно завершается" in page
    assert f"Обращение {number} зарегистрировано" in page
    assert "List-Unsubscribe" in page
    assert SAVELIEV in page
    assert GORDEEVA not in page
    assert f"Новое обращение {number}" in see("gordeeva", "/letters/inbox/")
    assert "Писем пока нет" in see("stranger", "/letters/inbox/")
    assert "/letters/inbox/" in see("saveliev", "/me/")
    settings.LETTERS = "sent"
    assert status("saveliev", "/letters/inbox/") == 404
