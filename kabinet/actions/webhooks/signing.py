"""How a message is signed (Standard Webhooks 1.0), and where its secret is kept.

`v1,` and the HMAC-SHA256 of "id.seconds.body"; while a secret is renewed the former one signs beside it.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hmac import digest
from typing import Final

from kabinet.records import sealing
from kabinet.records.models import Webhook

PREFIX: Final = "whsec_"
BYTES: Final = 32
PURPOSE: Final = "webhook"


def new_secret() -> str:
    """As its receiver keeps it."""
    return PREFIX + b64encode(secrets.token_bytes(BYTES)).decode()


def sealed(secret: str, organisation: int) -> str:
    """As its row keeps it."""
    return sealing.seal(secret, PURPOSE, organisation)


def secrets_of(row: Webhook, at: datetime) -> list[str]:
    """The secret, and the former one while it still signs. Raises sealing.Unreadable."""
    kept = [row.sealed]
    if row.former and row.former_until is not None and at < row.former_until:
        kept.append(row.former)
    return [sealing.unseal(each, PURPOSE, row.organisation_id) for each in kept]


def signed(message: str, at: datetime, body: bytes, keys: Sequence[str]) -> dict[str, str]:
    """The three headers."""
    seconds = str(int(at.timestamp()))
    told = f"{message}.{seconds}.".encode() + body
    made = (b64encode(digest(b64decode(key.removeprefix(PREFIX)), told, "sha256")).decode() for key in keys)
    return {
        "webhook-id": message,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{each}" for each in made),
    }
