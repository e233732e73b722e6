"""A published version is taken up by a partner, applies from a day, and stands in the history (L18)."""

import re
import urllib.error
import urllib.request
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from kabinet.actions.regulation import adoption
from kabinet.records import models
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.registration.walk import Walk
from tests.pages.regulation.versions.versions_scene import (
    Reader,
    now,
    published,
    today,
    whole,
)

DAYS = [
    (0, "4.0", 200, "осталось 31 день"),
    (15, "4.0", 200, "осталось 16 дней"),
    (30, "4.0", 200, "осталось 1 день"),
    (31, "4.1", 403, "с"),
]


@pytest.mark.clause("L16", "L18", "P2.8")
@pytest.mark.parametrize(("passed", "number", "status", "left"), DAYS)
def test_what_applies_on_a_day_and_how_long_one_may_choose(
    cast: Cast, desk: Desk, passed: int, number: str, status: int, left: str
) -> None:
    published(desk, today() - timedelta(days=passed))
    for login in ("gordeeva", "saveliev", "stranger", "titova"):
        assert f"<h1>Регламент корпоративной технической поддержки, версия {number}</h1>" in Reader(
            cast, login
        ).see("/rules/")
    shown = Reader(cast, "arkhipova").see("/regulations/4.1/adopt/", status)
    assert left in shown
    if status == 403:
        assert "/rules/clause/L18/" in shown
        assert "действует для всех" in shown
    else:
        assert "/regulations/4.1/adopt/" in Reader(cast, "arkhipova").see("/rules/")
        assert "/regulations/4.1/adopt/" not in Reader(cast, "gordeeva").see("/rules/")


@pytest.mark.clause("L18", "P2.8")
@pytest.mark.parametrize("passed", [0, 15, 30])
def test_a_partner_takes_it_up_on_the_page_and_its_clients_follow(
    cast: Cast, desk: Desk, passed: int
) -> None:
    published(desk, today() - timedelta(days=passed))
    before = desk.register(now() - timedelta(minutes=5), level=2).number
    Reader(cast, "arkhipova").fill("/regulations/4.1/adopt/", "adopt", day=today().isoformat())
    assert "<h1>Регламент корпоративной технической поддержки, версия 4.1</h1>" in Reader(
        cast, "saveliev"
    ).see("/rules/")
    assert "<h1>Регламент корпоративной технической поддержки, версия 4.0</h1>" in Reader(
        cast, "stranger"
    ).see("/rules/")
    walk = Walk(Client(), cast)
    walk.register(2)
    after = walk.tickets()[-1].number
    for reader in ("saveliev", "gordeeva"):
        assert (
            '<a class="link tall" href="/rules/version/4.0/">Регламент корпоративной технической поддержки, версия 4.0 от'
            in Reader(cast, reader).see(f"/tickets/{before}/")
        )
        assert (
            '<a class="link tall" href="/rules/version/4.1/">Регламент корпоративной технической поддержки, версия 4.1 от'
            in Reader(cast, reader).see(f"/tickets/{after}/")
        )
    assert "По этой версии живут обращения" in Reader(cast, "saveliev").see("/rules/version/4.0/")
    assert "3 рабочих часа" in Reader(cast, "saveliev").see("/rules/version/4.1/")


@pytest.mark.clause("L18")
def test_a_day_outside_is_said_beside_the_field_and_the_same_twice_is_harmless(
    cast: Cast, desk: Desk
) -> None:
    published(desk, today() - timedelta(days=5))
    partner, address = Reader(cast, "arkhipova"), "/regulations/4.1/adopt/"
    for day in (today() - timedelta(days=1), today() + timedelta(days=26)):
        shown = unescape(partner.fill(address, "adopt", 422, day=day.isoformat()).content.decode())
        assert "Перейти на версию можно с" in shown
    partner.fill(address, "adopt", 422, day="когда-нибудь\0")
    chosen = (today() + timedelta(days=3)).isoformat()
    for _ in range(2):
        partner.fill(address, "adopt", day=chosen)
    assert [str(row.day) for row in whole(models.Adoption)] == [chosen]
    assert "Сейчас выбран день" in partner.see(address)
    kinds = [row.kind for row in whole(models.OrganisationEntry)]
    assert kinds.count("regulation_adopted") == 1


