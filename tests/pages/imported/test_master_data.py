"""An installation begins: organisations, people and papers are brought in, and the first ticket is registered by a page."""

import json
import re
from argparse import Namespace
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from openpyxl import Workbook

from kabinet.actions.data_export.running import export_data
from kabinet.actions.organisations.contacts.new_client import is_inn
from kabinet.config.commands import access_link, import_
from kabinet.records.models import Licence, Membership, Organisation, OrganisationEntry, Person
from kabinet.records.security.reach import as_system, leave
from kabinet.records.versions import put_on_record
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later
from tests.pages.imported.bringing import said_by

BROUGHT = later(AT, hours=-2)
HOUSES = """kind,name,short_name,inn,phone,email,zone
vendor,Фирма-разработчик,Фирма,7709860400,,,Europe/Moscow
partner,ООО «Север»,Север,7707083893,+7 495 123-45-67,desk@sever.example,Europe/Moscow
client,АО «Завод»,Завод,5003052454,,,Asia/Yekaterinburg
"""
HEAD = "login,name,position,email,phone,organisation,role,certificate,certificate_first_day"
PETROV = "petrov,Пётр Петров,Инженер,p@sever.example,+7 900 111-22-34,7707083893"
IVANOV = "ivanov,Иван Иванов,Начальник ИТ,i@zavod.example,+7 900 111-22-35,5003052454"
PEOPLE = (
    "admin,Анна Ильина,Администратор,a@firm.example,+7 900 111-22-33,vendor,administrator",
    f"{PETROV},engineer",
    f"{PETROV},authorised_employee,Э-17,01.02.2024",
    f"{IVANOV},organisational_contact",
    f"{IVANOV},authorised_person",
)
PARTNER, CLIENT = {"partner": "7707083893"}, {"client": "5003052454"}
FROM, UNTIL = {"first_day": "2024-01-01"}, {"last_day": "2030-12-31"}
SYSTEM = {
    "main_delivery": "800123",
    "product": "ERP",
    "platform_version": "8.3.24",
    "server_os": "Debian 12",
    "client_environment": "Windows 11",
    "server_hardware": "2 × 16",
    "production": True,
}
LICENCE = {"seller": PARTNER["partner"], "number": "РКЛ-7", "main_delivery": "800123"}
AGREEMENT = {"kind": "agreement", **CLIENT, **PARTNER, "number": "С-7", "stricter": {}, **FROM}
PAPERS = "".join(
    json.dumps(line, ensure_ascii=False) + "\n"
    for line in (
        {"kind": "status", **PARTNER, "status": "competence_centre", **FROM},
        {"kind": "licence", **CLIENT, **LICENCE, **FROM, **UNTIL},
        {"kind": "contract", **CLIENT, "number": "ИТС-7", "level": "prof", **FROM, **UNTIL},
        AGREEMENT,
        {"kind": "system", **CLIENT, "name": "ERP", **SYSTEM, "production_since": "2023-02-01"},
    )
)


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """What the three of them were before, in three forms."""
    with transaction.atomic(), as_system("a test begins"):
        put_on_record()
    (tmp_path / "organisations.csv").write_text(HOUSES)
    book = Workbook()
    for row in (HEAD, *PEOPLE):
        book.active.append(row.split(","))
    kept = BytesIO()
    book.save(kept)
    (tmp_path / "people.xlsx").write_bytes(kept.getvalue())
    (tmp_path / "papers.jsonl").write_text(PAPERS)
    return tmp_path


def bring(folder: Path, *, dry: bool = False) -> int:
    leave()
    return import_._bring_in(folder, BROUGHT, dry=dry)


def counted() -> tuple[int, ...]:
    with transaction.atomic(), as_system("a look from outside"):
        return tuple(each.objects.count() for each in (Organisation, Person, Membership, Licence))


