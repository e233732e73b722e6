"""What one of a provider's certificates answers for: a part of a document, or what came in an address.

signxml looks at the signature and gives back the very bytes that were signed; they are read anew, and nothing else of the
document is. It is an extra of the package (`kabinet[saml]`), for it brings a library in C.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import unquote_plus

from kabinet.network.hostile_xml import Element, read
from kabinet.network.provider import Provider, Unproven
from kabinet.network.saml.elements import MOST, unpacked

MODULE: Final = "signxml"
METHODS: Final = ("RSA_SHA", "ECDSA_SHA", "SHA")  # RSA by either padding, elliptic curves
SIZES: Final = ("256", "384", "512")
PADDED: Final = "_RSA_MGF1"
# How an address is signed.
OF_RSA: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha"
OF_EC: Final = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha"


class Weak(ValueError):
    """A certificate whose key is not taken."""


def expiry(certificate: str) -> datetime:
    """Until when a certificate is good; ValueError for what is none, Weak for a key that is not taken."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import load_pem_x509_certificate

    found = load_pem_x509_certificate(certificate.encode())
    key = found.public_key()
    if not isinstance(key, RSAPublicKey | EllipticCurvePublicKey):
        raise Weak("one without a key of RSA or of an elliptic curve")
    if isinstance(key, RSAPublicKey) and key.key_size < 2048:
        raise Weak("one with a key of less than 2048 bits")
    return found.not_valid_after_utc


def signed(provider: Provider, body: bytes, *, place: str, now: int) -> Element:
    """What the signature at `place` (the path of the element round it, "./" or "./…/") signs. Raises Unproven."""
    from signxml.algorithms import DigestAlgorithm, SignatureMethod
    from signxml.verifier import SignatureConfiguration, XMLVerifier

    wanted = SignatureConfiguration(
        location=place,
        signature_methods=frozenset(each for each in SignatureMethod if _is_good(each.name)),
        digest_algorithms=frozenset(DigestAlgorithm[f"SHA{size}"] for size in SIZES),
        verification_time=datetime.fromtimestamp(now, UTC),
    )
    for certificate in provider.certificates:
        try:
            found = XMLVerifier().verify(body, x509_cert=certificate, id_attribute="ID", expect_config=wanted)
        except Exception:  # noqa: S112 - whatever a hostile document brings up in it, the next certificate may be right
            continue
        if isinstance(found, list) or (root := read(found.signed_data, MOST)) is None:
            break
        return root
    raise Unproven("the signature is not right")


def signed_query(provider: Provider, query: str, *, now: int) -> Mapping[str, str]:
    """What an address says that is signed, unquoted. Raises Unproven."""
    raw = [each.partition("=")[::2] for each in query.split("&")]
    said = {name: unquote_plus(value) for name, value in raw}
    if len(said) != len(raw):
        raise Unproven("one word twice")
    quoted = dict(raw)
    words = [name for name in ("SAMLRequest", "SAMLResponse", "RelayState", "SigAlg") if name in quoted]
    content = "&".join(f"{name}={quoted[name]}" for name in words).encode()
    signature = unpacked(said.get("Signature", ""))
    if not any(
        _signed_by(certificate, signature, content, said.get("SigAlg", ""), now)
        for certificate in provider.certificates
    ):
        raise Unproven("the signature is not right")
    return said


def _is_good(method: str) -> bool:
    name = method.removesuffix(PADDED)
    return any(name == kind + size for kind in METHODS for size in SIZES) and (
        not name.startswith("SHA") or method.endswith(PADDED)
    )


def _signed_by(certificate: str, signature: bytes, content: bytes, method: str, now: int) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
    from cryptography.x509 import load_pem_x509_certificate

    kind = {f"{name}{size}": (name, size) for name in (OF_RSA, OF_EC) for size in SIZES}.get(method)
    found = load_pem_x509_certificate(certificate.encode())
    at = datetime.fromtimestamp(now, UTC)
    if kind is None or not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        return False
    name, size = kind
    hashed: hashes.HashAlgorithm = getattr(hashes, f"SHA{size}")()
    key = found.public_key()
    try:
        if name == OF_RSA and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), hashed)
            return True
        if name == OF_EC and isinstance(key, ec.EllipticCurvePublicKey):
            half = len(signature) // 2
            pair = (int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
            key.verify(utils.encode_dss_signature(*pair), content, ec.ECDSA(hashed))
            return True
    except InvalidSignature:
        return False
    return False
