"""What a timestamp authority answers (RFC 3161), taken apart and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from kabinet.actions.evidence.sums import Broken


# What a timestamp authority signs (RFC 3161) is DER.
class Part(NamedTuple):
    tag: int
    content: bytes
    whole: bytes


def der(data: bytes) -> list[Part]:
    """The parts that stand one after another in `data`; Broken where it is no DER."""
    found, at = [], 0
    while at < len(data):
        begun, tag, length = at, data[at], data[at + 1] if at + 1 < len(data) else 0
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at : at + size], "big")
            at += size
        if at + length > len(data):
            raise Broken("метка времени повреждена / the timestamp is cut")
        found.append(Part(tag, data[at : at + length], data[begun : at + length]))
        at += length
    return found


class Stamp(NamedTuple):
    """When, whose certificate, and the number that was asked with."""

    when: str
    subject: str
    nonce: int | None


HASHES: dict[bytes, hashes.HashAlgorithm] = {
    bytes.fromhex("608648016503040201"): hashes.SHA256(),
    bytes.fromhex("608648016503040202"): hashes.SHA384(),
    bytes.fromhex("608648016503040203"): hashes.SHA512(),
}
MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
# By which attribute the certificate is named, the newer way first, and by which sum.
SIGNED_WITH = (bytes.fromhex("2a864886f70d010910022f"), bytes.fromhex("2a864886f70d010910020c"))
BY_LENGTH = {20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512"}
SHA256 = bytes.fromhex("608648016503040201")


def stamp_of(answer: bytes, imprint: bytes) -> Stamp:
    """The timestamp of `imprint` (a sha256), with its signature checked by the certificate in it; Broken for any other.

    Whether that certificate is to be trusted is another question: openssl ts -verify -CAfile … answers it.
    """
    try:
        return _stamp(answer, imprint)
    except Broken:
        raise
    except Exception as failed:
        # What reads a certificate has errors of many kinds, of its version, its names, its extensions, with no common one.
        raise Broken(f"метка времени не читается / the timestamp cannot be read ({failed})") from None


def _stamp(answer: bytes, imprint: bytes) -> Stamp:
    status, *token = der(der(answer)[0].content)
    if der(status.content)[0].content not in (b"\0", b"\1") or not token:
        raise Broken("служба отказала в метке времени / the authority gave no timestamp")
    signed = der(der(der(token[0].content)[1].content)[0].content)
    told = der(der(signed[2].content)[1].content)[0].content
    facts = der(der(told)[0].content)
    algorithm, stamped = der(facts[2].content)
    if der(algorithm.content)[0].content != SHA256 or stamped.content != imprint:
        raise Broken("метка времени поставлена на другие данные / the timestamp is of something else")
    certificate = _signed_by(signed, told)
    nonce = next((int.from_bytes(each.content, "big") for each in facts[5:] if each.tag == 0x02), None)
    return Stamp(facts[4].content.decode("ascii"), certificate.subject.rfc4514_string(), nonce)


def _signed_by(signed: Sequence[Part], told: bytes) -> x509.Certificate:
    signer = der(der(signed[-1].content)[0].content)
    sid, algorithm, attributes = signer[1], der(signer[2].content)[0].content, signer[3]
    signature = next(each.content for each in signer[4:] if each.tag == 0x04)
    number = int.from_bytes(der(sid.content)[-1].content, "big")
    known = [
        x509.load_der_x509_certificate(each.whole) for each in der(signed[3].content) if signed[3].tag == 0xA0
    ]
    certificate = next((each for each in known if each.serial_number == number), None)
    hashed = HASHES.get(algorithm)
    if certificate is None or hashed is None or attributes.tag != 0xA0:
        raise Broken("метку времени нечем проверить / nothing to check the timestamp by")
    found = {der(each.content)[0].content: der(each.content)[1].content for each in der(attributes.content)}
    whole = hashlib.new(hashed.name, told).digest()
    if der(found[MESSAGE_DIGEST])[0].content != whole or not _named(certificate, found):
        raise Broken("метка времени изменена / the timestamp was changed")
    _verify(certificate, signature, b"\x31" + attributes.whole[1:], hashed)
    return certificate


def _named(certificate: x509.Certificate, attributes: dict[bytes, bytes]) -> bool:
    """Whether what was signed names this very certificate (RFC 5816)."""
    said = next(attributes[each] for each in SIGNED_WITH if each in attributes)
    first = der(der(der(der(said)[0].content)[0].content)[0].content)
    known = next(each.content for each in first if each.tag == 0x04)
    whole = certificate.public_bytes(serialization.Encoding.DER)
    return hashlib.new(BY_LENGTH[len(known)], whole).digest() == known


def _verify(
    certificate: x509.Certificate, signature: bytes, said: bytes, hashed: hashes.HashAlgorithm
) -> None:
    usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    key = certificate.public_key()
    try:
        if x509.oid.ExtendedKeyUsageOID.TIME_STAMPING not in usage:
            raise InvalidSignature
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, said, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, said, ec.ECDSA(hashed))
        else:
            raise InvalidSignature
    except InvalidSignature:
        raise Broken("подпись метки времени неверна / the timestamp's signature is wrong") from None
