"""Names, sizes and dates in a ZIP, TAR or GZIP."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import IO, Any, Final

from kabinet.preview.listing import LONGEST_NAME, MOST, Listing, Member
from kabinet.preview.text import plain

LOCKED: Final = 0x1
IN_UTF8: Final = 0x800
PACKED: Final[Mapping[bytes, Callable[[IO[bytes]], Any]]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
DIRECTORY: Final = 16 * 2**20  # bytes of a ZIP's own list of members
UNPACKED: Final = 512 * 2**20  # bytes that come out of a packed TAR on the way to its names
SECONDS: Final = 4.0
FAULTS: Final = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError),
    *(lzma.LZMAError, NotImplementedError, KeyError, IndexError, AttributeError, RecursionError),
)


class _Enough(Exception):
    """A bound is met."""


class _Counted:
    """A stream of which no more is read than the bounds say: nothing is unpacked for longer or further."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._left, self._until = stream, UNPACKED, monotonic() + SECONDS

    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= 2**24 or self._left <= 0 or monotonic() > self._until:
            raise _Enough
        found = self._stream.read(size)
        self._left -= len(found)
        return found


def listing_of(file: IO[bytes], name: str) -> Listing:
    """What stands in it, as far as it can be read."""
    members: list[Member] = []
    count = size = 0
    state = "whole"
    try:
        for member in _members(file, name):
            count, size = count + 1, size + max(0, member.size)
            if len(members) < MOST:
                members.append(member)
    except _Enough:
        state = "cut"
    except FAULTS:
        state = "broken"
    return Listing(tuple(members), count, size, state)


def _members(file: IO[bytes], name: str) -> Iterator[Member]:
    start = file.read(512)
    file.seek(0)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _of_zip(file)
    elif start.startswith(b"\x1f\x8b") and not name.lower().endswith((".tar.gz", ".tgz")):
        inner = name[: -len(".gz")] if name.lower().endswith(".gz") else name
        yield Member(_named(inner)[0], -1)
    else:
        yield from _of_tar(file, start)


def _of_zip(file: IO[bytes]) -> Iterator[Member]:
    if _directory(file) > DIRECTORY:
        raise _Enough
    with zipfile.ZipFile(file) as archive:
        for each in archive.infolist():
            if each.is_dir():
                continue
            shown, outside = _named(_zip_name(each))
            changed = "{:04}-{:02}-{:02} {:02}:{:02}".format(*each.date_time[:5])
            yield Member(shown, each.file_size, changed, bool(each.flag_bits & LOCKED), outside)


def _zip_name(member: zipfile.ZipInfo) -> str:
    """Without the mark of UTF-8 it is what a Russian Windows writes: code page 866."""
    if member.flag_bits & IN_UTF8:
        return member.orig_filename
    raw = member.orig_filename.encode("cp437", "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp866")


def _directory(file: IO[bytes]) -> int:
    """Bytes of the list of members, which is read whole, by what its end says of it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    said = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    # In a ZIP64 another place says it; the process's own memory is the bound then.
    return 0 if said == 2**32 - 1 else said


def _of_tar(file: IO[bytes], start: bytes) -> Iterator[Member]:
    unpacked = next((opened for mark, opened in PACKED.items() if start.startswith(mark)), None)
    stream: Any = _Counted(unpacked(file) if unpacked else file)
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for each in archive:
            # Or they would all be kept; the attribute is there, untyped.
            archive.members = []  # type: ignore[attr-defined]
            if not each.isdir():
                shown, outside = _named(each.name)
                yield Member(shown, each.size, _changed(each.mtime), outside=outside)


def _changed(mtime: float) -> str:
    return datetime.fromtimestamp(min(max(0, mtime), 2**35), UTC).strftime("%Y-%m-%d %H:%M") if mtime else ""


def _named(name: str) -> tuple[str, bool]:
    """As it may be shown, and whether it leads out of the folder into which somebody would unpack it."""
    parts = name.replace("\\", "/").split("/")
    outside = ".." in parts or parts[0] == "" or parts[0][1:2] == ":"
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 2 :]}"
    return plain(short), outside
