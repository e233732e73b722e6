"""Where the desk itself, not a browser, changes a code for an ID token."""

import base64
import binascii
from datetime import datetime
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from kabinet.network.provider import Provider
from kabinet.pages.demonstration_provider import signing
from kabinet.pages.demonstration_provider.description import provider
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.status_codes import BAD_REQUEST


@csrf_exempt
@page(ANYONE, "POST")
def token(request: HttpRequest, actor: None, at: datetime) -> HttpResponse:
    """RFC 6749 4.1.3 with PKCE; a code is good for a minute, by whoever has its verifier and the secret."""
    own = provider()
    if not _is_the_desk(request, own):
        return JsonResponse({"error": "invalid_client"}, status=BAD_REQUEST)
    code = signing.opened(request.POST.get("code", ""), signing.CODE, signing.CODE_SECONDS)
    challenge = signing.challenge_of(request.POST.get("code_verifier", ""))
    if code is None or not constant_time_compare(challenge, code["challenge"]):
        return JsonResponse({"error": "invalid_grant"}, status=BAD_REQUEST)
    made = signing.id_token(code, own.issuer, int(at.timestamp()))
    answer = {
        "token_type": "Bearer",
        "expires_in": signing.TOKEN_SECONDS,
        "access_token": "-",
        "id_token": made,
    }
    return JsonResponse(answer)


def _is_the_desk(request: HttpRequest, own: Provider) -> bool:
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    try:
        client, _, secret = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return (
        kind == "Basic"
        and unquote(client) == own.client
        and constant_time_compare(unquote(secret), own.secret)
    )
