"""A key of this desk, and what it signs: words that go in an address to a provider (SAML bindings, 3.4.4.1)."""

import base64
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

from kabinet.network.provider import Signing
from kabinet.network.saml.signatures import Weak, expiry

METHOD: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
MOST_CERTIFICATES: Final = 3
SHORTEST: Final = 2048  # bits


class Unfit(ValueError):
    """What a sentence says of the key or of its certificates, and never what is in them."""


def signing(key: bytes, certificates: bytes, file: str = "") -> Signing:
    """Of two files in PEM; the certificate of the key comes first. Raises Unfit."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificates

    try:
        own = load_pem_private_key(key, password=None)
    except Exception:  # whatever is in the file: the library's words may repeat some of it
        own = None
    if not isinstance(own, RSAPrivateKey) or own.key_size < SHORTEST:
        raise Unfit(
            f"signing_key names no key of RSA in PEM, of {SHORTEST} bits or more, without a passphrase"
        )
    try:
        named = load_pem_x509_certificates(certificates)
        found = [each.public_bytes(Encoding.PEM).decode() for each in named]
        for each in found:
            expiry(each)
    except Weak as weak:
        raise Unfit(f"signing_certificate names {weak}") from None
    except Exception:
        found = []
    if not 0 < len(found) <= MOST_CERTIFICATES:
        raise Unfit(f"signing_certificate names no certificates in PEM, one to {MOST_CERTIFICATES}")
    fits = [each.public_key() == own.public_key() for each in named]
    if not any(fits):
        raise Unfit("signing_certificate names none of the key that signing_key names")
    first = fits.index(True)
    return Signing(own, (found[first], *found[:first], *found[first + 1 :]), file)


def signed_words(own: Signing | None, words: Mapping[str, str]) -> str:
    """As they stand in an address: in this order, with a signature of them at the end where there is a key of ours."""
    if own is None:
        return urlencode(words)
    said = urlencode({**words, "SigAlg": METHOD}, quote_via=quote)
    return f"{said}&{urlencode({'Signature': _signature(own, said.encode())}, quote_via=quote)}"


def bare(certificate: str) -> str:
    """As it stands in a description: base64 alone."""
    return "".join(line for line in certificate.splitlines() if not line.startswith("-----"))


def _signature(own: Signing, said: bytes) -> str:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return base64.b64encode(own.key.sign(said, PKCS1v15(), SHA256())).decode()
