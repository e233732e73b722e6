"""A request is taken as far as its page needs it: how much, how long, and with or without files."""

import asyncio
import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from kabinet.config.serving import bodies
from kabinet.pages.gate.start_check import addresses
from kabinet.web.piece import WHOLE
from tests import clock
from tests.browser import Live
from tests.cast import PASSWORD, Cast
from tests.pages.table import API

FORM = "application/x-www-form-urlencoded"
PROVIDER = tuple(
    f"sign-in/provider/{key}{page}"
    for key in ("", "<slug:key>/")
    for page in ("", "back/", "ended/", "metadata/")
)
DEMONSTRATION_PROVIDER = (".well-known/openid-configuration", "keys/", "authorize/", "token/", "end/")
OPEN = {
    *("health", "sign-in/", "sign-in/second/", *PROVIDER, "welcome/", "look/", "look/theme/", "me/language/"),
    *("app.webmanifest", "service-worker.js", "offline/", "devices/moved/"),
    *(f"demonstration/provider/{path}" for path in DEMONSTRATION_PROVIDER),
    *("letters/off/<str:token>/", "deadlines/<str:secret>.ics"),
    # Nobody's session is asked for there; a token is.
    *(line.route for line in API),
} - {"api/v1/files", "api/v1/uploads/<uuid:key>"}


def test_only_a_few_pages_are_open_and_they_take_a_login_and_no_more() -> None:
    found = {route: bodies.most_bytes_of(pattern.callback) for route, pattern in addresses(get_resolver())}
    assert {route for route, most in found.items() if most == bodies.ANYBODY} == OPEN
    assert found.pop("api/v1/files") == settings.LARGEST_FILE, "a file, to whoever shows a token"
    for route in ("uploads/<uuid:key>/", "place/<str:code>/<str:name>", "api/v1/uploads/<uuid:key>"):
        assert found.pop(route) == WHOLE, "a piece of a large file"
    assert set(found.values()) == {
        bodies.ANYBODY,
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE + settings.DATA_UPLOAD_MAX_NUMBER_FILES * settings.LARGEST_FILE,
    }


def test_what_the_regulation_attaches_is_taken() -> None:
    from kabinet.regulation.legs import LegCode
    from kabinet.regulation.pack import pack
    from kabinet.regulation.ticket.lifecycle import limits

    law = pack("corp_4_0")
    assert max(limits(law.leg(leg)).small_file_bytes for leg in LegCode) <= settings.LARGEST_FILE


@pytest.mark.parametrize("address", ["/sign-in/", "/welcome/", "/nowhere/", "/me/language/"])
def test_a_stranger_who_sends_more_is_refused(db: None, client: Client, address: str) -> None:
    answer = client.post(address, "x" * (bodies.ANYBODY + 1), content_type=FORM)
    assert answer.status_code in ((413, 404) if address == "/nowhere/" else (413,))
    if answer.status_code == 413:
        assert "64\u00a0КБ" in answer.content.decode()


def test_nor_is_a_page_without_files_given_any(db: None, client: Client, monkeypatch: Any) -> None:
    from django.core.files.uploadhandler import MemoryFileUploadHandler

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was taken")

    monkeypatch.setattr(MemoryFileUploadHandler, "new_file", never)
    from django.core.files.base import ContentFile

    sent = {"login": "saveliev", "password": "x", "file": ContentFile(b"x" * 1000, "a.txt")}
    assert client.post("/sign-in/", sent).status_code == 422


# Under a live server.


def connected(live: Live) -> socket.socket:
    host, port = live.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=clock.PATIENCE)


def head(method: str, address: str, *headers: str) -> bytes:
    return "\r\n".join((f"{method} {address} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")).encode()


def status(answers: socket.socket) -> int:
    begun = answers.makefile("rb").readline()
    return int(begun.split()[1]) if begun else 0


@contextmanager
def half_sent(live: Live, count: int, length: int = 60_000) -> Iterator[list[socket.socket]]:
    """So many requests of strangers, each of which has a body that does not end."""
    with ExitStack() as stack:
        found = [stack.enter_context(connected(live)) for _ in range(count)]
        for one in found:
            one.sendall(
                head(
                    "POST",
                    "/sign-in/",
                    "Cookie: kabinet-form=" + "a" * 32,
                    f"Content-Type: {FORM}",
                    f"Content-Length: {length}",
                )
            )
            one.sendall(b"login=")
        yield found


