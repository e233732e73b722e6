"""A SAML provider says by any browser, or by a form, that a session ended: that one ends here, and nobody else's (L7)."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from kabinet.network.provider import Providers
from tests.cast import PASSWORD
from tests.pages.entrance.provider.saml.fake_saml import (
    OTHER,
    SHA1_METHOD,
    SLO,
    A,
    changed,
    here,
    logout,
    provider,
    query,
    sent,
    signed,
    signer,
    through,
    time,
)
from tests.pages.entrance.provider.saml.fake_saml import response as answer_of

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]
ENDED = "/sign-in/provider/ended/"


def brought(said: str, **more: Any) -> Any:
    """By somebody's browser, in an address."""
    return Client().get(f"{ENDED}?{query(said, **more)}")


def posted(said: str, **more: str) -> Any:
    """By a form of the provider's page: without cookies of ours."""
    import base64

    body = base64.b64encode(said.encode()).decode()
    return Client(enforce_csrf_checks=True).post(ENDED, {"SAMLRequest": body, **more})


def is_in(*clients: Client) -> list[bool]:
    return [each.get("/me/").status_code == 200 for each in clients]


@pytest.fixture
def three() -> list[Client]:
    """Savelyev came from there twice, and by a password."""
    one, other, by_password = Client(), Client(), Client()
    assert through(one, session="s-1").status_code == 303
    assert through(other, session="s-2").status_code == 303
    by_password.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    assert is_in(one, other, by_password) == [True, True, True]
    return [one, other, by_password]


WAYS: dict[str, Callable[[str], Any]] = {
    "address": brought,
    "form": lambda said: posted(signed(said, "LogoutRequest")),
}


@pytest.mark.parametrize("way", WAYS)
def test_exactly_the_session_that_is_named_ends(three: list[Client], way: str) -> None:
    answer = WAYS[way](logout())
    assert answer.status_code == 303
    assert is_in(*three) == [False, True, True]
    said, where = sent(answer["Location"], "SAMLResponse")
    assert where.startswith(f"{SLO}?")
    assert 'InResponseTo="_l1"' in said
    assert "status:Success" in said


@pytest.mark.parametrize("way", WAYS)
def test_without_a_session_all_of_that_name_end(three: list[Client], way: str) -> None:
    stranger = Client()
    assert through(stranger, "orlova", session="s-3").status_code == 303
    WAYS[way](logout(session=""))
    assert is_in(*three, stranger) == [False, False, True, True]


def test_several_may_be_named(three: list[Client]) -> None:
    index = "<samlp:SessionIndex>s-2</samlp:SessionIndex></samlp:LogoutRequest>"
    brought(changed(logout(), {"</samlp:LogoutRequest>": index}))
    assert is_in(*three) == [False, False, True]


def test_a_session_of_another_name_goes_on(three: list[Client]) -> None:
    assert brought(logout("orlova")).status_code == 303
    assert is_in(*three) == [True, True, True]


def test_the_browser_that_brings_it_keeps_its_own(three: list[Client]) -> None:
    """Whose session ends stands in what is signed, and in no cookie."""
    three[2].get(f"{ENDED}?{query(logout())}")
    assert is_in(*three) == [False, True, True]


def test_what_came_along_goes_back(three: list[Client]) -> None:
    answer = brought(logout(), RelayState="a b&c")
    assert parse_qs(urlsplit(answer["Location"]).query)["RelayState"] == ["a b&c"]


def test_a_session_that_goes_on_under_another_key_ends_as_well(client: Client) -> None:
    """A changed password gives it one."""
    through(client)
    words = {"old": PASSWORD, "new": "another good password", "again": "another good password"}
    assert client.post("/me/password/", words).status_code == 303
    assert is_in(client) == [True]
    brought(logout())
    assert is_in(client) == [False]


