"""What a SAML provider, or somebody who poses as one, may say wrong: each is refused, nobody gets in, nothing is bound.

Beside each stands the reason that the security log has for it: refused for something else is not looked at.
"""

import base64
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kabinet.config.serving import bodies
from kabinet.network.provider import Providers
from tests.pages.entrance.provider.saml.fake_saml import (
    DS,
    METHOD,
    OTHER,
    SHA1_DIGEST,
    SHA1_METHOD,
    A,
    P,
    changed,
    come_back,
    go,
    here,
    provider,
    response,
    signed,
    signer,
    time,
)
from tests.pages.entrance.provider.saml.refusing import refused

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]
Made = Callable[[str], str | bytes]
WRONG, ELSEWHERE, NOT_ONE = "the signature is not right", "a signature elsewhere", "not one assertion"
WHOLE = re.compile(r"<saml:Assertion.*</saml:Assertion>")


def said(**other: str) -> Made:
    """Signed rightly, with another word in it."""
    return lambda request: signed(response(request, **other))


def edited(*changes: tuple[str, str], part: str = "Assertion") -> Made:
    """Changed before it is signed."""
    return lambda request: signed(changed(response(request), dict(changes)), part)


def tampered(*changes: tuple[str, str], part: str = "Assertion") -> Made:
    """Changed after it was signed."""
    return lambda request: changed(signed(response(request), part), dict(changes))


def by_another_hand(request: str) -> str:
    """The assertion is the provider's own; who says to bring it is somebody else."""
    return signed(response(request)).replace(">urn:zmk:idp<", ">urn:other:idp<", 1)


DTD = "<!DOCTYPE a>"
BOMB = '<!DOCTYPE a [<!ENTITY u "x"><!ENTITY v "&u;&u;">]>'
FILE = '<!DOCTYPE a [<!ENTITY u SYSTEM "file:///etc/hostname">]>'
ANSWERS: dict[str, tuple[Made, str]] = {
    "unsigned": (response, "not signed"),
    "tampered": (tampered((">saveliev<", ">shulgin<")), WRONG),
    "tampered, all of it signed": (tampered((">saveliev<", ">shulgin<"), part="Response"), WRONG),
    "another's certificate": (lambda r: signed(response(r), by=OTHER), WRONG),
    "a signature by SHA-1": (lambda r: signed(response(r), method=SHA1_METHOD), WRONG),
    "a digest by SHA-1": (lambda r: signed(response(r), digest=SHA1_DIGEST), WRONG),
    "no algorithm": (tampered((METHOD, "http://www.w3.org/2000/09/xmldsig#none")), WRONG),
    "an algorithm of a secret": (tampered((METHOD, f"{DS}hmac-sha256")), WRONG),
    "the signature taken out": (
        lambda r: re.sub("<ds:Signature .*</ds:Signature>", "", signed(response(r))),
        "not signed",
    ),
    "a signature of another place": (
        lambda r: changed(
            signed(response(r)), {"</samlp:Status>": f'<a xmlns:d="{DS}"><d:Signature/></a></samlp:Status>'}
        ),
        ELSEWHERE,
    ),
    "another audience": (said(audience="https://other.example/"), "another audience"),
    "no audience": (
        lambda r: signed(re.sub("<saml:AudienceRestriction.*Restriction>", "", response(r))),
        "another audience",
    ),
    "two audiences, one of which is not this": (
        edited(
            (
                "</saml:Conditions>",
                "<saml:AudienceRestriction><saml:Audience>x</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
            )
        ),
        "another audience",
    ),
    "a condition that nobody knows": (
        edited(("</saml:Conditions>", "<saml:Condition/></saml:Conditions>")),
        "an unknown condition",
    ),
    "no conditions": (
        lambda r: signed(re.sub("<saml:Conditions.*</saml:Conditions>", "", response(r))),
        "not one Conditions",
    ),
    "another issuer": (said(issuer="urn:other:idp"), "another issuer"),
    "another issuer round it": (by_another_hand, "another issuer"),
    "another issuer of the assertion": (
        lambda r: signed(
            response(r)
            .replace(">urn:zmk:idp<", ">urn:other:idp<", 2)
            .replace(">urn:other:idp<", ">urn:zmk:idp<", 1)
        ),
        "another issuer",
    ),
    "no request": (lambda r: signed(response("")), "not asked for"),
    "another destination": (said(destination="https://other.example/back/"), "another destination"),
    "another recipient": (said(recipient="https://other.example/back/"), "another recipient"),
    "another provider's address here": (
        lambda r: signed(response(r, recipient=here("back/", "zmk"))),
        "another recipient",
    ),
    "over": (said(begins=time(-400), ends=time(-61)), "over"),
    "not yet": (said(begins=time(61), ends=time(400)), "not yet"),
    "not yet confirmed": (edited((" Recipient=", f' NotBefore="{time(61)}" Recipient=')), "not yet"),
    "no end": (edited((f' NotOnOrAfter="{time(300)}"/>', "/>")), "no time"),
    "no zone": (said(ends=time(300).removesuffix("Z")), "no time"),
    "a session that is over": (
        edited((' SessionIndex="s-1"', f' SessionIndex="s-1" SessionNotOnOrAfter="{time(-61)}"')),
        "over",
    ),
    "confirmed by a key": (
        said(method="urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"),
        "confirmed in another way",
    ),
    "a name that does not last": (
        said(format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),
        "a name that does not last",
    ),
    "a comment in the name": (lambda r: signed(response(r, "saveliev<!-- -->.stranger")), "a comment in it"),
    "a comment put in afterwards": (tampered((">saveliev<", ">save<!-- -->liev<")), "a comment in it"),
    "an instruction in the name": (lambda r: signed(response(r, "saveliev<?x?>")), "a comment in it"),
    "an element in the name": (lambda r: signed(response(r, "saveliev<b/>.stranger")), "no NameID"),
    "no name": (lambda r: signed(response(r, " ")), "no NameID"),
    "a long name": (lambda r: signed(response(r, "x" * 256)), "no NameID"),
    "a long session": (said(session="x" * 256), "a long name"),
    "two names": (
        edited(("</saml:NameID>", "</saml:NameID><saml:NameID>shulgin</saml:NameID>")),
        "not one NameID",
    ),
    "two subjects": (edited(("</saml:Subject>", "</saml:Subject><saml:Subject/>")), "not one Subject"),
    "an encrypted one beside it": (
        lambda r: changed(
            signed(response(r)),
            {"</samlp:Response>": f'<e:EncryptedAssertion xmlns:e="{A}"/></samlp:Response>'},
        ),
        NOT_ONE,
    ),
    "no assertion": (lambda r: signed(WHOLE.sub("", response(r)), "Response"), NOT_ONE),
    "another version": (edited(('ID="_r1" Version="2.0"', 'ID="_r1" Version="1.1"')), "another version"),
    "another document": (
        lambda r: changed(signed(response(r)), {"samlp:Response": "samlp:ArtifactResponse"}),
        "another document",
    ),
    "another namespace": (lambda r: changed(signed(response(r)), {P: "urn:o"}), "another document"),
    "a DTD": (lambda r: DTD + signed(response(r)), "no XML"),
    "a bomb": (lambda r: BOMB + changed(signed(response(r)), {">saveliev<": ">&v;<"}), "no XML"),
    "a file": (lambda r: FILE + changed(signed(response(r)), {">saveliev<": ">&u;<"}), "no XML"),
    "no XML": (lambda r: "saveliev", "no XML"),
    "nothing": (lambda r: "", "no XML"),
    "half of it": (lambda r: signed(response(r))[:-9], "no XML"),
    "another encoding": (lambda r: b'<?xml version="1.0" encoding="x-none"?><a/>', "no XML"),
    "a zero": (lambda r: signed(response(r)).replace("saveliev", "save\0liev"), "no XML"),
    "deep": (
        lambda r: changed(
            signed(response(r)), {"<samlp:Status>": "<a>" * 3000 + "</a>" * 3000 + "<samlp:Status>"}
        ),
        WRONG,
    ),
}


