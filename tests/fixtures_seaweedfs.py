"""A real server of S3 on loopback (SeaweedFS), and a bucket of it as the storage of contents."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest

from tests import processes
from tests.browser import free_port
from tests.clock import until
from tests.fixtures_clamd import answers

KEY, SECRET = "kabinet", "known-to-everybody"
WHO: Final = {
    "identities": [
        {
            "name": "kabinet",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
    ]
}


@pytest.fixture(scope="session")
def seaweedfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address. It knows one key."""
    program = shutil.which("weed") or str(Path(sys.executable).with_name("weed"))
    folder = tmp_path_factory.mktemp("seaweedfs")
    (folder / "who.json").write_text(json.dumps(WHO))
    (folder / "data").mkdir()
    port = free_port()
    parts = [f"-{part}.port={free_port()}" for part in ("master", "volume", "filer")]
    parts += [f"-{part}.port.grpc={free_port()}" for part in ("master", "volume", "filer", "s3")]
    said = ["server", f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-volume.max=16", "-filer", "-s3"]
    said += [f"-s3.port={port}", f"-s3.config={folder / 'who.json'}", *parts]
    with (
        (folder / "log").open("w") as lines,
        processes.started([program, *said], {}, stdout=lines, stderr=lines) as process,
    ):
        until(lambda: answers(f"127.0.0.1:{port}"), lambda: process.poll() is None)
        yield f"http://127.0.0.1:{port}"
        process.kill()  # nothing of it is kept, and it would take half a minute to take leave


@pytest.fixture
def in_bucket(seaweedfs: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bucket of it, in a new folder of which contents lie; its address. Buckets have volumes of their own: it is one."""
    from django.core.files.storage import storages

    from kabinet.config.counterparts import bucket

    where = f"{seaweedfs}/kabinet/{uuid4().hex[:8]}"
    for variable, value in (("", where), ("_KEY", KEY), ("_SECRET", SECRET)):
        monkeypatch.setenv(f"KABINET_S3{variable}", value)
    settings.STORAGES = settings.STORAGES | {"default": bucket.storages(settings.FILES)}
    client = storages["default"].connection.meta.client

    def is_made() -> bool:
        with suppress(Exception):  # it is there since another test
            client.create_bucket(Bucket="kabinet")
        with suppress(Exception):
            client.head_bucket(Bucket="kabinet")
            return True
        return False

    until(is_made)
    return where
