"""The one way to a content: on this disk, or brought to it from the bucket first. Whoever reads has a path in any case."""

import os
from pathlib import Path
from uuid import UUID, uuid4

from kabinet.actions.contents import bucket
from kabinet.actions.tickets.drafts import stored


def is_there(path: Path) -> bool:
    """Whether a content lies at this place (stored.path_of), or may lie in the bucket, which is not asked."""
    return bucket.is_named() or path.is_file()


def brought(path: Path) -> Path:
    """The same place, and the content is at it. Asks the bucket where it is not on this disk, so it is called with no
    transaction open. Raises FileNotFoundError, bucket.Away."""
    if path.is_file() or not bucket.is_named():
        return path
    # A name of its own, so that two who want the same do not write into one; a crash leaves it to the sweep.
    half = stored.begin(uuid4())
    try:
        with half.open("wb") as into:
            bucket.bring(UUID(hex=path.name), into)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
    return path