def get(live: Live, address: str, cookie: str = "") -> int:
    host, port = live.url.removeprefix("http://").split(":")
    asked = http.client.HTTPConnection(host, int(port), timeout=clock.PATIENCE)
    asked.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer.status


def test_requests_that_are_not_whole_hold_nobody_up(live: Live) -> None:
    """More than there are threads, and none of them is ever finished."""
    with half_sent(live, 10 * settings.WEB_THREADS):
        for _ in range(3):
            assert [get(live, each) for each in ("/health", "/sign-in/")] == [200, 200]


class Broken:
    """A request whose sender goes away in the middle of its body."""

    def __init__(self) -> None:
        self.pieces, self.answers = [b"login=save"], []

    def __aiter__(self) -> "Broken":
        return self

    async def __anext__(self) -> bytes:
        if not self.pieces:
            raise StopAsyncIteration
        return self.pieces.pop()

    def response_str(self, status: int, *_: object) -> None:
        self.answers.append(status)


def test_half_a_request_is_given_to_nobody(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from kabinet.config import served

    def never(_: object) -> None:
        raise AssertionError("it was answered")

    monkeypatch.setattr(served, "_by_django", never)
    scope = SimpleNamespace(
        proto="http", method="POST", path="/sign-in/", query_string="", http_version="1.1", scheme="http",
        server="127.0.0.1:80", client="127.0.0.1:5", authority=None, headers={"content-length": "100"},
    )  # fmt: skip
    broken = Broken()
    asyncio.run(served.application(scope, broken))
    assert broken.answers == [400]


def test_whoever_takes_too_long_is_cut_off(live: Live) -> None:
    with half_sent(live, 2, 100) as waiting:
        assert [status(one) for one in waiting] == [408, 408]


@pytest.mark.parametrize("address", ["/sign-in/", "/tickets/U-1/say/", "/nowhere/"])
def test_too_much_of_a_stranger_is_answered_before_it_comes(live: Live, address: str) -> None:
    with connected(live) as one:
        one.sendall(head("POST", address, f"Content-Type: {FORM}", "Content-Length: 1000000000"))
        assert status(one) in (413, 404)
    with connected(live) as one:
        one.sendall(head("POST", address, f"Content-Type: {FORM}", "Transfer-Encoding: chunked"))
        one.sendall(b"%x\r\n%s\r\n" % (bodies.ANYBODY + 1, b"x" * (bodies.ANYBODY + 1)))
        assert status(one) in (413, 404)


def test_a_request_in_pieces_is_whole(live: Live, cast: Cast) -> None:
    """Without a length, and signed in: the pages get what was sent."""
    sent = f"login=saveliev&password={PASSWORD}".encode()
    with connected(live) as one:
        one.sendall(head("POST", "/sign-in/", f"Content-Type: {FORM}", "Transfer-Encoding: chunked"))
        for place in range(0, len(sent), 7):
            piece = sent[place : place + 7]
            one.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        one.sendall(b"0\r\n\r\n")
        assert status(one) == 403  # a form without its mark: it was read


def test_odd_headers_and_addresses_are_no_fault_of_ours(live: Live) -> None:
    with connected(live) as one:
        odd = head(
            "GET", "/sign-in/?q=%FF%00\xd0", "X_Forwarded_For: 1.1.1.1", "Cookie: a=\xff; b=д", "X-Odd: д"
        )
        one.sendall(odd)
        assert status(one) in (200, 400)
    assert json.dumps(get(live, "/%D0%BD%D0%B5%D1%82/%FF")) == "404"


@pytest.mark.parametrize(
    "sent",
    [
        {f"field{number}": "x" for number in range(600)},
        {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)},
    ],
    ids=["fields", "words"],
)
def test_a_form_with_too_much_in_it_is_told_so(cast: Cast, client: Client, sent: dict[str, str]) -> None:
    cast.sign_in(client, "saveliev")
    answer = client.post("/tickets/U-1/say/", sent)
    assert answer.status_code == 413
    assert "Слишком много за один раз" in answer.content.decode()
