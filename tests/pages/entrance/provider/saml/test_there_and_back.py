"""Signing in at a SAML provider: there by an address, back by a form of its page, and out by its signed word (L7)."""

from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors import provider_answers
from kabinet.config.doctor import machine
from kabinet.config.doctor.finding import Weight
from kabinet.network.provider import Providers
from kabinet.records.models import Organisation, ProviderAccount, ProviderAnswer
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.markup import packed
from tests.pages.entrance.provider.conftest import ZMK
from tests.pages.entrance.provider.fake import answering
from tests.pages.entrance.provider.saml.fake_saml import (
    ENTITY,
    ONE,
    OTHER,
    SSO,
    come_back,
    fetch,
    go,
    here,
    post,
    provider,
    response,
    sent,
    signed,
    signer,
    through,
    time,
)

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]


def accounts() -> list[tuple[str, str]]:
    with transaction.atomic(), as_system("a test"):
        return list(ProviderAccount.objects.values_list("issuer", "subject"))


def kept() -> list[ProviderAnswer]:
    with transaction.atomic(), as_system("a test"):
        return list(ProviderAnswer.objects.all())


def is_in(*clients: Client) -> list[bool]:
    return [each.get("/me/").status_code == 200 for each in clients]


def test_there_and_back(client: Client) -> None:
    request, state = go(client, next="/people/")
    assert request == f"_{state}"
    answer = post(signed(response(request)))
    assert (answer.status_code, answer["Cache-Control"]) == (303, "private, no-store")
    assert is_in(client) == [False], "what was posted is nobody's until their browser fetches it"
    back = fetch(client, answer)
    assert (back.status_code, back["Location"]) == (303, "/people/")
    assert "Савельев" in client.get("/me/").content.decode()
    assert accounts() == [(ENTITY, "saveliev")]
    assert [each.said for each in kept()] == [""]


def test_what_the_provider_is_asked(client: Client) -> None:
    said, where = sent(client.get("/sign-in/provider/")["Location"], "SAMLRequest")
    assert where.startswith(f"{SSO}?SAMLRequest=")
    for wanted in (
        f'Destination="{SSO}"',
        f'"{here("back/")}"',
        f">{here()}</saml:Issuer>",
        "bindings:HTTP-POST",
    ):
        assert wanted in said


@pytest.mark.parametrize("part", ["Assertion", "Response", "both"])
def test_either_signature_is_enough(client: Client, part: str) -> None:
    request, _state = go(client)
    said = response(request)
    if part == "both":
        said = signed(signed(said, "Assertion"), "Response")
    else:
        said = signed(said, part)
    assert come_back(client, said).status_code == 303
    assert is_in(client) == [True]


