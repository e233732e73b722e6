"""Letters with the filled form of contacts, as people and others send them."""

import zipfile
from email.message import EmailMessage
from io import BytesIO
from typing import Any

from kabinet.records import models
from tests.cast import Cast
from tests.clock import AT
from tests.letters_in import PARTNERS, Inbox, letter
from tests.pages.organisations.people.people import people, reader
from tests.pages.organisations.people.sheets import ZIMINA, downloaded, file, put

YES = "да"
TYPE = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def with_form(
    content: bytes, sender: str = "arefyev@zmk.example", *, name: str = "список.xlsx", **of: Any
) -> EmailMessage:
    made = letter(sender, of.pop("subject", "Изменения"), "Новые люди.\n", **of)
    made.add_attachment(content, maintype=TYPE[0], subtype=TYPE[1], filename=name)
    return made


def filled_form(cast: Cast, login: str = "arefyev", key: str = "zmk") -> bytes:
    """The present list with one person more."""
    book = downloaded(reader(cast, login), people(cast.organisation[key], "form/template/"))
    put(book, {20: (*ZIMINA, None, YES)})
    return file(book).read()


def came(inbox: Inbox, made: EmailMessage, box: Any = PARTNERS) -> models.IncomingLetter:
    inbox.come(made, AT, box)
    inbox.read(AT)
    return inbox.rows()[-1]


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)
    return made.getvalue()


def other(cast: Cast) -> bytes:
    book = downloaded(reader(cast, "arefyev"), people(cast.organisation["zmk"], "form/template/"))
    book["Контактные лица"]["A4"] = "Кто"
    return file(book).read()


def formula(cast: Cast) -> bytes:
    book = downloaded(reader(cast, "arefyev"), people(cast.organisation["zmk"], "form/template/"))
    put(book, {20: ('=HYPERLINK("http://x")', *ZIMINA[1:], None, YES)})
    return file(book).read()
