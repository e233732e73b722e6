"""Files to look at, made here: pictures with what a camera writes, archives with names that mean harm."""

import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from typing import Final

from PIL import Image

PLACE: Final = b"RUSSIA-HERE"


def photo(width: int = 600, height: int = 400, turned: int = 6) -> bytes:
    """A JPEG, red on its left half, whose camera lay on its side and said where it was; a program behind its end."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010E] = PLACE.decode()
    into = io.BytesIO()
    picture.save(into, "JPEG", exif=exif, comment=PLACE)
    return into.getvalue() + b"<script>" + PLACE


def picture(form: str, mode: str = "RGB") -> bytes:
    into = io.BytesIO()
    Image.new(mode, (40, 30)).save(into, form)
    return into.getvalue()


def huge() -> bytes:
    """A PNG of a few bytes that says it has sixty million pixels, of which Pillow alone would only warn."""
    head = (10_000).to_bytes(4) + (6_000).to_bytes(4) + b"\x08\x02\x00\x00\x00"
    body = b"\x00\x00\x00\x00IEND\xaeB`\x82"
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) + body


def zipped(*names: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (2024, 4, 26, 17, 10, 0)), b"12345")
    return into.getvalue()


def tarred(*names: str, mode: str = "w:gz") -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode=mode) as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = 5
            archive.addfile(member, io.BytesIO(b"12345"))
    return into.getvalue()


def by_process(kind: str, content: bytes, name: str = "файл", **bounds: int) -> tuple[int, bytes]:
    """How the process ended that the cabinet starts, with other `bounds` where they are given, and what it said."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        run = f"from kabinet.preview import __main__ as m; vars(m).update({bounds!r}); raise SystemExit(m.main())"
        how = ("-c", run) if bounds else ("-m", "kabinet.preview")
        command = (sys.executable, "-P", *how, kind, name)
        ended = subprocess.run(command, stdin=file, capture_output=True, timeout=60, check=False)
    return ended.returncode, ended.stdout