def entered(login: str, capsys: pytest.CaptureFixture[str]) -> Client:
    """Somebody who came in by their first link."""
    leave()
    assert access_link.run(Namespace(login=login)) == 0
    address = re.search(r"/welcome/\?\S+", said_by(capsys))
    assert address
    client, new = Client(), "a-good-one-for-41-people"
    client.get(address[0])
    leave()
    assert client.post("/welcome/", {"new": new, "again": new}).status_code == 303
    leave()
    assert client.post("/sign-in/", {"login": login, "password": new}).status_code == 303
    leave()
    return client


def test_an_installation_begins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(folder, dry=True) == 0
    told = said_by(capsys)
    assert "3 organisations would be brought in" in told
    assert "3 people would be brought in\n" in told, "each once, however many lines tell of them"
    assert counted() == (0, 0, 0, 0)
    assert bring(folder) == 0
    assert counted() == (3, 3, 5, 1)
    assert bring(folder) == 0
    assert "3 are here already" in said_by(capsys)
    assert counted() == (3, 3, 5, 1)
    with transaction.atomic(), as_system("a look from outside"):
        rows = OrganisationEntry.objects.filter(kind="records_imported").order_by("organisation")
        assert [(row.organisation.short_name, row.data["people"], row.data["papers"]) for row in rows] == [
            ("Фирма", 1, 0), ("Север", 2, 1), ("Завод", 2, 4),
        ]  # fmt: skip
    client = entered("ivanov", capsys)
    assert "ERP" in client.get("/new/").content.decode()
    leave()
    assert access_link.run(Namespace(login="ivanov")) == 2
    assert "There is a password" in said_by(capsys)
    admin = entered("admin", capsys)
    leave()
    with transaction.atomic(), as_system("a look from outside"):
        house = Organisation.objects.get(inn="5003052454").pk
    leave()
    assert (
        "Сведения внесены с сервера кабинета"
        in admin.get(f"/organisations/{house}/history/").content.decode()
    )


FAULTS = [
    ("organisations.csv", HOUSES.replace("7707083893", "7707083894"), "is no INN"),
    ("organisations.csv", HOUSES.replace("inn,", "taxes,"), "nothing here is called 'taxes'"),
    ("organisations.csv", HOUSES.replace("Asia/Yekaterinburg", "Asia/Nowhere"), "is no time zone"),
    ("organisations.csv", HOUSES + "vendor,Другая,Другая,,,,\n" + "guest,Г,Г,,,,\n", "'guest' is none of"),
    ("papers.jsonl", PAPERS.replace("competence_centre", "friend"), "status: 'friend' is none of"),
    ("papers.jsonl", PAPERS.replace("2030-12-31", "2020-12-31"), "last_day is before first_day"),
    ("papers.jsonl", PAPERS.replace('"stricter": {}', '"stricter": {"levels": {"2": {"reaction": 99}}}'), "stricter"),
    ("papers.jsonl", PAPERS + json.dumps(AGREEMENT | {"first_day": "2025-01-01"}), "an agreement on these days"),
    ("papers.jsonl", PAPERS.replace("5003052454", "7707083893"), "no client here has the INN"),
    ("papers.jsonl", PAPERS + "{\n", "this is no JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), FAULTS)
def test_one_faulty_line_and_nothing_stays(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    (folder / name).write_text(content)
    assert bring(folder) == 1
    told = said_by(capsys)
    assert said in told
    assert re.search(rf"{re.escape(name)}:\d+: ", told)
    assert counted() == (0, 0, 0, 0)


def test_what_is_exported_here_is_here_already(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So every field of the export is read, and says what the record says."""
    with transaction.atomic(), as_system("a test begins"):
        numbers = filter(is_inn, map(str, range(7700000000, 7700009999)))
        for organisation, inn in zip(Organisation.objects.all(), numbers, strict=False):
            Organisation.objects.filter(pk=organisation.pk).update(inn=inn)
    export_data(tmp_path / "out", AT)
    before = counted()
    assert bring(tmp_path / "out") == 0, said_by(capsys)
    told = said_by(capsys)
    assert (counted(), "otherwise" in told) == (before, False), told
