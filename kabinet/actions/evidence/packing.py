"""A pack on its way into a file: what is put in is counted, and at the end the list of it is signed and stamped."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kabinet.actions.evidence import program, signing, stamping
from kabinet.actions.evidence.sums import canonical, digest
from kabinet.actions.evidence.verify_pack import KEY, MANIFEST, SIGNATURE, STAMP

CHUNK = 1 << 20
Facts = Mapping[str, Any]


class Pack:
    """Parts one after another; `finish` makes a pack of them. Names are ours, but for the last part of a person's file."""

    def __init__(self, into: IO[bytes], at: datetime) -> None:
        self._zip, self._at = ZipFile(into, "w", ZIP_DEFLATED), at.timetuple()[:6]
        self._listed: list[Facts] = []

    def add(self, path: str, content: bytes) -> None:
        """A part that is in memory."""
        self._zip.writestr(self._named(path), content, ZIP_DEFLATED)
        self._list(path, len(content), digest(content).hex())

    def add_json(self, path: str, value: object) -> None:
        """A part as RFC 8785 has it."""
        self.add(path, canonical(value))

    def add_lines(self, path: str, values: list[Facts]) -> None:
        """A part of one JSON a line."""
        self.add(path, b"".join(canonical(value) + b"\n" for value in values))

    def add_file(self, path: str, source: Path) -> None:
        """A person's file as it lies there, piece by piece; what it does not shrink is not pressed."""
        hashed, size = sha256(), 0
        named = self._named(path)
        named.compress_type = ZIP_STORED
        with source.open("rb") as content, self._zip.open(named, "w", force_zip64=True) as part:
            while piece := content.read(CHUNK):
                hashed.update(piece)
                size += len(piece)
                part.write(piece)
        self._list(path, size, hashed.hexdigest())

    def finish(self, facts: Facts) -> None:
        """What checks it, the list of everything, its signature and its timestamp. Asks an authority elsewhere."""
        self.add("verify.py", program.whole())
        self.add(KEY, signing.public_pem())
        manifest = self._manifest(facts, stamped=True)
        if (stamp := stamping.stamp(digest(manifest))) is None:
            manifest = self._manifest(facts, stamped=False)
        parts = {MANIFEST: manifest, SIGNATURE: signing.sign(manifest)} | ({STAMP: stamp} if stamp else {})
        for path, content in parts.items():
            self._zip.writestr(self._named(path), content, ZIP_DEFLATED)
        self._zip.close()

    def _manifest(self, facts: Facts, *, stamped: bool) -> bytes:
        files = sorted(self._listed, key=lambda each: str(each["path"]))
        return canonical({**facts, "format": 1, "files": files, "timestamp": stamped})

    def _named(self, path: str) -> ZipInfo:
        info = ZipInfo(path, self._at)
        info.external_attr = 0o644 << 16
        return info

    def _list(self, path: str, size: int, hashed: str) -> None:
        self._listed.append({"path": path, "size": size, "sha256": hashed})
