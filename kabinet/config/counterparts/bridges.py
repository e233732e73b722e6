"""Reads which desks that are bridged may be of the own network (docs/bridges.md)."""

from kabinet.config.counterparts.push import own_origin
from kabinet.config.environment import names

ORIGINS = "KABINET_BRIDGE_ORIGINS"
SHAPE = "origins like https://rt.example.com:9443, separated by commas"


def bridge_origins() -> tuple[str, ...]:
    """None where nothing is said: desks are then of the internet."""
    return tuple(own_origin(ORIGINS, each, SHAPE) for each in names(ORIGINS, []))
