"""Who is let in by a token, for how long and how often, and how every refusal is said."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.api_scopes import Scope
from tests.api.program import PROBLEM, Program, program
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later


def row(**changes: Any) -> models.ApiToken:
    """The one token there is, changed from outside."""
    with transaction.atomic(), as_system("a look from outside"):
        models.ApiToken.objects.update(**changes) if changes else None
        return models.ApiToken.objects.get()


def test_nobody_is_let_in_without_a_token_of_ones_own(cast: Cast, client: Client) -> None:
    known = program(cast, "gordeeva")
    key = known.token.split("_")[1]
    shown = [
        "",
        "kbt",
        f"kbt_{key}_",
        f"kbt_{key}_{'a' * 43}",
        known.token[:-1],
        known.token + "a",
        f"kbt_0_{'a' * 43}",
    ]
    for each in shown:
        answer = Program(each).ask("GET", "/me")
        assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM), each
        assert answer["WWW-Authenticate"].startswith("Bearer")
    cast.sign_in(client, "gordeeva")
    assert client.get("/api/v1/me").status_code == 401
    assert client.get("/api/v1/me", headers={"Authorization": f"Basic {known.token}"}).status_code == 401
    answer = known.ask("GET", "/me")
    assert (answer.status_code, answer["Cache-Control"], dict(answer.cookies)) == (
        200,
        "private, no-store",
        {},
    )


@pytest.mark.parametrize("ended", ["expired", "removed", "switched off", "password"])
def test_a_token_ends_with_its_day_and_with_its_person(cast: Cast, ended: str) -> None:
    of, person = program(cast, "gordeeva"), cast.person["gordeeva"]
    assert of.ask("GET", "/me").status_code == 200
    with transaction.atomic(), as_system("it ends"):
        if ended == "expired":
            models.ApiToken.objects.update(expires_at=AT)
        elif ended == "removed":
            models.Membership.objects.filter(person=person).update(ended_at=later(AT, minutes=-1))
        elif ended == "switched off":
            models.Person.objects.filter(pk=person).update(is_active=False)
        else:
            models.Person.objects.filter(pk=person).update(sessions_since=later(AT, minutes=-1))
    assert of.ask("GET", "/me").status_code == 401


def test_its_reach_is_that_of_its_person_now(cast: Cast, desk: Desk) -> None:
    number = desk.register(later(AT, hours=-1)).number
    of = program(cast, "gordeeva")
    assert of.ask("GET", f"/tickets/{number}").status_code == 200
    with transaction.atomic(), as_system("somebody else's engineer from now on"):
        held = models.Membership.objects.filter(person=cast.person["gordeeva"])
        held.update(organisation=cast.partner["primsoft"])
    assert of.ask("GET", f"/tickets/{number}").status_code == 401


def test_a_leave_that_was_not_given_is_named(cast: Cast, desk: Desk) -> None:
    number = desk.register(later(AT, hours=-1)).number
    of = program(cast, "gordeeva", Scope.READ)
    answer = of.ask("POST", f"/tickets/{number}/take", {}, If_Match="*")
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")
    assert "tickets:write" in answer.json()["reason"]
    assert program(cast, "gordeeva", Scope.WRITE).ask("GET", "/tickets").status_code == 403


def test_whoever_asks_too_often_is_told_when_to_come_again(cast: Cast) -> None:
    of = program(cast, "gordeeva")
    minute = AT.replace(second=0, microsecond=0)
    row(minute_at=minute, taken=settings.API_A_MINUTE - 1)
    assert of.ask("GET", "/me").status_code == 200
    answer = of.ask("GET", "/me")
    assert (answer.status_code, answer["Content-Type"]) == (429, PROBLEM)
    assert 1 <= int(answer["Retry-After"]) <= 60
    row(minute_at=minute - timedelta(minutes=1))
    assert of.ask("GET", "/me").status_code == 200
    assert row().used_at == AT.replace(minute=0, second=0, microsecond=0)


def test_every_refusal_is_a_problem(cast: Cast) -> None:
    of = program(cast, "gordeeva")
    asked = {
        404: [("GET", "/tickets/U-1", {}), ("GET", "/nowhere", {}), ("GET", "/tickets/U-1%00/history", {})],
        405: [("DELETE", "/me", {}), ("PUT", "/tickets", {}), ("OPTIONS", "/tickets", {})],
        406: [("GET", "/me", {"Accept": "text/html"})],
        422: [
            ("GET", "/tickets?level=99", {}), ("GET", "/tickets?levels=1", {}), ("GET", "/tickets?level=1&level=2", {}),
            ("GET", "/tickets?cursor=xxx", {}), ("GET", "/me?a=1", {}), ("GET", "/tickets?since=2024-02-31", {}),
        ],
    }  # fmt: skip
    for status, requests in asked.items():
        for method, path, headers in requests:
            answer = of.ask(method, path, **headers)
            assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), (method, path)
            assert answer.json()["status"] == status
    assert of.ask("DELETE", "/me")["Allow"] == "GET"
    kind = Client().post(
        "/api/v1/tickets", "a=1", "text/plain", headers={"Authorization": f"Bearer {of.token}"}
    )
    assert (kind.status_code, kind["Content-Type"]) == (415, PROBLEM)


def test_it_speaks_the_language_of_its_person(cast: Cast) -> None:
    of = program(cast, "gordeeva")
    assert of.ask("GET", "/nowhere-at-all/x").json()["title"] == "Здесь ничего нет"
    with transaction.atomic(), as_system("English from now on"):
        models.Person.objects.update(language="en")
    assert of.ask("GET", "/tickets/U-1").json()["title"] == "There is nothing here"


def test_what_the_server_cannot_do_is_a_problem_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def away(**_: object) -> None:
        raise OperationalError

    of = program(cast, "gordeeva")
    with monkeypatch.context() as broken:
        broken.setattr("kabinet.api.gate.use_token", away)
        browser = Client(raise_request_exception=False)
        answer = browser.get("/api/v1/me", headers={"Authorization": f"Bearer {of.token}"})
    assert (answer.status_code, answer["Content-Type"]) == (503, PROBLEM)
    assert int(answer["Retry-After"]) > 0
    odd = Client(raise_request_exception=False, HTTP_HOST="another.example").get("/api/v1/me")
    assert (odd.status_code, odd["Content-Type"]) == (400, PROBLEM)


def test_what_was_refused_stands_in_the_security_log_and_no_token_does(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    of = program(cast, "gordeeva")
    with caplog.at_level(logging.INFO):
        of.ask("GET", "/tickets/U-1")
        Program(of.token[:-1] + "_").ask("GET", "/me")
    said = [each.getMessage() for each in caplog.records if each.name == "kabinet.security"]
    assert [each.partition(" person=")[0] for each in said] == ["turned back", "unknown token"]
    assert f"person={cast.person['gordeeva']}" in said[0]
    assert of.token[:-1] not in caplog.text
