"""What a receiver may do to whoever tells it: nothing but fail. The answer's body is kept nowhere."""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kabinet.actions.webhooks.tidying import KEPT, forget_told
from kabinet.jobs import webhooks
from kabinet.network import client
from kabinet.records import models
from tests.cast import Cast
from tests.clock import PATIENCE
from tests.desk import Desk
from tests.fixtures_webhooks import Receiver
from tests.jobs.alerts.looks import change
from tests.jobs.webhooks.looks import AT, Connected, Hooks, on_their_way, webhook
from tests.network.other_program import program, says

SECRET = b"what the receiver keeps for itself"


def endless(line: bytes, pause: float = 0) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        while True:  # ends with the connection
            connection.sendall(line)
            time.sleep(pause)

    return answer


# What comes back -> what is kept of it. Within two seconds, of which none is waited for here.
ANSWERS: dict[str, tuple[Callable[[socket.socket], None], int | None, str]] = {
    "an endless answer": (says(b"x" * (client.MOST + 1), "200 OK"), None, "more than 65536 bytes"),
    "waiting without end": (endless(b"HTTP/1.1 102 Processing\r\n\r\n"), None, "RemoteProtocolError"),
    "a drop at a time": (endless(b"H", 0.05), None, "Timeout"),
    "an endless head": (endless(b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 50), None, "RemoteProtocolError"),
    "nothing": (lambda _: None, None, "RemoteProtocolError"),
    "no HTTP": (endless(b"220 smtp.example ESMTP\r\n"), None, "RemoteProtocolError"),
    "a redirect inside": (says(SECRET, "307 Temporary Redirect", "Location: http://127.0.0.1:1/"), 307, ""),
    "a fault": (says(SECRET, "500 Fault"), 500, ""),
}


def test_a_hostile_answer_is_a_failure_and_nothing_else(
    receiver: Receiver,
    hooks: Hooks,
    connected: Connected,
    cast: Cast,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhooks, "SECONDS", 2.0)
    key, desk = connected(cast, "saveliev", AT), Desk(cast)
    for name, (answer, status, error) in ANSWERS.items():
        with program(answer) as other:
            told = told_at(other.url, key, desk, hooks, settings)
        assert (told.state, told.status) == ("failed", status), name
        assert error in told.error if error else not told.error, (name, told.error)
        assert SECRET.decode() not in f"{vars(told)}{vars(webhook(key))}", name
        forget_told(at=AT + 2 * KEPT)


def test_nobody_is_told_whose_certificate_nobody_vouches_for(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    """Neither by an operator's leave to be of the own network."""
    key, heard = connected(cast, "saveliev", AT), []
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(self_signed(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError), context.wrap_socket(connection, server_side=True) as told:
                heard.append(told.recv(1))

        thread = Thread(target=serve, daemon=True)
        thread.start()
        told = told_at(f"https://127.0.0.1:{listening.getsockname()[1]}", key, Desk(cast), hooks, settings)
        thread.join(PATIENCE)
    assert (told.state, told.status, told.error) == ("failed", None, "ConnectError")
    assert heard in ([], [b""])


def told_at(url: str, key: UUID, desk: Desk, hooks: Hooks, settings: Any) -> models.WebhookDelivery:
    """What is kept of one try there."""
    settings.WEBHOOK_ORIGINS = (url,)
    change(models.Webhook.objects.filter(pk=key), url=url)
    desk.register(AT)
    hooks(AT)
    [told] = on_their_way(kind="ticket.registered")
    return told


def self_signed(folder: Path) -> Path:
    """A certificate and its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(AT - timedelta(days=3650))
        .not_valid_after(AT + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    file = folder / "receiver.pem"
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(plain + made.public_bytes(Encoding.PEM))
    return file
