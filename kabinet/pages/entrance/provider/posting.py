"""A provider that makes the browser post here what it says of somebody (SAML).

A form of another site brings no cookie of ours. So what it brings is looked at without knowing whose browser it is, and lies
under a key of one use; the browser is sent on to fetch it by itself, with its cookies, which say whose attempt it is.
"""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from kabinet.actions.factors import provider_answers
from kabinet.network import saml
from kabinet.network.provider import PORTAL, Declined, Identity, Protocol, Provider, Unproven
from kabinet.pages.entrance import throttle
from kabinet.pages.entrance.provider import answers, attempts
from kabinet.pages.entrance.throttle import Wait
from kabinet.pages.gate import Steps, page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import FORBIDDEN, TOO_MANY
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.web import caller


def posted(request: HttpRequest, step: Steps, at: datetime, provider: Provider) -> HttpResponse:
    """Nothing is kept but what the provider signed."""
    tried = throttle.coming_back(caller.address_of(request))
    if isinstance(tried, Wait):
        return answers.answer(request, step, provider, "many", TOO_MANY)
    here, now = attempts.here(provider), int(at.timestamp())
    try:
        came = saml.answer(provider, said=request.POST.get("SAMLResponse", ""), here=here, now=now)
        key = provider_answers.put_aside(
            identity=came.identity, request=came.request, name=came.name, until=came.until
        )
        if key is None:
            raise Unproven("said before")
    except Declined:
        return answers.answer(request, step, provider, "declined", FORBIDDEN)
    except Unproven as unproven:
        return answers.refused(request, step, provider, unproven)
    throttle.forgive(tried)
    state = came.request.removeprefix(saml.request_name(""))
    return SeeOther(f"{here.back}?{urlencode({'state': state, 'answer': key})}")


def fetched(at: datetime, provider: Provider, key: str, attempt: attempts.Attempt) -> Identity:
    """Whom the answer under this key speaks of, to this very attempt. Raises Unproven."""
    request = saml.request_name(attempt["state"])
    found = provider_answers.take(issuer=provider.issuer, key=key, request=request, at=at)
    if found is None:
        raise Unproven("no such answer")
    return found


@page(ANYONE)
def metadata(request: HttpRequest, actor: Actor, at: datetime, key: str = PORTAL) -> HttpResponse:
    """What a provider of SAML must know of this desk, for its administrator."""
    provider = attempts.provider_of(key)
    if provider.protocol is not Protocol.SAML:
        raise doors.Closed
    words = saml.description(provider, here=attempts.here(provider))
    return HttpResponse(words, content_type="application/samlmetadata+xml")
