"""What has to be read again and is nobody's to read in the table: sealed with a key made from the installation's own secret.

Sealed for one purpose and one person, so that a row that is moved to somebody else opens nothing. With another
KABINET_SECRET_KEY nothing opens any more.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hmac import digest
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE: Final = 12  # bytes; AES-GCM's own
KEY: Final = 32
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the points of P-256


class Unreadable(Exception):
    """Sealed with another secret, for somebody else, or changed since."""


def seal(text: str, purpose: str, person: int) -> str:
    """`text` as it is kept, in ASCII."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(_key(purpose)).encrypt(nonce, text.encode(), _of(person))
    return urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, purpose: str, person: int) -> str:
    """The text again. Raises Unreadable."""
    try:
        whole = urlsafe_b64decode(sealed.encode())
        return AESGCM(_key(purpose)).decrypt(whole[:NONCE], whole[NONCE:], _of(person)).decode()
    except (InvalidTag, ValueError):
        raise Unreadable from None


def keyed_digest(text: str, purpose: str, person: int) -> str:
    """64 hexadecimal digits by which a long random text is known again, and from which nobody gets it back."""
    return digest(_key(purpose), _of(person) + text.encode(), "sha256").hex()


def signing_key(purpose: str) -> ec.EllipticCurvePrivateKey:
    """The installation's own key of P-256 for this purpose, the same for as long as its secret is."""
    number = int.from_bytes(_derived(purpose, KEY + 16))
    return ec.derive_private_key(number % (ORDER - 1) + 1, ec.SECP256R1())


def evidence_key() -> Ed25519PrivateKey:
    """The installation's own key for packs of evidence, where the operator has none of another kind."""
    return Ed25519PrivateKey.from_private_bytes(_derived("evidence packs", KEY))


def _key(purpose: str) -> bytes:
    return _derived(purpose, KEY)


def _derived(purpose: str, length: int) -> bytes:
    info = f"kabinet {purpose}".encode()
    return HKDF(SHA256(), length, salt=None, info=info).derive(settings.SECRET_KEY.encode())


def _of(person: int) -> bytes:
    return f"{person}:".encode()
