"""What a CAS server or somebody with a ticket may say wrong: each is refused, nobody gets in, nothing is kept."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.network.provider import Providers
from kabinet.records.models import ProviderAccount, ProviderSession
from kabinet.records.security.reach import as_system
from tests.pages.entrance.provider.fake_cas import (
    NAMESPACE,
    CasServer,
    come_back,
    failure,
    go,
    response,
    success,
    through,
)

pytestmark = pytest.mark.clause("L7")
RIGHT = response(success("saveliev"))


def kept() -> int:
    with transaction.atomic(), as_system("a test"):
        return ProviderAccount.objects.count() + ProviderSession.objects.count()


def refused(answer: Any, client: Client) -> None:
    assert answer.status_code == 403, answer.content.decode()
    assert "Вход не подтверждён" in answer.content.decode()
    assert client.get("/me/").status_code == 303
    assert kept() == 0


def test_what_is_right_is_taken(cas: CasServer, client: Client) -> None:
    """Or the tables below would be refused for something else."""
    cas.answer = RIGHT.encode()
    assert through(client, cas).status_code == 303


ANSWERS: dict[str, str] = {
    "a failure": response(failure("INVALID_TICKET")),
    "a failure of its own words": response(failure("<script>")).replace("<script>", "&lt;script&gt;"),
    "a failure with a success in it": response(
        failure("INVALID_TICKET").replace(">no<", f">{success('saveliev')}<")
    ),
    "both": response(failure("INVALID_TICKET") + success("saveliev")),
    "two verdicts": response(success("saveliev") * 2),
    "no verdict": response(""),
    "a verdict deeper": response(f"<a>{success('saveliev')}</a>"),
    "another verdict": RIGHT.replace("authenticationSuccess", "proxySuccess"),
    "another root": RIGHT.replace("serviceResponse", "response"),
    "two users": response(success("saveliev</cas:user><cas:user>shulgin")),
    "no user": response("<cas:authenticationSuccess></cas:authenticationSuccess>"),
    "an empty user": response(success(" ")),
    "a user deeper": response(success("</cas:user><a><cas:user>saveliev</cas:user></a><cas:user>")),
    "a user among attributes": response(
        "<cas:authenticationSuccess><cas:attributes><cas:user>saveliev</cas:user></cas:attributes>"
        "</cas:authenticationSuccess>"
    ),
    "a comment in the user": response(success("saveliev<!-- -->.stranger")),
    "a comment before the user": response(success("<!-- -->saveliev")),
    "an instruction in the user": response(success("saveliev<?x?>")),
    "an element in the user": response(success("saveliev<b/>.stranger")),
    "lines in the user": response(success("save\nliev")),
    "a long user": response(success("x" * 10_000)),
    "another namespace": RIGHT.replace(NAMESPACE, "http://another.example/cas"),
    "no namespace": RIGHT.replace("cas:", "").replace(f' xmlns:cas="{NAMESPACE}"', ""),
    "a user of another namespace": response(
        '<cas:authenticationSuccess xmlns:o="http://another.example"><o:user>saveliev</o:user>'
        "</cas:authenticationSuccess>"
    ),
    "a prefix that means another thing": response(
        '<cas:authenticationSuccess xmlns:cas="http://another.example"><cas:user>saveliev</cas:user>'
        "</cas:authenticationSuccess>"
    ),
    "passed on by a proxy": response(
        success("saveliev", "<cas:proxies><cas:proxy>https://a.example</cas:proxy></cas:proxies>")
    ),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_that_proves_nothing(cas: CasServer, client: Client, kind: str) -> None:
    cas.answer = ANSWERS[kind].encode()
    refused(through(client, cas), client)


BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "no XML": b"yes\nsaveliev\n",
    "a page": b"<html><body>sign in<br></body>",
    "half of it": RIGHT.encode()[:-5],
    "a DTD": b"<!DOCTYPE a>" + RIGHT.encode(),
    "an entity": b'<!DOCTYPE a [<!ENTITY u "saveliev">]>' + response(success("&u;")).encode(),
    "a bomb": b'<!DOCTYPE a [<!ENTITY u "x"><!ENTITY v "&u;&u;">]>' + response(success("&v;")).encode(),
    "a file": b'<!DOCTYPE a [<!ENTITY u SYSTEM "file:///etc/hostname">]>' + response(success("&u;")).encode(),
    "an unknown entity": response(success("&u;")).encode(),
    "an unknown encoding": b'<?xml version="1.0" encoding="x-none"?>' + RIGHT.encode(),
    "another encoding": b'<?xml version="1.0" encoding="utf-16"?>' + RIGHT.encode(),
    "deep": b"<a>" * 20_000,
    "large": RIGHT.replace("saveliev", "saveliev" + " " * 70_000).encode(),
    "a zero": response(success("save\0liev")).encode(),
    "an error of its own": response(failure("INTERNAL_ERROR")).encode(),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_answer_of_such_a_server_is_told_in_words(
    cas: CasServer, client: Client, kind: str
) -> None:
    cas.answer = BROKEN[kind]
    answer = through(client, cas)
    assert (answer.status_code, "Войти так сейчас нельзя" in answer.content.decode()) == (503, True)
    assert client.get("/me/").status_code == 303
    assert kept() == 0


@pytest.mark.parametrize("status", [302, 403, 404, 500])
def test_another_status_is_no_answer(cas: CasServer, client: Client, status: int) -> None:
    cas.status = status
    assert through(client, cas).status_code == 503
    assert kept() == 0


def test_a_ticket_that_was_used(cas: CasServer, client: Client) -> None:
    """By another program that it was shown to, before the browser came back."""
    service = go(client, cas)
    ticket = cas.give(service, "saveliev")
    cas.tickets.pop(ticket)
    refused(come_back(client, service, ticket), client)


def test_an_attempt_is_used_up(cas: CasServer, client: Client) -> None:
    service = go(client, cas)
    ticket = cas.give(service, "saveliev")
    assert come_back(client, service, ticket).status_code == 303
    again = Client()
    again.cookies["kabinet-provider"] = client.cookies["kabinet-provider"].value
    for each in (client, again):
        assert come_back(each, service, ticket).status_code == 400
    assert again.get("/me/").status_code == 303


def test_a_ticket_that_is_too_old(cas: CasServer, client: Client) -> None:
    cas.expired = True
    refused(through(client, cas), client)


def test_a_ticket_for_another_program(cas: CasServer, client: Client) -> None:
    service = go(client, cas)
    refused(come_back(client, service, cas.give("https://another.example/", "saveliev")), client)


def test_a_ticket_of_somebody_elses_attempt(cas: CasServer, client: Client) -> None:
    """Somebody would have another person work in their session: the ticket was given for their own attempt."""
    theirs = go(Client(), cas)
    mine = go(client, cas)
    refused(come_back(client, mine, cas.give(theirs, "shulgin")), client)


def test_a_ticket_without_an_attempt_of_this_browser(cas: CasServer, client: Client) -> None:
    service = go(Client(), cas)
    assert come_back(client, service, cas.give(service, "saveliev")).status_code == 400
    go(client, cas)
    assert come_back(client, service, cas.give(service, "saveliev")).status_code == 400
    assert cas.asked == []


@pytest.mark.parametrize("ticket", ["", "x" * 300, "x" * 5000, "ST-1\n", "СТ-1", "ST-1\0"])
def test_what_is_no_ticket_is_not_asked_about(cas: CasServer, client: Client, ticket: str) -> None:
    refused(come_back(client, go(client, cas), ticket), client)
    assert cas.asked == []


def test_a_code_of_the_other_protocol_is_no_ticket(cas: CasServer, client: Client) -> None:
    service = go(client, cas)
    state = service.partition("state=")[2]
    refused(client.get("/sign-in/provider/back/", {"state": state, "code": "a-code"}), client)


@pytest.mark.parametrize("said", ["", "<cas:login>saveliev</cas:login>" * 2, "<login>saveliev</login>"])
def test_an_attribute_that_is_not_there_once(
    cas: CasServer, client: Client, settings: Any, said: str
) -> None:
    from dataclasses import replace

    settings.SIGN_IN_PROVIDERS = Providers(replace(cas.provider(), login_claim="login"))
    service = go(client, cas)
    refused(come_back(client, service, cas.give(service, "saveliev", said)), client)


def test_a_server_that_went_away_meanwhile(cas: CasServer, client: Client, settings: Any) -> None:
    service = go(client, cas)
    cas.status = 502
    assert come_back(client, service, cas.give(service, "saveliev")).status_code == 503
    cas.status = 200
    assert through(client, cas).status_code == 303
