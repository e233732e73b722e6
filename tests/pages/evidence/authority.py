"""A timestamp authority on loopback: `openssl ts -reply` behind a server, with a certificate of its own making."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

CONFIGURED = """
[req]
distinguished_name = name
prompt = no
x509_extensions = usage
[name]
CN = Test timestamps
[usage]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/tsa.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


def openssl(*said: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *map(str, said)], capture_output=True, timeout=60)


@dataclass
class Authority:
    """`certificate` is what its stamps are trusted by; `instead` is answered in place of a stamp."""

    folder: Path
    url: str = ""
    instead: bytes | None = None
    asked: list[bytes] = field(default_factory=list)

    @property
    def certificate(self) -> Path:
        return self.folder / "tsa.pem"

    def stamp(self, query: bytes) -> bytes:
        self.asked.append(query)
        if self.instead is not None:
            return self.instead
        asked, answer = self.folder / "query.tsq", self.folder / "answer.tsr"
        asked.write_bytes(query)
        made = openssl(
            "ts", "-reply", "-config", self.folder / "tsa.cnf", "-queryfile", asked, "-out", answer
        )
        assert made.returncode == 0, made.stderr
        return answer.read_bytes()


@contextmanager
def open_authority(folder: Path) -> Iterator[Authority]:
    """It answers for as long as the block lasts."""
    folder.mkdir()
    (folder / "tsa.cnf").write_text(CONFIGURED.format(folder=folder))
    (folder / "serial").write_text("01\n")
    made = openssl(
        *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-config", folder / "tsa.cnf"),
        *("-keyout", folder / "tsa.key", "-out", folder / "tsa.pem"),
    )
    assert made.returncode == 0, made.stderr
    authority = Authority(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = authority.stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    authority.url = f"http://127.0.0.1:{server.server_port}/tsr"
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()
