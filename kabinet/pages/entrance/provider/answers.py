"""Pages of whoever does not get in by a provider, or not yet: why, and what helps."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kabinet.network.provider import Away, Provider, Unproven
from kabinet.pages.entrance import letting_in, throttle
from kabinet.pages.entrance.provider.attempts import begin_address
from kabinet.pages.gate import Steps, unsent
from kabinet.pages.status_codes import FORBIDDEN, TOO_MANY, UNAVAILABLE
from kabinet.web import caller, security_log


def answer(
    request: HttpRequest,
    step: Steps,
    provider: Provider,
    why: str,
    status: int,
    *,
    login: str = "",
    texts: Sequence[str] = (),
) -> HttpResponse:
    """The page that says why (answer.html has the words)."""
    context = {
        "provider": provider,
        "begin": begin_address(provider),
        "why": why,
        "support": settings.SUPPORT_PHONE,
        "login": login,
        "texts": texts,
    }
    with step():
        return render(request, "entrance/provider/answer.html", context, status=status)


def going(request: HttpRequest, step: Steps, provider: Provider) -> HttpResponse:
    """A page that goes there by itself: a form may not lead to another host, a page may. What somebody had written when
    their session ended goes along in the session."""
    texts = unsent.texts(request)
    if texts:
        if not throttle.may_leave_texts(caller.address_of(request)):
            return answer(request, step, provider, "many", TOO_MANY, texts=texts)
        request.session[letting_in.UNSENT] = texts
    there = f"{begin_address(provider)}?{urlencode({'next': letting_in.after(request)})}"
    with step():
        context = {"provider": provider, "there": there, "kept": bool(texts)}
        return render(request, "entrance/provider/going.html", context)


def refused(request: HttpRequest, step: Steps, provider: Provider, unproven: Unproven) -> HttpResponse:
    """What came back is believed by nobody."""
    security_log.tell(request, "provider refused", provider=provider.key, reason=unproven.reason)
    return answer(request, step, provider, "unproven", FORBIDDEN)


def away(request: HttpRequest, step: Steps, provider: Provider, failed: Away) -> HttpResponse:
    """The provider does not answer."""
    security_log.tell(request, "provider away", provider=provider.key, reason=failed.reason)
    return answer(request, step, provider, "away", UNAVAILABLE)
