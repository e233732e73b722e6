"""A chat is told the number and where it leads, once, whatever happens on the way; what its service says is believed."""

import logging
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import transaction

from kabinet.actions.alerts import sending
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock, processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import Desk
from tests.fixtures_telegram import (
    BLOCKED,
    BROKEN,
    DEACTIVATED,
    DESK,
    NO_CHAT,
    TOKEN,
    TOO_LONG,
    UNAUTHORIZED,
    Answer,
    BotApi,
    too_many,
)
from tests.jobs.alerts.looks import AT, Tell, alerts, change
from tests.jobs.alerts.test_telling import NIGHT

CHAT = 77_701
Linked = Callable[..., None]


def chat() -> models.Device | None:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Device.objects.filter(channel="telegram").first()


def told(telegram: BotApi) -> list[str]:
    """Without the answer to the code."""
    return telegram.said(CHAT)[1:]


def test_it_is_told_number_and_address_and_with_leave_subject_and_kind_but_no_name_and_no_words(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    ticket = Desk(cast).register(AT)
    teller(AT)
    address = f"{DESK}/tickets/{ticket.number}/"
    assert told(telegram) == [f"{ticket.number}\nВ Кабинете есть новое уведомление\n{address}"]
    assert telegram.sent[-1]["link_preview_options"] == {"is_disabled": True}
    assert alerts() == []
    change(models.Device.objects, contents=True)
    second = Desk(cast).register(AT)
    teller(AT)
    assert told(telegram)[1].splitlines()[:2] == [
        f"{second.number} {second.subject}",
        "Обращение зарегистрировано",
    ]


def test_it_speaks_the_readers_language(telegram: BotApi, teller: Tell, cast: Cast, linked: Linked) -> None:
    change(models.Person.objects.filter(pk=cast.person["gordeeva"]), language="en")
    linked(cast, "gordeeva", CHAT, AT)
    Desk(cast).register(AT)
    teller(AT)
    assert "There is a new notice in Kabinet" in told(telegram)[0]


def test_only_the_urgent_comes_where_that_is_wanted_and_in_quiet_hours(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked
) -> None:
    with transaction.atomic(), as_system("a test"):
        models.LetterChoice.objects.create(
            person_id=cast.person["gordeeva"], quiet_from=1320, quiet_until=480
        )
    linked(cast, "gordeeva", CHAT, AT)
    desk = Desk(cast)
    desk.register(NIGHT)
    critical = desk.register(NIGHT, level=1)
    teller(NIGHT)
    assert [each.split()[0] for each in told(telegram)] == [critical.number]
    teller(NIGHT + timedelta(hours=9))
    assert len(told(telegram)) == 2
    change(models.Device.objects, urgent_only=True)
    desk.register(AT + timedelta(days=1))
    teller(AT + timedelta(days=1))
    assert len(told(telegram)) == 2


GONE = {"blocked": BLOCKED, "deactivated": DEACTIVATED, "no such chat": NO_CHAT}
LATER: dict[str, tuple[Answer, int]] = {
    "too many": (too_many(600), 600),
    "5xx": (BROKEN, 30),
    "a token that is not accepted": (UNAUTHORIZED, 30),
    "a list": ((200, []), 30),
    "not well": ((200, {"ok": False}), 30),
    "nonsense": ((200, "<html>"), 30),
    "a wait that is none": ((429, {"ok": False, "parameters": {"retry_after": "x"}}), 30),
}


@pytest.mark.parametrize("answer", GONE)
def test_a_chat_that_takes_no_more_is_ended(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked, answer: str
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    telegram.answers[CHAT] = GONE[answer]
    Desk(cast).register(AT)
    teller(AT)
    assert (chat(), alerts()) == (None, [])


@pytest.mark.parametrize("answer", LATER)
def test_one_that_is_not_there_now_is_asked_later_and_nothing_is_lost(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked, answer: str
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    telegram.answers["sendMessage"], seconds = LATER[answer]
    Desk(cast).register(AT)
    teller(AT)
    [waiting] = alerts()
    assert waiting.next_try == AT + timedelta(seconds=seconds)
    telegram.answers.clear()
    teller(waiting.next_try)
    assert (len(told(telegram)), alerts()) == (1, [])


def test_silence_is_the_same_and_a_message_that_is_refused_is_said_beside_the_chat(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    telegram.close()
    Desk(cast).register(AT)
    teller(AT)
    [waiting] = alerts()
    telegram.open()
    telegram.answers[CHAT] = TOO_LONG
    teller(waiting.next_try)
    kept = chat()
    assert kept is not None
    assert (kept.error, alerts()) == ("HTTP 400", [])


def test_a_messenger_that_the_operator_took_out_is_asked_no_more(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked, settings: Any
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    Desk(cast).register(AT)
    settings.MESSENGERS = {}
    teller(AT)
    Desk(cast).register(AT)
    assert (told(telegram), alerts()) == ([], [])


def test_the_token_and_the_chat_are_in_no_log_whatever_happens(
    telegram: BotApi, hears: Tell, teller: Tell, cast: Cast, linked: Linked, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    linked(cast, "gordeeva", CHAT, AT)
    at = AT
    for answer in (BROKEN, UNAUTHORIZED, (200, "<html>"), TOO_LONG, BLOCKED):
        telegram.answers = {"sendMessage": answer, "getUpdates": answer}
        Desk(cast).register(at)
        telegram.write(CHAT, "AAAA-BBBB-CCCC")
        teller(at)
        hears(at)
        at += timedelta(hours=1)
    telegram.close()
    hears(at)
    assert "messengers: telegram is not heard" in caplog.text
    assert TOKEN not in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text
    assert str(CHAT) not in caplog.text
    assert "AAAA" not in caplog.text


def test_whoever_is_killed_at_it_leaves_it_to_the_next(
    telegram: BotApi, teller: Tell, cast: Cast, linked: Linked
) -> None:
    linked(cast, "gordeeva", CHAT, AT)
    Desk(cast).register(AT)
    assert sending.take_alert(at=AT) is not None
    teller(AT + sending.LEASE - timedelta(seconds=1))
    assert told(telegram) == []
    teller(AT + sending.LEASE)
    assert len(told(telegram)) == 1


def open_transactions(database: Database) -> int:
    question = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state LIKE 'idle in transaction%%'"
    )
    with psycopg.connect(database.url) as other:
        [(found,)] = other.execute(question, [database.name]).fetchall()
    return int(found)


@pytest.mark.slow
def test_no_transaction_is_open_while_it_is_asked_whatever_for(
    own_db: Database, telegram: BotApi, teller: Tell, cast: Cast, linked: Linked
) -> None:
    held: list[tuple[str, int]] = []
    telegram.meanwhile = lambda method: held.append((method, open_transactions(own_db)))
    linked(cast, "gordeeva", CHAT, AT)
    Desk(cast).register(AT)
    teller(AT)
    assert {method for method, _ in held} == {"getUpdates", "sendMessage"}
    assert {found for _, found in held} == {0}


def code_of(cast: Cast, at: datetime) -> str:
    from kabinet.actions.alerts import linking

    with transaction.atomic():
        actor = cast.actor("gordeeva", at)
        linking.make_code(actor=actor, at=at, channel="telegram")
        return linking.chats_of(actor, at)["telegram"].code


@pytest.mark.slow
def test_the_running_worker_hears_and_tells_and_killed_in_between_doubles_at_most(
    own_db: Database, telegram: BotApi, teller: Tell, cast: Cast
) -> None:
    """kill -9 once the service has an answer and once it has a message, before it has said so."""
    telegram.write(CHAT, code_of(cast, clock.now()))
    environment = own_db.environment | telegram.environment | {"KABINET_PUSH_SERVICES": "off"}
    with processes.started(processes.kabinet("work"), environment) as running:
        telegram.meanwhile = lambda method: (
            running.send_signal(signal.SIGKILL) if method == "sendMessage" else None
        )
        until(lambda: telegram.said(CHAT))
        running.wait(PATIENCE)
    telegram.meanwhile = lambda _method: None
    assert chat() is not None
    with psycopg.connect(own_db.url, autocommit=True) as other:  # the lease of whoever was killed has ended
        other.execute("DELETE FROM cache_entry WHERE cache_key LIKE '%bot:telegram'")
    with processes.started(processes.kabinet("work"), environment) as running:
        until(lambda: len(telegram.said(CHAT)) == 2, lambda: running.poll() is None)
        assert len(set(telegram.said(CHAT))) == 1, "the same is said again"
        telegram.meanwhile = lambda method: (
            running.send_signal(signal.SIGKILL) if method == "sendMessage" else None
        )
        Desk(cast).register(clock.now())
        until(lambda: len(telegram.said(CHAT)) == 3)
        running.wait(PATIENCE)
    telegram.meanwhile = lambda _method: None
    [open_] = alerts()
    teller(open_.next_try)
    assert telegram.said(CHAT)[2] == telegram.said(CHAT)[3]
    assert alerts() == []
    with processes.started(processes.kabinet("work"), environment) as running:
        Desk(cast).register(clock.now())
        until(lambda: len(telegram.said(CHAT)) == 5, lambda: running.poll() is None)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0
    with psycopg.connect(own_db.url) as other:
        beats = other.execute("SELECT count(*) FROM cache_entry WHERE cache_key LIKE '%loop:messengers'")
        assert beats.fetchone() == (1,)
