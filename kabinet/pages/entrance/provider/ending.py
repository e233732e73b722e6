"""A provider itself says that a session ended there (back-channel logout); a program reads the answer."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.network import sign_in
from kabinet.network.provider import PORTAL, Away, Provider, Unproven
from kabinet.pages import security_log
from kabinet.pages.entrance.provider import attempts
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import BAD_REQUEST, UNAVAILABLE


@csrf_exempt
@stepwise(ANYONE, "POST")
def ended(request: HttpRequest, step: Steps, at: datetime, key: str = PORTAL) -> HttpResponse:
    """At the address that is there for it."""
    return told(request, attempts.provider_of(key), at)


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
    count = provider_accounts.end_sessions(issuer=provider.issuer, subject=said.subject, name=said.session)
    security_log.tell(request, "ended by the provider", provider=provider.key, sessions=count)
    return _plain(200, "")


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(
        words, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
