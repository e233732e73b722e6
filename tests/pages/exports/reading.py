"""A sheet as somebody reads it who opened the file: openpyxl for XLSX, the standard library for CSV."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.test import Client
from openpyxl import load_workbook
from openpyxl.cell import Cell


def fetched(client: Client, address: str, form: str = "xlsx", status: int = 200) -> Any:
    """The answer to the button of that form on the export's page."""
    joined = "&" if "?" in address else "?"
    path, _mark, query = address.partition("?")
    answer = client.get(f"{path}file/?{query}{joined if query else ''}form={form}")
    answer.whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == status, (address, answer.status_code)
    return answer


def cells(content: bytes) -> list[list[Cell]]:
    """The rows of the only sheet, the head first."""
    book = load_workbook(BytesIO(content))
    assert len(book.worksheets) == 1
    return [list(row) for row in book.worksheets[0].iter_rows()]


def table(content: bytes) -> list[dict[str, Any]]:
    """The rows as dictionaries by the head's words."""
    head, *rows = [[cell.value for cell in row] for row in cells(content)]
    assert len(set(head)) == len(head), "two columns of one name"
    return [dict(zip(head, row, strict=True)) for row in rows]


def lines(content: bytes) -> list[dict[str, str]]:
    """The same of a CSV."""
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))
