"""A key made of software, which does right and every wrong that a stranger can do."""

import html
import json
import os
import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

ORIGIN, RP = "http://localhost", "localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def bytes_of(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


def options_on(answer: Any) -> dict[str, Any]:
    """What the page tells the browser to ask of a key."""
    found = re.search(r'data-options="([^"]+)"', answer.content.decode())
    assert found is not None
    said: dict[str, Any] = json.loads(html.unescape(found[1]))["publicKey"]
    return said


@dataclass
class Key:
    """`counter` grows with each signature unless it `counts` not; `verifies`: it looks at its person."""

    credential: bytes = field(default_factory=lambda: os.urandom(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    counter: int = 0
    counts: bool = True
    verifies: bool = True
    handle: bytes = b""

    def made(self, options: dict[str, Any], **wrong: Any) -> str:
        """The answer to being added."""
        self.handle = bytes_of(options["user"]["id"])
        data = self._client("webauthn.create", options, wrong)
        attested = (
            bytes(16)
            + struct.pack(">H", len(self.credential))
            + self.credential
            + cbor.encode(ES256.from_cryptography_key(self.private.public_key()))
        )
        said = self._said(wrong, ATTESTED) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": said})
        return self._answer(wrong, clientDataJSON=text(data), attestationObject=text(made))

    def signed(self, options: dict[str, Any], **wrong: Any) -> str:
        """The answer to being asked at signing in."""
        if self.counts:
            self.counter += 1
        data = self._client("webauthn.get", options, wrong)
        said = self._said(wrong, 0)
        signature = self.private.sign(said + sha256(data).digest(), ec.ECDSA(SHA256()))
        if wrong.get("tampered"):
            signature = signature[:-1] + bytes([signature[-1] ^ 1])
        return self._answer(
            wrong,
            clientDataJSON=text(wrong.get("data", data)),
            authenticatorData=text(said),
            signature=text(signature),
            **({"userHandle": text(wrong["handle"])} if "handle" in wrong else {}),
        )

    def _client(self, kind: str, options: dict[str, Any], wrong: dict[str, Any]) -> bytes:
        said = {
            "type": wrong.get("type", kind),
            "challenge": wrong.get("challenge", options["challenge"]),
            "origin": wrong.get("origin", ORIGIN),
            "crossOrigin": False,
        }
        return json.dumps(said).encode()

    def _said(self, wrong: dict[str, Any], flags: int) -> bytes:
        flags |= wrong.get("flags", PRESENT | (VERIFIED if self.verifies else 0))
        counter = wrong.get("counter", self.counter)
        return sha256(wrong.get("rp", RP).encode()).digest() + bytes([flags]) + struct.pack(">I", counter)

    def _answer(self, wrong: dict[str, Any], **response: str) -> str:
        name = text(wrong.get("credential", self.credential))
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def add(client: Client, key: Key, name: str = "Рабочий ноутбук", **wrong: Any) -> Any:
    page = client.get("/me/second-factor/keys/add/")
    return client.post(
        "/me/second-factor/keys/add/", {"name": name, "answer": key.made(options_on(page), **wrong)}
    )
