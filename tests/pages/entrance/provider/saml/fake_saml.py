"""A SAML provider whose every word a test decides. It signs itself (canonical XML, digest, RSA), by no library of ours."""

import base64
import html
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.test import Client
from lxml import etree

from kabinet.network.provider import Protocol, Provider
from tests.clock import AT

NOW: Final = int(AT.timestamp())
ENTITY, SSO, SLO = "urn:zmk:idp", "https://idp.example/sso", "https://idp.example/slo"
P, A = "urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:2.0:assertion"
DS, C14N = "http://www.w3.org/2000/09/xmldsig#", "http://www.w3.org/2001/10/xml-exc-c14n#"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
METHOD = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA1_METHOD, SHA1_DIGEST = f"{DS}rsa-sha1", f"{DS}sha1"
DIGESTS = {"http://www.w3.org/2001/04/xmlenc#sha256": "sha256", SHA1_DIGEST: "sha1"}
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Signer:
    """A key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: str


def signer(*, bits: int = 2048, since: int = 2000, until: int = 2200, ends: datetime | None = None) -> Signer:
    key = rsa.generate_private_key(65537, bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(since, 1, 1, tzinfo=UTC))
        .not_valid_after(ends or datetime(until, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return Signer(key, made.public_bytes(Encoding.PEM).decode())


ONE, OTHER = signer(), signer()


def provider(key: str = "portal", **more: Any) -> Provider:
    """As the operator would name it."""
    of = {"sign_in_address": SSO, "sign_out_address": SLO, "certificates": (ONE.certificate,), **more}
    said = {"issuer": ENTITY, "client": "", "secret": "", "login_claim": "user", "name": "ЗМК", **of}
    return Provider(key=key, protocol=Protocol.SAML, **said)


def time(seconds: int = 0) -> str:
    """So long after the tests' instant."""
    return datetime.fromtimestamp(NOW + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def here(page: str = "", key: str = "portal") -> str:
    """An address of ours, as the provider knows it."""
    return f"{settings.PUBLIC_URL}/sign-in/provider/{'' if key == 'portal' else key + '/'}{page}"


def response(request: str, name: str = "saveliev", *, key: str = "portal", **said: str) -> str:
    """What it says, signed by nobody; what is given in `said` stands for the usual. Values are markup already."""
    of = {
        "id": "_a1",
        "issuer": ENTITY,
        "request": request,
        "recipient": here("back/", key),
        "destination": here("back/", key),
        "audience": here("", key),
        "begins": time(-5),
        "ends": time(300),
        "session": "s-1",
        "format": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
        "status": SUCCESS,
        "more": "",
        "method": BEARER,
        **said,
    }
    data = f'InResponseTo="{of["request"]}" Recipient="{of["recipient"]}" NotOnOrAfter="{of["ends"]}"'
    assertion = (
        f'<saml:Assertion xmlns:saml="{A}" ID="{of["id"]}" Version="2.0" IssueInstant="{time()}">'
        f"<saml:Issuer>{of['issuer']}</saml:Issuer>"
        f'<saml:Subject><saml:NameID Format="{of["format"]}">{name}</saml:NameID>'
        f'<saml:SubjectConfirmation Method="{of["method"]}"><saml:SubjectConfirmationData {data}/>'
        "</saml:SubjectConfirmation></saml:Subject>"
        f'<saml:Conditions NotBefore="{of["begins"]}" NotOnOrAfter="{of["ends"]}"><saml:AudienceRestriction>'
        f"<saml:Audience>{of['audience']}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{time()}" SessionIndex="{of["session"]}"><saml:AuthnContext/>'
        f"</saml:AuthnStatement>{of['more']}</saml:Assertion>"
    )
    return (
        f'<samlp:Response xmlns:samlp="{P}" ID="_r1" Version="2.0" IssueInstant="{time()}" '
        f'Destination="{of["destination"]}"><saml:Issuer xmlns:saml="{A}">{of["issuer"]}</saml:Issuer>'
        f'<samlp:Status><samlp:StatusCode Value="{of["status"]}"/></samlp:Status>{assertion}</samlp:Response>'
    )


def signed(
    said: str, part: str = "Assertion", by: Signer = ONE, *, method: str = METHOD, digest: str = ""
) -> str:
    """The document, whose first part of this name has a signature after its issuer."""
    root = etree.fromstring(said.encode())
    element = root if etree.QName(root).localname == part else next(root.iter(f"{{{A}}}{part}"))
    digest = digest or next(iter(DIGESTS))
    value = base64.b64encode(new(DIGESTS[digest], _canonical(element)).digest()).decode()
    info = (
        f'<ds:SignedInfo xmlns:ds="{DS}"><ds:CanonicalizationMethod Algorithm="{C14N}"/>'
        f'<ds:SignatureMethod Algorithm="{method}"/><ds:Reference URI="#{element.get("ID")}"><ds:Transforms>'
        f'<ds:Transform Algorithm="{DS}enveloped-signature"/><ds:Transform Algorithm="{C14N}"/></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{digest}"/><ds:DigestValue>{value}</ds:DigestValue></ds:Reference>'
        "</ds:SignedInfo>"
    )
    hashed = hashes.SHA1() if method == SHA1_METHOD else hashes.SHA256()
    made = by.key.sign(_canonical(etree.fromstring(info)), padding.PKCS1v15(), hashed)
    value = base64.b64encode(made).decode()
    whole = (
        f'<ds:Signature xmlns:ds="{DS}">{info}<ds:SignatureValue>{value}</ds:SignatureValue></ds:Signature>'
    )
    element.insert(1, etree.fromstring(whole))
    return etree.tostring(root, encoding="unicode")


def go(client: Client, key: str = "portal", **more: str) -> tuple[str, str]:
    """The way there: the name of our request, and what comes along."""
    answer = client.get(urlsplit(here("", key)).path, more)
    assert answer.status_code == 303, answer.content.decode()
    said, where = sent(answer["Location"], "SAMLRequest")
    assert where.startswith(f"{SSO}?")
    [name] = re.findall(r'<samlp:AuthnRequest [^>]* ID="([^"]+)"', said)
    return name, parse_qs(urlsplit(where).query)["RelayState"][0]


def sent(where: str, word: str) -> tuple[str, str]:
    """What an address of the provider says under this word, and the address."""
    said = base64.b64decode(parse_qs(urlsplit(where).query)[word][0])
    return zlib.decompress(said, -zlib.MAX_WBITS).decode(), where


def post(said: str | bytes, key: str = "portal", **more: str) -> Any:
    """The provider's page makes the browser bring this: from another site, so without a cookie of ours."""
    body = base64.b64encode(said if isinstance(said, bytes) else said.encode()).decode()
    address = urlsplit(here("back/", key)).path
    return Client(enforce_csrf_checks=True).post(address, {"SAMLResponse": body, **more})


def fetch(client: Client, answer: Any) -> Any:
    """The browser goes on by itself, with its cookies."""
    assert answer.status_code == 303, html.unescape(answer.content.decode())
    where = urlsplit(answer["Location"])
    assert f"{where.scheme}://{where.netloc}" == settings.PUBLIC_URL
    return client.get(f"{where.path}?{where.query}")


def come_back(client: Client, said: str | bytes, key: str = "portal") -> Any:
    """Posted, and fetched where there is anything to fetch."""
    answer = post(said, key)
    return fetch(client, answer) if answer.status_code == 303 else answer


def through(client: Client, name: str = "saveliev", key: str = "portal", **said: str) -> Any:
    """There and back."""
    request, _state = go(client, key)
    return come_back(client, signed(response(request, name, key=key, **{"id": f"_{request}", **said})), key)


def logout(name: str = "saveliev", session: str = "s-1", **said: str) -> str:
    """It says that a session ended, signed by nobody."""
    of = {"id": "_l1", "issuer": ENTITY, "destination": here("ended/"), "at": time(), "more": "", **said}
    index = f"<samlp:SessionIndex>{session}</samlp:SessionIndex>" if session else ""
    return (
        f'<samlp:LogoutRequest xmlns:samlp="{P}" xmlns:saml="{A}" ID="{of["id"]}" Version="2.0" '
        f'IssueInstant="{of["at"]}" Destination="{of["destination"]}"{of["more"]}>'
        f"<saml:Issuer>{of['issuer']}</saml:Issuer><saml:NameID>{name}</saml:NameID>{index}</samlp:LogoutRequest>"
    )


def query(said: str, by: Signer = ONE, method: str = METHOD, **more: str) -> str:
    """An address's query that says this, signed as SAML signs it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = base64.b64encode(packer.compress(said.encode()) + packer.flush()).decode()
    content = urlencode({"SAMLRequest": packed, **more, "SigAlg": method})
    hashed = hashes.SHA1() if method == SHA1_METHOD else hashes.SHA256()
    made = base64.b64encode(by.key.sign(content.encode(), padding.PKCS1v15(), hashed)).decode()
    return f"{content}&{urlencode({'Signature': made})}"


def changed(said: str, changes: Mapping[str, str]) -> str:
    """With other words in it, each of which was there."""
    for old, other in changes.items():
        assert old in said, old
        said = said.replace(old, other)
    return said


def _canonical(element: Any) -> bytes:
    found: bytes = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    return found
