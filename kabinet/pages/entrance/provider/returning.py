"""The way back from a provider: in, or a page that says why not and what helps."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kabinet.actions.organisations.contacts import provider_accounts
from kabinet.actions.organisations.contacts.provider_accounts import Account, Recognised
from kabinet.network import sign_in
from kabinet.network.provider import PORTAL, Away, Identity, Protocol, Provider, Unproven
from kabinet.pages.entrance import letting_in, throttle
from kabinet.pages.entrance.provider import answers, attempts, ending, posting
from kabinet.pages.entrance.provider.token import keep_token
from kabinet.pages.entrance.throttle import Attempt, Wait
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.person import browsers
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import BAD_REQUEST, FORBIDDEN, TOO_MANY
from kabinet.records import doors
from kabinet.regulation.organisation.second_factor import Factor
from kabinet.web import caller, security_log

LONGEST: Final = 2048  # of each thing that comes back in an address


@csrf_exempt
@stepwise(ANYONE, "GET", "POST", slow=("GET", "POST"))
def back(request: HttpRequest, step: Steps, at: datetime, key: str = PORTAL) -> HttpResponse:
    """The attempt is used up whatever comes of it. Some providers post what they say of somebody to the same address, others
    what ended there."""
    provider = attempts.provider_of(key)
    if request.method == "POST":
        if provider.protocol is Protocol.SAML:
            return posting.posted(request, step, at, provider)
        if not sign_in.tells_at_back(provider):
            raise doors.Closed
        return ending.told(request, provider, at)
    response = _returned(request, step, at, provider)
    attempts.use_up(response)
    return response


def _returned(request: HttpRequest, step: Steps, at: datetime, provider: Provider) -> HttpResponse:
    if "error" in request.GET:  # some say it without the state, and there is nothing to believe
        return answers.answer(request, step, provider, "declined", FORBIDDEN)
    attempt = attempts.kept(request, provider)
    if attempt is None:
        return answers.answer(request, step, provider, "stale", BAD_REQUEST)
    try:
        came = sign_in.proof_in(provider, request.GET.dict(), LONGEST)
        tried = throttle.coming_back(caller.address_of(request))
        if isinstance(tried, Wait):
            return answers.answer(request, step, provider, "many", TOO_MANY)
        who = _who(at, provider, came, attempt)
    except Unproven as unproven:
        return answers.refused(request, step, provider, unproven)
    except Away as away:
        return answers.away(request, step, provider, away)
    return _recognised(request, step, at, provider, who, attempt["next"], tried)


def _who(at: datetime, provider: Provider, came: str, attempt: attempts.Attempt) -> Identity:
    """The provider is asked, unless what it says lies here already."""
    if provider.protocol is Protocol.SAML:
        return posting.fetched(at, provider, came, attempt)
    here = attempts.here(provider)
    return sign_in.identity(provider, proof=came, here=here, attempt=attempt, now=int(at.timestamp()))


def _recognised(
    request: HttpRequest,
    step: Steps,
    at: datetime,
    provider: Provider,
    who: Identity,
    wanted: str,
    tried: Attempt,
) -> HttpResponse:
    account = Account(who.issuer, who.subject, who.login)
    found = provider_accounts.recognise(at=at, account=account, of=provider.organisation)
    if found.person is None:
        return _stranger(request, step, provider, who, found)
    throttle.forgive(tried)
    with step():
        response = letting_in.let_in(
            request, found.person, at, to=wanted, texts=[], factor=Factor.PROVIDER, only=found.only
        )
        keep_token(request, provider, found.person.pk, who.token)
        key = browsers(request).row_key
        provider_accounts.begin_session(at=at, key=key, account=account, name=who.session)
    return response


def _stranger(
    request: HttpRequest, step: Steps, provider: Provider, who: Identity, found: Recognised
) -> HttpResponse:
    """The provider knows them, and there is nobody here to be; or somebody else has the login now. One of an organisation
    reads no other word of a login that others have than of one that nobody has."""
    event, why = "unknown account", "unknown"
    if found.differs:
        event, why = "another account", "differs"
    elif found.foreign:
        event = "account of others"
    if provider.organisation and why == "unknown":
        why = "outside"
    security_log.tell(request, event, person=found.differs or found.foreign, provider=provider.key)
    return answers.answer(request, step, provider, why, FORBIDDEN, login=who.login)
