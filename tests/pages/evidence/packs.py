"""A pack as its reader gets it, taken apart and put together again by somebody who changes it."""

import importlib.util
import json
import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction
from django.test import Client

from kabinet.jobs import exports
from kabinet.records.models import Export
from kabinet.records.security.reach import as_system
from tests import clock

Parts = dict[str, bytes]


def order(client: Client, kind: str, of: str) -> str:
    """By the page's own button; the fingerprint that the page shows."""
    page = client.get(f"/evidence/{kind}/{of}/")
    assert page.status_code == 200
    action = re.search(r'action="(/evidence/[^"]*/order/)"', page.text)
    mark = re.search(r"<code>([0-9a-f]{64})</code>", page.text)
    assert action
    assert mark
    assert client.post(action[1]).headers["Location"] == "/exports/"
    return mark[1]


def latest() -> Export:
    with transaction.atomic(), as_system("a look from outside"):
        found = Export.objects.order_by("-asked_at", "-next_try").first()
        assert found is not None
        return found


def made(client: Client, kind: str, of: str) -> bytes:
    """Ordered, made by the worker's loop, and fetched."""
    order(client, kind, of)
    with transaction.atomic(), as_system("a look from outside"):
        key = Export.objects.get(state="waiting").pk
    assert exports.make_next(clock.now)
    with transaction.atomic(), as_system("a look from outside"):
        assert Export.objects.get(pk=key).state == "ready"
    answer = client.get(f"/exports/made/{key}/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    return b"".join(answer.streaming_content)


def parts(pack: bytes) -> Parts:
    with ZipFile(BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def whole(found: Parts) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return into.getvalue()


def checker(found: Parts, folder: Path) -> ModuleType:
    """The pack's own verify.py, as a module of this process."""
    place = folder / "verify_of_pack.py"
    place.write_bytes(found["verify.py"])
    spec = importlib.util.spec_from_file_location("verify_of_pack", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def forged(found: Parts, change: Callable[[Parts], None], check: ModuleType) -> Parts:
    """Changed by somebody who reckons every sum anew and signs with a key of their own."""
    parts = dict(found)
    change(parts)
    key = Ed25519PrivateKey.generate()
    parts["public-key.pem"] = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    said = json.loads(parts.pop("manifest.json")) | {"timestamp": False}
    for name in ("manifest.sig", "manifest.tsr"):
        parts.pop(name, None)
    said["files"] = [
        {"path": name, "size": len(content), "sha256": check.digest(content).hex()}
        for name, content in sorted(parts.items())
    ]
    manifest = check.canonical(said)
    return parts | {"manifest.json": manifest, "manifest.sig": key.sign(manifest)}
