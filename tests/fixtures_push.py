"""A push service on loopback and browsers that it knows: it checks who signed a message, and opens it as they do."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from kabinet.network.push_services import PushServices

if TYPE_CHECKING:
    from tests.cast import Cast

AUTH = b"sixteen bytes!!!"


def text(value: bytes) -> str:
    """In base64url, as browsers say keys."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def bytes_of(said: str) -> bytes:
    """And back."""
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Uncompressed."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass
class Pushed:
    """One message that came: its headers, what the browser reads, and what the signed token says."""

    heads: Mapping[str, str]
    said: Mapping[str, Any]
    token: Mapping[str, Any]
    signer: str


@dataclass
class PushService:
    """`answers` says the status of the next requests of a browser, and further headers; 201 where it says nothing.
    `meanwhile` is called before a request is answered."""

    port: int = 0
    keys: dict[str, ec.EllipticCurvePrivateKey] = field(default_factory=dict)
    pushed: dict[str, list[Pushed]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    answers: dict[str, tuple[int, Mapping[str, str]]] = field(default_factory=dict)
    meanwhile: Callable[[], Any] = lambda: None
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.port}"

    def browser(self, name: str) -> dict[str, str]:
        """What a browser of this name says when notices are switched on in it."""
        key = self.keys.setdefault(name, ec.generate_private_key(ec.SECP256R1()))
        return {
            "endpoint": f"{self.url}/{name}",
            "key": text(point(key.public_key())),
            "auth": text(AUTH),
        }

    def take(self, name: str, heads: Mapping[str, str], body: bytes) -> tuple[int, Mapping[str, str]]:
        """A message for that browser."""
        self.asked[name] = self.asked.get(name, 0) + 1
        status, more = self.answers.get(name, (201, {}))
        if status == 201:
            token, signer = signed(heads["Authorization"])
            said = json.loads(opened(body, self.keys[name]))
            self.pushed.setdefault(name, []).append(Pushed(heads, said, token, signer))
        self.meanwhile()
        return status, more

    def open(self) -> None:
        """It is there from now on."""
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, more = service.take(self.path[1:], dict(self.headers), body)
                self.send_response(status)
                for name, value in {"Content-Length": "0", **more}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_port
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """And away."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


def signed(authorization: str) -> tuple[Mapping[str, Any], str]:
    """The token of RFC 8292 and the key that has signed it; InvalidSignature for any other."""
    scheme, _space, rest = authorization.partition(" ")
    assert scheme == "vapid"
    parts = dict(each.strip().split("=", 1) for each in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    assert json.loads(bytes_of(head))["alg"] == "ES256"
    raw = bytes_of(signature)
    whole = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(parts["k"]))
    key.verify(whole, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    return json.loads(bytes_of(claims)), parts["k"]


def opened(body: bytes, key: ec.EllipticCurvePrivateKey, auth: bytes = AUTH) -> bytes:
    """What a browser reads in one record (RFC 8188, 8291)."""
    salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
    theirs, sealed = body[21 : 21 + length], body[21 + length :]
    assert len(sealed) <= size <= 4096
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
    info = b"WebPush: info\0" + point(key.public_key()) + theirs
    secret = HKDF(SHA256(), 32, auth, info).derive(shared)
    content = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
    nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
    plain = AESGCM(content).decrypt(nonce, sealed, None).rstrip(b"\0")
    assert plain.endswith(b"\x02")
    return plain[:-1]


@pytest.fixture
def push(own_db: object, settings: Any) -> Iterator[PushService]:
    """A push service that is there, and that the operator has named; nobody asks it while a transaction is open."""
    service = PushService()
    service.open()
    settings.PUSH = PushServices(own=(service.url,))
    yield service
    service.close()


@pytest.fixture
def switched_on(push: PushService) -> Callable[..., Any]:
    """`switched_on(cast, login, at, …)`: a browser of this person, by its login's name unless it has another."""
    from kabinet.actions.alerts.devices import add_device

    def add(cast: "Cast", login: str, at: datetime, name: str = "", **choices: bool) -> Any:
        chosen = {"urgent_only": False, "contents": True, **choices}
        said = push.browser(name or login)
        with transaction.atomic():
            actor = cast.actor(login, at)
            return add_device(actor=actor, at=at, browser="Firefox/1 Linux", **said, **chosen)

    return add


@pytest.fixture
def teller() -> Callable[[datetime], None]:
    """`teller(at)` tells all that is due at `at`, as the loop does."""
    from kabinet.jobs.alerts import tell_next
    from kabinet.jobs.rests import Rests

    rests = Rests()

    def tell(at: datetime) -> None:
        while tell_next(at, rests):
            pass

    return tell
