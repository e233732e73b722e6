"""tus 1.0: whoever sends a file announces it, asks how far it is, and goes on from there. By a session's page
(pages/uploads/door.py) and by an access token (api/uploads.py), which say who asks: `step` opens one short transaction.

| | |
|---|---|
| POST | `Upload-Length`, `Upload-Metadata: filename …[, draft …]` -> 201 and its address |
| HEAD | how much has come, until when the rest is awaited |
| PATCH | a piece from `Upload-Offset` on; it is on the disk before 204 says so |
| DELETE | it is not wanted any more |

The bytes are taken with no transaction open (actions/tickets/uploads/take_in.py), each body in pieces of its own
(config/serving/pieces.py).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kabinet.actions.tickets.uploads import keeping, take_in
from kabinet.actions.tickets.uploads.begin import begin_upload
from kabinet.actions.tickets.uploads.finish import finish_upload
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records.doors.record_types import UploadRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.text import Text
from kabinet.web import tus_headers
from kabinet.web.piece import CLAIMED, HOLDER, MORE
from kabinet.web.tus_headers import HASHES, OFFSET_STREAM, Unreadable, told

CHECKSUM_MISMATCH: Final = 460
Step = Callable[[], AbstractContextManager[Actor]]


def in_words(
    request: HttpRequest, say: Callable[[Text], str], answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """What the protocol has a status for, said by it; a refusal's words by `say`."""
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != tus_headers.VERSION:
        return told(HTTPStatus.PRECONDITION_FAILED, Tus_Version=tus_headers.VERSION)
    try:
        return answer()
    except Unreadable as unread:
        return told(HTTPStatus.BAD_REQUEST, str(unread))
    except take_in.Elsewhere as elsewhere:
        return told(HTTPStatus.CONFLICT, Upload_Offset=str(elsewhere.came))
    except take_in.Held:
        return told(HTTPStatus.LOCKED)
    except take_in.Over:
        return told(HTTPStatus.GONE)
    except Invalid as invalid:  # by hand: a program reads the status, a person the words
        return told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _words(invalid, say))


def _words(refused: Refused, say: Callable[[Text], str]) -> str:
    verdict = refused.verdict
    clause = f" ({verdict.clause})" if verdict.clause else ""
    return f"{say(verdict.reason)}{clause}. {say(verdict.remedy)}."


def announce(request: HttpRequest, step: Step, at: datetime, address: Callable[[UUID], str]) -> HttpResponse:
    """A file that is to come, at the `address` of its key; or what this door can do."""
    if request.method == "OPTIONS":
        with step():
            pass
        can = {"Tus_Version": tus_headers.VERSION, "Tus_Extension": tus_headers.EXTENSIONS}
        can["Tus_Checksum_Algorithm"] = ",".join(HASHES)
        return told(HTTPStatus.NO_CONTENT, Tus_Max_Size=str(settings.LARGEST_UPLOAD), **can)
    size, named = tus_headers.number(request, "Upload-Length"), tus_headers.metadata(request)
    draft = named.get("draft", "")
    if draft and not tus_headers.NUMBER.fullmatch(draft):
        raise Unreadable("Upload-Metadata")
    with step() as actor:
        begun = begin_upload(
            actor=actor,
            at=at,
            name=named.get("filename", ""),
            size=size,
            draft=int(draft) if draft else None,
        )
    return told(HTTPStatus.CREATED, Location=address(begun.pk), **tus_headers.standing(begun))


def go_on(request: HttpRequest, step: Step, at: datetime, key: UUID) -> HttpResponse:
    """How far it is; a piece; or its end."""
    if request.method == "PATCH":
        return _taken(request, step, at, key)
    with step() as actor:
        if request.method == "DELETE":
            take_in.cancel_upload(actor=actor, at=at, key=key)
            return told(HTTPStatus.NO_CONTENT)
        found = take_in.find_upload(actor=actor, at=at, key=key)
        return told(HTTPStatus.OK, **tus_headers.standing(found))


def _taken(request: HttpRequest, step: Step, at: datetime, key: UUID) -> HttpResponse:
    if request.content_type != OFFSET_STREAM:
        return told(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    offset, wanted = tus_headers.number(request, "Upload-Offset"), tus_headers.checksum(request)
    holder, more = request.META.get(HOLDER) or uuid4().hex, bool(request.META.get(MORE))
    with step() as actor:
        held = take_in.hold_upload(actor=actor, at=at, key=key, offset=offset, holder=holder)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if offset + max(length, request.META.get(CLAIMED) or 0) > held.size:
        take_in.note_piece(at=at, key=key, holder=holder, came=offset, release=True)
        return told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if CLAIMED in request.META:  # the piece before the first
        return told(HTTPStatus.NO_CONTENT, **tus_headers.standing(held))
    return _written(request, at, held, holder, more, wanted)


def _written(
    request: HttpRequest,
    at: datetime,
    held: UploadRecord,
    holder: str,
    more: bool,
    wanted: tuple[str, bytes] | None,
) -> HttpResponse:
    content = _Hashed(request, wanted[0] if wanted else None)
    came = held.came
    try:
        came = keeping.put(held.pk, held.came, content, held.size - held.came)
        if wanted and content.digest() != wanted[1]:
            came = held.came
            return told(CHECKSUM_MISMATCH)
    except OSError as failed:
        return told(HTTPStatus.INSUFFICIENT_STORAGE, failed.strerror or "")
    finally:
        take_in.note_piece(at=at, key=held.pk, holder=holder, came=came, release=not more)
    held.came, held.until = came, at + keeping.KEPT
    if came == held.size:
        finish_upload(at=at, key=held.pk)
    return told(HTTPStatus.NO_CONTENT, **tus_headers.standing(held))


class _Hashed:
    """A body that is hashed as it is read."""

    def __init__(self, body: HttpRequest, hash_name: str | None) -> None:
        self._body, self._hash = body, HASHES[hash_name]() if hash_name else None

    def read(self, size: int) -> bytes:
        """At most `size` bytes."""
        chunk: bytes = self._body.read(size)
        if self._hash is not None:
            self._hash.update(chunk)
        return chunk

    def digest(self) -> bytes:
        """Of all that was read."""
        return self._hash.digest() if self._hash is not None else b""
