"""What tus says in headers: read as what a stranger typed, and answered."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from hashlib import sha1, sha256
from typing import Final, Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from kabinet.records.doors.record_types import UploadRecord


class Hashing(Protocol):
    """A hash that is reckoned as bytes come."""

    def update(self, content: bytes, /) -> None:
        """Takes more."""
        ...

    def digest(self) -> bytes:
        """Of all that came."""
        ...


VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,expiration,checksum,termination"
OFFSET_STREAM: Final = "application/offset+octet-stream"
HASHES: Final[Mapping[str, Callable[[], Hashing]]] = {
    "sha256": sha256,
    "sha1": lambda: sha1(usedforsecurity=False),
}
NUMBER: Final = re.compile(r"[0-9]{1,15}")
LONGEST_METADATA: Final = 4000


class Unreadable(Exception):
    """A header does not say what it has to."""


def number(request: HttpRequest, name: str) -> int:
    """A header's whole number, not below zero."""
    said = request.headers.get(name, "")
    if not NUMBER.fullmatch(said):
        raise Unreadable(name)
    return int(said)


def metadata(request: HttpRequest) -> dict[str, str]:
    """The pairs of Upload-Metadata; what is no text in UTF-8 is unreadable, and so is the same name twice."""
    said = request.headers.get("Upload-Metadata", "")
    if len(said) > LONGEST_METADATA:
        raise Unreadable("Upload-Metadata")
    found: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in said.split(","))):
        name, _space, value = pair.partition(" ")
        if name in found:
            raise Unreadable("Upload-Metadata")
        found[name] = _decoded(value)
    return found


def checksum(request: HttpRequest) -> tuple[str, bytes] | None:
    """The name of the hash and what it has to be; None where the sender gives none."""
    if "Upload-Checksum" not in request.headers:
        return None
    name, _space, value = request.headers["Upload-Checksum"].partition(" ")
    if name not in HASHES:
        raise Unreadable("Upload-Checksum")
    try:
        return name, base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("Upload-Checksum") from None


def told(status: int, words: str = "", **headers: str) -> HttpResponse:
    """An answer of the protocol; `headers` with underscores for hyphens."""
    answer = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    answer.headers["Tus-Resumable"] = VERSION
    answer.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        answer.headers[name.replace("_", "-")] = value
    return answer


def standing(upload: UploadRecord) -> dict[str, str]:
    """How far it is and until when it waits."""
    return {
        "Upload_Offset": str(upload.came),
        "Upload_Length": str(upload.size),
        "Upload_Expires": http_date(upload.until.timestamp()),
    }


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode()
    except (binascii.Error, ValueError):
        raise Unreadable("Upload-Metadata") from None
