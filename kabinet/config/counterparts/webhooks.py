"""Reads which receivers of webhooks may be of the own network (docs/webhooks.md)."""

from kabinet.config.counterparts.push import own_origin
from kabinet.config.environment import names

ORIGINS = "KABINET_WEBHOOK_ORIGINS"
SHAPE = "origins like https://hooks.example.com:9443, separated by commas"


def webhook_origins() -> tuple[str, ...]:
    """None where nothing is said: receivers are then of the internet."""
    return tuple(own_origin(ORIGINS, each, SHAPE) for each in names(ORIGINS, []))
