"""The door of tus 1.0: whoever sends a file announces it, asks how far it is, and goes on from there.

| | |
|---|---|
| POST /uploads/ | `Upload-Length`, `Upload-Metadata: filename …[, draft …]` -> 201 and its address |
| HEAD /uploads/KEY/ | how much has come, until when the rest is awaited |
| PATCH /uploads/KEY/ | a piece from `Upload-Offset` on; it is on the disk before 204 says so |
| DELETE /uploads/KEY/ | it is not wanted any more |

The bytes are taken with no transaction open (actions/tickets/uploads/take_in.py), each body in pieces of its own
(config/serving/pieces.py).
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from kabinet.actions.tickets.uploads import keeping, take_in
from kabinet.actions.tickets.uploads.begin import begin_upload
from kabinet.actions.tickets.uploads.finish import finish_upload
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.ui.citations import spoken
from kabinet.pages.uploads import headers
from kabinet.pages.uploads.headers import HASHES, OFFSET_STREAM, Unreadable, told
from kabinet.records.doors.record_types import UploadRecord
from kabinet.web.piece import CLAIMED, HOLDER, MORE

CHECKSUM_MISMATCH = 460
View = Callable[..., HttpResponseBase]


def _in_words(view: View) -> View:
    """What the protocol has a status for, said by it."""

    @wraps(view)
    def answered(request: HttpRequest, step: Steps, at: datetime, **given: object) -> HttpResponseBase:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != headers.VERSION:
            return told(HTTPStatus.PRECONDITION_FAILED, Tus_Version=headers.VERSION)
        try:
            return view(request, step, at, **given)
        except Unreadable as unread:
            return told(HTTPStatus.BAD_REQUEST, str(unread))
        except take_in.Elsewhere as elsewhere:
            return told(HTTPStatus.CONFLICT, Upload_Offset=str(elsewhere.came))
        except take_in.Held:
            return told(HTTPStatus.LOCKED)
        except take_in.Over:
            return told(HTTPStatus.GONE)
        except Invalid as invalid:  # by hand: a program reads the status, a person the words
            return told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _words(invalid))

    return answered


def _words(refused: Refused) -> str:
    verdict = refused.verdict
    clause = f" ({verdict.clause})" if verdict.clause else ""
    return f"{spoken(verdict.reason)}{clause}. {spoken(verdict.remedy)}."


@stepwise(MEMBER, "OPTIONS", "POST", slow=())
@_in_words
def uploads(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """Announces a file, or says what this door can do."""
    if request.method == "OPTIONS":
        with step():
            pass
        can = {"Tus_Version": headers.VERSION, "Tus_Extension": headers.EXTENSIONS}
        can["Tus_Checksum_Algorithm"] = ",".join(HASHES)
        return told(HTTPStatus.NO_CONTENT, Tus_Max_Size=str(settings.LARGEST_UPLOAD), **can)
    size, named = headers.number(request, "Upload-Length"), headers.metadata(request)
    draft = named.get("draft", "")
    if draft and not headers.NUMBER.fullmatch(draft):
        raise Unreadable("Upload-Metadata")
    with step() as actor:
        begun = begin_upload(
            actor=actor,
            at=at,
            name=named.get("filename", ""),
            size=size,
            draft=int(draft) if draft else None,
        )
    address = reverse("upload", args=[begun.pk])
    return told(HTTPStatus.CREATED, Location=address, **headers.standing(begun))


@stepwise(MEMBER, "HEAD", "PATCH", "DELETE", slow=())
@_in_words
def upload(request: HttpRequest, step: Steps, at: datetime, key: UUID) -> HttpResponse:
    """How far it is; a piece; or its end."""
    if request.method == "PATCH":
        return _taken(request, step, at, key)
    with step() as actor:
        if request.method == "DELETE":
            take_in.cancel_upload(actor=actor, at=at, key=key)
            return told(HTTPStatus.NO_CONTENT)
        found = take_in.find_upload(actor=actor, at=at, key=key)
        return told(HTTPStatus.OK, **headers.standing(found))


# Its body is handed on in pieces, and has threads of its own.
upload.pieces = ("PATCH",)  # type: ignore[attr-defined]


def _taken(request: HttpRequest, step: Steps, at: datetime, key: UUID) -> HttpResponse:
    if request.content_type != OFFSET_STREAM:
        return told(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    offset, wanted = headers.number(request, "Upload-Offset"), headers.checksum(request)
    holder, more = request.META.get(HOLDER) or uuid4().hex, bool(request.META.get(MORE))
    with step() as actor:
        held = take_in.hold_upload(actor=actor, at=at, key=key, offset=offset, holder=holder)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if offset + max(length, request.META.get(CLAIMED) or 0) > held.size:
        take_in.note_piece(at=at, key=key, holder=holder, came=offset, release=True)
        return told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if CLAIMED in request.META:  # the piece before the first
        return told(HTTPStatus.NO_CONTENT, **headers.standing(held))
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
    return told(HTTPStatus.NO_CONTENT, **headers.standing(held))


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
