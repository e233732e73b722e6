"""A chat with the bot of a messenger becomes a person's by a code of their page: once, for minutes, and theirs alone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.alerts import linking
from kabinet.actions.organisations.contacts.access_link import issue_link
from kabinet.jobs.messengers import ANSWERS
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk
from tests.fixtures_telegram import BLOCKED, BotApi

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("L6")]
See = Callable[..., str]
Send = Callable[..., Any]
Hears = Callable[[datetime], None]
PAGE, ASK = "/me/devices/", "/me/devices/messengers/telegram/"
CHAT, OTHER = 55_501, 55_502
LINKED, NOT_FIT = "Готово. Сюда будут приходить", "Код не подошёл"


def chats() -> list[models.Device]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.Device.objects.order_by("added_at", "pk"))


def code(send: Send, see: See, login: str = "gordeeva") -> str:
    """As its person reads it on the page after they asked for it."""
    assert send(login, ASK).status_code == 303
    found = re.search(r"data-code>([A-Z2-7-]+)</code>", see(login, PAGE))
    assert found is not None
    return found[1]


def test_where_no_messenger_is_named_none_is_offered(cast: Cast, send: Send, see: See) -> None:
    assert "мессенджере" not in see("gordeeva", PAGE)
    assert "Telegram" not in see("gordeeva", "/me/") + see("gordeeva", PAGE)
    assert send("gordeeva", ASK).status_code == 404


def test_the_link_or_the_code_sent_from_a_chat_makes_it_its_persons(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See
) -> None:
    assert "Подключить Telegram" in see("gordeeva", PAGE)
    said = code(send, see)
    plain = said.replace("-", "")
    assert f'href="https://t.me/KabinetTestBot?start={plain}"' in see("gordeeva", PAGE)
    telegram.write(CHAT, f"/start {plain}", username="g<b>ordeeva")
    hears(AT)
    [device] = chats()
    assert (device.person_id, device.channel) == (cast.person["gordeeva"], "telegram")
    assert (device.urgent_only, device.contents) == (False, False)
    assert str(CHAT) not in f"{device.sealed}{device.known_by}{device.service}{device.browser}"
    [answer] = telegram.said(CHAT)
    assert answer.startswith(LINKED)
    shown = see("gordeeva", PAGE)
    assert "@g&lt;b&gt;ordeeva" in shown
    assert plain not in shown.replace("-", ""), "a code that was used is not shown"
    assert "Подключён мессенджер: Telegram." in see("gordeeva", "/me/")
    assert "@g&lt;b&gt;" not in see("arkhipova", PAGE)


@pytest.mark.parametrize("typed", ["{}", "{} ", "/start {}", "мой код {}"])
def test_a_code_is_taken_however_it_is_typed(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See, typed: str
) -> None:
    telegram.write(CHAT, typed.format(code(send, see).lower()))
    hears(AT)
    assert len(chats()) == 1


def test_wrong_old_and_used_codes_get_one_and_the_same_answer(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See
) -> None:
    first = code(send, see)
    second = code(send, see)
    telegram.write(CHAT, first)
    telegram.write(CHAT, "AAAA-BBBB-CCCC")
    hears(AT)
    telegram.write(CHAT, second)
    hears(AT + linking.LIFE)
    assert chats() == []
    third = code(send, see)
    telegram.write(CHAT, third)
    hears(AT + linking.LIFE - timedelta(seconds=1))
    telegram.write(OTHER, third)
    hears(AT + linking.LIFE - timedelta(seconds=1))
    assert len(chats()) == 1
    answers = telegram.said(CHAT) + telegram.said(OTHER)
    assert [each.startswith(LINKED) for each in answers] == [False, False, False, True, False]
    assert len({each for each in answers if each.startswith(NOT_FIT)}) == 1


def test_a_code_from_another_chat_moves_it_with_what_was_chosen_and_what_is_on_its_way(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See, linked: Callable[..., None]
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    [before] = chats()
    send("gordeeva", f"{PAGE}{before.pk}/", contents="on")
    Desk(cast).register(AT)
    telegram.write(OTHER, code(send, see))
    hears(AT)
    [moved] = chats()
    assert (moved.pk, moved.contents) == (before.pk, True)
    assert moved.known_by != before.known_by
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Alert.objects.count() == 1


def test_a_chat_stays_its_persons_until_it_is_ended_there(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See, linked: Callable[..., None]
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    theirs = code(send, see, "arkhipova")
    telegram.write(CHAT, theirs)
    hears(AT)
    assert [each.person_id for each in chats()] == [cast.person["gordeeva"]]
    assert "уже подключён другим сотрудником" in telegram.said(CHAT)[-1]
    telegram.write(CHAT, "/stop")
    telegram.write(CHAT, theirs)
    hears(AT)
    assert [each.person_id for each in chats()] == [cast.person["arkhipova"]]
    assert "Уведомления в Telegram прекратились" in see("gordeeva", PAGE)
    telegram.write(OTHER, "/stop")
    hears(AT)
    assert telegram.said(OTHER) == ["Этот чат не подключён к Кабинету поддержки."]


def test_in_a_group_nothing_is_taken_and_nothing_said(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See
) -> None:
    telegram.write(CHAT, code(send, see), kind="group")
    telegram.write(-CHAT, "/start", kind="supergroup")
    hears(AT)
    assert (chats(), telegram.sent) == ([], [])


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "/start", "здравствуйте", "A" * 4096, None, 7])
def test_whatever_else_is_written_gets_a_polite_answer_or_none_and_stops_nobody(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See, text: Any
) -> None:
    telegram.write(CHAT, text, first_name="\0\ud800", language_code="en")
    telegram.write(OTHER, code(send, see), first_name="\0\ud800")
    hears(AT)
    assert len(chats()) == 1
    expected = {"": "Notices of", "\0": "Notices of", "\ud800": "Notices of"}.get(str(text)[:1], "")
    assert telegram.said(CHAT) == [] if not isinstance(text, str) else expected in telegram.said(CHAT)[0]


def test_whoever_writes_too_much_is_not_heard_and_nobody_else_is_the_worse_for_it(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See
) -> None:
    for _ in range(ANSWERS + 15):
        telegram.write(CHAT, "AAAA-BBBB-CCCC")
    said = code(send, see)
    telegram.write(CHAT, said)
    hears(AT)
    assert (len(telegram.said(CHAT)), chats()) == (ANSWERS, []), "nobody guesses a code"
    telegram.write(OTHER, said)
    hears(AT)
    assert len(chats()) == 1


def test_what_comes_there_is_chosen_and_ended_by_its_person_and_by_nobody_else(
    telegram: BotApi, cast: Cast, send: Send, see: See, linked: Callable[..., None]
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    [device] = chats()
    path = f"{PAGE}{device.pk}/"
    for stranger in ("arkhipova", "saveliev", "shulgin"):
        assert send(stranger, path, contents="on").status_code == 404
        assert send(stranger, f"{path}remove/").status_code == 404
    assert send("gordeeva", path, contents="on", urgent_only="on").status_code == 303
    [changed] = chats()
    assert (changed.contents, changed.urgent_only) == (True, True)
    assert send("gordeeva", f"{path}remove/").status_code == 303
    assert chats() == []
    assert "прекратились" not in see("gordeeva", PAGE), "its person knows"


def test_with_somebodys_password_their_chat_and_their_open_code_end(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See, linked: Callable[..., None]
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    open_ = code(send, see)
    person, house = cast.person["gordeeva"], cast.organisation["kontur"]
    Desk(cast).do(issue_link, "arkhipova", AT, organisation=house, person=person)
    assert chats() == []
    telegram.write(CHAT, open_)
    hears(AT)
    assert chats() == []
    assert telegram.said(CHAT)[-1].startswith(NOT_FIT)


def test_of_somebody_who_was_switched_off_no_chat_is_taken(
    telegram: BotApi, hears: Hears, cast: Cast, send: Send, see: See
) -> None:
    said = code(send, see)
    with transaction.atomic(), as_system("a test"):
        models.Person.objects.filter(pk=cast.person["gordeeva"]).update(is_active=False)
    telegram.write(CHAT, said)
    hears(AT)
    assert chats() == []


def test_a_bot_that_is_blocked_ends_the_chat_and_its_person_reads_since_when(
    telegram: BotApi,
    hears: Hears,
    teller: Hears,
    cast: Cast,
    send: Send,
    see: See,
    linked: Callable[..., None],
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    telegram.answers[CHAT] = BLOCKED
    Desk(cast).register(AT)
    teller(AT)
    assert chats() == []
    assert "Уведомления в Telegram прекратились" in see("gordeeva", PAGE)
    telegram.answers.clear()
    telegram.write(CHAT, code(send, see))
    hears(AT)
    assert "прекратились" not in see("gordeeva", PAGE)
