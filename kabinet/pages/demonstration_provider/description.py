"""What the provider says of itself, and the key by which its tokens are known."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from kabinet.network.provider import Provider
from kabinet.pages.demonstration_provider.signing import ALGORITHM, key
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import ANYONE
from kabinet.records import doors


def provider() -> Provider:
    """As whom the desk knows it; nobody is there outside a demonstration, or where a real one is named."""
    own: Provider | None = settings.DEMO_PROVIDER
    if own is None:
        raise doors.Closed
    return own


@page(ANYONE, "GET")
def describe(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """OpenID Connect Discovery."""
    own = provider()
    return JsonResponse(
        {
            "issuer": own.issuer,
            "authorization_endpoint": _address("demonstration_authorize"),
            "token_endpoint": _address("demonstration_token"),
            "jwks_uri": _address("demonstration_keys"),
            "end_session_endpoint": _address("demonstration_end"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        }
    )


@page(ANYONE, "GET")
def keys(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """JSON Web Key Set: the public half."""
    provider()
    return JsonResponse({"keys": [key().as_dict(private=False)]})


def _address(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name)}"
