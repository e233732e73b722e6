"""From which address somebody asks."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Behind the proxy that an https address means, whom that proxy names last."""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return named or str(request.META.get("REMOTE_ADDR", ""))