def test_what_is_right_is_taken(client: Client) -> None:
    """Or the table below would be refused for something else."""
    assert come_back(client, signed(response(go(client)[0]))).status_code == 303
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_that_proves_nothing(
    client: Client, security_log: pytest.LogCaptureFixture, kind: str
) -> None:
    made, why = ANSWERS[kind]
    refused(come_back(client, made(go(client)[0])), client, security_log, why)


@pytest.mark.parametrize(("since", "until"), [(2000, 2025), (2027, 2100)])
def test_a_certificate_that_is_not_good_now(
    client: Client, security_log: pytest.LogCaptureFixture, settings: Any, since: int, until: int
) -> None:
    other = signer(since=since, until=until)
    settings.SIGN_IN_PROVIDERS = Providers(provider(certificates=(other.certificate,)))
    refused(come_back(client, signed(response(go(client)[0]), by=other)), client, security_log, WRONG)


def test_what_is_no_base64(client: Client, security_log: pytest.LogCaptureFixture) -> None:
    answer = client.post("/sign-in/provider/back/", {"SAMLResponse": "%%%"})
    refused(answer, client, security_log, "no base64")


def test_a_long_answer_is_not_read(client: Client) -> None:
    sent = {"SAMLResponse": base64.b64encode(b"x" * bodies.ANYBODY).decode()}
    assert client.post("/sign-in/provider/back/", sent).status_code == 413


def test_a_code_of_another_protocol_is_no_answer(
    client: Client, security_log: pytest.LogCaptureFixture
) -> None:
    _request, state = go(client)
    answer = client.get("/sign-in/provider/back/", {"state": state, "code": "a-code"})
    refused(answer, client, security_log, "no answer")
