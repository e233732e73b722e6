"""An import through its command: a mapping and files of another desk put down, and what the command then said."""

from pathlib import Path

import pytest
from django.db import transaction

from kabinet.config.commands import import_
from kabinet.records.models import ImportedFile, ImportedMessage, ImportedTicket
from kabinet.records.security.reach import as_system

HEAD = """desk = "{desk}"
source = "old-desk"
name = "Старый HelpDesk"
zone = "Europe/Moscow"
client = "РКЛ-240001"
"""
CSV = """[csv]
encoding = "cp1251"
dates = "%d.%m.%Y %H:%M"
[csv.columns]
number = "Номер"
subject = "Тема"
text = "Описание"
created = "Создано"
closed = "Закрыто"
state = "Состояние"
author = "Автор"
address = "Почта"
files = "Файлы"
[csv.messages]
file = "said.csv"
visible_values = ["да"]
[csv.messages.columns]
ticket = "Заявка"
at = "Когда"
author = "Кто"
text = "Что"
visible = "Видно"
"""
TICKETS = "Номер;Тема;Описание;Создано;Закрыто;Состояние;Автор;Почта;Файлы\r\n"
SAID = "Заявка;Когда;Кто;Что;Видно\r\n"
ROW = "17;Не печатает касса;Касса молчит;01.02.2019 10:00;03.02.2019 12:30;Решено;Пётр Ильич;p@zmk.example;log/a.txt\r\n"
ANSWERS = (
    "17;02.02.2019 09:00;Инженер Ли;Перезапустите службу печати;да\r\n"
    "17;01.02.2019 11:00;Инженер Ли;Ох эти бухгалтеры;нет\r\n"
)


def mapping(folder: Path, desk: str = "csv", more: str = "", tables: str = CSV) -> Path:
    path = folder / "mapping.toml"
    path.write_text(HEAD.format(desk=desk) + more + (tables if desk == "csv" else ""))
    return path


def tables(folder: Path, tickets: str = ROW, said: str = ANSWERS) -> Path:
    """The two tables in a folder of their own, with a file beside them."""
    found = folder / "tables"
    (found / "log").mkdir(parents=True, exist_ok=True)
    (found / "tickets.csv").write_bytes((TICKETS + tickets).encode("cp1251"))
    (found / "said.csv").write_bytes((SAID + said).encode("cp1251"))
    (found / "log" / "a.txt").write_bytes(b"printer on fire")
    return found / "tickets.csv"


def bring(source: Path, mapping: Path, *, dry: bool = False) -> int:
    """Exit status of the command, without a database of its own."""
    return import_._run(source, mapping, dry)


def kept() -> tuple[int, int, int]:
    """Imported tickets, messages, files."""
    with transaction.atomic(), as_system("a look from outside"):
        return tuple(each.objects.count() for each in (ImportedTicket, ImportedMessage, ImportedFile))  # type: ignore[return-value]


def key_of(number: str) -> int:
    with transaction.atomic(), as_system("a look from outside"):
        return ImportedTicket.objects.get(old_number=number).pk


def said_by(capsys: pytest.CaptureFixture[str]) -> str:
    out = capsys.readouterr()
    return out.out + out.err
