"""An answer of a SAML provider is good once, in the browser whose attempt it answers, and nowhere else (L7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.records.models import ProviderAnswer
from kabinet.records.security.reach import as_system
from tests.clock import AT
from tests.pages.entrance.provider.saml.fake_saml import (
    changed,
    come_back,
    fetch,
    go,
    here,
    post,
    response,
    signed,
)
from tests.pages.entrance.provider.saml.refusing import refused

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]


def unsigned_around(request: str) -> str:
    """The assertion was signed for another attempt; the answer round it says this one."""
    right = signed(response("_another"))
    return changed(right, {'ID="_r1"': f'ID="_r1" InResponseTo="{request}"'})


def test_an_answer_is_good_once(client: Client, security_log: pytest.LogCaptureFixture) -> None:
    request, state = go(client)
    made = signed(response(request))
    mine = post(made)
    refused(post(made), client, security_log, "said before")
    assert fetch(client, mine).status_code == 303
    thief = Client()
    thief.cookies["kabinet-provider"] = client.cookies["kabinet-provider"].value
    for address in (mine["Location"], f"{here('back/')}?state={state}&answer=x"):
        assert thief.get(address).status_code == 400
    assert thief.get("/me/").status_code == 303


def test_it_is_said_before_to_another_process_as_well(
    client: Client, security_log: pytest.LogCaptureFixture
) -> None:
    """What is kept of it is a row: a browser that kept the attempt brings it again, by another program over the database."""
    from django.core.cache import cache

    request, _state = go(client)
    kept_attempt = client.cookies["kabinet-provider"].value
    made = signed(response(request))
    assert come_back(client, made).status_code == 303
    cache.clear()
    again = Client()
    again.cookies["kabinet-provider"] = kept_attempt
    answer = come_back(again, made)
    assert (answer.status_code, again.get("/me/").status_code) == (403, 303)
    assert any("reason=said_before" in each for each in security_log.messages)


def test_what_lies_here_is_fetched_once(client: Client) -> None:
    request, _state = go(client)
    kept_attempt = client.cookies["kabinet-provider"].value
    answer = post(signed(response(request)))
    assert fetch(client, answer).status_code == 303
    again = Client()
    again.cookies["kabinet-provider"] = kept_attempt
    assert fetch(again, answer).status_code == 403
    assert again.get("/me/").status_code == 303


def test_what_is_over_is_not_fetched(client: Client, security_log: pytest.LogCaptureFixture) -> None:
    answer = post(signed(response(go(client)[0])))
    with transaction.atomic(), as_system("a test"):
        ProviderAnswer.objects.update(ends_at=AT - timedelta(seconds=1))
    refused(fetch(client, answer), client, security_log, "no such answer")


def test_somebody_elses_answer_is_not_fetched(client: Client, security_log: pytest.LogCaptureFixture) -> None:
    """Somebody would have another person work in their session: the answer is one to their own attempt."""
    theirs, mine = go(Client()), go(client)
    answer = post(signed(response(theirs[0], "shulgin")))
    found = client.get(answer["Location"].replace(theirs[1], mine[1]))
    refused(found, client, security_log, "no such answer")


@pytest.mark.parametrize("made", [lambda request: signed(response("_another")), unsigned_around])
def test_an_answer_to_another_attempt_is_none_to_this(client: Client, made: Any) -> None:
    assert come_back(client, made(go(client)[0])).status_code == 400
    assert client.get("/me/").status_code == 303
