"""What the file of identity providers says: a mistake is one sentence without a secret, and nothing is guessed."""

import sys
from pathlib import Path
from typing import Any

import pytest

from kabinet.config.counterparts.providers import FILE, MOST_BYTES, providers
from kabinet.config.environment import Misconfigured
from kabinet.network.provider import Protocol, Provider, Providers
from tests.pages.entrance.provider.saml.fake_saml import ONE, OTHER, signer

WEAK = signer(bits=1024)
OWN = {
    "organisation": '"7801000001"',
    "address": '"https://sso.zmk.example/realms/main"',
    "domains": '["zmk.example"]',
    "client": '"kabinet"',
    "secret": '"hidden-word"',
}
OIDC = {
    "KABINET_OIDC_ISSUER": "https://portal.example",
    "KABINET_OIDC_CLIENT": "desk",
    "KABINET_OIDC_SECRET": "hidden-word",
}


def table(key: str = "zmk", **changes: str) -> str:
    """As it stands in the file; what is empty is left out."""
    return f"[{key}]\n" + "\n".join(f"{name} = {said}" for name, said in {**OWN, **changes}.items() if said)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Reads a file of these words."""
    for name in OIDC:
        monkeypatch.delenv(name, raising=False)

    def read(words: str | bytes) -> Providers:
        file = tmp_path / "providers.toml"
        file.write_bytes(words if isinstance(words, bytes) else words.encode())
        monkeypatch.setenv(FILE, str(file))
        return providers()

    return read


def test_where_nothing_is_named_there_is_none(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILE, raising=False)
    assert providers() == Providers()


def test_an_organisation_has_its_own_beside_the_portal(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    found = said(table(domains='["ZMK.example", "завод.рф"]', name='"Завод"'))
    assert found.portal is not None
    assert (found.portal.issuer, found.portal.organisation) == ("https://portal.example", "")
    assert found.own == (
        Provider(
            "https://sso.zmk.example/realms/main",
            "kabinet",
            "hidden-word",
            "preferred_username",
            "Завод",
            key="zmk",
            protocol=Protocol.OIDC,
            organisation="7801000001",
            domains=frozenset({"zmk.example", "xn--80aegj1b.xn--p1ai"}),
        ),
    )
    assert "hidden-word" not in repr(found)


def test_the_portal_may_stand_in_the_file(said: Any) -> None:
    found = said(table("portal", organisation="", domains=""))
    assert found.portal is not None
    assert (found.portal.key, found.portal.name, found.own) == ("portal", "sso.zmk.example", ())


def test_a_secret_may_stand_in_a_variable(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZMK_SECRET", "from the surroundings")
    [found] = said(table(secret="", secret_from='"ZMK_SECRET"')).own
    assert found.secret == "from the surroundings"
    monkeypatch.delenv("ZMK_SECRET")
    with pytest.raises(Misconfigured, match="ZMK_SECRET is not set"):
        said(table(secret="", secret_from='"ZMK_SECRET"'))


def test_cas_knows_no_client_and_no_secret(said: Any) -> None:
    cas = {"protocol": '"cas"', "client": "", "secret": "", "address": '"https://cas.zmk.example/cas/"'}
    [found] = said(table(**cas)).own
    assert (found.protocol, found.issuer, found.login_claim) == (
        Protocol.CAS,
        "https://cas.zmk.example/cas",
        "user",
    )
    with pytest.raises(Misconfigured, match="and nothing else"):
        said(table(**{**cas, "secret": '"hidden-word"'}))


SAML = {
    "protocol": '"saml"',
    "entity_id": '"urn:zmk:idp"',
    "certificates": f'["""{ONE.certificate}"""]',
    "client": "",
    "secret": "",
}


def test_saml_has_a_name_addresses_and_certificates(said: Any) -> None:
    bare = "".join(OTHER.certificate.splitlines()[1:-1])
    two = {"certificates": f'["""{ONE.certificate}""", "{bare}"]', "login_claim": '"urn:login"'}
    [found] = said(table(**{**SAML, **two, "sign_out_address": '"https://sso.zmk.example/out"'})).own
    assert (found.protocol, found.issuer, found.login_claim) == (Protocol.SAML, "urn:zmk:idp", "urn:login")
    assert found.sign_in_address == "https://sso.zmk.example/realms/main"
    assert found.sign_out_address == "https://sso.zmk.example/out"
    assert len({*found.certificates}) == 2
    [found] = said(table(**SAML)).own
    assert (found.login_claim, found.sign_out_address, found.name) == ("user", "", "sso.zmk.example")


def test_saml_needs_a_package_more(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program without it starts, and says what is missing where it is wanted."""
    monkeypatch.setitem(sys.modules, "signxml", None)
    with pytest.raises(Misconfigured, match=r"^KABINET_PROVIDERS: \[zmk\] .*pip install 'kabinet\[saml\]'"):
        said(table(**SAML))
    assert said(table()).own


def test_what_saml_needs_fits_together() -> None:
    """Its library and the one in C below it; the versions are pinned by one lock."""
    from lxml import etree
    from signxml import XMLSigner, XMLVerifier

    assert etree.LIBXML_VERSION >= (2, 11)
    assert callable(XMLSigner)
    assert callable(XMLVerifier)


MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "not TOML": ('[zmk]\nsecret = hidden-word"', r"line 2, column \d+"),
    "not UTF-8": (b'[zmk]\nsecret = "\xff"', "not TOML"),
    "deep": ("a = " + "[" * 100_000, "not TOML"),
    "large": (b"#" * (MOST_BYTES + 1), "more than"),
    "no table": ('secret = "hidden-word"', "a table for each"),
    "a key that is part of an address": (table("back"), "a table for each"),
    "a key with other signs": (table('"Завод"'), "a table for each"),
    "a word that is none": (table(password='"hidden-word"'), "and nothing else"),
    "the portal of an organisation": (table("portal"), "and nothing else"),
    "no organisation": (table(organisation=""), "must say organisation"),
    "a number of nobody": (table(organisation='"78"'), "taxpayer number"),
    "another's word for it": (table(organisation='"partner"'), "taxpayer number"),
    "no domain": (table(domains="[]"), "domains"),
    "a text of domains": (table(domains='"zmk.example"'), "domains"),
    "numbers for domains": (table(domains="[1]"), "domains"),
    "no domain at all": (table(domains='["localhost"]'), "domains"),
    "an address for a domain": (table(domains='["a@zmk.example"]'), "domains"),
    "a domain twice": (table(domains='["zmk.example", "ZMK.example."]'), "one domain stands twice"),
    "another protocol": (table(protocol='"telepathy"'), "protocol"),
    "a protocol of another kind": (table(protocol="[]"), "protocol"),
    "no address": (table(address=""), "must say address"),
    "an open address": (table(address='"http://sso.zmk.example"'), "not https"),
    "a user in the address": (table(address='"https://a:hidden-word@sso.zmk.example"'), "without a user"),
    "no address of the net": (table(address='"https://[::1"'), "must say an address"),
    "no client": (table(client=""), "must say client"),
    "a secret of SAML": (table(**{**SAML, "secret": '"hidden-word"'}), "and nothing else"),
    "a certificate of OIDC": (table(certificates="[]"), "and nothing else"),
    "no entity": (table(**{**SAML, "entity_id": ""}), "must say entity_id"),
    "no certificate": (table(**{**SAML, "certificates": ""}), "must say certificates"),
    "no certificate in the list": (table(**{**SAML, "certificates": "[]"}), "must say certificates"),
    "too many": (table(**{**SAML, "certificates": f'["""{ONE.certificate}""", "", "", ""]'}), "one to 3"),
    "no certificate at all": (table(**{**SAML, "certificates": '["hidden-word"]'}), "number 1 is not"),
    "a number for one": (table(**{**SAML, "certificates": "[1]"}), "number 1 is not"),
    "a weak one": (table(**{**SAML, "certificates": f'["""{WEAK.certificate}"""]'}), "less than 2048 bits"),
    "an open address to go out": (
        table(**SAML, sign_out_address='"http://sso.zmk.example/out"'),
        "for sign_out_address",
    ),
    "a key that is an address of ours": (table("metadata"), "a table for each"),
    "no secret": (table(secret=""), "must say secret"),
    "two secrets": (table(secret_from='"ZMK_SECRET"'), "must say secret"),
    "a secret as the name of a variable": (
        table(secret="", secret_from='"hidden-word"'),
        "the name of a variable",
    ),
    "a long name": (table(name=f'"{"x" * 300}"'), "must say name"),
    "the same one twice": (
        table() + "\n" + table("other", domains='["other.example"]'),
        "one address stands twice",
    ),
    "another's domain": (table() + "\n" + table("other", address='"https://other.example"'), "one domain"),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_a_sentence_without_a_secret(said: Any, kind: str) -> None:
    words, why = MISTAKES[kind]
    with pytest.raises(Misconfigured, match=why) as found:
        said(words)
    assert "hidden-word" not in str(found.value)
    assert "\n" not in str(found.value)
    assert FILE in str(found.value)


def test_two_portals_are_one_too_many(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured, match="another one"):
        said(table("portal", organisation="", domains=""))


def test_a_file_that_is_not_there(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE, "/nowhere/providers.toml")
    with pytest.raises(Misconfigured, match="cannot be read"):
        providers()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ivanov@zmk.example", "zmk"),
        (" Ivanov@ZMK.Example. ", "zmk"),
        ("иванов@завод.рф", "zmk"),
        ("a@b@zmk.example", "zmk"),
        ("ivanov", None),
        ("@zmk.example", None),
        ("zmk.example", None),
        ("ivanov@sub.zmk.example", None),
        ("ivanov@zmk.example.evil", None),
        ("ivanov@zmk", None),
        ("ivanov@" + "x" * 70 + ".example", None),
        ("ivanov@..", None),
        ("ivanov@zmk.example\n", "zmk"),
        ("x" * 300 + "@zmk.example", None),
        ("", None),
    ],
)
def test_the_domain_alone_says_whose_provider_it_is(said: Any, typed: str, key: str | None) -> None:
    found = said(table(domains='["zmk.example", "завод.рф"]')).of_address(typed)
    assert (found.key if found else None) == key
