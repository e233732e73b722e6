"""«Ключи доступа»: a token is made on the page, said once, used by a program, and ended there."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from kabinet.actions.organisations import api_tokens
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later

See, Send = Callable[..., str], Callable[..., Any]
TOKEN = re.compile(r"kbt_\d+_[A-Za-z0-9]{43}")
SENT = {"name": "Выгрузка в отчёт", "scopes": ["tickets:read"], "days": "90"}


def made(send: Send, login: str, **more: Any) -> str:
    answer = send(login, "/me/tokens/", **{**SENT, **more})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    found = TOKEN.search(answer.content.decode())
    assert found is not None
    return found[0]


def answered(token: str) -> int:
    return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_is_said_once_and_kept_as_its_digest(
    cast: Cast, see: See, send: Send, reach_nothing: Any
) -> None:
    token = made(send, "gordeeva")
    reach_nothing()
    assert answered(token) == 200
    page = html.unescape(see("gordeeva", "/me/tokens/"))
    assert SENT["name"] in page
    assert "читать обращения" in page
    assert not TOKEN.search(page + see("gordeeva", "/me/"))
    with transaction.atomic(), as_system("a look from outside"):
        row = models.ApiToken.objects.get()
    assert token.rpartition("_")[2] not in "".join(map(str, vars(row).values()))
    assert len(row.secret) == 64
    assert (row.expires_at - AT).days == 90


def test_days_are_said_in_the_language_of_whoever_reads(cast: Cast) -> None:
    """And not in the one in which the program was begun: of two languages one would be wrong."""
    said = {"ru": "90 дней", "en": "90 days"}
    for language, words in said.items():
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        cast.sign_in(client, "gordeeva")
        assert words in client.get("/me/tokens/").content.decode(), language


def test_it_ends_there_and_nobody_else_ends_it(cast: Cast, see: See, send: Send, reach_nothing: Any) -> None:
    token = made(send, "gordeeva")
    key = token.split("_")[1]
    assert f'href="/me/tokens/{key}/end/"' in see("gordeeva", "/me/tokens/")
    asked = see("gordeeva", f"/me/tokens/{key}/end/")
    assert SENT["name"] in asked
    assert "сразу перестанет работать" in asked
    see("zhdanov", f"/me/tokens/{key}/end/", 404)
    send("zhdanov", f"/me/tokens/{key}/end/")
    reach_nothing()
    assert answered(token) == 200
    assert SENT["name"] not in see("zhdanov", "/me/tokens/")
    send("gordeeva", f"/me/tokens/{key}/end/")
    reach_nothing()
    assert answered(token) == 401


def test_both_stand_in_the_journal_and_its_person_is_told(cast: Cast, see: See, send: Send) -> None:
    token = made(send, "gordeeva")
    send("gordeeva", f"/me/tokens/{token.split('_')[1]}/end/")
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.OrganisationEntry.objects.filter(organisation=cast.partner["kontur"])
        kinds = list(rows.order_by("id").values_list("kind", flat=True))[-2:]
        told = models.Notice.objects.filter(person=cast.person["gordeeva"]).order_by("created_at", "id")
        assert {row.kind for row in told} == {"token_made", "token_ended"}
    assert kinds == ["token_made", "token_ended"]
    assert SENT["name"] in see("gordeeva", "/notices/")


def test_what_is_not_said_is_asked_for(
    cast: Cast, send: Send, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in (
        {"name": ""},
        {"name": "x" * 61},
        {"scopes": []},
        {"scopes": ["all"]},
        {"days": "3650"},
        {"days": ""},
    ):
        answer = send("gordeeva", "/me/tokens/", **{**SENT, **wrong})
        assert (answer.status_code, TOKEN.search(answer.content.decode())) == (422, None), wrong
    monkeypatch.setattr(api_tokens, "MOST_TOKENS", 1)
    made(send, "gordeeva")
    assert send("gordeeva", "/me/tokens/", **SENT).status_code == 422


def test_a_new_password_ends_it(cast: Cast, send: Send, reach_nothing: Any) -> None:
    from kabinet.actions.organisations.contacts.access_link import issue_link

    token = made(send, "gordeeva")
    with transaction.atomic():
        actor = cast.actor("arkhipova", later(AT, minutes=1))
        of = {"organisation": cast.partner["kontur"], "person": cast.person["gordeeva"]}
        issue_link(actor=actor, at=later(AT, minutes=1), **of)
    reach_nothing()
    assert answered(token) == 401
    with transaction.atomic(), as_system("a look from outside"):
        assert not models.ApiToken.objects.exists()


def test_the_page_of_the_api_has_every_operation_in_the_readers_language(see: See) -> None:
    page = see("saveliev", "/help/api/")
    assert "/tickets/{number}/messages" in page
    assert "Зарегистрировать обращение" in page
    assert "If-Match" in page
    assert 'id="s429"' in page
