"""From which provider a session came, and what ends its session there: kept with ours, sealed.

An ID token says as much of a person as a letter of introduction, and a session's row is signed, not encrypted: whoever reads
the table or a backup would read it too.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from kabinet.network.provider import Provider
from kabinet.pages.gate.person import browsers
from kabinet.records import sealing

FROM, TOKEN = "provider", "provider_token"
PURPOSE: Final = "what ends a session at its provider"


def keep_token(request: HttpRequest, provider: Provider, person: int, token: str) -> None:
    """In the session of this person, which has just begun; in place of one from before."""
    request.session[FROM] = provider.key
    request.session.pop(TOKEN, None)
    if token:
        request.session[TOKEN] = sealing.seal(token, PURPOSE, person)


def kept_token(request: HttpRequest) -> tuple[Provider | None, str]:
    """None where nobody came from a provider that is still named; no token where it gave none."""
    provider = settings.SIGN_IN_PROVIDERS.of_key(request.session.get(FROM, ""))
    try:
        token = sealing.unseal(request.session.get(TOKEN, ""), PURPOSE, browsers(request).person or 0)
    except sealing.Unreadable:
        token = ""
    return provider, token
