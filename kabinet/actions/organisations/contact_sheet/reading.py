"""A filled form is read: lines for the act, or every cell that cannot be read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from kabinet.actions.organisations.contact_sheet.columns import (
    COMPANY,
    COMPANY_FIELDS,
    FIRST_ROW,
    HEAD_ROW,
    NOES,
    PEOPLE,
    YESES,
    Column,
    columns,
    letter,
)
from kabinet.actions.organisations.contact_sheet.guard import Unreadable, guarded
from kabinet.actions.organisations.contacts.filled_form import MOST_LINES, Line
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.actions.organisations.contacts.new_client import Company
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.text import Text
from kabinet.regulation.visible import clean

LONGEST_CELL = 500
DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y")


class Sheet(Protocol):
    """A sheet that is only read."""

    def reset_dimensions(self) -> None: ...

    def iter_rows(
        self, *, min_row: int, max_row: int, min_col: int, max_col: int
    ) -> Iterable[Sequence[Cell]]: ...


class Wrong(ValueError):
    """What stands in a cell cannot be taken; `words` say what to do."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class CellFault:
    """One cell; `sheet` is named where the form has two, `row` 0 is the whole form."""

    row: int
    column: str
    words: Text
    sheet: Text | None = None

    @property
    def place(self) -> Text:
        """«строка 5, столбец E»."""
        ru, en = f"строка {self.row}, столбец {self.column}", f"row {self.row}, column {self.column}"
        return Text(f"{self.sheet.ru}: {ru}", f"{self.sheet.en}: {en}") if self.sheet else Text(ru, en)


@dataclass(slots=True)
class Filled:
    """What the form says."""

    lines: list[Line] = field(default_factory=list)
    company: Company | None = None
    faults: list[CellFault] = field(default_factory=list)


def filled(content: bytes, kind: OrgKind, *, company: bool = False) -> Filled:
    """Reads at most MOST_LINES lines. Raises Unreadable for what is no such form."""
    book = _opened(content)
    read = Filled()
    try:
        _lines(read, _sheet(book, PEOPLE), kind)
        if company:
            read.company = _company(read, _sheet(book, COMPANY))
    except Unreadable:
        raise
    except Exception:
        raise Unreadable(
            Text(
                "Таблица повреждена. Заполните пустую форму и загрузите снова.",
                "The spreadsheet is damaged. Fill in an empty form and upload it again.",
            )
        ) from None
    finally:
        book.close()
    return read


def is_form(content: bytes) -> bool:
    """Whether the file is a spreadsheet that can be read and has the sheet of contacts."""
    try:
        book = _opened(content)
    except Unreadable:
        return False
    try:
        return any(title in book.sheetnames for title in PEOPLE)
    finally:
        book.close()


def has_company(content: bytes) -> bool:
    """Whether a form tells of an organisation that is not in the cabinet yet (P6.3). Raises Unreadable."""
    book = _opened(content)
    try:
        return any(title in book.sheetnames for title in COMPANY)
    finally:
        book.close()


def _opened(content: bytes) -> Workbook:
    stream = guarded(content)
    try:
        return load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except Exception:
        raise Unreadable(
            Text(
                "Это не таблица .xlsx. Сохраните форму в этом формате и загрузите снова.",
                "This is no .xlsx spreadsheet. Save the form in this format and upload it again.",
            )
        ) from None


def _sheet(book: Workbook, name: Text) -> Sheet:
    for title in (name.ru, name.en):
        if title in book.sheetnames:
            return cast(Sheet, book[title])
    raise Unreadable(
        Text(
            f"В файле нет листа «{name.ru}». Скачайте форму и заполните её.",
            f"The file has no sheet “{name.en}”. Download the form and fill it in.",
        )
    )


def _rows(sheet: Sheet, first: int, last: int, width: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Rows by their number, as wide as the form; the sheet's own word about its size is not believed."""
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(min_row=first, max_row=last, min_col=1, max_col=width), first)


