"""What this desk says to a SAML provider that was given a key of ours: signed, and known by our description (L7)."""

import base64
import re
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509 import load_pem_x509_certificate
from django.test import Client

from kabinet.config.counterparts.providers import ending
from kabinet.config.doctor import machine
from kabinet.config.doctor.finding import Weight
from kabinet.network.provider import Providers, Signing
from tests.clock import AT
from tests.pages.entrance.provider.fake import answering
from tests.pages.entrance.provider.saml.fake_saml import (
    METHOD,
    OTHER,
    SLO,
    SSO,
    Signer,
    logout,
    provider,
    query,
    sent,
    signer,
    through,
)

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]
OURS = signer()


def of(*known: Signer, file: str = "") -> Signing:
    """The key of the first, and what is told of all."""
    return Signing(known[0].key, tuple(each.certificate for each in known), file)


@pytest.fixture
def signing(settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(provider(signing=of(OURS)))


def asked_in(client: Client) -> str:
    there: str = client.get("/sign-in/provider/?next=/people/")["Location"]
    return there


def asked_out(client: Client) -> str:
    through(client)
    page = client.post("/sign-out/").content.decode()
    [there] = re.findall(rf'href="({SLO}[^"]+)"', page)
    return str(there).replace("&amp;", "&")


def answered_out(client: Client) -> str:
    """What came along with the question goes back as it came, whatever signs it has."""
    through(client)
    there: str = client.get(f"/sign-in/provider/ended/?{query(logout(), RelayState='a b&c(=%2F)ж')}")[
        "Location"
    ]
    return there


SAYINGS: dict[str, tuple[Callable[[Client], str], str]] = {
    "who signs in": (asked_in, "SAMLRequest"),
    "who went out": (asked_out, "SAMLRequest"),
    "that somebody did": (answered_out, "SAMLResponse"),
}


def is_signed(there: str, by: Signer) -> bool:
    """By the words of the standard: what stands before the signature, letter by letter."""
    said, _, signature = urlsplit(there).query.partition("&Signature=")
    key: Any = load_pem_x509_certificate(by.certificate.encode()).public_key()
    raw = base64.b64decode(unquote(signature), validate=True)
    try:
        key.verify(raw, said.encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("kind", SAYINGS)
def test_all_that_we_say_is_signed_by_our_key(client: Client, signing: None, kind: str) -> None:
    say, word = SAYINGS[kind]
    there = say(client)
    assert is_signed(there, OURS)
    assert not is_signed(there, OTHER)
    assert not is_signed(there.replace(f"{word}=", f"{word}=a", 1), OURS)
    names = [each.partition("=")[0] for each in urlsplit(there).query.split("&")]
    wanted = [word, "RelayState", "SigAlg", "Signature"]
    assert names == [each for each in wanted if each != "RelayState" or kind != "who went out"]
    assert parse_qs(urlsplit(there).query)["SigAlg"] == [METHOD]
    assert sent(there, word)[0].startswith("<samlp:")
    if kind == "that somebody did":
        assert parse_qs(urlsplit(there).query)["RelayState"] == ["a b&c(=%2F)ж"]


@pytest.mark.parametrize("kind", SAYINGS)
def test_without_a_key_nothing_is(client: Client, kind: str) -> None:
    there = SAYINGS[kind][0](client)
    assert "Sig" not in set(re.findall(r"[?&](Sig)", there))
    assert 'AuthnRequestsSigned="false"' in described(client)
    assert "KeyDescriptor" not in described(client)


def test_an_address_with_words_of_its_own_keeps_them(client: Client, settings: Any) -> None:
    """They are the provider's, and no part of what is signed."""
    settings.SIGN_IN_PROVIDERS = Providers(provider(signing=of(OURS), sign_in_address=f"{SSO}?realm=a"))
    there = asked_in(client)
    assert there.startswith(f"{SSO}?realm=a&SAMLRequest=")
    assert is_signed(there.replace("realm=a&", ""), OURS)


def described(client: Client) -> str:
    return client.get("/sign-in/provider/metadata/").content.decode()


def test_our_description_has_the_key_of_today_and_the_next_one(client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(provider(signing=of(OURS, OTHER)))
    words = described(client)
    assert 'AuthnRequestsSigned="true"' in words
    told = re.findall('<KeyDescriptor use="signing">.*?<X509Certificate>([^<]+)</X509Certificate>', words)
    assert [load_pem_x509_certificate(pem(each)) for each in told] == [
        load_pem_x509_certificate(each.certificate.encode()) for each in (OURS, OTHER)
    ]
    assert words.index("</KeyDescriptor><SingleLogoutService") > 0, "the schema has an order"


def pem(body: str) -> bytes:
    return f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n".encode()


def told(settings: Any, signing: Signing) -> list[tuple[Weight, str]]:
    """What the doctor says of our key."""
    with answering(BaseHTTPRequestHandler) as url:
        settings.SIGN_IN_PROVIDERS = Providers(provider(sign_in_address=f"{url}/sso", signing=signing))
        return [(found.weight, found.said) for found in list(machine.providers())[1:]]


def test_the_doctor_says_when_our_certificate_ends(own_db: object, settings: Any) -> None:
    assert told(settings, of(OURS)) == []
    [(weight, said)] = told(settings, of(signer(until=2025)))
    assert weight == Weight.FAULT
    assert said.startswith("portal: the certificate of our key ends at 2025-01-01: the provider may refuse")


def test_it_is_said_a_month_before() -> None:
    def said(days: int) -> list[tuple[bool, str]]:
        ours = of(signer(ends=AT + timedelta(days=days)), signer(until=2025))
        return list(ending(Providers(None, (provider("zmk", signing=ours),)), AT))

    assert said(31) == []
    [(over, sentence)] = said(29)
    assert not over
    assert sentence.startswith(
        f"zmk: the certificate of our key ends at {AT + timedelta(days=29):%Y-%m-%d}: put the"
    )
    assert [over for over, _ in said(-1)] == [True]


def test_the_doctor_sees_a_key_that_everybody_reads(own_db: object, settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "ours.key"
    file.touch(mode=0o640)
    assert told(settings, of(OURS, file=str(file))) == []
    file.chmod(0o644)
    assert told(settings, of(OURS, file=str(file))) == [
        (Weight.FAULT, f"a key of ours is readable by everybody: chmod o-rwx {file}")
    ]
