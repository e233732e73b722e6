"""The one way to ask somebody else: bounded, to the address that was looked at, never led on, never in a transaction."""

import socket
import time
from typing import Any

import pytest
from django.db import transaction

from kabinet.network import addresses, client
from kabinet.network.client import NotAnswered, NotAsked, ask, require_askable
from tests.network.other_program import program, says

# An address -> whether an operator may name it, and whether anybody may.
ADDRESSES = {
    "https://portal.example/": (True, True),
    "https://portal.example:8443/x": (True, True),
    "https://portal.example:9443/": (True, False),
    "http://portal.example/": (False, False),
    "http://127.0.0.1:8080/": (True, False),
    "https://somebody:secret@portal.example/": (False, False),
    "ftp://portal.example/": (False, False),
    "file:///etc/passwd": (False, False),
    "https://": (False, False),
    "portal.example": (False, False),
    "https://portal.example:0x1bb/": (False, False),
    "https://portal.example:99999/": (False, False),
}


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("inside", [True, False])
def test_which_addresses_may_be_named(url: str, inside: bool) -> None:
    if ADDRESSES[url][not inside]:
        require_askable(url, inside=inside)
    else:
        with pytest.raises(NotAsked):
            require_askable(url, inside=inside)


def test_an_answer(own_db: object) -> None:
    with program(says(b'{"a": 1}', "200 OK", "X-What: that")) as other:
        answer = ask("POST", other.url + "/there", inside=True, body=b"x=1", headers={"X-Asked": "this"})
    assert (answer.status, answer.body, answer.headers["x-what"]) == (200, b'{"a": 1}', "that")
    assert other.asked[0].startswith("POST /there HTTP/1.1\r\n")
    assert "X-Asked: this" in other.asked[0]


def test_a_redirect_is_an_answer_like_any_other(own_db: object) -> None:
    with program(says(b"", "302 Found", "Location: http://127.0.0.1:1/secret")) as other:
        assert ask("GET", other.url, inside=True).status == 302
    assert len(other.asked) == 1


def test_nothing_of_the_surroundings_is_used(own_db: object, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with program(says(b"well")) as other:
        assert ask("GET", other.url, inside=True).body == b"well"


@pytest.mark.parametrize(
    "head", [f"Content-Length: {client.MOST + 1}", "Connection: close"], ids=["said", "not said"]
)
def test_more_than_is_wanted_is_no_answer(own_db: object, head: str) -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + b"x" * (client.MOST + 1))

    with program(answer) as other, pytest.raises(NotAnswered, match="more than"):
        ask("GET", other.url, inside=True)


def test_a_byte_at_a_time_gains_nothing(own_db: object) -> None:
    def answer(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(600):
            connection.sendall(b"X-More: 1\r\n")
            time.sleep(0.05)

    with program(answer) as other, pytest.raises(NotAnswered):
        ask("GET", other.url, inside=True, seconds=0.5)


@pytest.mark.parametrize(
    "said", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"]
)
def test_what_is_no_answer(own_db: object, said: bytes) -> None:
    with program(lambda connection: connection.sendall(said)) as other, pytest.raises(NotAnswered):
        ask("GET", other.url, inside=True)


def test_nobody_there(own_db: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotAnswered):
        ask("GET", f"http://127.0.0.1:{port}", inside=True)


def test_nobody_here_is_asked_for_somebody_elses_sake(own_db: object) -> None:
    with program(says(b"secret")) as other, pytest.raises(NotAsked):
        ask("GET", f"https://localhost:{other.port}", inside=False)
    assert other.asked == []
    with pytest.raises(NotAsked, match="network"):
        ask("GET", "https://localhost", inside=False)


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    own_db: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere a moment later (DNS rebinding)."""
    names: list[str] = []
    plain = socket.getaddrinfo

    def getaddrinfo(host: str, *more: Any, **named: Any) -> list[Any]:
        if host != "rebinding.example":
            return plain(host, *more, **named)  # type: ignore[return-value]
        names.append(host)
        there = "127.0.0.1" if len(names) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (there, 0))]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(client, "LOOPBACK", client.LOOPBACK | {"rebinding.example"})
    with program(says(b"well")) as other:
        assert ask("GET", f"http://rebinding.example:{other.port}", inside=True).body == b"well"
    assert names == ["rebinding.example"]
    assert f"Host: rebinding.example:{other.port}" in other.asked[0]


def test_nobody_is_asked_while_a_transaction_is_open(own_db: object) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        ask("GET", "https://portal.example", inside=True)
