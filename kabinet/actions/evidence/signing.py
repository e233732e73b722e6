"""The installation's own key of Ed25519: our technical seal, and no signature of a person (docs/evidence.md)."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from kabinet.actions.evidence.verify_pack import fingerprint
from kabinet.records.sealing import evidence_key


def sign(said: bytes) -> bytes:
    """64 bytes."""
    return _key().sign(said)


def public_pem() -> bytes:
    """What whoever checks a pack needs."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def mark() -> str:
    """By which the key is known: 64 hexadecimal digits."""
    return fingerprint(public_pem())


def _key() -> Ed25519PrivateKey:
    """The operator's, else one made from the installation's secret."""
    own: bytes | None = settings.EVIDENCE_KEY
    return evidence_key() if own is None else Ed25519PrivateKey.from_private_bytes(own)