def _lines(read: Filled, sheet: Sheet, kind: OrgKind) -> None:
    form = columns(kind)
    many = False
    for row, cells in _rows(sheet, HEAD_ROW, FIRST_ROW + MOST_LINES, len(form)):
        if row == HEAD_ROW:
            _right_form(cells, form)
        elif any(_text(cell) for cell in cells):
            if row == FIRST_ROW + MOST_LINES:
                many = True
                break
            _line(read, row, dict(zip((column.field for column in form), cells, strict=False)), form)
    if many:
        words = Text(
            f"Больше {MOST_LINES} строк за один раз не принимаем.",
            f"At most {MOST_LINES} rows are taken at a time.",
        )
        read.faults.append(CellFault(FIRST_ROW + MOST_LINES, "A", words))
    if not read.lines and not read.faults:
        read.faults.append(
            CellFault(FIRST_ROW, "A", Text("В форме никого нет.", "There is nobody in the form."))
        )


def _right_form(cells: Sequence[Cell], form: Sequence[Column]) -> None:
    for place, column in enumerate(form):
        said = " ".join(_text(cells[place]).split()) if place < len(cells) else ""
        if said.lower() not in (column.title.ru.lower(), column.title.en.lower()):
            cell = f"{letter(place)}{HEAD_ROW}"
            raise Unreadable(
                Text(
                    f"Это другая форма: в ячейке {cell} должно стоять «{column.title.ru}».",
                    f"This is another form: cell {cell} should say “{column.title.en}”.",
                )
            )


def _line(read: Filled, row: int, cells: Mapping[str, Cell], form: Sequence[Column]) -> None:
    given: dict[str, Any] = {}
    for place, column in enumerate(form):
        try:
            given[column.field] = _value(cells.get(column.field), column)
        except Wrong as wrong:
            read.faults.append(CellFault(row, letter(place), wrong.words))
            given[column.field] = None
    roles = tuple(Role(column.field) for column in form if column.field in set(Role) and given[column.field])
    typed = {name: given[name] or "" for name in ("name", "position", "email", "phone", "login")}
    read.lines.append(Line(row, typed, roles, _paper(given), bool(given["leaves"])))


def _paper(given: Mapping[str, Any]) -> Paper | None:
    """Half of one as well: the act says what is missing."""
    if any(given.get(name) for name in ("number", "first_day", "last_day")):
        return Paper(given["number"] or "", given.get("first_day"), given.get("last_day"))
    return None


def _company(read: Filled, sheet: Sheet) -> Company:
    given: dict[str, Any] = {}
    rows = dict(_rows(sheet, FIRST_ROW, FIRST_ROW + len(COMPANY_FIELDS) - 1, 2))
    for row, column in enumerate(COMPANY_FIELDS, FIRST_ROW):
        cells = rows.get(row, ())
        try:
            given[column.field] = _value(cells[1] if len(cells) > 1 else None, column)
        except Wrong as wrong:
            read.faults.append(CellFault(row, "B", wrong.words, COMPANY))
            given[column.field] = None
    day = given.pop("first_day")
    return Company(**{name: value or "" for name, value in given.items()}, first_day=day)


def _text(cell: Cell | None) -> str:
    value = None if cell is None else cell.value
    return "" if value is None else clean(str(value))


def _value(cell: Cell | None, column: Column) -> str | bool | date | None:
    """Text, a yes or a day; Wrong with what to do."""
    value = None if cell is None else cell.value
    if value is None or not clean(str(value)):
        return None
    if getattr(cell, "data_type", "") == "f":
        raise Wrong(
            Text("Здесь формула: впишите само значение.", "There is a formula here: write the value itself.")
        )
    if getattr(cell, "data_type", "") == "e":
        raise Wrong(
            Text(
                "Здесь ошибка таблицы: впишите само значение.",
                "There is a spreadsheet error here: write the value itself.",
            )
        )
    return READ[column.kind](value)


def _words(value: object) -> str:
    """Telephones and numbers that the table took for amounts come back as they were typed."""
    if isinstance(value, bool | date | datetime):
        raise Wrong(Text("Здесь нужен текст.", "Text is needed here."))
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if len(text) > LONGEST_CELL:
        raise Wrong(Text("Слишком длинно.", "Too long."))
    return clean(text)


def _yes(value: object) -> bool:
    said = clean(str(value)).lower()
    if said in YESES:
        return True
    if said in NOES:
        return False
    raise Wrong(Text("Здесь «да» или ничего.", "Here stands “yes” or nothing."))


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in DAYS:
        try:
            return datetime.strptime(clean(str(value)), form).date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            continue
    raise Wrong(Text("Здесь нужна дата, например 31.12.2025.", "A date is needed here, such as 31.12.2025."))


READ: Mapping[str, Callable[[object], str | bool | date]] = {"text": _words, "yes": _yes, "day": _day}
