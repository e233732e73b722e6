"""Identity providers as the operator names them: the portal for everybody, and organisations' own for their people."""

import hmac
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

PORTAL: Final = "portal"
VENDOR: Final = "vendor"
# The login claim that stands for the name of whoever signed in, where a protocol has one.
USER: Final = "user"
LONGEST_ADDRESS: Final = 254  # RFC 5321
DOMAIN_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


class Protocol(StrEnum):
    """How a provider says who somebody is."""

    OIDC = "oidc"
    CAS = "cas"
    SAML = "saml"


@dataclass(frozen=True, slots=True)
class Signing:
    """With what this desk signs: its key, out of `file`, and certificates in PEM, that of the key first; those behind it are
    of keys to come."""

    key: "RSAPrivateKey" = field(repr=False)
    certificates: tuple[str, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it is, as whom this desk comes there, which claim holds a person's login, and what the button calls it.

    One of an `organisation` (VENDOR, or its taxpayer number) answers for that one's people alone, and for addresses of the
    mail `domains`; the portal, which has none, for everybody. CAS knows neither a client nor a secret of it; nor does
    SAML, which signs with one of its `certificates` (PEM) and has addresses of its own beside its name, the issuer;
    `signing` is with what this desk signs what it says there, None where it signs nothing.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    login_claim: str
    name: str
    key: str = PORTAL
    protocol: Protocol = Protocol.OIDC
    organisation: str = ""
    domains: frozenset[str] = frozenset()
    sign_in_address: str = ""
    sign_out_address: str = ""
    certificates: tuple[str, ...] = ()
    signing: Signing | None = None

    @property
    def place(self) -> str:
        """Where it is; the name of one that speaks SAML need be no address."""
        return self.sign_in_address or self.issuer


@dataclass(frozen=True, slots=True)
class Providers:
    """All that are named."""

    portal: Provider | None = None
    own: tuple[Provider, ...] = ()

    @property
    def all(self) -> tuple[Provider, ...]:
        """The portal first."""
        return (*([self.portal] if self.portal else []), *self.own)

    def of_key(self, key: str) -> Provider | None:
        """The one with this key."""
        return next((each for each in self.all if each.key == key), None)

    def of_address(self, typed: str) -> Provider | None:
        """Whose people have addresses like this one, else the portal; who has the address is not asked."""
        said = domain_of(typed)
        return next((each for each in self.own if said in each.domains), self.portal)


def domain_of(typed: str) -> str:
    """The domain of a mail address as domains are compared; empty for whatever is none, a login for one."""
    name, _at, said = typed.strip().rpartition("@")
    return domain(said) if name and len(typed) <= LONGEST_ADDRESS else ""


def domain(said: str) -> str:
    """Small letters, Russian and other ones as the name system has them; empty for what is no domain."""
    try:
        found = said.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return found if "." in found and not set(found) - DOMAIN_SIGNS else ""


@dataclass(frozen=True, slots=True)
class Here:
    """This desk as a provider knows it: its `name` where the protocol has one, and the addresses where people come `back`,
    where it says that a session `ended`, and where people come who `left` there as well."""

    name: str
    back: str
    ended: str
    left: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at a provider; `session` is theirs there, and empty when it does not say. `token` ends it there."""

    issuer: str
    subject: str
    login: str
    session: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ended:
    """Whose sessions ended there: all of the subject's, or those that are named."""

    subject: str
    sessions: tuple[str, ...]


class Declined(Exception):
    """The provider itself says that nobody signed in."""


class Away(Exception):
    """The provider does not answer, or not as it should; `reason` is for a log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unproven(Exception):
    """What came back proves nothing; `reason` is for a log, without the token."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def demonstration_provider(url: str, key: str) -> Provider:
    """The one that a demonstration at `url` has within itself; its secret is made of the installation's own `key`."""
    secret = hmac.digest(key.encode(), b"kabinet.network.provider.demonstration", "sha256").hex()
    return Provider(f"{url}/demonstration/provider", "kabinet", secret, "preferred_username", "Demo ID")
