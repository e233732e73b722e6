"""The demonstration's provider asks what OpenID Connect asks, and is nowhere outside a demonstration."""

import base64
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet

from kabinet.network import oidc
from kabinet.network.provider import Provider, Providers, demonstration_provider
from kabinet.pages.demonstration_provider import signing
from tests.some import some

pytestmark = pytest.mark.usefixtures("cast", "stated_instant")
HOME = "/demonstration/provider/"
VERIFIER = "a verifier that nobody guesses"
PAGES = (
    ("GET", ".well-known/openid-configuration"),
    ("GET", "keys/"),
    ("GET", "authorize/"),
    ("POST", "authorize/"),
    ("POST", "token/"),
    ("GET", "end/"),
)


@pytest.fixture
def own(settings: Any) -> Provider:
    """As the desk knows it."""
    made = demonstration_provider(settings.PUBLIC_URL, settings.SECRET_KEY)
    settings.DEMO, settings.DEMO_PROVIDER, settings.SIGN_IN_PROVIDERS = True, made, Providers(made)
    return made


def asked(own: Provider, settings: Any, **other: str) -> Mapping[str, str]:
    """What the desk says when it sends somebody there."""
    return {
        "response_type": "code",
        "client_id": own.client,
        "redirect_uri": f"{settings.PUBLIC_URL}/sign-in/provider/back/",
        "code_challenge_method": "S256",
        "code_challenge": signing.challenge_of(VERIFIER),
        "state": "s",
        "nonce": "n",
        **other,
    }


def code(client: Client, own: Provider, settings: Any, login: str = "saveliev") -> str:
    """Of somebody who was chosen."""
    answer = client.post(f"{HOME}authorize/", asked(own, settings, login=login))
    assert answer.status_code == 303, answer.content.decode()
    said = parse_qs(urlsplit(answer["Location"]).query)
    assert said["state"] == ["s"]
    return said["code"][0]


def basic(own: Provider, secret: str = "") -> str:
    return "Basic " + base64.b64encode(f"{own.client}:{secret or own.secret}".encode()).decode()


def changed(client: Client, own: Provider, code: str, verifier: str = VERIFIER, **headers: str) -> Any:
    given = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
    return client.post(f"{HOME}token/", given, headers={"Authorization": basic(own), **headers})


@pytest.mark.parametrize(("method", "path"), PAGES)
@pytest.mark.parametrize("demo", [True, False])
def test_it_is_nowhere_without_a_demonstration_or_beside_a_real_provider(
    client: Client, settings: Any, method: str, path: str, demo: bool
) -> None:
    settings.DEMO, settings.DEMO_PROVIDER = demo, None
    assert client.generic(method, HOME + path).status_code == 404


def test_it_says_of_itself_what_the_desk_needs(client: Client, own: Provider) -> None:
    said = client.get(f"{HOME}.well-known/openid-configuration").json()
    assert said["issuer"] == own.issuer
    assert all(said[name].startswith(own.issuer) for name in oidc.ENDPOINTS)


def test_a_code_becomes_a_token_that_its_published_key_proves(
    client: Client, own: Provider, settings: Any
) -> None:
    answer = changed(client, own, code(client, own, settings))
    published = client.get(f"{HOME}keys/").json()
    assert "d" not in published["keys"][0]
    claims = jwt.decode(
        answer.json()["id_token"], KeySet.import_key_set(published), algorithms=["ES256"]
    ).claims
    assert claims["preferred_username"] == "saveliev"
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (own.issuer, own.client, "n")


@pytest.mark.parametrize(
    "wrong",
    [{"verifier": "another"}, {"code": "x"}, {"code": ""}, {"secret": "another"}, {"Authorization": ""}],
)
def test_a_wrong_code_verifier_or_secret_gets_no_token(
    client: Client, own: Provider, settings: Any, wrong: dict[str, str]
) -> None:
    right = code(client, own, settings)
    headers = {"Authorization": wrong["Authorization"]} if "Authorization" in wrong else {}
    if "secret" in wrong:
        headers = {"Authorization": basic(own, wrong["secret"])}
    answer = changed(client, own, wrong.get("code", right), wrong.get("verifier", VERIFIER), **headers)
    assert answer.status_code == 400
    assert "id_token" not in answer.json()


@pytest.mark.parametrize(
    "other",
    [
        {"redirect_uri": "https://elsewhere.example/back/"},
        {"client_id": "another"},
        {"code_challenge_method": "plain"},
        {"response_type": "token"},
        {"state": ""},
        {"nonce": "n" * 300},
    ],
)
def test_nobody_is_led_anywhere_but_to_the_desk(
    client: Client, own: Provider, settings: Any, other: dict[str, str]
) -> None:
    for method in (client.get, client.post):
        answer = method(f"{HOME}authorize/", asked(own, settings, login="saveliev") | other)
        assert answer.status_code == 400
        assert "Location" not in answer.headers


def test_only_people_of_the_demonstration_can_be_chosen(client: Client, own: Provider, settings: Any) -> None:
    answer = client.post(f"{HOME}authorize/", asked(own, settings, login="root"))
    assert answer.status_code == 200
    assert "От чьего имени войти" in answer.content.decode()


def test_the_form_carries_the_whole_request_and_is_protected(own: Provider, settings: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(f"{HOME}authorize/?{urlencode(asked(own, settings))}").content.decode()
    for name, value in some(asked(own, settings).items()):
        assert f'name="{name}" value="{value}"' in page
    refused = client.post(f"{HOME}authorize/", asked(own, settings, login="saveliev"))
    assert refused.status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    given = asked(own, settings, login="saveliev", csrfmiddlewaretoken=token[1])
    assert client.post(f"{HOME}authorize/", given).status_code == 303


def test_a_code_of_long_ago_is_none(client: Client, own: Provider, settings: Any, monkeypatch: Any) -> None:
    old = code(client, own, settings)
    monkeypatch.setattr(signing, "CODE_SECONDS", -1)
    assert changed(client, own, old).status_code == 400
