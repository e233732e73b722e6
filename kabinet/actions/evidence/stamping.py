"""A timestamp of an authority (RFC 3161): that these bytes were there at that time says somebody else than we."""

import logging
import secrets
from typing import Final

from django.conf import settings

from kabinet.actions.evidence.stamps import stamp_of
from kabinet.actions.evidence.sums import Broken
from kabinet.network import client

log = logging.getLogger(__name__)
SHA256: Final = bytes.fromhex("300d06096086480165030402010500")
WITH_CERTIFICATE: Final = bytes.fromhex("0101ff")
VERSION: Final = bytes.fromhex("020101")
SECONDS: Final = 20.0


def stamp(imprint: bytes) -> bytes | None:
    """The authority's answer about this sha256, looked at; None where none is named, or where it gave none. Never while a
    transaction is open."""
    if not settings.TSA_URL:
        return None
    # Eight bytes as DER has a number: above nothing, and no zeros before it.
    nonce = bytes([secrets.randbelow(0x40) + 0x40]) + secrets.token_bytes(7)
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        answer = client.ask(
            "POST",
            settings.TSA_URL,
            inside=True,
            body=_query(imprint, nonce),
            headers=headers,
            seconds=SECONDS,
        )
        if answer.status == 200 and stamp_of(answer.body, imprint).nonce == int.from_bytes(nonce, "big"):
            return answer.body
        said = f"status {answer.status}, or an answer to another question"
    except (client.NotAsked, client.NotAnswered) as failed:
        said = failed.reason
    except Broken as failed:
        said = str(failed)
    log.warning("evidence: no timestamp: %s", said)
    return None


def _query(imprint: bytes, nonce: bytes) -> bytes:
    imprinted = _der(0x30, SHA256 + _der(0x04, imprint))
    return _der(0x30, VERSION + imprinted + _der(0x02, nonce) + WITH_CERTIFICATE)


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content
