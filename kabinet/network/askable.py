"""Addresses that people write, before anybody is asked: could this one be, and did the operator name its origin."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from kabinet.network.addresses import is_public


def is_named(url: str, origins: Collection[str]) -> bool:
    """Whether its origin is one of those that may be of the own network."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower() in origins


def could_be_asked(url: str, *, inside: bool) -> bool:
    """What can be known without asking for a name; where the name leads is looked at each time."""
    from kabinet.network.client import NotAsked, require_askable  # dear, and asked for by few

    try:
        require_askable(url, inside=inside)
    except (NotAsked, ValueError):
        return False
    return inside or _may_lead_outside(urlsplit(url).hostname or "")


def _may_lead_outside(host: str) -> bool:
    try:
        return is_public(ip_address(host))
    except ValueError:
        return len([part for part in host.split(".") if part]) > 1 and not host.endswith(".localhost")
