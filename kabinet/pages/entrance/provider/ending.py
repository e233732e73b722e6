"""A provider says that a session ended there: by a program of its own (back channel), or by whichever browser it has."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.factors import provider_answers
from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.network import saml, sign_in
from kabinet.network.provider import PORTAL, Away, Ended, Protocol, Provider, Unproven
from kabinet.pages.entrance.provider import answers, attempts
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import BAD_REQUEST, UNAVAILABLE
from kabinet.records import doors
from kabinet.web import security_log


@csrf_exempt
@stepwise(ANYONE, "GET", "POST", slow=("GET", "POST"))
def ended(request: HttpRequest, step: Steps, at: datetime, key: str = PORTAL) -> HttpResponse:
    """At the address that is there for it; a browser is sent there by SAML alone."""
    provider = attempts.provider_of(key)
    if provider.protocol is Protocol.SAML:
        return brought(request, step, provider, at)
    if request.method != "POST":
        raise doors.Closed
    return told(request, provider, at)


def brought(request: HttpRequest, step: Steps, provider: Provider, at: datetime) -> HttpResponse:
    """A browser brings it, somebody's: what it names ends, and not what is in that browser. It goes back with our word for
    it; with the provider's word that somebody went out there, to the sign-in page, for nothing comes of that."""
    here, now = attempts.here(provider), int(at.timestamp())
    if "SAMLResponse" in request.GET or "SAMLResponse" in request.POST:
        return SeeOther(reverse("sign_in"))
    query = request.META.get("QUERY_STRING", "")
    try:
        said = saml.ending(provider, query=query, posted=request.POST.dict(), here=here, now=now)
        if not provider_answers.use(issuer=provider.issuer, name=said.name, until=said.until):
            raise Unproven("said before")
    except Unproven as unproven:
        return answers.refused(request, step, provider, unproven)
    end(request, provider, said.ended)
    there = saml.signed_out_url(provider, here=here, request=said.name, state=said.state, now=now)
    return _plain(200, "") if there is None else SeeOther(there)


def told(request: HttpRequest, provider: Provider, at: datetime) -> HttpResponse:
    """Exactly what it names ends here as well."""
    try:
        said = sign_in.ended(provider, said=request.POST.dict(), now=int(at.timestamp()))
    except Unproven as unproven:
        security_log.tell(request, "provider refused", provider=provider.key, reason=unproven.reason)
        return _plain(BAD_REQUEST, "invalid_request")
    except Away as away:
        security_log.tell(request, "provider away", provider=provider.key, reason=away.reason)
        return _plain(UNAVAILABLE, "try again")
    end(request, provider, said)
    return _plain(200, "")


def end(request: HttpRequest, provider: Provider, said: Ended) -> None:
    count = provider_accounts.end_sessions(issuer=provider.issuer, subject=said.subject, names=said.sessions)
    security_log.tell(request, "ended by the provider", provider=provider.key, sessions=count)


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(
        words, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
