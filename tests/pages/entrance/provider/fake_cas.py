"""A CAS server that keeps to the protocol's document (3.0.3): tickets of one use, for one service, not for long.

What it says of a ticket can be replaced altogether by `answer`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from django.test import Client

from kabinet.network.provider import Protocol, Provider
from tests.pages.entrance.provider.fake import answering

NAMESPACE = "http://www.yale.edu/tp/cas"


def response(inner: str) -> str:
    """The whole document."""
    return f'<cas:serviceResponse xmlns:cas="{NAMESPACE}">{inner}</cas:serviceResponse>'


def success(user: str, more: str = "") -> str:
    """Its verdict on a ticket that is right; both are markup already."""
    return f"<cas:authenticationSuccess><cas:user>{user}</cas:user>{more}</cas:authenticationSuccess>"


def failure(code: str) -> str:
    return f'<cas:authenticationFailure code="{code}">no</cas:authenticationFailure>'


@dataclass(slots=True)
class CasServer:
    """`tickets` that were given, by name: for which service, whose, with which attributes."""

    url: str
    tickets: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    given: int = 0
    expired: bool = False
    answer: bytes | None = None
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def provider(self, key: str = "portal", **more: Any) -> Provider:
        """As the operator would name it."""
        return Provider(self.url, "", "", "user", "Вход CAS", key=key, protocol=Protocol.CAS, **more)

    def give(self, service: str, user: str, attributes: str = "") -> str:
        """Somebody has signed in there, and goes back with this ticket."""
        self.given += 1
        ticket = f"ST-{self.given}-of-a-test"
        self.tickets[ticket] = (service, user, attributes)
        return ticket

    def validated(self, query: dict[str, list[str]]) -> str:
        """What it says of a ticket, which is used up."""
        service, ticket = (query.get(name, [""])[0] for name in ("service", "ticket"))
        if not service or not ticket:
            return response(failure("INVALID_REQUEST"))
        given = self.tickets.pop(ticket, None)
        if given is None or self.expired:
            return response(failure("INVALID_TICKET"))
        meant, user, attributes = given
        if meant != service:
            return response(failure("INVALID_SERVICE"))
        more = f"<cas:attributes>{attributes}</cas:attributes>" if attributes else ""
        return response(success(escape(user), more))


@contextmanager
def cas_server() -> Iterator[CasServer]:
    """One that answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            made.asked.append(asked.path)
            known = asked.path == "/cas/p3/serviceValidate"
            said = made.validated(parse_qs(asked.query)).encode() if known else b"no such page"
            body = said if made.answer is None else made.answer
            self.send_response(made.status if known else 404)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    with answering(Handler) as url:
        made = CasServer(f"{url}/cas")
        yield made


def go(client: Client, there: CasServer, key: str = "", **more: str) -> str:
    """The way there: for which service a ticket is asked."""
    answer = client.get(f"/sign-in/provider/{key and key + '/'}", more)
    assert answer.status_code == 303, answer.content.decode()
    sent = urlsplit(answer["Location"])
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == f"{there.url}/login"
    [service] = parse_qs(sent.query)["service"]
    return service


def come_back(client: Client, service: str, ticket: str) -> Any:
    """The way back with a ticket, as the browser is sent."""
    where = urlsplit(service)
    return client.get(where.path, {**_said(where.query), "ticket": ticket})


def through(client: Client, there: CasServer, user: str = "saveliev", key: str = "", **more: str) -> Any:
    """There and back."""
    service = go(client, there, key, **more)
    return come_back(client, service, there.give(service, user))


def _said(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
