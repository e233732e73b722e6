"""Wrapped assertions: one that the provider signed, and beside or round it another one that somebody wrote (L7).

Each is refused before anything of it is read; and what is read is what was signed alone.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.pages.entrance.provider.saml.fake_saml import changed, come_back, go, response, signed
from tests.pages.entrance.provider.saml.refusing import refused

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]
Made = Callable[[str], str]
WRONG, NOT_ONE = "the signature is not right", "not one assertion"
WHOLE = re.compile(r"<saml:Assertion.*</saml:Assertion>")


def evil(request: str) -> str:
    """An assertion of somebody else, signed by nobody."""
    return WHOLE.search(response(request, "shulgin", id="_evil"))[0]


def beside(before: bool) -> Made:
    """Wrapped: another assertion beside the signed one."""

    def made(request: str) -> str:
        right = signed(response(request))
        own = WHOLE.search(right)[0]
        return right.replace(own, evil(request) + own if before else own + evil(request))

    return made


def within(place: str) -> Made:
    """Wrapped: another assertion has the signed one in it, at some place where anything may stand."""

    def made(request: str) -> str:
        right = signed(response(request))
        own = WHOLE.search(right)[0]
        inner = changed(evil(request), {place: f"{place}<saml:Advice>{own}</saml:Advice>"})
        return right.replace(own, inner)

    return made


def in_the_signature(request: str) -> str:
    """Wrapped: the signature was taken over, and the signed assertion lies in it as an object."""
    right = signed(response(request))
    own = WHOLE.search(right)[0]
    signature = re.search(r"<ds:Signature.*</ds:Signature>", own)[0]
    bare = own.replace(signature, "")
    taken = signature.replace("</ds:Signature>", f"<ds:Object>{bare}</ds:Object></ds:Signature>")
    inner = changed(evil(request), {"</saml:Issuer>": f"</saml:Issuer>{taken}"})
    return right.replace(own, inner)


def in_extensions(request: str) -> str:
    """Wrapped: the whole signed answer lies in another answer."""
    right = signed(response(request), "Response")
    other = response(request, "shulgin", id="_evil").replace('"_r1"', '"_r2"')
    return changed(other, {"<samlp:Status>": f"<samlp:Extensions>{right}</samlp:Extensions><samlp:Status>"})


def borrowed(request: str) -> str:
    """The signature of one assertion in another one, which has another name."""
    own = WHOLE.search(signed(response(request)))[0]
    signature = re.search(r"<ds:Signature.*</ds:Signature>", own)[0]
    return changed(
        response(request, "shulgin", id="_evil"),
        {"</saml:Issuer><saml:Subject>": f"</saml:Issuer>{signature}<saml:Subject>"},
    )


def same_name(request: str) -> str:
    """Wrapped: the other one has the very name of the signed one."""
    right = signed(response(request))
    own = WHOLE.search(right)[0]
    twin = WHOLE.search(response(request, "shulgin"))[0]
    return right.replace(own, own + twin)


def signed_elsewhere(request: str) -> str:
    """A right signature over a part that says nothing of anybody."""
    right = response(request)
    own = WHOLE.search(right)[0]
    status = changed(right, {"<samlp:Status>": '<samlp:Status ID="_s1">'})
    return changed(
        signed(changed(status, {own: ""}), "Response"), {"</samlp:Response>": own + "</samlp:Response>"}
    )


def in_the_wrong_place(request: str) -> str:
    """The signature is right and the whole answer's, and stands where the assertion's would."""
    right = signed(response(request), "Response")
    signature = re.search(r"<ds:Signature.*</ds:Signature>", right)[0]
    end = "</saml:Issuer><saml:Subject>"
    return changed(changed(right, {signature: ""}), {end: f"</saml:Issuer>{signature}<saml:Subject>"})


WRAPPED: dict[str, tuple[Made, str]] = {
    "two assertions, the signed one first": (beside(before=False), NOT_ONE),
    "two assertions, the signed one last": (beside(before=True), NOT_ONE),
    "the signed one within another": (within("</saml:AuthnStatement>"), NOT_ONE),
    "the signed one in the signature": (in_the_signature, NOT_ONE),
    "the signed answer within another": (in_extensions, NOT_ONE),
    "one of the same name": (same_name, "one name twice"),
    "a borrowed signature": (borrowed, WRONG),
    "put in after it was signed": (signed_elsewhere, WRONG),
    "the whole answer's signature in it": (in_the_wrong_place, "another part is signed"),
}


@pytest.mark.parametrize("kind", WRAPPED)
def test_another_assertion_is_not_read(
    client: Client, security_log: pytest.LogCaptureFixture, kind: str
) -> None:
    made, why = WRAPPED[kind]
    refused(come_back(client, made(go(client)[0])), client, security_log, why)
