"""Reads at which identity providers people sign in: variables name the portal, a file organisations' own (docs/sign-in.md).

No sentence repeats what the file says, but for the names of its tables: a secret stands beside them.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from kabinet.config import environment
from kabinet.config.environment import Misconfigured
from kabinet.network.provider import PORTAL, USER, VENDOR, Protocol, Provider, Providers, Signing, domain

FILE: Final = "KABINET_PROVIDERS"
PORTALS: Final = "KABINET_OIDC"
MOST_BYTES: Final = 256 * 1024
LONGEST: Final = 255
KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")
TAKEN: Final = frozenset({"back", "ended", "metadata"})  # parts of the portal's own addresses
WORDS: Final = ("protocol", "address", "name", "login_claim")
OF_OIDC: Final = ("client", "secret", "secret_from")
OF_SIGNING: Final = ("signing_key", "signing_certificate")
OF_SAML: Final = ("entity_id", "sign_out_address", "certificates", *OF_SIGNING)
MOST_CERTIFICATES: Final = 3
# So long before a certificate ends it is said, and what then: once it is over, and before.
SOON: Final = timedelta(days=30)
THEIRS: Final = ("what it signs is not believed any more", "name the next one beside it")
OURS: Final = (
    "the provider may refuse what it signs: make another one",
    "put the next one behind it, let the provider read our metadata, then change the key",
)
OF_PROTOCOL: Final[Mapping[Protocol, tuple[str, ...]]] = {
    Protocol.OIDC: OF_OIDC,
    Protocol.CAS: (),
    Protocol.SAML: OF_SAML,
}
OF_ORGANISATION: Final = ("organisation", "domains")


def providers() -> Providers:
    """All of them; Misconfigured for what cannot work."""
    portal = environment.identity_provider(PORTALS)
    found = [_provider(key, said) for key, said in _file().items()]
    in_file = next((each for each in found if each.key == PORTAL), None)
    if portal and in_file:
        raise Misconfigured(f"{FILE} names [{PORTAL}], and {PORTALS}_ISSUER another one.")
    own = tuple(each for each in found if each.key != PORTAL)
    named = Providers(portal or in_file, own)
    _once("one address", (each.issuer.rstrip("/") for each in named.all))
    _once("one domain", (each for provider in own for each in provider.domains))
    return named


def ending(named: Providers, at: datetime) -> Iterator[tuple[bool, str]]:
    """Of each certificate, a provider's or of a key of ours, that ended or will within a month: whether it did, a sentence
    without its full stop."""
    for provider in named.all:
        theirs = [
            (f"certificate {number}", each, *THEIRS) for number, each in enumerate(provider.certificates, 1)
        ]
        ours = (
            [("the certificate of our key", provider.signing.certificates[0], *OURS)]
            if provider.signing
            else []
        )
        for what, certificate, over, soon in (*theirs, *ours):
            ends = _expiry(certificate)
            if ends - at < SOON:
                then = over if ends < at else soon
                yield ends < at, f"{provider.key}: {what} ends at {ends:%Y-%m-%d}: {then}"


def _expiry(certificate: str) -> datetime:
    from kabinet.network.saml import expiry

    return expiry(certificate)


def _file() -> Mapping[str, Any]:
    """Its tables; none where no file is named."""
    if not (named := os.environ.get(FILE, "").strip()):
        return {}
    try:
        with Path(named).open("rb") as file:
            said = file.read(MOST_BYTES + 1)
    except OSError as failed:
        raise Misconfigured(f"{FILE} names a file that cannot be read ({type(failed).__name__}).") from None
    if len(said) > MOST_BYTES:
        raise Misconfigured(f"{FILE} names a file of more than {MOST_BYTES // 1024} KB.")
    try:
        return tomllib.loads(said.decode())
    except (ValueError, RecursionError) as failed:
        place = re.search(r"line \d+, column \d+", str(failed))
        raise Misconfigured(
            f"{FILE} names a file that is not TOML ({place[0] if place else 'UTF-8'})."
        ) from None


def _provider(key: str, said: object) -> Provider:
    if not KEY.fullmatch(key) or key in TAKEN or not isinstance(said, dict):
        raise Misconfigured(
            f"{FILE} must have a table for each provider, named by small Latin letters, digits and hyphens, and not "
            f"{' or '.join(sorted(TAKEN))}."
        )
    protocol = _protocol(key, said)
    known = (*WORDS, *OF_PROTOCOL[protocol], *(() if key == PORTAL else OF_ORGANISATION))
    if set(said) - {*known}:
        raise _wrong(key, f"may say {', '.join(known)}, and nothing else")
    address = _address(key, said, "address")
    return Provider(
        name=_text(key, said, "name", urlsplit(address).hostname or ""),
        key=key,
        protocol=protocol,
        organisation="" if key == PORTAL else _organisation(key, said),
        domains=frozenset() if key == PORTAL else _domains(key, said),
        **{Protocol.OIDC: _oidc, Protocol.CAS: _cas, Protocol.SAML: _saml}[protocol](key, said, address),
    )


def _oidc(key: str, said: Mapping[str, Any], address: str) -> Mapping[str, Any]:
    return {
        "issuer": address,
        "client": _text(key, said, "client"),
        "secret": _secret(key, said),
        "login_claim": _text(key, said, "login_claim", "preferred_username"),
    }


def _cas(key: str, said: Mapping[str, Any], address: str) -> Mapping[str, Any]:
    login = _text(key, said, "login_claim", USER)
    return {"issuer": address.rstrip("/"), "client": "", "secret": "", "login_claim": login}


def _saml(key: str, said: Mapping[str, Any], address: str) -> Mapping[str, Any]:
    from kabinet.network.saml.signatures import MODULE

    if find_spec(MODULE) is None:
        raise _wrong(key, "speaks saml, for which a package is missing here: pip install 'kabinet[saml]'")
    return {
        "issuer": _text(key, said, "entity_id"),
        "client": "",
        "secret": "",
        "login_claim": _text(key, said, "login_claim", USER),
        "sign_in_address": address,
        "sign_out_address": _address(key, said, "sign_out_address") if "sign_out_address" in said else "",
        "certificates": _certificates(key, said),
        "signing": _signing(key, said),
    }


def _signing(key: str, said: Mapping[str, Any]) -> Signing | None:
    """A key of ours for this provider; its administrator was told the certificate, so it is named for each."""
    from kabinet.network.saml import Unfit, signing

    if not any(word in said for word in OF_SIGNING):
        return None
    files = [_text(key, said, word) for word in OF_SIGNING]
    read: list[bytes] = []
    for word, file in zip(OF_SIGNING, files, strict=True):
        try:
            with Path(file).open("rb") as opened:
                read.append(opened.read(MOST_BYTES))
        except OSError as failed:
            raise _wrong(
                key, f"names for {word} a file that cannot be read ({type(failed).__name__})"
            ) from None
    try:
        return signing(read[0], read[1], files[0])
    except Unfit as unfit:
        raise _wrong(key, f"does not fit: {unfit}") from None


def _certificates(key: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    """As PEM; in descriptions of a provider they stand without the lines round them."""
    from kabinet.network.saml.signatures import Weak, expiry

    named = said.get("certificates")
    if not isinstance(named, list) or not 0 < len(named) <= MOST_CERTIFICATES:
        raise _wrong(key, f"must say certificates, a list of one to {MOST_CERTIFICATES}")
    found = []
    for number, each in enumerate(named, 1):
        body = "".join(re.sub("-----[A-Z ]+-----", "", each).split()) if isinstance(each, str) else ""
        found.append(f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
        try:
            expiry(found[-1])
        except ValueError as failed:
            why = str(failed) if isinstance(failed, Weak) else "not a certificate"
            raise _wrong(key, f"must say certificates in PEM: number {number} is {why}") from None
    return tuple(found)


def _protocol(key: str, said: Mapping[str, Any]) -> Protocol:
    try:
        return Protocol(said.get("protocol", Protocol.OIDC))
    except ValueError:
        raise _wrong(key, f"must say a protocol: {', '.join(Protocol)}") from None


def _address(key: str, said: Mapping[str, Any], word: str) -> str:
    from kabinet.network.client import NotAsked, require_askable  # dear, and asked for where there is one

    address = _text(key, said, word)
    try:
        require_askable(address, inside=True)
    except (NotAsked, ValueError) as refused:
        why = refused.reason if isinstance(refused, NotAsked) else "not an address"
        raise _wrong(
            key, f"must say an address, https://host[:port][/path] without a user, for {word} ({why})"
        ) from None
    return address


def _secret(key: str, said: Mapping[str, Any]) -> str:
    """Itself, or from the variable that is named for it."""
    if ("secret" in said) is ("secret_from" in said):
        raise _wrong(key, "must say secret, or secret_from with the name of a variable")
    if "secret" in said:
        return _text(key, said, "secret")
    name = _text(key, said, "secret_from")
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
        raise _wrong(key, "must say secret_from with the name of a variable")
    return environment.text(name)


def _organisation(key: str, said: Mapping[str, Any]) -> str:
    number = _text(key, said, "organisation")
    if number != VENDOR and not re.fullmatch(r"[0-9]{10}|[0-9]{12}", number):
        raise _wrong(key, f"must say an organisation: {VENDOR}, or a taxpayer number of 10 or 12 digits")
    return number


def _domains(key: str, said: Mapping[str, Any]) -> frozenset[str]:
    named = said.get("domains")
    texts = named if isinstance(named, list) and all(isinstance(each, str) for each in named) else []
    found = [domain(each) for each in texts]
    if not found or not all(found):
        raise _wrong(key, 'must say domains of its people\'s mail, as in ["example.com"]')
    _once("one domain", found)
    return frozenset(found)


def _text(key: str, said: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = said.get(name, default)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable():
        raise _wrong(key, f"must say {name}, a text of {LONGEST} characters at most")
    return value.strip()


def _once(what: str, found: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in found:
        if each in seen:
            raise Misconfigured(
                f"{FILE} and {PORTALS} must name each provider and domain once: {what} stands twice."
            )
        seen.add(each)


def _wrong(key: str, what: str) -> Misconfigured:
    return Misconfigured(f"{FILE}: [{key}] {what}.")
