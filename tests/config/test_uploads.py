"""Large files before a real server, sent by a program of others (tuspy): what came stays, however the server or the sender
ends, and the file is handed out from any byte on (U6c)."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, Any

import requests
from django.db import transaction
from django.test import Client
from tusclient.client import TusClient

from kabinet.records.models import Upload
from kabinet.records.security.reach import as_system
from tests import clock, processes
from tests.browser import free_port, wait_for_answer
from tests.cast import Cast
from tests.clock import PATIENCE
from tests.database import HOME, Database

TOKEN = "a" * 32
MB = 2**20
SIZE = 41 * MB + 77


@contextmanager
def server(database: Database, port: int, files: Path) -> Iterator[processes.Process]:
    """`kabinet serve` with one web worker."""
    url = f"http://127.0.0.1:{port}"
    said = {
        "KABINET_PORT": str(port),
        "KABINET_PUBLIC_URL": url,
        "KABINET_WEB_WORKERS": "1",
        "KABINET_FILES": str(files),
    }
    log = HOME / f"uploads-{os.getpid()}.log"
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet("serve"), database.environment | said, stdout=lines, stderr=lines
        ) as process,
    ):
        wait_for_answer(process, url, str(log))
        yield process


class Sender:
    """Somebody who is signed in and sends with tuspy, and by hand what tuspy never would."""

    def __init__(self, cast: Cast, port: int, login: str) -> None:
        client = Client()
        cast.sign_in(client, login)
        self.port, cookie = port, client.cookies["kabinet"].value
        self.headers = {"Cookie": f"kabinet={cookie}; kabinet-form={TOKEN}", "X-CSRFToken": TOKEN}

    def uploader(self, content: IO[bytes], address: str | None = None) -> Any:
        """tuspy's, in pieces that the server cuts smaller."""
        client = TusClient(f"http://127.0.0.1:{self.port}/uploads/", headers=self.headers)
        return client.uploader(
            file_stream=content, chunk_size=20 * MB, url=address, metadata={"filename": "дамп.bin"}
        )

    def stands(self, address: str) -> int:
        """How much has come."""
        answer = requests.head(address, headers={**self.headers, "Tus-Resumable": "1.0.0"}, timeout=PATIENCE)
        assert answer.status_code == 200
        return int(answer.headers["Upload-Offset"])

    def break_off(self, address: str, content: bytes, claimed: int) -> socket.socket:
        """Sends the beginning of a longer piece; the connection stays open until it is closed."""
        path = address.partition(f":{self.port}")[2]
        heads = {
            **self.headers,
            "Host": f"127.0.0.1:{self.port}",
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(self.stands(address)),
            "Content-Length": str(claimed),
        }
        said = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
        connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection.sendall(f"PATCH {path} HTTP/1.1\r\n{said}\r\n".encode() + content)
        return connection

    def fetched(self, path: str, **heads: str) -> tuple[int, bytes, Any]:
        """Status, content and headers of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers={**self.headers, **heads})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content, answer.headers


def test_what_came_outlives_sender_and_server_and_is_handed_out_from_any_byte(
    own_db: Database, cast: Cast, tmp_path: Path
) -> None:
    dump, files, port = tmp_path / "дамп.bin", tmp_path / "files", free_port()
    content = os.urandom(1024) * (SIZE // 1024 + 1)
    dump.write_bytes(content[:SIZE])
    sender = Sender(cast, port, "saveliev")
    with server(own_db, port, files) as process, dump.open("rb") as opened:
        first = sender.uploader(opened)
        first.upload_chunk()
        address = first.url
        assert sender.stands(address) == 20 * MB
        # Somebody goes away in the middle of a piece: what came of it stays.
        broken = sender.break_off(address, content[20 * MB : 23 * MB], 10 * MB)
        broken.close()
        clock.until(lambda: sender.stands(address) == 23 * MB)
        # The server is killed while a piece comes: the whole pieces of it stay.
        broken = sender.break_off(address, content[23 * MB : 34 * MB], SIZE - 23 * MB)
        clock.until(lambda: sender.stands(address) > 23 * MB)
        assert (
            requests.patch(
                address,
                data=b"x",
                timeout=PATIENCE,
                headers={
                    **sender.headers,
                    "Tus-Resumable": "1.0.0",
                    "Upload-Offset": str(sender.stands(address)),
                    "Content-Type": "application/offset+octet-stream",
                },
            ).status_code
            == 423
        ), "two at a time"
        os.killpg(process.pid, signal.SIGKILL)
        broken.close()
    # The hold of whoever was killed ends by itself; nobody waits for it here.
    with transaction.atomic(), as_system("time passes"):
        assert Upload.objects.update(held_until=None) == 1
    with server(own_db, port, files), dump.open("rb") as opened:
        there = sender.stands(address)
        assert 23 * MB < there < 34 * MB
        again = sender.uploader(opened, address)
        assert again.offset == there
        again.upload()
        assert sender.stands(address) == SIZE
        path = f"/files/{address.strip('/').rpartition('/')[2]}/"
        status, whole, heads = sender.fetched(path)
        assert (status, sha256(whole).digest()) == (200, sha256(content[:SIZE]).digest())
        tag = heads["ETag"]
        for asked, status, part in (
            ({"Range": "bytes=1048576-1048585"}, 206, content[MB : MB + 10]),
            ({"Range": f"bytes={SIZE - 5}-"}, 206, content[SIZE - 5 : SIZE]),
            ({"Range": "bytes=-5", "If-Range": tag}, 206, content[SIZE - 5 : SIZE]),
            ({"Range": f"bytes={SIZE}-"}, 416, b""),
        ):
            found = sender.fetched(path, **asked)
            assert found[:2] == (status, part), asked
        for asked in (
            {"Range": "bytes=0-1", "If-Range": '"other"'},
            {"Range": "bytes=0-1,5-6"},
            {"Range": "lines=1-2"},
        ):
            assert sender.fetched(path, **asked)[0] == 200, asked
        assert "attachment" in heads["Content-Disposition"]
        assert "%D0%B4%D0%B0%D0%BC%D0%BF.bin" in heads["Content-Disposition"]
        assert (heads["X-Content-Type-Options"], "sandbox" in heads["Content-Security-Policy"]) == (
            "nosniff",
            True,
        )
        assert os.listdir(files / "uploads") == []
