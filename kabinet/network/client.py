"""The one way to ask a program elsewhere by HTTP: bounded in size and time, to the address that was looked at, never led on.

    url -> scheme, port, no user -> every address of the name -> connect to the one looked at -> at most `most` bytes

No proxy and no credentials of the surroundings are used, a redirect is an answer like any other, and nobody asks while a
transaction is open: rows would be locked for as long as somebody else likes to take.
"""

import ssl
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import httpcore2
from django.db import connection

from kabinet.network.addresses import Forbidden, Unresolved, resolved

SECONDS: Final = 5.0  # of one question, from the name to the last byte
MOST: Final = 64 * 1024
HEADS: Final = 64 * 1024  # of everything that comes before a body, answers that say to wait included
AGENT: Final = "Kabinet"
PORTS: Final = frozenset({443, 8443})
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class NotAsked(Exception):
    """The address is none that may be asked; `reason` is for a log and for whoever wrote the address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAnswered(Exception):
    """Nobody answered, or not as HTTP has it, or too late, or too much; `reason` is for a log, without what was sent."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `headers` by their names in lower case, of a repeated one the last."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def ask(
    method: str,
    url: str,
    *,
    inside: bool,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    most: int = MOST,
) -> Answer:
    """One question. `inside`: the operator wrote this address, so that it may be of the own network, by any port, and
    without TLS on this very machine. Raises NotAsked, NotAnswered; RuntimeError inside a transaction."""
    if connection.in_atomic_block:
        raise RuntimeError("nobody else is asked while a transaction is open")
    _require_askable(urlsplit(url), inside=inside)
    end = time.monotonic() + seconds
    backend = _Looking(end, most + HEADS, inside=inside)
    sent = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Connection": "close", **(headers or {})}
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=ssl.create_default_context(), network_backend=backend, retries=0
            ) as pool,
            pool.stream(method, url, headers=list(sent.items()), content=body or None) as answer,
        ):
            return _read(answer, most)
    except Forbidden:
        raise NotAsked("the name leads into a network that is not to be asked") from None
    except Unresolved:
        raise NotAnswered("the name leads nowhere") from None
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.TimeoutException,
        ssl.SSLError,
        OSError,
    ) as failed:
        raise NotAnswered(type(failed).__name__) from None


def require_askable(url: str, *, inside: bool) -> None:
    """NotAsked for an address that could never be asked; where its name leads is looked at when it is."""
    _require_askable(urlsplit(url), inside=inside)


def _require_askable(url: SplitResult, *, inside: bool) -> None:
    host, port = url.hostname, None
    with suppress(ValueError):
        port = url.port or {"https": 443, "http": 80}.get(url.scheme)
    if not host or port is None or url.username is not None or url.password is not None:
        raise NotAsked("not an address of a host")
    if url.scheme == "http" and not (inside and host in LOOPBACK):
        raise NotAsked("not https")
    if not inside and port not in PORTS:
        raise NotAsked("not a port of https")


def _read(answer: httpcore2.Response, most: int) -> Answer:
    body = bytearray()
    for chunk in answer.iter_stream():
        body += chunk
        if len(body) > most:
            raise NotAnswered(f"more than {most} bytes")
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
    return Answer(answer.status, headers, bytes(body))


class _Looking(httpcore2.NetworkBackend):
    """Connects to the address that was looked at, whatever the name leads to a moment later."""

    def __init__(self, end: float, most: int, *, inside: bool) -> None:
        self._end, self._most, self._inside = end, most, inside
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        address = resolved(host, port, _left(self._end), inside=self._inside)
        stream = self._plain.connect_tcp(address, port, _left(self._end), local_address, socket_options)
        return _Bounded(stream, self._end, self._most)


class _Bounded(httpcore2.NetworkStream):
    """One end and one length for the whole answer: whoever sends a byte at a time gains nothing, nor whoever says to wait
    without end."""

    def __init__(self, stream: httpcore2.NetworkStream, end: float, most: int) -> None:
        self._stream, self._end, self._most = stream, end, most

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        came = self._stream.read(max_bytes, _left(self._end))
        self._most -= len(came)
        if self._most < 0:
            raise httpcore2.RemoteProtocolError("more than an answer may be")
        return came

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._end))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._end))
        return _Bounded(stream, self._end, self._most)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore2.TimeoutException("the whole question took too long")
    return left
