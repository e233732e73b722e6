"""What a backup says of itself."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

NAME, DUMP, FILES, DIGESTS = "manifest.json", "database.dump", "files", "files.sha256"
FORMAT = 1
# Tables whose rows stay behind: whoever signed out since would be signed in again, and attempts would be counted anew.
LEFT_OUT = ("session", "cache_entry")


class BackupFailed(Exception):
    """Nothing that could be trusted was made, or nothing was touched; the text is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`taken_at` by the database's clock (UTC); `tables` name -> rows; `migrations` as [app, name].

    `taken_back` are keys of files that were on no ticket and were removed while the backup ran; `damaged` those whose
    content was not there, or not what was uploaded, when it was made.
    """

    taken_at: str
    postgres: str
    migrations: Sequence[Sequence[str]]
    tables: Mapping[str, int]
    digests: Mapping[str, str]
    files: int
    bytes: int
    taken_back: Sequence[str] = ()
    damaged: Sequence[str] = ()
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write(folder: Path, manifest: Manifest) -> None:
    """The end of a backup: everything in it is on the disk before its manifest has its name."""
    half = folder / f"{NAME}.part"
    half.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")
    os.sync()
    half.rename(folder / NAME)
    os.sync()


def read(folder: Path) -> Manifest:
    """Raises BackupFailed where the folder is no whole backup of a format that is known here."""
    try:
        said: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        found = Manifest(**said)
    except FileNotFoundError:
        raise BackupFailed(f"{folder} is no backup, or one that was not finished: it has no {NAME}") from None
    except (ValueError, TypeError, UnicodeDecodeError):
        raise BackupFailed(f"{folder / NAME} cannot be read as a manifest of this version") from None
    if found.format != FORMAT:
        raise BackupFailed(f"{folder / NAME} has format {found.format}, this version reads {FORMAT}")
    return found


def digest_lines(digests: Mapping[str, str]) -> str:
    """As sha256sum writes them: path within the folder -> digest."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def read_digests(folder: Path) -> dict[str, str]:
    """Key of each file -> its digest."""
    lines = (folder / DIGESTS).read_text(encoding="ascii").splitlines()
    return {path.rpartition("/")[2]: digest for digest, _, path in (line.partition("  ") for line in lines)}
