"""A dump is sent by curl from a server on which nobody signs in, to a ticket's place for files (U6c)."""

import os
import re
import shutil
import socket
import subprocess
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from kabinet.actions.tickets.uploads.place import code_of, give_place
from kabinet.records.models import File, Upload, UploadPlace
from kabinet.records.security.reach import as_system
from tests import clock
from tests.browser import free_port
from tests.cast import Cast
from tests.clock import PATIENCE
from tests.config.test_uploads import MB, server
from tests.database import HOME, Database
from tests.desk import Desk, later

SIZE = 20 * MB + 77


def curl(*words: str) -> "subprocess.Popen[bytes]":
    """Begun; its status and the answer are its output."""
    found = shutil.which("curl")
    assert found
    asked = [found, "-sS", "-m", str(PATIENCE), "-w", "%{http_code}", *words]
    return subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def said(sending: "subprocess.Popen[bytes]") -> tuple[str, int]:
    """What it was answered, with which status."""
    words = sending.communicate(timeout=PATIENCE)[0].decode()
    return words[:-3], int(words[-3:])


def rows() -> tuple[list[File], int]:
    with transaction.atomic(), as_system("a test looks"):
        return list(File.objects.order_by("name")), Upload.objects.count()


def test_curl_fills_a_place_and_what_breaks_off_is_gone(own_db: Database, cast: Cast, tmp_path: Path) -> None:
    desk, now = Desk(cast), clock.now()
    number = desk.register(later(now, hours=-1)).number
    until = (now + timedelta(days=2)).date()
    desk.do(give_place, "gordeeva", now, number=number, text="Пришлите дамп.", until=until)
    with transaction.atomic(), as_system("a test looks"):
        code = code_of(UploadPlace.objects.get().pk)
    dump, files, port = tmp_path / "дамп 1.bin", tmp_path / "files", free_port()
    dump.write_bytes((os.urandom(1024) * (SIZE // 1024 + 1))[:SIZE])
    digest = sha256(dump.read_bytes()).hexdigest()
    with server(own_db, port, files):
        address = f"http://127.0.0.1:{port}/place/{code}/"
        both = [curl("-T", str(dump), address), curl("-T", str(dump), f"{address}second.bin")]
        for answer, status in map(said, both):
            assert (status, digest in answer) == (201, True), answer
        # The longest body that is not announced, and a code that opens nothing, are answered before they are read.
        chunked = curl("-T", str(dump), "-H", "Transfer-Encoding: chunked", f"{address}chunked")
        assert said(chunked)[1] == 411
        assert said(curl("-T", str(dump), f"{address[:-2]}/"))[1] == 404
        # Somebody goes away in the middle.
        broken = socket.create_connection(("127.0.0.1", port), PATIENCE)
        heads = (
            f"PUT /place/{code}/broken HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {SIZE}\r\n\r\n"
        )
        broken.sendall(heads.encode() + b"x" * 9 * MB)
        clock.until(lambda: rows()[1] == 1)
        broken.close()
        clock.until(lambda: rows()[1] == 0)
        assert os.listdir(files / "uploads") == []
    come, _left = rows()
    assert [(file.name, file.sha256, file.size) for file in come] == [
        ("second.bin", digest, SIZE),
        ("дамп 1.bin", digest, SIZE),
    ]
    log = (HOME / f"uploads-{os.getpid()}.log").read_text()
    assert "Not Found: /place/kbp_…/" in log
    assert not re.search(r"kbp_[0-9a-f]", log), "no log has a code"
