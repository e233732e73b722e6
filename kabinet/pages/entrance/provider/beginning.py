"""The way to a provider."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from kabinet.network import sign_in
from kabinet.network.provider import PORTAL, Away
from kabinet.pages.entrance import letting_in
from kabinet.pages.entrance.provider import answers, attempts
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE


@stepwise(ANYONE, "GET", "POST", slow=("GET",))
def begin(request: HttpRequest, step: Steps, at: datetime, key: str = PORTAL) -> HttpResponse:
    """What somebody had written when their session ended is sent here first."""
    provider = attempts.provider_of(key)
    if request.method == "POST":
        return answers.going(request, step, provider)
    attempt = sign_in.attempt()
    try:
        here, now = attempts.here(provider), int(at.timestamp())
        there = sign_in.way_there(provider, here=here, attempt=attempt, now=now)
    except Away as away:
        return answers.away(request, step, provider, away)
    response = SeeOther(there)
    attempts.keep(response, provider, attempt, letting_in.after(request))
    return response
