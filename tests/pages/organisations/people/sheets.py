"""Filled forms as somebody would send them."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from tests.pages.forms import fields
from tests.pages.organisations.people.people import shown

ZIMINA = ("Зимина Анна Павловна", "инженер", "zimina@zmk.example", "+7 900 123-45-67", "zimina")
MOROZ = ("Мороз Илья Олегович", "программист", "moroz@zmk.example", 79001234568, "moroz")
COMPANY = {
    5: "АО «Новый завод»",
    6: "Новый завод",
    7: "9955512342",
    8: "+7 495 123-45-67",
    9: "info@zavod.example",
    10: "Europe/Moscow",
    11: "СП-77",
    12: "01.03.2024",
}


def downloaded(client: Client, address: str) -> Any:
    """The form as a workbook."""
    answer = client.get(address)
    assert answer.status_code == 200, shown(answer)
    return load_workbook(BytesIO(answer.content))


def put(book: Any, rows: dict[int, tuple[Any, ...]], sheet: str = "Контактные лица") -> Any:
    """Values from column A on, None leaves a cell as it is."""
    for row, values in rows.items():
        for column, value in enumerate(values, 1):
            if value is not None:
                book[sheet].cell(row=row, column=column).value = value
    return book


def file(book: Any, name: str = "form.xlsx") -> SimpleUploadedFile:
    made = BytesIO()
    book.save(made)
    return SimpleUploadedFile(name, made.getvalue())


def bare() -> Any:
    return Workbook()


def company(book: Any, changes: dict[int, Any] | None = None) -> Any:
    for row, value in {**COMPANY, **(changes or {})}.items():
        book["Организация"].cell(row=row, column=2).value = value
    return book


def uploaded(client: Client, address: str, sent: Any, **more: Any) -> Any:
    """The preview, or what is wrong."""
    return client.post(address, {"file": sent, **more})


def handed_in(client: Client, address: str, preview: Any) -> Any:
    """The preview's own form, sent."""
    assert preview.status_code == 200, shown(preview)
    return client.post(address, fields(preview.content.decode(), "send"))
