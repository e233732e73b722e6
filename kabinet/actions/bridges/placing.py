"""Where a bridge leads, and the secret by which it is let in there: sealed, for its organisation alone."""

from typing import Final

from django.conf import settings

from kabinet.network.askable import is_named
from kabinet.network.desks import Place
from kabinet.records import sealing
from kabinet.records.models import Bridge

PURPOSE: Final = "bridge"


def sealed(secret: str, organisation: int) -> str:
    """As its row keeps it."""
    return sealing.seal(secret, PURPOSE, organisation)


def place_of(row: Bridge) -> Place:
    """Raises sealing.Unreadable."""
    secret = sealing.unseal(row.sealed, PURPOSE, row.organisation_id)
    return Place(row.url, is_inside(row.url), row.account, secret, row.queue)


def is_inside(url: str) -> bool:
    """Whether the operator wrote that this origin may be of the own network."""
    return is_named(url, settings.BRIDGE_ORIGINS)
