"""The form to fill in, as a spreadsheet: with the present contacts where there are any. Nothing in it is a formula."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kabinet.actions.organisations.contact_sheet.columns import (
    COMPANY,
    COMPANY_FIELDS,
    FIRST_ROW,
    HEAD_ROW,
    PEOPLE,
    YES,
    Column,
    columns,
    letter,
)
from kabinet.records.doors import Contact
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.text import Text

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = PatternFill("solid", fgColor="E9EEFB")
LAST_ROW = 104
DAY = "DD.MM.YYYY"


def answer(name: str, content: bytes) -> HttpResponse:
    """The download."""
    response = HttpResponse(content, content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def template(kind: OrgKind, title: str, contacts: Sequence[Contact] = (), *, company: bool = False) -> bytes:
    """The form of an organisation of `kind`; `company` adds the sheet about a client that is not in the cabinet yet."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _said(PEOPLE)
    _people(sheet, kind, title)
    for row, contact in enumerate(contacts, FIRST_ROW):
        _contact(sheet, row, kind, contact)
    if company:
        _company(book.create_sheet(_said(COMPANY), 0))
        book.active = 0
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _said(text: Text) -> str:
    return str(text.say(get_language() or "ru"))


def put(sheet: Worksheet, row: int, column: int, value: str | date | None) -> Cell | MergedCell:
    """A value and never a formula, whatever it begins with."""
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, date):
        cell.value = value
        cell.number_format = DAY
    elif value is not None:
        cell.value = value
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = True
    return cell


def _people(sheet: Worksheet, kind: OrgKind, title: str) -> None:
    put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    put(sheet, 2, 1, _("Одна строка — один человек. Против каждого права напишите «да»."))
    put(
        sheet,
        3,
        1,
        _("Кого в форме нет, тот остаётся в списке; чтобы убрать, напишите «да» в последнем столбце."),
    )
    marks = DataValidation(type="list", formula1=f'"{_said(YES)}"', allow_blank=True)
    sheet.add_data_validation(marks)
    for place, column in enumerate(columns(kind), 1):
        _head(sheet, HEAD_ROW, place, column)
        _prepare(sheet, place, column, marks)
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _head(sheet: Worksheet, row: int, place: int, column: Column) -> None:
    cell = put(sheet, row, place, _said(column.title))
    cell.font, cell.fill = Font(bold=True), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[letter(place - 1)].width = column.width


def _prepare(sheet: Worksheet, place: int, column: Column, marks: DataValidation) -> None:
    """Telephones and logins stay as typed; rights offer their one word."""
    where = letter(place - 1)
    if column.kind == "yes":
        marks.add(f"{where}{FIRST_ROW}:{where}{LAST_ROW}")
    for row in range(FIRST_ROW, LAST_ROW + 1):
        sheet.cell(row=row, column=place).number_format = DAY if column.kind == "day" else "@"


def _contact(sheet: Worksheet, row: int, kind: OrgKind, contact: Contact) -> None:
    held = {role.value for role in (*contact.roles, *contact.pending)}
    paper = contact.certificates[-1] if contact.certificates and _sends(contact) else None
    for place, column in enumerate(columns(kind), 1):
        if column.kind == "yes":
            put(sheet, row, place, _said(YES) if column.field in held else None)
        elif column.field in ("number", "first_day", "last_day"):
            put(sheet, row, place, getattr(paper, column.field) if paper else None)
        else:
            put(sheet, row, place, getattr(contact.person, column.field))


def _sends(contact: Contact) -> bool:
    return Role.AUTHORISED_EMPLOYEE in (*contact.roles, *contact.pending)


def _company(sheet: Worksheet) -> None:
    put(sheet, 1, 1, _("Клиент, которого ещё нет в кабинете")).font = Font(bold=True, size=14)
    put(sheet, 2, 1, _("Заполните столбец B, затем лист с контактными лицами."))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 48
    for row, field in enumerate(COMPANY_FIELDS, FIRST_ROW):
        put(sheet, row, 1, _said(field.title)).fill = HEAD
        sheet.cell(row=row, column=2).number_format = DAY if field.kind == "day" else "@"
