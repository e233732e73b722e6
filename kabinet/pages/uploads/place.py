"""PUT /place/CODE/NAME: a file for the ticket whose support gave this place, from a server where nobody signs in (U6c).

The code is all that is asked; one that opens nothing is answered the same whatever the reason. The body comes in pieces
(config/serving/pieces.py) with no transaction open, and is whole or gone: what breaks off is no file.
"""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.tickets.uploads import at_place
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.entrance import throttle
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import ANYONE
from kabinet.records.doors.record_types import FileRecord
from kabinet.regulation.text import Text
from kabinet.web import caller, security_log
from kabinet.web.piece import CHECKSUM, CLAIMED, HOLDER, MORE
from kabinet.web.rule import mark

NO_PLACE = Text(
    "Такого места нет, или файлы оно больше не принимает.",
    "There is no such place, or it takes no more files.",
)
NO_LENGTH = Text(
    "Не сказано, сколько байт будет (Content-Length).", "The length is not said (Content-Length)."
)
NOT_WHOLE = Text(
    "Продолжить с середины нельзя (Content-Range): отправьте файл целиком, без -C.",
    "A file cannot be gone on with from its middle (Content-Range): send the whole, without -C.",
)
BROKEN = Text("Файл пришёл не весь и не сохранён.", "The file did not come whole and is not kept.")
NO_DISK = Text(
    "На сервере кончилось место, файл не сохранён.", "The server is out of room, the file is not kept."
)
WAIT = Text("Слишком много попыток. Подождите 15 минут.", "Too many tries. Wait for 15 minutes.")
WHOLE = Text(
    "Принято: {name}, байт: {size}, SHA-256: {digest}", "Taken: {name}, bytes: {size}, SHA-256: {digest}"
)


@csrf_exempt
@stepwise(ANYONE, "PUT", slow=())
def put(request: HttpRequest, step: Steps, at: datetime, code: str, name: str) -> HttpResponse:
    """A whole body, or the next piece of one: the first of its pieces is empty and says how long it will be."""
    holder, more = request.META.get(HOLDER), bool(request.META.get(MORE))
    key = UUID(hex=holder) if holder else uuid4()
    if CLAIMED in request.META or holder is None:
        claimed = request.META[CLAIMED] if CLAIMED in request.META else _length(request)
        if (refused := _begun(request, at, code, key, name, claimed)) is not None:
            return refused
    if CLAIMED in request.META:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _taken(request, at, code, key, more=more)


# Its body is handed on in pieces, and has threads of its own.
mark(put, pieces=("PUT",))


def _begun(
    request: HttpRequest, at: datetime, code: str, key: UUID, name: str, size: int | None
) -> HttpResponse | None:
    if size is None or CHECKSUM in request.META:
        return _told(HTTPStatus.LENGTH_REQUIRED, NO_LENGTH)
    # `curl -C 4000 -T` sends the rest alone; taken for a file, it would be one without its beginning (RFC 9110, 14.5).
    whole = f"bytes 0-{size - 1}/{size}"
    if request.headers.get("Content-Range", whole) != whole:
        return _told(HTTPStatus.BAD_REQUEST, NOT_WHOLE)
    tried = throttle.code_of_place(caller.address_of(request))
    if isinstance(tried, throttle.Wait):
        security_log.tell(request, "codes of places tried too often")
        answer = _told(HTTPStatus.TOO_MANY_REQUESTS, WAIT)
        answer.headers["Retry-After"] = str(tried.seconds)
        return answer
    try:
        begun = at_place.begin_at_place(at=at, code=code, key=key, name=name, size=size)
    except Invalid as invalid:  # by hand: a program reads the status, a person the words
        throttle.forgive(tried)
        verdict = invalid.verdict
        clause = f" ({verdict.clause})" if verdict.clause else ""
        said = (f"{why}{clause}. {way}." for why, way in zip(verdict.reason, verdict.remedy, strict=True))
        return _told(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Text(*said))
    if not begun:
        security_log.tell(request, "wrong code of a place")
        return _told(HTTPStatus.NOT_FOUND, NO_PLACE)
    throttle.forgive(tried)
    return None


def _taken(request: HttpRequest, at: datetime, code: str, key: UUID, *, more: bool) -> HttpResponse:
    try:
        last = at_place.take_at_place(at=at, code=code, key=key, content=request)
    except OSError:
        at_place.drop_at_place(key=key)
        return _told(HTTPStatus.INSUFFICIENT_STORAGE, NO_DISK)
    if last:
        return _whole(at_place.finish_at_place(at=at, key=key))
    if more and last is not None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    at_place.drop_at_place(key=key)
    return _told(HTTPStatus.NOT_FOUND, NO_PLACE) if last is None else _told(HTTPStatus.BAD_REQUEST, BROKEN)


def _whole(file: FileRecord) -> HttpResponse:
    come = {"name": file.name, "size": file.size, "digest": file.sha256}
    return _told(HTTPStatus.CREATED, Text(*(text.format(**come) for text in WHOLE)))


def _told(status: HTTPStatus, words: Text) -> HttpResponse:
    return HttpResponse("\n".join((*words, "")), status=status, content_type="text/plain; charset=utf-8")


def _length(request: HttpRequest) -> int | None:
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() and len(said) < 19 else None
