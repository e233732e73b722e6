"""Reads which push services may be asked (docs/alerts.md)."""

import re
from urllib.parse import urlsplit

from kabinet.config.environment import Misconfigured, names
from kabinet.network.push_services import KNOWN, PushServices

SERVICES, OFF = "KABINET_PUSH_SERVICES", "off"
SHAPE = (
    "off, or hosts like *.push.example.com and origins of an own push service like https://push.example.com:8443,"
    " separated by commas"
)
HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")


def push_services() -> PushServices:
    """Those of the usual browsers where nothing is said; none with `off`."""
    said = names(SERVICES, list(KNOWN))
    if said == [OFF]:
        return PushServices()
    own = tuple(own_origin(SERVICES, each, SHAPE) for each in said if "://" in each)
    hosts = tuple(each.lower() for each in said if "://" not in each)
    for each in hosts:
        if not HOST.fullmatch(each):
            raise Misconfigured(f"{SERVICES} must be {SHAPE}; {each!r} is none of them.")
    return PushServices(hosts, own)


def own_origin(name: str, said: str, shape: str) -> str:
    """An origin that the operator wrote into the setting `name`, which may be inside the own network."""
    from kabinet.network.client import NotAsked, require_askable  # dear, and asked for where there is one

    try:
        require_askable(said, inside=True)
    except NotAsked as refused:
        raise Misconfigured(f"{name} must be {shape} ({refused.reason}).") from None
    parts = urlsplit(said.rstrip("/"))
    if parts.path or parts.query or parts.fragment:
        raise Misconfigured(f"{name} must be {shape}; an origin has no path.")
    return f"{parts.scheme}://{parts.netloc}".lower()
