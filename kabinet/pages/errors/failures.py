"""What somebody reads when the server fails: nothing here needs a database, a session or a reader.

503 says what is missing, what became of the last act and when to try again; whatever was sent goes out again, whole, by one
button. 500 is our own mistake, 400 a form that cannot be read.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render

from kabinet.pages.errors.pages import own_address
from kabinet.pages.errors.unavailable import Lack, lack_of, lack_of_version

# Set by the gate when all that is left to do is to keep what was done: cut off then, nobody knows whether it was kept.
KEEPING = "kabinet.keeping"
# Set while a form is read: the error of a file for which there was no room. The rest of the form is there.
NO_ROOM = "kabinet.no_room"
# Fields that a form carries besides what somebody typed or chose; with the first two it is done once however often it comes.
KEYS = ("sending", "once")
CARRIED = (*KEYS, "csrfmiddlewaretoken", "next", "version", "draft")
SECRET = ("password", "secret", "token")
PROSE = 12


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: `fields` without secrets and files, `whole` if no secret was among them; `texts` are the prose."""

    fields: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    files: bool = False
    whole: bool = True

    @property
    def done_once(self) -> bool:
        """Whether it may be sent again though it may have been done."""
        return any(name in KEYS and value for name, value in self.fields)


def raise_unread(request: HttpRequest) -> None:
    """Reads the form that was sent, and raises what stood in the way of one of its files."""
    len(request.POST)  # a form is read when it is asked for the first time
    if NO_ROOM in request.META:
        raise request.META[NO_ROOM]


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500: 503 where something that we need is missing, else 500."""
    lack = lack_of(sys.exception()) or lack_of_version(sys.exception())
    if lack is None:
        return render(request, "errors/broken.html", {"sent": sent(request)}, status=500)
    return _unavailable(request, lack)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400: what came is no form of ours, or not one that can be read. Nothing of it was done."""
    return render(request, "errors/unreadable.html", {"back": _back(request)}, status=400)


def sent(request: HttpRequest) -> Sent | None:
    """What the reader sent; None for a page that was only read."""
    if request.method != "POST":
        return None
    try:
        return _sent(request)
    except (BadRequest, SuspiciousOperation, UnreadablePostError, OSError):
        return Sent()


def _unavailable(request: HttpRequest, lack: Lack) -> HttpResponse:
    context = {
        "lack": lack,
        "sent": sent(request),
        "unknown": KEEPING in request.META,
        "address": request.get_full_path(),
        "back": _back(request),
    }
    answer = render(request, "errors/unavailable.html", context, status=503)
    answer.headers["Retry-After"] = str(lack.seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sent(request: HttpRequest) -> Sent:
    given = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    fields = tuple((name, value) for name, value in given if not _secret(name))
    files = bool(request.FILES) or NO_ROOM in request.META
    return Sent(fields, tuple(_texts(fields)), files, len(fields) == len(given))


def _secret(name: str) -> bool:
    return name not in CARRIED and any(word in name for word in SECRET)


def _texts(fields: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, value in fields:
        if name not in CARRIED and (" " in value.strip() or len(value) > PROSE):
            yield value


def _back(request: HttpRequest) -> str:
    """Where the reader was: this page, or that of the form."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return own_address(request.headers.get("Referer", "")) or "/"
