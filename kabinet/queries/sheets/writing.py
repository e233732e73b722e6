"""A sheet into a file, row by row, in memory that does not grow with it: XLSX, or CSV as a Russian Excel opens it.

Whatever a person typed stays text. In XLSX no cell is a formula; in CSV, which knows no types, a text that a spreadsheet
would reckon is put behind an apostrophe.
"""

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Protocol
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from kabinet.queries.sheets.columns import Column, Kind, Value

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT, LONGEST_NAME = 32_767, 31  # of a cell, of a sheet (Excel's own)
NOTHING_GUESSED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
FORMATS = {
    Kind.SHARE: "0.0%",
    Kind.INSTANT: "dd.mm.yyyy hh:mm:ss",
    Kind.DAY: "dd.mm.yyyy",
    Kind.DURATION: "[h]:mm:ss",
}
XLSX, CSV = "xlsx", "csv"
FORMS = (XLSX, CSV)
TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}


class Writer(Protocol):
    """Takes the values of one row after another; `close` ends the file, `drop` leaves it half."""

    def add(self, values: Sequence[Value]) -> None:
        """One row."""

    def close(self) -> None:
        """Nothing follows."""

    def drop(self) -> None:
        """There will be no file."""


def writer_of(
    form: str, title: str, columns: Sequence[Column], zone: ZoneInfo, into: IO[bytes], folder: Path
) -> Writer:
    """The writer of a form of FORMS into an open file; instants are written in `zone`, and what is needed on the way lies in
    `folder`, which is the caller's to remove."""
    return Xlsx(title, columns, zone, into, folder) if form == XLSX else Csv(columns, zone, into)


class Xlsx:
    """Rows go to files of `folder` as they come; the book is put together at the end."""

    def __init__(
        self, title: str, columns: Sequence[Column], zone: ZoneInfo, into: IO[bytes], folder: Path
    ) -> None:
        self._zone, self._row = zone, 0
        self._book = Workbook(into, {"constant_memory": True, "tmpdir": str(folder), **NOTHING_GUESSED})
        self._text = self._book.add_format({"text_wrap": False})
        self._quoted = self._book.add_format({"quote_prefix": True})
        known = {kind: self._book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        self._writes = [(each.kind, known.get(each.kind)) for each in columns]
        self._sheet = self._book.add_worksheet(sheet_name(title))
        self._sheet.freeze_panes(1, 0)
        head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
        for place, column in enumerate(columns):
            self._sheet.write_string(0, place, plain(column.title), head)

    def add(self, values: Sequence[Value]) -> None:
        """One row of typed cells."""
        self._row += 1
        for place, ((kind, style), value) in enumerate(zip(self._writes, values, strict=True)):
            if value is None or value == "":
                continue
            if kind is Kind.TEXT:
                self._write_text(place, str(value))
            elif isinstance(value, (date, timedelta)):
                self._sheet.write_datetime(self._row, place, _local(value, self._zone), style)
            else:
                self._sheet.write_number(self._row, place, value, style)

    def close(self) -> None:
        """The head can be filtered by; then everything is written."""
        self._sheet.autofilter(0, 0, self._row, len(self._writes) - 1)
        self._book.close()

    def drop(self) -> None:
        """Its own file of rows is let go; the folder is the caller's."""
        self._sheet.row_data_fh.close()

    def _write_text(self, place: int, text: str) -> None:
        """Said to be text, so that «=1+1» is read as it was typed, also after somebody edits the cell."""
        style = self._quoted if text.lstrip().startswith(BEGINS_A_FORMULA) else self._text
        self._sheet.write_string(self._row, place, plain(text), style)


class Csv:
    """A mark of UTF-8 at the beginning and semicolons between the values: Excel opens it by a double click."""

    def __init__(self, columns: Sequence[Column], zone: ZoneInfo, into: IO[bytes]) -> None:
        self._kinds, self._zone = [each.kind for each in columns], zone
        self._text = TextIOWrapper(into, encoding="utf-8-sig", newline="", write_through=False)
        self._rows = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._rows.writerow([guarded(each.title) for each in columns])

    def add(self, values: Sequence[Value]) -> None:
        """One row of words."""
        self._rows.writerow([self._said(kind, each) for kind, each in zip(self._kinds, values, strict=True)])

    def close(self) -> None:
        """The file stays open for whoever gave it."""
        self._text.flush()
        self._text.detach()

    def drop(self) -> None:
        """Nothing but the caller's file is open."""
        self._text.detach()

    def _said(self, kind: Kind, value: Value) -> str:
        if value is None:
            return ""
        found = _local(value, self._zone)
        if isinstance(found, timedelta):
            return hours(found)
        if kind is Kind.SHARE:
            return f"{float(str(found)) * 100:.1f}%".replace(".", ",")
        return guarded(str(found)) if kind is Kind.TEXT else str(found)


def sheet_name(title: str) -> str:
    """What Excel lets a sheet be called."""
    return title.translate(NOT_IN_A_NAME)[:LONGEST_NAME].strip() or "1"


def plain(text: str) -> str:
    """Without signs that no XML can hold, and no longer than a cell takes."""
    found = "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
    return found if len(found) <= LONGEST_TEXT else f"{found[: LONGEST_TEXT - 1]}…"


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula, also behind blanks."""
    found = plain(text)
    begins = found.startswith(BEGINS_A_FORMULA) or found.lstrip().startswith(BEGINS_A_FORMULA)
    return f"'{found}" if begins else found


def hours(lasts: timedelta) -> str:
    """«26:05:00», which a spreadsheet takes for a duration."""
    seconds = int(lasts.total_seconds())
    sign, seconds = "-" if seconds < 0 else "", abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"


def _local(value: Value, zone: ZoneInfo) -> Value:
    """A spreadsheet knows no zones: an instant as the clock of this one shows it."""
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return value
