"""Signing in at a CAS server: there and back by a ticket, and out when it says so (L7)."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.config.doctor import machine
from kabinet.config.doctor.finding import Weight
from kabinet.network.provider import Providers
from kabinet.records.models import Organisation, ProviderAccount, ProviderSession
from kabinet.records.security.reach import as_system
from tests.cast import PASSWORD, Cast
from tests.markup import packed
from tests.pages.entrance.provider.conftest import ZMK
from tests.pages.entrance.provider.fake_cas import CasServer, come_back, go, through

pytestmark = pytest.mark.clause("L7")
BACK = "/sign-in/provider/back/"
LOGOUT = (
    '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="1" Version="2.0">'
    '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID>'
    "{}</samlp:LogoutRequest>"
)
INDEX = "<samlp:SessionIndex>{}</samlp:SessionIndex>"


def tell(said: str, address: str = BACK) -> Any:
    """The server says that a session ended; its program has no key of a form."""
    return Client(enforce_csrf_checks=True).post(address, {"logoutRequest": said})


def accounts() -> list[tuple[str, str]]:
    with transaction.atomic(), as_system("a test"):
        return list(ProviderAccount.objects.values_list("issuer", "subject"))


def is_in(*clients: Client) -> list[bool]:
    return [each.get("/me/").status_code == 200 for each in clients]


def test_there_and_back(cas: CasServer, client: Client, settings: Any) -> None:
    service = go(client, cas, next="/people/")
    assert service.startswith(f"{settings.PUBLIC_URL}{BACK}?state=")
    answer = come_back(client, service, cas.give(service, "saveliev"))
    assert (answer.status_code, answer["Location"]) == (303, "/people/")
    assert "Савельев" in client.get("/me/").content.decode()
    assert accounts() == [(cas.url, "saveliev")]


def test_capitals_make_no_other_account(cas: CasServer) -> None:
    for typed in ("saveliev", "Saveliev", "SAVELIEV"):
        assert through(Client(), cas, typed).status_code == 303
    assert accounts() == [(cas.url, "saveliev")]


def test_a_login_that_nobody_has(cas: CasServer, client: Client) -> None:
    answer = through(client, cas, "<b>stranger&")
    assert answer.status_code == 403
    assert "<b>&lt;b&gt;stranger&amp;</b>" in packed(answer.content.decode())
    assert is_in(client) == [False]


def test_the_login_may_be_an_attribute(cas: CasServer, client: Client, settings: Any) -> None:
    from dataclasses import replace

    settings.SIGN_IN_PROVIDERS = Providers(replace(cas.provider(), login_claim="portalLogin"))
    service = go(client, cas)
    said = "<cas:mail>x@x.example</cas:mail><cas:portalLogin>saveliev</cas:portalLogin>"
    assert come_back(client, service, cas.give(service, "s-17", said)).status_code == 303
    assert accounts() == [(cas.url, "s-17")]
    other = Client()
    service = go(other, cas)
    assert come_back(other, service, cas.give(service, "s-18", said)).status_code == 403, "another account"


def test_an_organisations_own_speaks_it_as_well(
    cas: CasServer, client: Client, cast: Cast, settings: Any
) -> None:
    with transaction.atomic(), as_system("a test"):
        Organisation.objects.filter(pk=cast.client["zmk"]).update(inn=ZMK)
    own = {"organisation": ZMK, "domains": frozenset({"zmk.example"})}
    settings.SIGN_IN_PROVIDERS = Providers(None, (cas.provider("zmk", **own),))
    assert through(client, cas, "saveliev", "zmk").status_code == 303
    other = Client()
    assert through(other, cas, "shulgin", "zmk").status_code == 403
    assert is_in(client, other) == [True, False]


def test_what_ends_there_ends_here_and_nothing_else(cas: CasServer) -> None:
    one, other, by_password = Client(), Client(), Client()
    first = go(one, cas)
    ticket = cas.give(first, "saveliev")
    come_back(one, first, ticket)
    through(other, cas)
    by_password.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    told = tell(LOGOUT.format(INDEX.format(ticket)))
    assert (told.status_code, told["Cache-Control"]) == (200, "no-store")
    assert is_in(one, other, by_password) == [False, True, True]
    with transaction.atomic(), as_system("a test"):
        assert ProviderSession.objects.count() == 1


def test_it_may_be_said_to_the_address_that_is_there_for_it(cas: CasServer, client: Client) -> None:
    service = go(client, cas)
    ticket = cas.give(service, "saveliev")
    come_back(client, service, ticket)
    said = LOGOUT.format(INDEX.format(f"\n  {ticket}\n"))
    assert tell(said, "/sign-in/provider/ended/").status_code == 200
    assert is_in(client) == [False]


# {} is the ticket of a session that goes on.
SAID = {
    "nothing": "",
    "no XML": "ST-1",
    "another's ticket": LOGOUT.format(INDEX.format("ST-of-nobody")),
    "no session": LOGOUT.format(""),
    "an empty one": LOGOUT.format(INDEX.format(" ")),
    "two": LOGOUT.format(INDEX * 2),
    "a comment in it": LOGOUT.format(INDEX.format("<!-- -->{}")),
    "an element in it": LOGOUT.format(INDEX.format("<a>{}</a>")),
    "deeper": LOGOUT.format(f"<a>{INDEX}</a>"),
    "another namespace": LOGOUT.format(INDEX).replace("SAML:2.0:protocol", "SAML:1.0:protocol"),
    "an index of another": LOGOUT.format('<o:SessionIndex xmlns:o="urn:o">{}</o:SessionIndex>'),
    "no namespace": "<LogoutRequest><SessionIndex>{}</SessionIndex></LogoutRequest>",
    "another root": LOGOUT.format(INDEX).replace("LogoutRequest", "LogoutResponse"),
    "a DTD": "<!DOCTYPE a>" + LOGOUT.format(INDEX),
    "an entity": '<!DOCTYPE a [<!ENTITY t "{}">]>' + LOGOUT.format(INDEX.format("&t;")),
    "a file": '<!DOCTYPE a [<!ENTITY t SYSTEM "file:///etc/passwd">]>' + LOGOUT.format(INDEX.format("&t;")),
    "deep": "<a>" * 15_000,
    "long": LOGOUT.format(INDEX.format("x" * 5000)),
}


@pytest.mark.parametrize("kind", SAID)
def test_whoever_only_says_so_ends_nothing(cas: CasServer, client: Client, kind: str) -> None:
    service = go(client, cas)
    ticket = cas.give(service, "saveliev")
    come_back(client, service, ticket)
    told = tell(SAID[kind].replace("{}", ticket))
    assert told.status_code == (200 if kind == "another's ticket" else 400)
    assert is_in(client) == [True]


def test_a_provider_of_another_protocol_is_told_nothing_there(there: Any, client: Client) -> None:
    assert client.post(BACK, {"logoutRequest": LOGOUT.format(INDEX.format("x"))}).status_code == 404


def test_signing_out_offers_to_end_it_there(cas: CasServer, client: Client, settings: Any) -> None:
    through(client, cas)
    answer = client.post("/sign-out/")
    assert answer.status_code == 200
    assert f'href="{cas.url}/logout?service=' in answer.content.decode()
    assert is_in(client) == [False]


def test_the_doctor_asks_it(cas: CasServer) -> None:
    [found] = list(machine.providers())
    assert (found.weight, cas.url in found.said) == (Weight.WELL, True)
    cas.answer = b"<html>"
    [found] = list(machine.providers())
    assert (found.weight, "does not answer" in found.said) == (Weight.FAULT, True)
    cas.answer, cas.status = None, 404
    [found] = list(machine.providers())
    assert (found.weight, "it answers 404" in found.said) == (Weight.FAULT, True)
