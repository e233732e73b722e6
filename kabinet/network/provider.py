"""An identity provider as the operator names it."""

import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it is, as whom this desk comes there, which claim holds a person's login, and what the button calls it."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    login_claim: str
    name: str


def demonstration_provider(url: str, key: str) -> Provider:
    """The one that a demonstration at `url` has within itself; its secret is made of the installation's own `key`."""
    secret = hmac.digest(key.encode(), b"kabinet.network.provider.demonstration", "sha256").hex()
    return Provider(f"{url}/demonstration/provider", "kabinet", secret, "preferred_username", "Demo ID")
