"""Lines of a source: organisations, people and papers as JSON lines, CSV or a spreadsheet, one after another.

A table says in a line of its own what JSON says within a line: a person's role, a certificate.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

from kabinet.actions.imports.old_ticket import Faulty
from kabinet.actions.organisations.contact_sheet.guard import Unreadable, guarded
from kabinet.regulation.visible import clean

ORGANISATIONS, PEOPLE, PAPERS = "organisations", "people", "papers"
PARTS: Final = (ORGANISATIONS, PEOPLE, PAPERS)
ENDINGS: Final = (".jsonl", ".csv", ".xlsx")
MOST_LINES: Final = 200_000
LONGEST_LINE: Final = 2**20  # characters
LONGEST_VALUE: Final = 4_000
MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Line:
    """`where` is file:line; `fault` instead of what it says, where it cannot be read."""

    where: str
    said: Mapping[str, Any]
    fault: str = ""


def files_in(folder: Path) -> dict[str, Path]:
    """The file of each part. Faulty for none at all, and for a part that is there twice."""
    found: dict[str, Path] = {}
    for part in PARTS:
        there = [folder / f"{part}{ending}" for ending in ENDINGS if (folder / f"{part}{ending}").is_file()]
        if len(there) > 1:
            raise Faulty(f"{there[0].name} and {there[1].name}: which of them is meant?")
        if there:
            found[part] = there[0]
    if not found:
        raise Faulty(f"{folder} has none of organisations, people, papers as .jsonl, .csv or .xlsx")
    return found


def lines_of(path: Path) -> Iterator[Line]:
    """At most MOST_LINES; Faulty for a file that is no such one at all."""
    read = {".jsonl": _json_lines, ".csv": _csv_lines, ".xlsx": _sheet_lines}[path.suffix]
    for count, line in enumerate(read(path), 1):
        if count > MOST_LINES:
            raise Faulty(f"{path.name} has more than {MOST_LINES} lines")
        yield line


def _json_lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", errors="strict") as file:
        number = 0
        while text := _next_line(file, path):
            number += 1
            where = f"{path.name}:{number}"
            if text.isspace():
                continue
            try:
                said = json.loads(text)
            except (ValueError, RecursionError):
                yield Line(where, {}, "this is no JSON")
                continue
            yield Line(where, said) if isinstance(said, dict) else Line(where, {}, "this is no JSON object")


def _next_line(file: Any, path: Path) -> str:
    try:
        text: str = file.readline(LONGEST_LINE + 1)
    except UnicodeDecodeError:
        raise Faulty(f"{path.name} is not in UTF-8") from None
    if len(text) > LONGEST_LINE:
        raise Faulty(f"{path.name} has a line of more than {LONGEST_LINE} characters")
    return text


def _csv_lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = _next_line(file, path)
        file.seek(0)
        rows = csv.reader(file, delimiter=";" if head.count(";") > head.count(",") else ",")
        try:
            yield from _table(path, ((rows.line_num, row) for row in rows))
        except (csv.Error, UnicodeDecodeError):
            raise Faulty(f"{path.name}:{rows.line_num} is no CSV in UTF-8") from None


def _sheet_lines(path: Path) -> Iterator[Line]:
    try:
        book = load_workbook(guarded(path.read_bytes()), read_only=True, keep_links=False)
    except Unreadable as fault:
        raise Faulty(f"{path.name}: {fault}") from None
    except Exception:  # whatever a hostile spreadsheet raises
        raise Faulty(f"{path.name} is no .xlsx spreadsheet") from None
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        yield from _table(path, enumerate(rows, 1))
    finally:
        book.close()


def _table(path: Path, rows: Iterable[tuple[int, Iterable[Any]]]) -> Iterator[Line]:
    head: list[str] = []
    for number, cells in rows:
        values = [_value(each) for each in cells]
        if not any(value not in ("", None) for value in values):
            continue
        where = f"{path.name}:{number}"
        if not head:
            head = [str(value or "").lower() for value in values]
            named = [name for name in head if name]
            if len(set(named)) < len(named) or len(head) > MOST_COLUMNS:
                raise Faulty(f"{where}: a column stands there twice, or there are more than {MOST_COLUMNS}")
        elif any(value not in ("", None) for value in values[len(head) :]):
            yield Line(where, {}, "the line has more fields than the head of the table")
        else:
            said = {name: value for name, value in zip(head, values, strict=False) if name}
            yield Line(where, {name: value for name, value in said.items() if value not in ("", None)})


def _value(cell: Any) -> Any:
    """A cell as JSON would have it: a day as ISO, a whole number as its figures."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool) or cell is None:
        return cell
    return clean(str(cell)[: LONGEST_VALUE + 1])