def test_where_nobody_wants_an_answer_there_is_none(three: list[Client], settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(provider(sign_out_address=""))
    answer = brought(logout())
    assert (answer.status_code, answer.content) == (200, b"")
    assert is_in(*three) == [False, True, True]


def unsigned_address(said: str) -> Any:
    return Client().get(f"{ENDED}?{query(said).partition('&SigAlg')[0]}")


def tampered_address(said: str) -> Any:
    return Client().get(f"{ENDED}?{query(said, RelayState='a').replace('RelayState=a', 'RelayState=b')}")


def twice(said: str) -> Any:
    """The signed words, and another request that would be read."""
    other = query(logout("orlova", id="_l2"), by=OTHER).partition("&")[0]
    return Client().get(f"{ENDED}?{query(said)}&{other}")


def by_form(*changes: tuple[str, str], part: str = "LogoutRequest", **how: Any) -> Callable[[str], Any]:
    return lambda said: posted(changed(signed(said, part, **how), dict(changes)))


def in_another_answer(said: str) -> Any:
    """The signature is right, and signs an assertion that somebody was given, not this."""
    assertion = re.search(r"<saml:Assertion.*</saml:Assertion>", signed(answer_of("_x")))[0]
    end = "</samlp:LogoutRequest>"
    return posted(changed(said, {end: f"<samlp:Extensions>{assertion}</samlp:Extensions>{end}"}))


def of_another_part(said: str) -> Any:
    """The signature is right, and stands where this one's would; it signs an assertion that somebody was given."""
    assertion = re.search(r"<saml:Assertion.*</saml:Assertion>", signed(answer_of("_x")))[0]
    signature = re.search(r"<ds:Signature.*</ds:Signature>", assertion)[0]
    end = "</samlp:LogoutRequest>"
    bare = changed(assertion, {signature: ""})
    return posted(changed(said, {end: f"{signature}<samlp:Extensions>{bare}</samlp:Extensions>{end}"}))


INDEX = "<samlp:SessionIndex>s-1</samlp:SessionIndex>"
REFUSED: dict[str, tuple[Callable[[str], Any], dict[str, str], str]] = {
    "nothing": (lambda _: Client().get(ENDED), {}, "the signature is not right"),
    "unsigned": (unsigned_address, {}, "the signature is not right"),
    "tampered": (tampered_address, {}, "the signature is not right"),
    "another's key": (lambda said: brought(said, by=OTHER), {}, "the signature is not right"),
    "by SHA-1": (lambda said: brought(said, method=SHA1_METHOD), {}, "the signature is not right"),
    "one word twice": (twice, {}, "one word twice"),
    "an unsigned form": (posted, {}, "not signed"),
    "a tampered form": (by_form((">s-1<", ">s-2<")), {}, "the signature is not right"),
    "a form by another's key": (by_form(by=OTHER), {}, "the signature is not right"),
    "a form by SHA-1": (by_form(method=SHA1_METHOD), {}, "the signature is not right"),
    "a form with another's signature": (in_another_answer, {}, "not signed"),
    "a form with an assertion's signature": (of_another_part, {}, "another part is signed"),
    "another issuer": (brought, {"issuer": "urn:other"}, "another issuer"),
    "another destination": (brought, {"destination": here("back/")}, "another destination"),
    "old": (brought, {"at": time(-361)}, "an old logout request"),
    "of tomorrow": (brought, {"at": time(61)}, "an old logout request"),
    "over": (brought, {"more": f' NotOnOrAfter="{time(-61)}"'}, "over"),
    "no time": (brought, {"at": "yesterday"}, "no time"),
    "no name": (brought, {"name": " "}, "no NameID"),
    "a comment in the name": (brought, {"name": "save<!-- -->liev"}, "a comment in it"),
    "a DTD": (lambda said: brought("<!DOCTYPE a>" + said), {}, "no XML"),
    "another document": (
        lambda said: brought(said.replace("LogoutRequest", "AuthnRequest")),
        {},
        "another document",
    ),
    "large": (lambda said: brought(said.replace("s-1", "s" * 200_000)), {}, "no XML"),
    "many sessions": (
        lambda said: brought(
            said.replace(
                "</saml:NameID>", "</saml:NameID>" + "<samlp:SessionIndex>s-1</samlp:SessionIndex>" * 50
            )
        ),
        {},
        "too many sessions",
    ),
    "of another namespace": (lambda said: brought(said.replace(A, "urn:o")), {}, "not one Issuer"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_whoever_only_says_so_ends_nothing(security_log: pytest.LogCaptureFixture, kind: str) -> None:
    say, words, why = REFUSED[kind]
    client = Client()
    assert through(client).status_code == 303
    answer = say(logout(**words))
    assert answer.status_code == 403
    assert is_in(client) == [True]
    assert [each for each in security_log.messages if f"reason={why.replace(' ', '_')} " in each]


@pytest.mark.parametrize(("since", "until"), [(2000, 2025), (2027, 2100)])
@pytest.mark.parametrize("way", WAYS)
def test_a_certificate_that_is_not_good_now(settings: Any, way: str, since: int, until: int) -> None:
    client, other = Client(), signer(since=since, until=until)
    through(client)
    settings.SIGN_IN_PROVIDERS = Providers(provider(certificates=(other.certificate,)))
    said = {"address": lambda: brought(logout(), by=other), "form": lambda: by_form(by=other)(logout())}
    assert said[way]().status_code == 403
    assert is_in(client) == [True]


def test_it_is_said_once() -> None:
    """Or whoever saw the address could end the next session with it, where no session is named."""
    client = Client()
    through(client)
    said = query(logout(session=""))
    assert client.get(f"{ENDED}?{said}").status_code == 303
    through(client, id="_a2")
    assert client.get(f"{ENDED}?{said}").status_code == 403
    assert is_in(client) == [True]


def test_signing_out_offers_to_end_it_there(client: Client) -> None:
    through(client, "saveliev", format="urn:f&amp;", session="s&lt;1")
    answer = client.post("/sign-out/")
    assert answer.status_code == 200
    assert is_in(client) == [False]
    [where] = re.findall(rf'href="({SLO}[^"]+)"', answer.content.decode())
    said, _where = sent(where.replace("&amp;", "&"), "SAMLRequest")
    assert '<saml:NameID Format="urn:f&amp;">saveliev</saml:NameID>' in said
    assert "<samlp:SessionIndex>s&lt;1</samlp:SessionIndex>" in said
    assert f">{here()}</saml:Issuer>" in said


def test_where_it_has_no_address_for_that_nothing_is_offered(client: Client, settings: Any) -> None:
    settings.SIGN_IN_PROVIDERS = Providers(provider(sign_out_address=""))
    through(client)
    assert client.post("/sign-out/").status_code == 303


@pytest.mark.parametrize("how", ["get", "post"])
def test_the_way_back_from_there_leads_to_the_sign_in_page(client: Client, how: str) -> None:
    through(client)
    answer = getattr(Client(), how)(ENDED, {"SAMLResponse": "whatever"})
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")
    assert is_in(client) == [True]
