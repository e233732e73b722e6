"""Signing in at an identity provider, such as the portal (L7): there with PKCE, back with a code, and out when it says so.

What the browser brings back is compared with a signed cookie that it was given on the way there: state, nonce and verifier
of this one attempt, for ten minutes. The provider is asked between the steps, while no transaction is open.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.actions.organisations.contacts.provider_accounts import Account, Recognised
from kabinet.network import oidc
from kabinet.network.oidc import Away, Identity, Unproven
from kabinet.network.provider import Provider
from kabinet.pages import caller, security_log
from kabinet.pages.entrance import letting_in, throttle
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps, stepwise, unsent
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.person import browsers
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import BAD_REQUEST, FORBIDDEN, TOO_MANY, UNAVAILABLE
from kabinet.records import doors
from kabinet.regulation.organisation.second_factor import Factor

COOKIE: Final = "__Host-kabinet-provider" if settings.HTTPS else "kabinet-provider"
SALT: Final = "kabinet.pages.entrance.provider"
SECONDS: Final = 600
LONGEST: Final = 2048  # of what comes back in an address
TOKEN = "provider_token"  # the session's key for what ends the session there  # noqa: S105
Attempt = Mapping[str, str]


@stepwise(ANYONE, "GET", "POST", slow=("GET",))
def begin(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The way there. What somebody had written when their session ended is sent here first and goes along in the session."""
    provider = _provider()
    if request.method == "POST":
        if not throttle.may_leave_texts(caller.address_of(request)):
            return _page(request, step, provider, "many", TOO_MANY, texts=unsent.texts(request))
        request.session[letting_in.UNSENT] = unsent.texts(request)
        return _going(request, step, provider)
    attempt = {name: oidc.secret() for name in ("state", "nonce", "verifier")}
    try:
        there = oidc.authorization_url(provider, back=_back(), **attempt)
    except Away as away:
        return _away(request, step, provider, away)
    response = SeeOther(there)
    kept = signing.dumps({**attempt, "next": letting_in.after(request)}, salt=SALT)
    response.set_cookie(COOKIE, kept, max_age=SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


@stepwise(ANYONE, "GET", slow=("GET",))
def back(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The way back: in, or a page that says why not and what helps. The attempt is used up either way."""
    provider = _provider()
    response = _returned(request, step, at, provider)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


@csrf_exempt
@stepwise(ANYONE, "POST")
def ended(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """The provider itself says that a session ended there (back-channel logout); a program reads the answer."""
    provider = _provider()
    try:
        said = oidc.ended(provider, request.POST.get("logout_token", ""), int(at.timestamp()))
    except Unproven as unproven:
        security_log.tell(request, "provider refused", reason=unproven.reason)
        return _plain(BAD_REQUEST, "invalid_request")
    except Away as away:
        security_log.tell(request, "provider away", reason=away.reason)
        return _plain(UNAVAILABLE, "try again")
    count = provider_accounts.end_sessions(issuer=provider.issuer, subject=said.subject, name=said.session)
    security_log.tell(request, "ended by the provider", sessions=count)
    return _plain(200, "")


def _returned(request: HttpRequest, step: Steps, at: datetime, provider: Provider) -> HttpResponse:
    if "error" in request.GET:  # some say it without the state, and there is nothing to believe
        return _page(request, step, provider, "declined", FORBIDDEN)
    attempt = _attempt(request)
    if attempt is None or not constant_time_compare(request.GET.get("state", ""), attempt["state"]):
        return _page(request, step, provider, "stale", BAD_REQUEST)
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        return _refused(request, step, provider, Unproven("another issuer"))
    code = request.GET.get("code", "")
    if not code or len(code) > LONGEST:
        return _refused(request, step, provider, Unproven("no code"))
    tried = throttle.coming_back(caller.address_of(request))
    if isinstance(tried, Wait):
        return _page(request, step, provider, "many", TOO_MANY)
    proof = {"code": code, "verifier": attempt["verifier"], "nonce": attempt["nonce"]}
    try:
        who = oidc.identity(provider, back=_back(), now=int(at.timestamp()), **proof)
    except Unproven as unproven:
        return _refused(request, step, provider, unproven)
    except Away as away:
        return _away(request, step, provider, away)
    throttle.forgive(tried)
    return _recognised(request, step, at, provider, who, attempt["next"])


def _recognised(
    request: HttpRequest, step: Steps, at: datetime, provider: Provider, who: Identity, wanted: str
) -> HttpResponse:
    account = Account(who.issuer, who.subject, who.login)
    found = provider_accounts.recognise(at=at, account=account)
    if found.person is None:
        return _stranger(request, step, provider, who, found)
    with step():
        response = letting_in.let_in(request, found.person, at, to=wanted, texts=[], factor=Factor.PROVIDER)
        request.session[TOKEN] = who.token
        key = browsers(request).row_key
        provider_accounts.begin_session(at=at, key=key, account=account, name=who.session)
    return response


def _stranger(
    request: HttpRequest, step: Steps, provider: Provider, who: Identity, found: Recognised
) -> HttpResponse:
    """The provider knows them, and there is nobody here to be; or somebody else has the login now."""
    event, why = ("another account", "differs") if found.differs else ("unknown account", "unknown")
    security_log.tell(request, event, person=found.differs)
    return _page(request, step, provider, why, FORBIDDEN, login=who.login)


def _refused(request: HttpRequest, step: Steps, provider: Provider, unproven: Unproven) -> HttpResponse:
    security_log.tell(request, "provider refused", reason=unproven.reason)
    return _page(request, step, provider, "unproven", FORBIDDEN)


def _away(request: HttpRequest, step: Steps, provider: Provider, away: Away) -> HttpResponse:
    security_log.tell(request, "provider away", reason=away.reason)
    return _page(request, step, provider, "away", UNAVAILABLE)


def _page(
    request: HttpRequest,
    step: Steps,
    provider: Provider,
    why: str,
    status: int,
    login: str = "",
    texts: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "provider": provider,
        "why": why,
        "support": settings.SUPPORT_PHONE,
        "login": login,
        "texts": texts,
    }
    with step():
        return render(request, "entrance/provider.html", context, status=status)


def _going(request: HttpRequest, step: Steps, provider: Provider) -> HttpResponse:
    """A page that goes on by itself: a form may not lead to another host, a page may."""
    wanted = letting_in.after(request)
    with step():
        return render(request, "entrance/provider_going.html", {"provider": provider, "next": wanted})


def _attempt(request: HttpRequest) -> Attempt | None:
    try:
        said: Attempt = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return said


def _provider() -> Provider:
    provider: Provider | None = settings.SIGN_IN_PROVIDER
    if provider is None:
        raise doors.Closed
    return provider


def _back() -> str:
    """Said to the provider beforehand, so of the installation and not of the request."""
    return f"{settings.PUBLIC_URL}{reverse('provider_back')}"


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(
        words, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
