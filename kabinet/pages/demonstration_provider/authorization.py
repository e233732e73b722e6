"""Where a browser comes to say who it is, and goes back with a code; who is in already goes back at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.network.provider import Provider
from kabinet.pages.demonstration_provider import signing
from kabinet.pages.demonstration_provider.description import provider
from kabinet.pages.entrance import demonstration
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import BAD_REQUEST
from kabinet.records.doors.demonstration import demonstration_people

COOKIE: Final = "__Host-kabinet-demonstration" if settings.HTTPS else "kabinet-demonstration"
# Known to the provider and to nobody here: what happens to such a one is worth seeing too.
STRANGER: Final = "neznakomka"
ASKED: Final = ("state", "nonce", "code_challenge")
LONGEST: Final = 200
Asked = Mapping[str, str]


@page(ANYONE, "GET", "POST")
def authorize(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """The people who can be chosen; each is a button. Nothing is asked of them but that."""
    own = provider()
    asked = _asked(own, request.POST if request.method == "POST" else request.GET)
    if asked is None:
        return HttpResponse("invalid_request", status=BAD_REQUEST, content_type="text/plain")
    if request.method == "POST" and (login := _chosen(request)):
        return _let_through(own, asked, login)
    session_there = signing.opened(request.COOKIES.get(COOKIE, ""), signing.SESSION, signing.SESSION_SECONDS)
    if request.method == "GET" and session_there is not None:
        return _back(own, asked, session_there)
    return _choice(request, own, asked)


@page(ANYONE, "GET")
def end(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """The session here is over; the browser goes back to the desk's own page and nowhere else."""
    provider()
    response = SeeOther(reverse("sign_in"))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _let_through(own: Provider, asked: Asked, login: str) -> HttpResponse:
    session = signing.new_session(login)
    response = _back(own, asked, session)
    # Whoever looked on as the stranger comes back as somebody else.
    if login != STRANGER:
        response.set_cookie(
            COOKIE,
            signing.sealed(session, signing.SESSION),
            max_age=signing.SESSION_SECONDS,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response


def _choice(request: HttpRequest, own: Provider, asked: Asked) -> HttpResponse:
    context = {
        **demonstration.hints(),
        "to": reverse("demonstration_authorize"),
        "carried": {**_request_of(own), **asked},
        "stranger": STRANGER,
        "stranger_name": _("Незнакомая Нина"),
    }
    return render(request, "demonstration_provider/choose.html", context)


def _chosen(request: HttpRequest) -> str:
    """A login of the demonstration, or the stranger's; empty for any other."""
    login = request.POST.get("login", "")
    known = {row.person.login for row in demonstration_people()} | {STRANGER}
    return login if login in known else ""


def _request_of(own: Provider) -> Asked:
    """What every request of this desk says: no other desk is known here."""
    return {
        "response_type": "code",
        "client_id": own.client,
        "redirect_uri": f"{settings.PUBLIC_URL}{reverse('provider_back')}",
        "code_challenge_method": "S256",
    }


def _asked(own: Provider, given: Asked) -> Asked | None:
    """State, nonce and challenge of a request by the one desk that is known; None of any other."""
    if any(given.get(name) != value for name, value in _request_of(own).items()):
        return None
    asked = {name: given.get(name, "") for name in ASKED}
    return asked if all(0 < len(value) <= LONGEST for value in asked.values()) else None


def _back(own: Provider, asked: Asked, session: Asked) -> HttpResponse:
    code = {
        "client": own.client,
        "nonce": asked["nonce"],
        "challenge": asked["code_challenge"],
        **session,
    }
    said = {"code": signing.sealed(code, signing.CODE), "state": asked["state"], "iss": own.issuer}
    return SeeOther(f"{_request_of(own)['redirect_uri']}?{urlencode(said)}")
