"""How much of a request is taken, and how long it may take to come: decided by its address, before anything of it is read.

| the page | takes |
|---|---|
| open to anybody, or not there | 64 KB: a login and a password |
| of people who are signed in | what a form can have: DATA_UPLOAD_MAX_MEMORY_SIZE |
| the same, with fields for files (`page(…, files=True)`) | that, and the files of one form, each of LARGEST_FILE |
| the API's, whose body is a file, to whoever shows a token | one of LARGEST_FILE (api/gate.py) |
| of large files (pages/uploads, api/uploads.py) | a piece: one body is handed on as many (pieces.py) |

What claims to be more is answered 413 and not read; what comes without saying how long it is, is read up to that. Nothing of
what was typed can be on that page: the browser keeps it (docs/pages.md, "Nothing typed is lost").
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

from kabinet.web.piece import WHOLE

ANYBODY = 64 * 1024
TOO_LARGE = (
    "kabinet.body_too_large"  # in the environment of a request whose body was not read: what was the most
)
# Of the time in which a body must have come: at once, and for each of its bytes (a telephone far from everything).
SECONDS, BYTES_A_SECOND = 15, 8 * 1024


def most_bytes_from(somebody: bool | None, most: int) -> int:
    """Of the `most` that the page takes, what is taken from who sends it. While the database is away (None) nobody can say
    who that is: then as much as a text is, so that it stands on the page which says so."""
    if somebody:
        return most
    return min(most, settings.DATA_UPLOAD_MAX_MEMORY_SIZE if somebody is None else ANYBODY)


def most_bytes(path: str) -> int:
    """The longest body that this address takes."""
    view = _view(path)
    return ANYBODY if view is None else most_bytes_of(view)


def is_slow(path: str, method: str) -> bool:
    """Whether the page of this address does something slow between two steps."""
    return method in getattr(_view(path), "slow", ())


def is_preview(path: str) -> bool:
    """Whether the page of this address shows what is made of a file on demand."""
    return bool(getattr(_view(path), "preview", False))


def comes_in_pieces(path: str, method: str) -> bool:
    """Whether the body is a file that is handed on piece by piece (pieces.py)."""
    return method in getattr(_view(path), "pieces", ())


def _view(path: str) -> Callable[..., Any] | None:
    try:
        return resolve(path).func
    except Resolver404:
        return None


def most_bytes_of(view: Callable[..., Any]) -> int:
    """The same of its view."""
    if getattr(view, "pieces", ()):
        return WHOLE
    rule, own = getattr(view, "rule", None), getattr(view, "most", None)
    if own is not None:
        return int(own)
    if rule is None or not rule.signed_in:
        return ANYBODY
    fields: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if not getattr(view, "files", False):
        return fields
    return fields + settings.DATA_UPLOAD_MAX_NUMBER_FILES * settings.LARGEST_FILE


def seconds_for(size: int) -> float:
    """How long a body of `size` bytes may take to come."""
    return SECONDS + size / BYTES_A_SECOND


class NoFiles(FileUploadHandler):
    """Passes by every file: nothing of it is kept, in memory or on the disk."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class Bodies:
    """Middleware, before anything that reads a form: refuses what is too large, and takes files where there are fields for
    them alone."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, given: object
    ) -> HttpResponse | None:
        """413, or nothing."""
        from kabinet.pages.errors.pages import (
            too_large,
        )  # served.py asks for this module before Django is ready

        most = most_bytes_of(view)
        # Of views whose body is no form (kabinet/api/gate.py): how they say that it is too large.
        own = getattr(view, "own_body", None)
        if own is not None:
            too_much = request.META.get(TOO_LARGE) or _length(request) > most
            return own(request, most) if too_much else None
        if request.META.get(TOO_LARGE) or _length(request) > most:
            return too_large(request, most)
        if not getattr(view, "files", False):
            request.upload_handlers = [NoFiles(request)]
        try:
            _ = request.POST
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return too_large(request, most)
        return None


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() and len(said) < 19 else 0
