"""What the environment says of messengers, what `kabinet doctor` and /health say of them; the token is repeated nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as known
from django.db import connections
from django.test import RequestFactory

from kabinet.config.counterparts.messengers import ADDRESS, BOT, TOKEN, messengers
from kabinet.config.doctor import machine
from kabinet.config.doctor.finding import Weight
from kabinet.config.environment import Misconfigured
from kabinet.config.serving.health import health
from kabinet.jobs.messengers import listen
from kabinet.jobs.rests import Rests
from kabinet.network.telegram import ORIGIN, Telegram
from tests.desk import msk
from tests.fixtures_telegram import BOT as NAME
from tests.fixtures_telegram import CONFLICT, DESK, UNAUTHORIZED, BotApi
from tests.fixtures_telegram import TOKEN as SECRET


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (TOKEN, BOT, ADDRESS):
        monkeypatch.delenv(name, raising=False)


def test_without_a_token_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BOT, NAME)
    assert messengers(DESK) == {}


def test_the_service_itself_is_asked_by_name_and_an_own_server_also_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(TOKEN, SECRET)
    monkeypatch.setenv(BOT, f"@{NAME}")
    assert messengers(DESK) == {"telegram": Telegram(SECRET, NAME, DESK, ORIGIN, inside=False)}
    monkeypatch.setenv(ADDRESS, "https://bots.corp.example:8443/")
    [own] = messengers(DESK).values()
    assert own == Telegram(SECRET, NAME, DESK, "https://bots.corp.example:8443", inside=True)
    assert SECRET not in repr(own)


WRONG = {
    "no token": {TOKEN: "7012345678"},
    "a line more": {TOKEN: f"{SECRET}/../x"},
    "no bot": {BOT: ""},
    "an address of a bot": {BOT: "https://t.me/x"},
    "in the open": {ADDRESS: "http://bots.example"},
    "with a user": {ADDRESS: f"https://user:{SECRET}@bots.example"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_names_no_bot_stops_the_start_and_repeats_no_token(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    for name, value in {TOKEN: SECRET, BOT: NAME, ADDRESS: ORIGIN, **WRONG[wrong]}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match="KABINET_TELEGRAM") as said:
        messengers(DESK)
    assert SECRET.partition(":")[2] not in str(said.value)


def found() -> tuple[Weight, str]:
    [finding] = machine.messengers()
    assert SECRET not in finding.said
    return finding.weight, finding.said


def test_the_doctor_asks_whose_bot_it_is(telegram: BotApi, settings: Any) -> None:
    assert found() == (Weight.WELL, f"Telegram knows the bot @{NAME}")
    telegram.answers["getMe"] = (200, {"ok": True, "result": {"username": "AnotherBot"}})
    assert found() == (Weight.FAULT, f"Telegram calls the bot @AnotherBot, and people are led to @{NAME}")
    telegram.answers["getMe"] = UNAUTHORIZED
    assert found()[0] == Weight.FAULT
    assert "HTTP 401" in found()[1]
    telegram.close()
    assert found()[0] == Weight.FAULT
    settings.MESSENGERS = {}
    assert found()[0] == Weight.NOTE


def test_a_loop_that_does_not_hear_is_missed_where_a_messenger_is_named(
    telegram: BotApi, settings: Any
) -> None:
    late = health(RequestFactory().get("/health")).content
    assert b"late: messengers has not run yet" in late
    assert b"late: alerts has not run yet" in late
    settings.MESSENGERS = {}
    assert b"messengers" not in health(RequestFactory().get("/health")).content


def test_one_that_somebody_else_hears_is_left_alone_for_a_while(
    telegram: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    at, rests = msk("2024-03-14 10:00"), Rests()
    bot = known.MESSENGERS["telegram"]
    telegram.answers["getUpdates"] = CONFLICT
    assert not listen("telegram", bot, at, rests)
    telegram.answers.clear()
    telegram.write(1, "/start")
    assert not listen("telegram", bot, at + timedelta(seconds=4), rests)
    assert telegram.asked == ["getUpdates"]
    assert listen("telegram", bot, at + timedelta(seconds=5), rests)
    assert "HTTP 409" in caplog.text


def test_two_workers_hear_one_after_the_other(telegram: BotApi) -> None:
    at, bot = msk("2024-03-14 10:00"), known.MESSENGERS["telegram"]
    inner: list[bool] = []

    def other(_method: str) -> None:
        inner.append(listen("telegram", bot, at, Rests()))
        connections.close_all()

    telegram.write(1, "/start")
    telegram.meanwhile = other
    assert listen("telegram", bot, at, Rests())
    assert inner == [False, False]
    assert len(telegram.said(1)) == 1
    telegram.meanwhile = lambda _method: None
    assert not listen("telegram", bot, at, Rests())
    assert len(telegram.said(1)) == 1
