"""What the provider signs: ID tokens with a key of its own, codes and its sessions for itself."""

import base64
import secrets
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core import signing
from django.utils.crypto import salted_hmac
from joserfc import jwt
from joserfc.jwk import ECKey

ALGORITHM: Final = "ES256"
CODE_SECONDS: Final = 60
SESSION_SECONDS: Final = 8 * 3600
TOKEN_SECONDS: Final = 300
# The number of points of P-256: a private key is a number below it.
POINTS: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
CODE, SESSION = "kabinet.demonstration_provider.code", "kabinet.demonstration_provider.session"
Signed = Mapping[str, str]


@cache
def key() -> ECKey:
    """The same in every process of an installation, so that any of them checks what another signed."""
    seed = salted_hmac("kabinet.demonstration_provider.key", "P-256", algorithm="sha512").digest()
    private = ec.derive_private_key(int.from_bytes(seed) % (POINTS - 1) + 1, ec.SECP256R1())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return ECKey.import_key(pem, {"kid": "demonstration", "use": "sig", "alg": ALGORITHM})


def new_session(login: str) -> Signed:
    """Somebody who is in at the provider."""
    return {"login": login, "sid": secrets.token_urlsafe(16)}


def sealed(said: Signed, salt: str) -> str:
    """As text that only this installation can have written."""
    return signing.dumps(dict(said), salt=salt)


def opened(text: str, salt: str, seconds: int) -> Signed | None:
    """What was sealed not longer ago than `seconds`; None of anything else."""
    try:
        said: Signed = signing.loads(text, salt=salt, max_age=seconds)
    except signing.BadSignature:
        return None
    return said


def challenge_of(verifier: str) -> str:
    """S256 of RFC 7636."""
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def id_token(code: Signed, issuer: str, now: int) -> str:
    """Who somebody is, for the desk that asked."""
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": code["client"],
        "sub": sha256(code["login"].encode()).hexdigest()[:32],
        "sid": code["sid"],
        "nonce": code["nonce"],
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "preferred_username": code["login"],
    }
    return jwt.encode({"alg": ALGORITHM, "kid": key().kid}, claims, key())
