"""What this desk says to a provider: who signs in, who went out, that somebody did, and what it must know of us.

All of it goes in an address that the browser follows, and is signed where a provider was given a key of ours. Others need
none: nothing comes of a request but an answer to us, and a sign-out there is asked for by a person who presses a link.
"""

import base64
import json
import secrets
import zlib
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kabinet.network.client import NotAnswered, NotAsked, ask
from kabinet.network.provider import Away, Here, Provider
from kabinet.network.saml import own_key
from kabinet.network.saml.answers import OF_NAME

SPACES: Final = (
    'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
)
BINDINGS: Final = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-"
SUCCESS: Final = "urn:oasis:names:tc:SAML:2.0:status:Success"


def request_name(state: str) -> str:
    """What an attempt's request is called, which an answer to it must say; a name in XML begins with no digit."""
    return f"_{state}"


def sign_in_url(provider: Provider, *, here: Here, state: str, now: int) -> str:
    """Where the browser goes; it posts the answer to `here.back`."""
    more = {"AssertionConsumerServiceURL": here.back, "ProtocolBinding": f"{BINDINGS}POST"}
    policy = '<samlp:NameIDPolicy AllowCreate="true"/>'
    said = _document(
        "AuthnRequest", provider.sign_in_address, here, now, policy, ID=request_name(state), **more
    )
    return _to(provider, provider.sign_in_address, "SAMLRequest", said, state)


def sign_out_url(provider: Provider, *, here: Here, token: str, now: int) -> str | None:
    """Where the browser goes to end the session there as well; None where that cannot be asked."""
    if not provider.sign_out_address or not token:
        return None
    known = json.loads(token)
    of = "".join(f" {word}={quoteattr(known[word])}" for word in OF_NAME if word in known)
    inner = f"<saml:NameID{of}>{escape(known['name'])}</saml:NameID>"
    if known["session"]:
        inner += f"<samlp:SessionIndex>{escape(known['session'])}</samlp:SessionIndex>"
    said = _document("LogoutRequest", provider.sign_out_address, here, now, inner)
    return _to(provider, provider.sign_out_address, "SAMLRequest", said)


def signed_out_url(provider: Provider, *, here: Here, request: str, state: str, now: int) -> str | None:
    """Where the browser goes to say that what the provider's `request` named has ended; None where nobody wants to know."""
    if not provider.sign_out_address:
        return None
    inner = f'<samlp:Status><samlp:StatusCode Value="{SUCCESS}"/></samlp:Status>'
    said = _document("LogoutResponse", provider.sign_out_address, here, now, inner, InResponseTo=request)
    return _to(provider, provider.sign_out_address, "SAMLResponse", said, state)


def greet(provider: Provider) -> None:
    """Whether anything answers where people are sent; what, only a browser learns. Raises Away."""
    try:
        ask("GET", provider.sign_in_address, inside=True, headers={"Accept": "text/html"})
    except (NotAnswered, NotAsked) as failed:
        raise Away(failed.reason) from None


def description(provider: Provider, *, here: Here) -> str:
    """What the provider must know of this desk (metadata)."""
    keys = "".join(
        '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>'
        f"{own_key.bare(each)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
        for each in (provider.signing.certificates if provider.signing else ())
    )
    ended = "".join(
        f'<SingleLogoutService Binding="{BINDINGS}{binding}" Location={quoteattr(here.ended)}/>'
        for binding in ("Redirect", "POST")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID={quoteattr(here.name)}>'
        f'<SPSSODescriptor AuthnRequestsSigned="{"true" if keys else "false"}" WantAssertionsSigned="true" '
        f'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">{keys}{ended}'
        f'<AssertionConsumerService index="0" isDefault="true" Binding="{BINDINGS}POST" '
        f"Location={quoteattr(here.back)}/></SPSSODescriptor></EntityDescriptor>\n"
    )


def _document(kind: str, there: str, here: Here, now: int, inner: str, **more: str) -> str:
    """As it goes in an address: deflated, in base64. Its name is nobody's to guess."""
    said_at = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    known = {
        "ID": f"_{secrets.token_hex(20)}",
        "Version": "2.0",
        "IssueInstant": said_at,
        "Destination": there,
    }
    words = " ".join(f"{word}={quoteattr(said)}" for word, said in {**known, **more}.items())
    issuer = f"<saml:Issuer>{escape(here.name)}</saml:Issuer>"
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(f"<samlp:{kind} {SPACES} {words}>{issuer}{inner}</samlp:{kind}>".encode())
    return base64.b64encode(packed + packer.flush()).decode()


def _to(provider: Provider, url: str, word: str, said: str, state: str = "") -> str:
    words = {word: said, **({"RelayState": state} if state else {})}
    return f"{url}{'&' if '?' in url else '?'}{own_key.signed_words(provider.signing, words)}"
