"""An identity provider whose every word a test decides; its keys are real ones."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from kabinet.network.provider import Provider
from tests.clock import AT

CLIENT, SECRET = "kabinet", "the secret of this desk"
NOW = int(AT.timestamp())
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
Token = Callable[["Fake"], str]


def signed(claims: dict[str, Any], key: Any = KEY, **header: Any) -> str:
    """A token of these claims."""
    head = {"alg": "RS256", "kid": key.kid} | header
    return jwt.encode(head, claims, key, algorithms=[head["alg"]])


@dataclass(slots=True)
class Fake:
    """What the provider says: `claims` go over the right ones, `token` makes another one altogether."""

    url: str
    nonce: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    keys: list[Any] = field(default_factory=lambda: [KEY])
    published: list[dict[str, Any]] = field(default_factory=list)
    token: Token | None = None
    status: int = 200
    asked: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)

    @property
    def provider(self) -> Provider:
        """As the operator would name it."""
        return Provider(self.url, CLIENT, SECRET, "preferred_username", "Портал")

    def of(self, key: str, organisation: str, *domains: str) -> Provider:
        """The same as an organisation's own."""
        own = {"key": key, "organisation": organisation, "domains": frozenset(domains)}
        return replace(self.provider, name="Вход ЗМК", **own)

    def right_claims(self) -> dict[str, Any]:
        """Of somebody whose login is saveliev."""
        times = {"iat": NOW, "exp": NOW + 300}
        who = {"sub": "subject-1", "preferred_username": "saveliev", "sid": "there-1"}
        return {"iss": self.url, "aud": CLIENT, "nonce": self.nonce, **times, **who, **self.claims}

    def answers(self, path: str) -> dict[str, Any]:
        """By address, as JSON."""
        if path.endswith("/openid-configuration"):
            names = ("authorization", "token", "end_session")
            there = {f"{name}_endpoint": f"{self.url}/{name}" for name in names}
            return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **there, **self.words}
        if path == "/keys":
            public = dict(KeySet(self.keys).as_dict(private=False))
            return {"keys": [*public["keys"], *self.published]}
        return {"id_token": self.token(self) if self.token else signed(self.right_claims())}


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on loopback that answers so."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def fake() -> Iterator[Fake]:
    """One that answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            made.asked.append((self.path, parse_qs(said), self.headers.get("Authorization", "")))
            body = json.dumps(made.answers(self.path)).encode()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            return

    with answering(Handler) as url:
        made = Fake(url)
        yield made


def go(client: Client, there: Fake, key: str = "", **more: str) -> dict[str, str]:
    """The way there: what the browser was sent with. `key` is of an organisation's own provider."""
    answer = client.get(f"/sign-in/provider/{key and key + '/'}", more)
    assert answer.status_code == 303, answer.content.decode()
    sent = urlsplit(answer["Location"])
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == f"{there.url}/authorization"
    said = {name: values[0] for name, values in parse_qs(sent.query).items()}
    there.nonce = said["nonce"]
    return said


def come_back(client: Client, state: str, key: str = "", **more: str) -> Any:
    """The way back with a code."""
    address = f"/sign-in/provider/{key and key + '/'}back/"
    return client.get(address, {"code": "a-code", "state": state, **more})


def through(client: Client, there: Fake, key: str = "", **more: str) -> Any:
    """There and back."""
    return come_back(client, go(client, there, key, **more)["state"], key)
