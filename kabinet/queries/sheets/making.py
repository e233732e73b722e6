"""A sheet is made in steps: some rows are read while the database knows who asks, and written when it does not any more.

Whoever asks is asked for anew with every step, so that rights which end while a sheet is made end the sheet.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

from kabinet.queries.sheets.columns import Asking, Batch, Listed
from kabinet.queries.sheets.writing import Writer, writer_of

Step = Callable[[], AbstractContextManager[Asking]]


class TooMany(Exception):
    """The list has more rows than are taken here."""


def make_sheet(
    listing: Callable[[Asking], Listed], step: Step, form: str, into: IO[bytes], folder: Path, most: int
) -> int:
    """Write the list that `listing` declares; how many rows it has. What stops a step stops the sheet; TooMany over `most`.
    `folder` is for what is needed on the way."""
    writer: Writer | None = None
    seen: set[Any] = set()
    after = ""
    while True:
        with step() as asking:
            found = listing(asking)
            batch = found.read(after)
            fresh = [row for row in batch.rows if not _known(found.key(row), seen)]
            lines = [[column.value(row) for column in found.columns] for row in fresh]
        if writer is None:
            writer = writer_of(form, found.title, found.columns, asking.zone, into, folder)
        if len(seen) > most:
            raise TooMany
        for line in lines:
            writer.add(line)
        if not (after := _further(batch, after)):
            writer.close()
            return len(seen)


def _known(key: Any, seen: set[Any]) -> bool:
    if key in seen:
        return True
    seen.add(key)
    return False


def _further(batch: Batch, after: str) -> str:
    """Where to go on; nowhere when the list does not move, which would never end."""
    return batch.after if batch.rows and batch.after != after else ""
