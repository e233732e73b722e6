"""What somebody meets whom the gate turned back: a page that says why, what can be done, and who can do it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from kabinet.actions.unit.errors import Conflict, Refused
from kabinet.pages.errors import pages
from kabinet.pages.gate import person, sending_key, unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.queries.admission import Unconfirmed

Refusal = Exception
NOT_ALLOWED = 405
MOST_TEXTS = 20  # kept for one session
TEMPORARY_REDIRECT = 307  # the browser sends the same again


def answer(request: HttpRequest, at: datetime, refusal: Refusal) -> HttpResponse:
    """The page for what the view or the gate raised, in a transaction of its own."""
    actor = person.signed_in(request, at)
    if isinstance(refusal, Refused):
        return pages.refused(request, actor, at, refusal)
    if isinstance(refusal, Conflict):
        return pages.conflict(request, actor, at, refusal)
    if isinstance(refusal, Unconfirmed):
        return pages.unconfirmed(request, actor, at)
    return pages.not_found(request, actor, at)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and from there back here, if this was a page to read; a fragment sends the whole page there."""
    address = sign_in_address(request, ended=settings.SESSION_COOKIE_NAME in request.COOKIES)
    if SESSION_KEY in request.session:
        # The session of somebody who is nobody any more would send them from the sign-in page back here. That of somebody
        # who is on the way in stays: pages that lie open ask for news meanwhile.
        request.session.flush()
    if request.headers.get("HX-Request") or "Tus-Resumable" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if request.method == "POST" and sending_key.FIELD not in request.POST and unsent.goes_along(request):
        # A browser with a script has kept what was typed; for one without the text goes along, and comes back on the page.
        return HttpResponse(status=TEMPORARY_REDIRECT, headers={"Location": address})
    return SeeOther(address)


def factor_first(request: HttpRequest) -> HttpResponse:
    """To the pages on which a second factor is set up; what was written waits in the session until that is done."""
    address = reverse("second_factor")
    if texts := unsent.texts(request):
        request.session[unsent.CARRIED] = [*request.session.get(unsent.CARRIED, []), *texts][-MOST_TEXTS:]
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return SeeOther(address)


def sign_in_address(request: HttpRequest, *, ended: bool = False) -> str:
    """The sign-in page with `next`, which that page checks before it follows it; `ended` says that there was a session."""
    back = QueryDict(mutable=True)
    if ended:
        back["ended"] = "1"
    if page := _page(request):
        back[REDIRECT_FIELD_NAME] = page
    return reverse("sign_in") + (f"?{back.urlencode(safe='/')}" if back else "")


def not_read(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """405: whoever reloads after an act, or opens the address of a form, is told so and led back; so is whoever sends a form
    to a page that takes none. It asks no database."""
    told = {"back": _readable(request.path) or "/", "only_read": "GET" in methods}
    answer = render(request, "errors/not_read.html", told, status=NOT_ALLOWED)
    answer.headers["Allow"] = ", ".join(methods)
    return answer


def _page(request: HttpRequest) -> str:
    """The page that the person had before them: this one, the fragment's, the form's, or the nearest above it."""
    if request.headers.get("HX-Request"):
        return pages.own_address(request.headers.get("HX-Current-URL", ""))
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return _readable(pages.own_address(request.headers.get("Referer", ""))) or _readable(request.path)


def _readable(address: str) -> str:
    """The address, or the nearest one above it, at which there is a page to read; none where that is the home page alone."""
    path, mark, query = address.partition("?")
    while len(path) > 1:
        try:
            if "GET" in getattr(resolve(path).func, "methods", ()):
                return path + mark + query
        except Resolver404:
            pass
        path, mark, query = path.rstrip("/").rpartition("/")[0] + "/", "", ""
    return ""
