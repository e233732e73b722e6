"""Which push services are asked: a browser says an address of one, and nobody is asked because a browser says so."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

# Of Chrome and its kin, Firefox, Safari, Edge.
KNOWN: Final = (
    "fcm.googleapis.com",
    "*.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)


@dataclass(frozen=True, slots=True)
class PushServices:
    """`hosts` by name, with `*.` for whatever lies below one; `own` are origins that the operator wrote, which may be inside
    the own network. None of either: nothing is sent."""

    hosts: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        """Whether anybody can be told in a browser at all."""
        return bool(self.hosts or self.own)

    def inside(self, endpoint: str) -> bool:
        """Whether the operator wrote where this leads."""
        return _origin(endpoint) in self.own

    def allow(self, endpoint: str) -> bool:
        """Whether a browser's address lies with one of them."""
        try:
            parts = urlsplit(endpoint)
            host, plain = (
                (parts.hostname or "").lower(),
                parts.scheme == "https" and parts.port in (None, 443),
            )
        except ValueError:
            return False
        if not host or parts.username is not None or parts.password is not None or parts.fragment:
            return False
        return self.inside(endpoint) or (plain and any(_matches(host, each) for each in self.hosts))


def _matches(host: str, pattern: str) -> bool:
    below = pattern.removeprefix("*")
    return host == pattern if below == pattern else host.endswith(below) and host != below[1:]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
