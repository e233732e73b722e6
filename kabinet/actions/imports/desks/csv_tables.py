"""Plain CSV: a table of tickets, and beside it maybe one of what was said; the mapping names their columns.

What was said comes in any order, so its rows are laid out by their tickets on the disk first: nothing is held in memory.
"""

import csv
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, TextIO

from kabinet.actions.imports.attachments import lying_at
from kabinet.actions.imports.mapping import CsvTables, ImportMapping, SaidTable
from kabinet.actions.imports.old_ticket import (
    LONGEST_TEXT,
    MOST_MESSAGES,
    Faulty,
    Found,
    OldFile,
    OldMessage,
    OldTicket,
)
from kabinet.actions.imports.values import author_of, body_of, instant_of, later_instant, line_of

Row = Mapping[str, str]
BATCH: Final = 1_000
LAID_OUT: Final = "INSERT INTO said (ticket, place, place_in_file, value) VALUES (?, ?, ?, ?)"
ONE_SIGN: Final = "\x1f"


def tickets_in(path: Path, mapping: ImportMapping) -> Iterator[Found]:
    """Of a file, or of a folder in which the mapping names the file."""
    tables = mapping.csv
    if tables is None:
        raise Faulty("the mapping names no columns")
    if path.is_dir() and not tables.tickets:
        yield Found(
            path.name, fault='it is a folder: say in [csv] tickets = "…" which table of it has the tickets'
        )
        return
    folder = path if path.is_dir() else path.parent
    lines = folder / tables.tickets if path.is_dir() else path
    with closing(sqlite3.connect("")) as beside:
        yield from _laid_out(beside, folder, tables, mapping)
        for where, row in _rows(lines, tables, tables.columns):
            if isinstance(row, str):
                yield Found(where, fault=row)
                continue
            try:
                yield Found(where, _ticket(row, beside, mapping, tables, _files_of(mapping, folder)))
            except Faulty as fault:
                yield Found(where, fault=str(fault))
        yield from _left_over(beside)


def _files_of(mapping: ImportMapping, folder: Path) -> Path:
    return Path(mapping.files) if mapping.files else folder


def _ticket(
    row: Row, beside: sqlite3.Connection, mapping: ImportMapping, tables: CsvTables, folder: Path
) -> OldTicket:
    number, state = line_of(row["number"]), line_of(row.get("state"))
    author = author_of(row.get("address"), row.get("author"))
    opened = instant_of(row["created"], mapping.zone, "the ticket", tables.dates)
    closed = later_instant(row["closed"], mapping.zone, "the closing", tables.dates)
    first = OldMessage(
        author, opened, body_of(row.get("text"), html=tables.is_html), files=_files(row.get("files"), folder)
    )
    said = tuple(_said(beside, number, mapping, tables, folder)) if tables.said else ()
    return OldTicket(
        number=number,
        subject=line_of(row["subject"]),
        state=state or "closed",
        client=line_of(row.get("client")),
        author=author,
        opened=opened,
        closed=closed if not mapping.closed or state.casefold() in mapping.closed else None,
        messages=(first, *said) if first.text or first.files or not said else said,
    )


def _files(value: object, folder: Path) -> tuple[OldFile, ...]:
    """Names with | between them."""
    names = [name for each in line_of(value).split("|") if (name := line_of(each))]
    return tuple(
        OldFile(name.replace("\\", "/").rpartition("/")[2], path=lying_at(folder, name)) for name in names
    )


