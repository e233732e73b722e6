"""A sheet is made in steps: some rows are read while the database knows who asks, and written when it does not any more.

Whoever asks is asked for anew with every step, so that rights which end while a sheet is made end the sheet.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from kabinet.queries.sheets.columns import Asking, Listed, Value
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
    rows = 0
    try:
        for asking, found, lines in _read(listing, step, most):
            if writer is None:
                writer = writer_of(form, found.title, found.columns, asking.zone, into, folder)
            for line in lines:
                writer.add(line)
            rows += len(lines)
    except BaseException:
        if writer is not None:
            writer.drop()
        raise
    if writer is not None:
        writer.close()
    return rows


def _read(
    listing: Callable[[Asking], Listed], step: Step, most: int
) -> Iterator[tuple[Asking, Listed, list[list[Value]]]]:
    """Step by step the values of rows that were not met before."""
    seen: set[Hashable] = set()
    after, ended = "", False
    while not ended:
        with step() as asking:
            found = listing(asking)
            batch = found.read(after)
            fresh = [row for row in batch.rows if not _known(found.key(row), seen)]
            lines = [[column.value(row) for column in found.columns] for row in fresh]
        if len(seen) > most:
            raise TooMany
        yield asking, found, lines
        # A list that does not move would never end.
        ended = not batch.rows or batch.after in ("", after)
        after = batch.after


def _known(key: Hashable, seen: set[Hashable]) -> bool:
    if key in seen:
        return True
    seen.add(key)
    return False
