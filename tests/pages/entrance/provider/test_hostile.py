"""What a provider, or somebody who poses as one, may say wrong: each is refused, nobody gets in, nothing is kept."""

import base64
import hmac
import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from joserfc.jwk import OctKey

from kabinet.network import oidc
from kabinet.records.models import ProviderAccount
from kabinet.records.security.reach import as_system
from tests.pages.entrance.provider.fake import (
    KEY,
    NOW,
    OTHER_KEY,
    SECRET,
    Fake,
    come_back,
    go,
    signed,
    through,
)

pytestmark = pytest.mark.clause("L7")


def unsigned(there: Fake) -> str:
    parts = [{"alg": "none"}, there.right_claims()]
    return ".".join(_packed(json.dumps(part).encode()) for part in parts) + "."


def tampered(there: Fake) -> str:
    head, _, signature = signed(there.right_claims()).split(".")
    changed = there.right_claims() | {"preferred_username": "shulgin"}
    return f"{head}.{_packed(json.dumps(changed).encode())}.{signature}"


def by_the_secret(there: Fake) -> str:
    return signed(there.right_claims(), OctKey.import_key(SECRET), alg="HS256", kid="one")


def by_the_public_key(there: Fake) -> str:
    """HS256 with the text of the RSA key that everybody has."""
    head = {"alg": "HS256", "kid": "one"}
    said = ".".join(_packed(json.dumps(part).encode()) for part in (head, there.right_claims()))
    return f"{said}.{_packed(hmac.digest(KEY.as_pem(private=False), said.encode(), 'sha256'))}"


def by_another_key(there: Fake) -> str:
    return signed(there.right_claims(), OTHER_KEY, kid="one")


def by_a_key_of_its_own(there: Fake) -> str:
    """The header brings the key along."""
    return signed(there.right_claims(), OTHER_KEY, jwk=OTHER_KEY.as_dict(private=False))


def _packed(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


TOKENS = {
    "unsigned": unsigned,
    "tampered": tampered,
    "HS256 with the secret": by_the_secret,
    "HS256 with the public key": by_the_public_key,
    "another's key": by_another_key,
    "a key of its own": by_a_key_of_its_own,
    "no token": lambda _: "",
    "nonsense": lambda _: "a.b.c",
    "five parts": lambda _: "a.b.c.d.e",
    "deep": lambda _: ".".join([_packed(b"[" * 20000), _packed(b"{}"), "x"]),
    "large": lambda there: signed(there.right_claims() | {"more": "x" * 60000}),
}
CLAIMS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://another.example"},
    "another audience": {"aud": "another"},
    "several audiences": {"aud": ["kabinet", "another"]},
    "authorized for another": {"azp": "another"},
    "expired": {"exp": NOW - 3600},
    "never expires": {"exp": None},
    "issued in the future": {"iat": NOW + 3600},
    "replayed": {"nonce": "of another attempt"},
    "no nonce": {"nonce": None},
    "nobody": {"sub": ""},
    "a number": {"sub": 7},
    "no login": {"preferred_username": None},
    "an empty login": {"preferred_username": " "},
    "a list": {"preferred_username": ["saveliev"]},
    "a long login": {"preferred_username": "x" * 10_000},
    "a zero": {"preferred_username": "save\0liev"},
}


def refused(answer: Any, client: Client) -> None:
    assert answer.status_code == 403, answer.content.decode()
    assert "Вход не подтверждён" in answer.content.decode()
    assert client.get("/me/").status_code == 303
    with transaction.atomic(), as_system("a test"):
        assert ProviderAccount.objects.count() == 0


@pytest.mark.parametrize("kind", [name for name in TOKENS if name != "large"])
def test_a_token_that_proves_nothing(there: Fake, client: Client, kind: str) -> None:
    there.token = TOKENS[kind]
    refused(through(client, there), client)


def test_a_key_that_both_have_proves_nothing_even_if_it_is_published(there: Fake, client: Client) -> None:
    """Which signatures count is said here, not by the keys of the provider."""
    shared = OctKey.generate_key(256, {"kid": "shared"})
    there.published = [dict(shared.as_dict(private=True))]
    there.token = lambda there: signed(there.right_claims(), shared, alg="HS256")
    refused(through(client, there), client)


@pytest.mark.parametrize("kind", CLAIMS)
def test_a_claim_that_is_not_right(there: Fake, client: Client, kind: str) -> None:
    right = there.right_claims()
    there.claims = CLAIMS[kind]

    def token(there: Fake) -> str:
        return signed({name: value for name, value in there.right_claims().items() if value is not None})

    assert right.keys() >= CLAIMS[kind].keys() - {"azp"}
    there.token = token
    refused(through(client, there), client)


def test_a_clock_a_minute_off_is_no_reason(there: Fake, client: Client) -> None:
    there.claims = {"iat": NOW + 50, "exp": NOW - 50}
    assert through(client, there).status_code == 303


def test_a_code_that_is_not_taken(there: Fake, client: Client) -> None:
    said = go(client, there)
    there.status = 400
    refused(come_back(client, said["state"]), client)


def test_the_answer_of_another_issuer(there: Fake, client: Client) -> None:
    """RFC 9207: swapped between two providers."""
    refused(come_back(client, go(client, there)["state"], iss="https://another.example"), client)
    assert [path for path, *_ in there.asked if path == "/token"] == []


@pytest.mark.parametrize("code", ["", "x" * 5000])
def test_no_code(there: Fake, client: Client, code: str) -> None:
    refused(come_back(client, go(client, there)["state"], code=code), client)


def test_new_keys_are_asked_for_once(there: Fake, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert through(Client(), there).status_code == 303
    there.keys = [OTHER_KEY]
    there.token = lambda there: signed(there.right_claims(), OTHER_KEY)
    monkeypatch.setattr(oidc, "KEYS_PAUSE", -1.0)
    assert through(client, there).status_code == 303
    monkeypatch.setattr(oidc, "KEYS_PAUSE", 600.0)
    there.token = lambda there: signed(there.right_claims(), KEY, kid="nobody's")
    asked = [path for path, *_ in there.asked].count("/keys")
    assert through(Client(), there).status_code == 403
    assert [path for path, *_ in there.asked].count("/keys") == asked


AWAY = {
    "another issuer answers": {"words": {"issuer": "https://another.example"}},
    "no word where to go": {"words": {"token_endpoint": None}},
    "an error": {"status": 500},
}


@pytest.mark.parametrize("kind", AWAY)
def test_a_provider_that_is_not_well_is_told_in_words(there: Fake, client: Client, kind: str) -> None:
    for name, value in AWAY[kind].items():
        setattr(there, name, value)
    answer = client.get("/sign-in/provider/")
    assert answer.status_code == 503
    assert "Войти так сейчас нельзя" in answer.content.decode()
    assert client.get("/sign-in/").status_code == 200


def test_a_provider_that_went_away_meanwhile(there: Fake, client: Client) -> None:
    said = go(client, there)
    there.status = 502
    assert come_back(client, said["state"]).status_code == 503
    there.status = 200
    assert through(client, there).status_code == 303


def test_too_large_a_token_is_no_answer(there: Fake, client: Client) -> None:
    there.token = TOKENS["large"]
    assert through(client, there).status_code == 503
    assert client.get("/me/").status_code == 303