def _laid_out(
    beside: sqlite3.Connection, folder: Path, tables: CsvTables, mapping: ImportMapping
) -> Iterator[Found]:
    """Writes what was said where it is found by its ticket; tells which rows cannot be read."""
    beside.execute(
        "CREATE TABLE said (ticket TEXT, place INTEGER, place_in_file TEXT, value TEXT, met INTEGER DEFAULT 0)"
    )
    if tables.said is None:
        return
    waiting: list[tuple[str, int, str, str]] = []
    for place, (where, row) in enumerate(_rows(folder / tables.said.file, tables, tables.said.columns)):
        if isinstance(row, str):
            yield Found(where, fault=row)
            continue
        value = ONE_SIGN.join(row.get(name, "").replace(ONE_SIGN, "") for name in sorted(tables.said.columns))
        waiting.append((line_of(row["ticket"]), place, where, value))
        if len(waiting) >= BATCH:
            beside.executemany(LAID_OUT, waiting)
            waiting.clear()
    beside.executemany(LAID_OUT, waiting)
    beside.execute("CREATE INDEX said_of_ticket ON said (ticket, place)")


def _said(
    beside: sqlite3.Connection, number: str, mapping: ImportMapping, tables: CsvTables, folder: Path
) -> Iterator[OldMessage]:
    said = tables.said
    if said is None:
        return
    rows = beside.execute(
        "SELECT place_in_file, value FROM said WHERE ticket = ? ORDER BY place LIMIT ?",
        [number, MOST_MESSAGES + 1],
    ).fetchall()
    beside.execute("UPDATE said SET met = 1 WHERE ticket = ?", [number])
    names = sorted(said.columns)
    messages = []
    for where, value in rows:
        row = dict(zip(names, value.split(ONE_SIGN), strict=True))
        try:
            messages.append(_message(row, said, mapping, tables, folder))
        except Faulty as fault:
            raise Faulty(f"{where}: {fault}") from None
    yield from sorted(messages, key=lambda message: message.at)


def _message(
    row: Row, said: SaidTable, mapping: ImportMapping, tables: CsvTables, folder: Path
) -> OldMessage:
    seen = line_of(row["visible"]).casefold() in said.visible_values if "visible" in row else said.all_visible
    return OldMessage(
        author=author_of(row.get("address"), row.get("author")),
        at=instant_of(row["at"], mapping.zone, "a message", tables.dates),
        text=body_of(row["text"], html=tables.is_html),
        internal=not seen,
        files=_files(row.get("files"), folder),
    )


def _left_over(beside: sqlite3.Connection) -> Iterator[Found]:
    """What was said in no ticket of the other table."""
    for where, ticket in beside.execute(
        "SELECT place_in_file, ticket FROM said WHERE NOT met ORDER BY place"
    ):
        yield Found(where, fault=f"there is no ticket {ticket[:60]!r} in the table of tickets")


def _rows(path: Path, tables: CsvTables, columns: Mapping[str, str]) -> Iterator[tuple[str, Row | str]]:
    """Each row by the names of the mapping, or what is wrong with it, with its file and line."""
    csv.field_size_limit(LONGEST_TEXT * 4)
    try:
        with path.open(encoding=tables.encoding, newline="") as file:
            yield from _of_lines(_bounded(file), tables.delimiter, path.name, columns)
    except OSError as failed:
        yield path.name, f"the file cannot be read: {failed.strerror}"
    except UnicodeError:
        yield path.name, f"the file is not {tables.encoding.removesuffix('-sig')}"


def _bounded(file: TextIO) -> Iterator[str]:
    """Lines of a file, none longer than a row may be: a file without line ends is not read into memory whole."""
    while line := file.readline(LONGEST_TEXT * 8):
        yield line


def _of_lines(
    lines: Iterator[str], delimiter: str, name: str, columns: Mapping[str, str]
) -> Iterator[tuple[str, Row | str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    places: dict[str, int] | None = None
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield f"{name}:{line}", f"the row cannot be read: {wrong}"
            return
        where = f"{name}:{line}"
        if places is None:
            heads = [line_of(head) for head in row]
            if lacking := [head for head in columns.values() if head not in heads]:
                yield where, f"there is no column {', '.join(lacking)}"
                return
            places = {key: heads.index(head) for key, head in columns.items()}
        elif not any(row):
            continue
        elif len(row) <= max(places.values()):
            yield where, f"the row has {len(row)} columns, fewer than its head"
        else:
            yield where, {key: row[place] for key, place in places.items()}
