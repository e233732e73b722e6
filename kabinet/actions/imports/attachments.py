"""Where contents of files lie beside the data of a desk: inside one folder and nowhere else."""

import os
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from kabinet.actions.imports.old_ticket import Faulty

LARGEST = 2 * 2**30  # bytes of one file


def lying_at(folder: Path, name: str) -> Path | None:
    """The regular file of this relative name in the folder; None where there is none. Faulty for a name that leads out of
    it, by its words or by a link."""
    said = PurePosixPath(name.replace("\\", "/"))
    if not name or said.is_absolute() or ".." in said.parts or "\0" in name or ":" in said.parts[0]:
        raise Faulty(f"the file {name[:80]!r} is not named within its folder")
    try:
        path = (folder / said).resolve(strict=True)
        found = os.stat(path, follow_symlinks=False)
    except (OSError, RuntimeError, ValueError):
        return None
    if not path.is_relative_to(folder.resolve()) or not S_ISREG(found.st_mode):
        raise Faulty(f"the file {name[:80]!r} does not lie in its folder")
    if found.st_size > LARGEST:
        raise Faulty(f"the file {name[:80]!r} is larger than {LARGEST // 2**30} GB")
    return path
