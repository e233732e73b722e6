"""Where a name may lead: not back into the network here, however it is written."""

import ipaddress
import socket
from typing import Any

import pytest

from kabinet.network import addresses
from kabinet.network.addresses import Forbidden, Unresolved, is_public, resolved

PUBLIC = ("8.8.8.8", "93.184.216.34", "2001:4860:4860::8888", "64:ff9b::808:808")
OURS = (
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
    *("::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
    # IPv4 in the clothes of IPv6
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:a00:1::",
    ),
    "2001:0:1:1:1:1:80ff:fffe",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OURS)
def test_an_address_that_can_be_somebody_here(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def leading(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)


def test_a_name_is_as_good_as_the_worst_of_its_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    leading(monkeypatch, "8.8.8.8")
    assert resolved("elsewhere.example", 443, 1, inside=False) == "8.8.8.8"
    leading(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(Forbidden):
        resolved("elsewhere.example", 443, 1, inside=False)
    assert resolved("elsewhere.example", 443, 1, inside=True) == "8.8.8.8"


@pytest.mark.parametrize("written", ["127.1", "2130706433", "0x7f.1", "localhost"])
def test_however_an_address_is_written(written: str) -> None:
    with pytest.raises((Forbidden, Unresolved)):
        resolved(written, 443, 5, inside=False)


def test_a_name_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(Unresolved):
        resolved("nowhere.example", 443, 1, inside=True)
