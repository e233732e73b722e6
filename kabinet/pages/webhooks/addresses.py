"""Where what a program was told of can be read."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse


def addresses_of(number: str) -> Mapping[str, str]:
    """The ticket's page, and the ticket in the API."""
    return {
        "url": f"{settings.PUBLIC_URL}{reverse('ticket', args=[number])}",
        "api_url": f"{settings.PUBLIC_URL}/api/v1/tickets/{number}",
    }
