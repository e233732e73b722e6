"""What is to be read of a file: itself, or what lies in it. Nothing is unpacked to a disk, and no name of an archive names
anything here."""

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from time import monotonic
from typing import IO, Final

from kabinet.techlog.blocks import Readable
from kabinet.techlog.bounds import Bounds

PACKED: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ", b"BZh")
LOGS: Final = (".log", ".json", ".txt")
ARCHIVES: Final = (".zip", ".gz", ".tgz", ".tar")
FAULTS: Final = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError),
    *(NotImplementedError, KeyError, IndexError, AttributeError, RecursionError),
)
LOCKED: Final = 0x1


class Stop(Exception):
    """A bound of the whole reading is reached; its code says which."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, and by which path the archive has it."""

    path: str
    stream: Readable


class Budget:
    """What is left of time and bytes for the whole reading."""

    def __init__(self, bounds: Bounds, packed: int, doubt: Callable[[str, str], None]) -> None:
        self.bounds, self.packed, self.doubt = bounds, max(packed, 1), doubt
        self.unpacked = self.members = 0
        self._until = monotonic() + bounds.seconds

    def check(self) -> None:
        """Stop when it was too much."""
        if monotonic() > self._until:
            raise Stop("time")
        if self.unpacked > self.bounds.ratio_from and self.unpacked > self.packed * self.bounds.ratio:
            raise Stop("ratio")
        if self.unpacked > self.bounds.unpacked:
            raise Stop("size")

    def count(self) -> None:
        """One more member of an archive."""
        self.members += 1
        if self.members > self.bounds.members:
            raise Stop("members")


class Counted:
    """A stream that spends what is read from it: what came before a bound is kept, the next is not read."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= 2**26:
            raise Stop("size")
        self._budget.check()
        found = self._stream.read(size)
        self._budget.unpacked += len(found)
        return found


def sources(file: IO[bytes], path: str, budget: Budget, depth: int = 0) -> Iterator[Source]:
    """Everything in it that may be a log, one open after another."""
    start = file.read(512)
    file.seek(0)
    if start.startswith(PACKED):
        budget.doubt("packed", path)
    elif start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _guarded(_of_zip(file, path, budget, depth), path, budget)
    elif start.startswith(b"\x1f\x8b"):
        yield from _guarded(_of_gzip(file, path, budget), path, budget)
    elif start[257:262] == b"ustar":
        yield from _guarded(_of_tar(Counted(file, budget), path, budget), path, budget)
    else:
        yield Source(path, Counted(file, budget))


def _guarded(found: Iterator[Source], path: str, budget: Budget) -> Iterator[Source]:
    try:
        yield from found
    except FAULTS:
        budget.doubt("broken", path)


def _of_zip(file: IO[bytes], path: str, budget: Budget, depth: int) -> Iterator[Source]:
    if _directory(file) > budget.bounds.directory:
        raise Stop("members")
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            budget.count()
            if not _is_wanted(member.filename):
                continue
            if member.flag_bits & LOCKED:
                budget.doubt("locked", member.filename)
            elif member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                budget.doubt("packed", member.filename)
            else:
                with archive.open(member) as stream:
                    yield from _inner(Counted(stream, budget), member.filename, budget, depth)


def _directory(file: IO[bytes]) -> int:
    """Bytes of the list of members, which is read whole: what its end says of it, or all there is."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _of_gzip(file: IO[bytes], path: str, budget: Budget) -> Iterator[Source]:
    with gzip.GzipFile(fileobj=file) as stream:
        inner = path[: -len(".gz")] if path.lower().endswith(".gz") else path
        if path.lower().endswith((".tgz", ".tar.gz")):
            yield from _of_tar(Counted(stream, budget), path, budget)
        else:
            yield Source(inner, Counted(stream, budget))


def _of_tar(stream: Counted, path: str, budget: Budget) -> Iterator[Source]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:  # type: ignore[call-overload]
        for member in archive:
            archive.members = []
            if not member.isreg():
                continue
            budget.count()
            inner = archive.extractfile(member) if _is_wanted(member.name) else None
            if inner is not None:
                yield from _inner(inner, member.name, budget, 0)


def _inner(stream: Readable, name: str, budget: Budget, depth: int) -> Iterator[Source]:
    """A member: to be read, or an archive again, which lies in memory meanwhile."""
    if not name.lower().endswith(ARCHIVES):
        yield Source(name, stream)
        return
    if depth + 1 >= budget.bounds.depth:
        budget.doubt("nested", name)
        return
    held = BytesIO()
    while chunk := stream.read(2**16):
        held.write(chunk)
        if held.tell() > budget.bounds.nested:
            budget.doubt("nested", name)
            return
    held.seek(0)
    yield from sources(held, name, budget, depth + 1)


def _is_wanted(name: str) -> bool:
    last = name.lower().replace("\\", "/").rpartition("/")[2]
    return last.endswith((*LOGS, *ARCHIVES)) or (last.startswith("logcfg") and last.endswith(".xml"))