def test_keys_change_without_a_gap(client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(provider(certificates=(OTHER.certificate, ONE.certificate)))
    assert through(client).status_code == 303
    request, _state = go(client)
    assert come_back(client, signed(response(request, id="_a2"), by=OTHER)).status_code == 303


@pytest.mark.parametrize("seconds", [-59, 59])
def test_a_clock_may_be_a_minute_off(client: Client, seconds: int) -> None:
    assert through(client, begins=time(seconds - 1), ends=time(seconds + 1)).status_code == 303


def test_the_login_may_be_an_attribute(client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(provider(login_claim="urn:login"))
    words = "<saml:AttributeValue>saveliev</saml:AttributeValue>"
    said = f'<saml:AttributeStatement><saml:Attribute Name="urn:login">{words}</saml:Attribute></saml:AttributeStatement>'
    assert through(client, "S-17", more=said).status_code == 303
    assert accounts() == [(ENTITY, "S-17")]
    assert through(Client(), "s-17", more=said).status_code == 403, "another account"
    for odd in ("", said * 2, said.replace(words, words * 2), said.replace("urn:login", "login")):
        assert through(Client(), "S-17", more=odd).status_code == 403


def test_capitals_make_no_other_account() -> None:
    for typed in ("saveliev", "Saveliev", "SAVELIEV"):
        assert through(Client(), typed).status_code == 303
    assert accounts() == [(ENTITY, "saveliev")]


def test_a_login_that_nobody_has(client: Client) -> None:
    answer = through(client, "&lt;b&gt;stranger&amp;")
    assert answer.status_code == 403
    assert "<b>&lt;b&gt;stranger&amp;</b>" in packed(answer.content.decode())
    assert (is_in(client), accounts()) == ([False], [])


def test_an_organisations_own_speaks_it_as_well(client: Client, cast: Cast, settings: Any) -> None:
    with transaction.atomic(), as_system("a test"):
        Organisation.objects.filter(pk=cast.client["zmk"]).update(inn=ZMK)
    own = {"organisation": ZMK, "domains": frozenset({"zmk.example"})}
    settings.SIGN_IN_PROVIDERS = Providers(None, (provider("zmk", **own),))
    assert through(client, "saveliev", "zmk").status_code == 303
    other = Client()
    assert through(other, "shulgin", "zmk").status_code == 403
    assert is_in(client, other) == [True, False]


def test_what_another_provider_said_is_fetched_by_nobody(client: Client, cast: Cast, settings: Any) -> None:
    """Two providers, one browser: what lies here of the one is not given out to an attempt at the other."""
    own = provider("zmk", organisation=ZMK, domains=frozenset({"zmk.example"}), issuer="urn:other")
    settings.SIGN_IN_PROVIDERS = Providers(replace(own, key="portal", organisation=""), (provider("zmk"),))
    request, _state = go(client)
    of_zmk = {"issuer": ENTITY, "key": "zmk", "audience": here("", "zmk")}
    answer = post(signed(response(request, **of_zmk)), "zmk")
    assert answer.status_code == 303
    where = answer["Location"].replace("/zmk/", "/")
    assert client.get(urlsplit(where).path, parse_qs(urlsplit(where).query)).status_code == 403
    assert is_in(client) == [False]


def test_the_provider_says_that_nobody_signed_in(client: Client) -> None:
    request, _state = go(client)
    status = "urn:oasis:names:tc:SAML:2.0:status:Responder"
    answer = post(response(request, status=status))
    assert (answer.status_code, "Вход отменён" in answer.content.decode()) == (403, True)


def test_nobody_brings_much_from_one_address(client: Client) -> None:
    told = [post("<a/>").status_code for _ in range(61)]
    assert told == [403] * 60 + [429]
    assert kept() == []


def test_a_whole_house_comes_from_one_address() -> None:
    """What the provider did sign is not counted."""
    told = {post(signed(response("_a", id=f"_{number}"))).status_code for number in range(61)}
    assert told == {303}


def test_what_is_over_goes() -> None:
    assert through(Client()).status_code == 303
    provider_answers.forget(at=AT + timedelta(minutes=5))
    assert len(kept()) == 1, "a clock may be a minute off"
    provider_answers.forget(at=AT + timedelta(minutes=7))
    assert kept() == []


def test_a_provider_is_told_what_it_must_know(client: Client, settings: Any) -> None:
    answer = client.get("/sign-in/provider/metadata/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/samlmetadata+xml")
    for wanted in (f'entityID="{here()}"', f'"{here("back/")}"', f'"{here("ended/")}"'):
        assert wanted in answer.content.decode()
    settings.SIGN_IN_PROVIDERS = Providers(replace(provider(), protocol="cas"))
    assert client.get("/sign-in/provider/metadata/").status_code == 404


def test_the_doctor_looks_at_it(own_db: object, settings: Any) -> None:
    with answering(BaseHTTPRequestHandler) as url:
        settings.SIGN_IN_PROVIDERS = Providers(provider(sign_in_address=f"{url}/sso"))
        [found] = list(machine.providers())
        assert (found.weight, found.said) == (Weight.WELL, f"portal: {url}/sso answers")
        old = signer(until=2025).certificate
        settings.SIGN_IN_PROVIDERS = Providers(
            provider(sign_in_address=url, certificates=(ONE.certificate, old))
        )
        [_answers, found] = list(machine.providers())
        assert (found.weight, "certificate 2 ends at 2025-01-01" in found.said) == (Weight.FAULT, True)
    [away, _certificate] = list(machine.providers())
    assert (away.weight, f"{url} is no provider that answers" in away.said) == (Weight.FAULT, True)
