"""Reads the key that packs of evidence are signed with (docs/evidence.md)."""

import os
from pathlib import Path

from kabinet.config.environment import Misconfigured

KEY = "KABINET_EVIDENCE_KEY"


def evidence_key() -> bytes | None:
    """The 32 bytes of the operator's own; None where no file is named: the key is made from the secret then."""
    said = os.environ.get(KEY, "").strip()
    if not said:
        return None
    from cryptography.hazmat.primitives import serialization  # dear, and asked for where there is one
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        found = serialization.load_pem_private_key(Path(said).read_bytes(), None)
    except (OSError, ValueError, TypeError):
        raise Misconfigured(f"{KEY} must be a file with a private key in PEM, without a password.") from None
    if not isinstance(found, Ed25519PrivateKey):
        raise Misconfigured(f"{KEY} must be a key of Ed25519: openssl genpkey -algorithm ed25519 makes one.")
    return found.private_bytes_raw()
