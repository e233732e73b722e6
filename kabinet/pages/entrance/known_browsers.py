"""A browser in which somebody signed in is remembered for their login: whoever tries it elsewhere does not lock them out.

The cookie opens nothing. It is signed, holds a mark of the browser and digests of the logins, and ends after half a year.
"""

from hashlib import blake2s
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SECONDS = 180 * 24 * 60 * 60
MOST_LOGINS = 5
COOKIE = "__Host-kabinet-browser" if settings.HTTPS else "kabinet-browser"
SALT = "kabinet.pages.entrance.known_browsers"


def mark_of(request: HttpRequest, login: str) -> str:
    """The mark of this browser if the login signed in with it before, else nothing."""
    known = _known(request)
    return str(known["mark"]) if _digest(login) in known["logins"] else ""


def remember(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """The login signed in here."""
    known = _known(request)
    logins = [_digest(login), *(each for each in known["logins"] if each != _digest(login))]
    response.set_cookie(
        COOKIE,
        signing.dumps({"mark": known["mark"], "logins": logins[:MOST_LOGINS]}, salt=SALT),
        max_age=SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        said = {}
    return {"mark": said.get("mark", uuid4().hex), "logins": said.get("logins", [])}


def _digest(login: str) -> str:
    """The signature keeps others from making a cookie, so this needs no secret."""
    return blake2s(login.lower().encode(errors="replace"), digest_size=16).hexdigest()
