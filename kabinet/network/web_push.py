"""A message for one browser: encrypted so that its push service cannot read it, signed so that it knows from whom it is.

message -> aes128gcm under a key that browser and message alone have (RFC 8188, 8291) -> POST with a signed token
(RFC 8292), how long it is kept and how urgent it is (RFC 8030)
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from joserfc import jwt
from joserfc.jwk import ECKey

from kabinet.network.channel import Away, Gone, Refused
from kabinet.network.client import NotAnswered, NotAsked, ask

POINT, AUTH, SALT, RECORD = 65, 16, 16, 4096  # bytes: an uncompressed point of P-256, …, the largest message
# How many bytes a message may have beside what encryption adds.
LONGEST: Final = RECORD - POINT - SALT - 5 - 17
TOKEN_SECONDS: Final = 12 * 3600
GONE: Final = frozenset({404, 410})
LATER: Final = frozenset({408, 425, 429})
LONGEST_PAUSE: Final = 24 * 3600


class Unfit(Exception):
    """A browser's keys are none."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser is told, its public key and its secret, in base64url as it said them."""

    endpoint: str = field(repr=False)
    key: str = field(repr=False)
    auth: str = field(repr=False)


def require_fit(subscription: Subscription) -> None:
    """Raises Unfit for keys with which nothing can be encrypted."""
    _keys(subscription)


def host_of(endpoint: str) -> str:
    """With whom it lies."""
    return urlsplit(endpoint).hostname or ""


def public_text(own: ec.EllipticCurvePrivateKey) -> str:
    """Our key as browsers are told it when they subscribe."""
    return _text(_point(own))


def send(
    subscription: Subscription,
    message: bytes,
    *,
    own: ec.EllipticCurvePrivateKey,
    sender: str,
    at: int,
    inside: bool,
    seconds: int,
    urgent: bool,
    topic: str,
) -> None:
    """Hands it over, to be kept for `seconds` at most; a newer one of the same `topic` replaces it. `sender` is an address
    under which we are found, `at` epoch seconds. Raises Gone, Refused, Away."""
    token = jwt.encode(
        {"alg": "ES256", "typ": "JWT"},
        {"aud": _audience(subscription.endpoint), "exp": at + TOKEN_SECONDS, "sub": sender},
        ECKey.import_key(own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())),
    )
    heads = {
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(seconds),
        "Urgency": "high" if urgent else "normal",
        "Topic": topic,
        "Authorization": f"vapid t={token}, k={public_text(own)}",
    }
    try:
        body = encrypted(message, subscription)
        answer = ask("POST", subscription.endpoint, inside=inside, body=body, headers=heads)
    except Unfit:
        raise Gone from None
    except NotAsked as refused:
        raise Refused(refused.reason) from None
    except NotAnswered as failed:
        raise Away(failed.reason) from None
    _judge(answer.status, answer.headers.get("retry-after", ""))


def encrypted(
    message: bytes,
    subscription: Subscription,
    *,
    key: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes = b"",
) -> bytes:
    """One record for this browser; `key` and `salt` are new for each. Raises Unfit."""
    theirs, auth = _keys(subscription)
    key, salt = key or ec.generate_private_key(ec.SECP256R1()), salt or os.urandom(SALT)
    ours = _point(key)
    info = b"WebPush: info\0" + _public(theirs) + ours
    shared = HKDF(SHA256(), 32, salt=auth, info=info).derive(key.exchange(ec.ECDH(), theirs))
    secret = HKDF(SHA256(), 16, salt=salt, info=b"Content-Encoding: aes128gcm\0").derive(shared)
    nonce = HKDF(SHA256(), 12, salt=salt, info=b"Content-Encoding: nonce\0").derive(shared)
    head = salt + RECORD.to_bytes(4, "big") + bytes([POINT]) + ours
    return head + AESGCM(secret).encrypt(nonce, message + b"\x02", None)


def _judge(status: int, after: str) -> None:
    if status in GONE:
        raise Gone
    if status in LATER or status >= 500:
        seconds = int(after) if after.isascii() and after.isdecimal() and len(after) < 7 else 0
        raise Away(f"HTTP {status}", min(seconds, LONGEST_PAUSE))
    if not 200 <= status < 300:
        raise Refused(f"HTTP {status}")


def _audience(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def _keys(subscription: Subscription) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    point, auth = _bytes(subscription.key), _bytes(subscription.auth)
    if len(point) == POINT and len(auth) == AUTH:
        with suppress(ValueError):
            return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point), auth
    raise Unfit


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return _public(key.public_key())


def _public(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        return b""


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
