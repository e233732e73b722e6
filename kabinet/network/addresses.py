"""Where a name leads, looked at before anybody connects: what is named from outside must not lead back in here."""

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# IPv6 addresses that stand for an IPv4 one.
NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
# Names that lead nowhere keep a thread until the system gives up: few at once.
_resolving = ThreadPoolExecutor(4, "resolving")


class Unresolved(Exception):
    """No address was found in time."""


class Forbidden(Exception):
    """The name leads to an address that is not to be asked."""


def resolved(host: str, port: int, seconds: float, *, inside: bool) -> str:
    """The one address to connect to, as text. With `inside` it may be of a private network, as an operator's servers are.

    A name that leads to several is as good as the worst of them. Raises Unresolved, Forbidden.
    """
    asked = _resolving.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = [str(each[4][0]) for each in asked.result(seconds)]
    except (OSError, UnicodeError, TimeoutError) as failed:
        asked.cancel()
        raise Unresolved(host) from failed
    addresses = [ipaddress.ip_address(each.partition("%")[0]) for each in found]
    if not addresses or not all(inside or is_public(each) for each in addresses):
        raise Forbidden(host)
    return found[0]


def is_public(address: Address) -> bool:
    """Whether it can be anybody's on the internet, and is nobody's here."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one carries."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
