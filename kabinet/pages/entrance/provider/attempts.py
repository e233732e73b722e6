"""One attempt to sign in at a provider: what the browser keeps of it meanwhile, and the provider's addresses here."""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from kabinet.network.provider import PORTAL, Here, Provider, Providers
from kabinet.records import doors

COOKIE: Final = "__Host-kabinet-provider" if settings.HTTPS else "kabinet-provider"
SALT: Final = "kabinet.pages.entrance.provider"
SECONDS: Final = 600
Attempt = Mapping[str, str]


def provider_of(key: str) -> Provider:
    """The one with this key; doors.Closed where none is named so."""
    providers: Providers = settings.SIGN_IN_PROVIDERS
    provider = providers.of_key(key)
    if provider is None:
        raise doors.Closed
    return provider


def begin_address(provider: Provider) -> str:
    """Where the way there begins."""
    return reverse("provider", args=_named(provider))


def here(provider: Provider) -> Here:
    """Said to the provider beforehand, so of the installation and not of the request; each has addresses of its own, so that
    what one of them says is never taken for another's."""
    own = _named(provider)
    return Here(
        name=f"{settings.PUBLIC_URL}{begin_address(provider)}",
        back=f"{settings.PUBLIC_URL}{reverse('provider_back', args=own)}",
        ended=f"{settings.PUBLIC_URL}{reverse('provider_ended', args=own)}",
        left=f"{settings.PUBLIC_URL}{reverse('sign_in')}",
    )


def keep(response: HttpResponse, provider: Provider, attempt: Attempt, wanted: str) -> None:
    """The browser keeps the attempt, and where somebody wanted to go."""
    kept = signing.dumps({**attempt, "provider": provider.key, "next": wanted}, salt=SALT)
    response.set_cookie(COOKIE, kept, max_age=SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax")


def kept(request: HttpRequest, provider: Provider) -> Attempt | None:
    """The attempt at this provider that this browser began and that came back; None for any other."""
    try:
        said: Attempt = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    if said.get("provider") != provider.key:
        return None
    return said if constant_time_compare(request.GET.get("state", ""), said["state"]) else None


def use_up(response: HttpResponse) -> None:
    """Whatever came of it."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _named(provider: Provider) -> list[str]:
    return [] if provider.key == PORTAL else [provider.key]