@pytest.mark.clause("L18")
def test_a_colleague_is_told_whose_decision_it_is(cast: Cast, desk: Desk) -> None:
    published(desk, today())
    shown = Reader(cast, "gordeeva").see("/regulations/4.1/adopt/", 403)
    assert "Перейти на новую версию решает контактное лицо партнёра" in shown
    Reader(cast, "gordeeva").send("/regulations/4.1/adopt/", {"day": today().isoformat()}, 403)
    Reader(cast, "saveliev").see("/regulations/4.1/adopt/", 404)
    assert whole(models.Adoption) == []


@pytest.mark.clause("L18", "P2.8")
def test_publication_is_told_and_the_notice_opens_the_version(cast: Cast, desk: Desk) -> None:
    published(desk, today())
    for login in ("arkhipova", "saveliev"):
        reader = Reader(cast, login)
        assert "Опубликована версия 4.1 («Регламент корпоративной технической поддержки»)" in reader.see(
            "/notices/"
        )
        (notice,) = [row for row in whole(models.Notice) if row.person_id == cast.person[login]]
        assert reader.send(f"/notices/{notice.pk}/open/")["Location"] == "/rules/version/4.1/"


@pytest.mark.clause("L16")
def test_history_what_held_and_what_comes(cast: Cast, desk: Desk) -> None:
    published(desk, today() - timedelta(days=40))
    published(desk, today() + timedelta(days=4), "4.2")
    shown = Reader(cast, "saveliev").see("/rules/")
    assert "<h1>Регламент корпоративной технической поддержки, версия 4.1</h1>" in shown
    assert "Регламент корпоративной технической поддержки, версия 4.2." in shown
    assert "действовала с 10 февраля 2024 по" in shown
    assert "начнёт действовать" in shown
    assert "/rules/compare/?old=4.1&new=4.2" in shown


@pytest.mark.clause("L18")
def test_who_took_it_up_stands_on_the_vendors_page_and_in_the_history(
    cast: Cast, desk: Desk, administrator: Reader
) -> None:
    published(desk, today())
    desk.do(adoption.adopt, "arkhipova", now(), number="4.1", day=today())
    shown = administrator.see("/regulations/")
    assert "1 партнёр" in shown
    assert "Северный Контур" in shown


def test_clauses_of_a_ticket_under_an_older_version_still_lead_somewhere(cast: Cast, desk: Desk) -> None:
    number = desk.register(now() - timedelta(days=50), level=2).number
    published(desk, today() - timedelta(days=40))
    shown = Reader(cast, "saveliev").see(f"/tickets/{number}/")
    for code in set(re.findall(r"/rules/clause/([^/]+)/", shown)):
        Reader(cast, "saveliev").see(f"/rules/clause/{code}/")


def test_a_web_process_that_runs_already_notices_what_another_publishes(live: Any, cast: Cast) -> None:
    from django.conf import settings

    def asked(login: str, path: str) -> tuple[int, str]:
        client = Client()
        cast.sign_in(client, login)
        name = settings.SESSION_COOKIE_NAME
        request = urllib.request.Request(
            live.url + path, headers={"Cookie": f"{name}={client.cookies[name].value}"}
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    assert asked("saveliev", "/rules/version/4.1/")[0] == 404
    published(Desk(cast), today() - timedelta(days=40))
    status, shown = asked("saveliev", "/rules/")
    assert (status, "<h1>Регламент корпоративной технической поддержки, версия 4.1</h1>" in shown) == (
        200,
        True,
    )
