"""The filled form: downloaded, uploaded, shown, handed in; wrong cells by name; all or nothing (P4.6, P6.3, U5d)."""

import zipfile
from io import BytesIO
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.pages.organisations.people.people import (
    entries,
    people,
    person,
    reader,
    roles,
    shown,
    told,
)
from tests.pages.organisations.people.sheets import (
    COMPANY,
    MOROZ,
    ZIMINA,
    bare,
    company,
    downloaded,
    file,
    handed_in,
    put,
    uploaded,
)

YES = "да"


def form_of(cast: Cast, key: str) -> str:
    return people(cast.organisation[key], "form/")


@pytest.mark.clause("P4.6")
@pytest.mark.clause("L15")
def test_the_partner_hands_its_clients_form_in(cast: Cast) -> None:
    address, partner = form_of(cast, "zmk"), reader(cast, "arkhipova")
    book = downloaded(partner, address + "template/")
    assert book["Контактные лица"]["E5"].value in ("arefyev", "saveliev")
    put(book, {20: (*ZIMINA, None, YES), 22: (*MOROZ, None, YES, YES)})
    sender = cast.person["saveliev"]
    preview = uploaded(partner, address, file(book), sender=sender)
    text = shown(preview)
    assert "Будут внесены" in text
    assert ZIMINA[0] in text
    assert MOROZ[0] in text
    assert told("vlasov") == []
    assert handed_in(partner, address, preview).status_code == 303
    assert roles("zimina") == {"authorised_person": False}
    assert roles("moroz") == {"authorised_person": False, "viewer": False}
    assert person("moroz").phone == "+7 900 123-45-68"
    kinds = [entry.kind for entry in entries(cast.client["zmk"])]
    assert kinds == ["contact_added", "contact_added", "contact_form"]
    assert entries(cast.client["zmk"])[-1].data["sender"] == "Савельев Игорь Петрович"
    assert told("vlasov") == ["contact_form"]


@pytest.mark.clause("P4.6")
def test_faults_are_told_by_row_and_cell_and_nothing_is_written(cast: Cast) -> None:
    address, partner = form_of(cast, "zmk"), reader(cast, "arkhipova")
    book = downloaded(partner, address + "template/")
    put(
        book,
        {
            15: (*ZIMINA, None, YES),
            16: ("Без почты", "инженер", "нет", "123", "two words", None, YES),
            17: (*MOROZ, YES),
            18: ("Чужой Логин Иванович", "инженер", "a@b.ru", "+7 900 123-45-69", "Stranger", None, YES),
            19: (*ZIMINA, None, None, "может быть"),
            21: ("Ничего Не Отмечено", "инженер", "c@b.ru", "+7 900 123-45-60", "nothing"),
        },
    )
    answer = uploaded(partner, address, file(book), sender=cast.person["saveliev"])
    assert answer.status_code == 422
    text = shown(answer)
    for fault in (
        "строка 16, столбец C</b>: Это не адрес электронной почты",
        "строка 16, столбец D</b>: Такого телефона не бывает",
        "строка 16, столбец E</b>: В логине могут быть",
        "строка 17, столбец F</b>: Контактных лиц по организационным вопросам не больше 2",
        "строка 18, столбец E</b>: Этот логин уже занят",
        "строка 19, столбец E</b>: Этот логин уже есть в строке 15",
        "строка 19, столбец H</b>: Здесь «да» или ничего",
        "строка 21, столбец F</b>: Отметьте хотя бы одно право",
    ):
        assert fault in text
    assert entries(cast.client["zmk"]) == []
    with pytest.raises(models.Person.DoesNotExist):
        person("zimina")


@pytest.mark.clause("U5d")
@pytest.mark.clause("P6.3")
def test_the_form_comes_from_an_organisational_contact_or_not_at_all(cast: Cast) -> None:
    address, partner = form_of(cast, "zmk"), reader(cast, "arkhipova")
    book = put(downloaded(partner, address + "template/"), {20: (*ZIMINA, None, YES)})
    unsaid = uploaded(partner, address, file(book))
    assert (unsaid.status_code, "Укажите, кто прислал форму" in shown(unsaid)) == (422, True)
    for nobody in ("0", cast.person["orlova"], "x", "9" * 40):
        refused = uploaded(partner, address, file(book), sender=nobody)
        assert refused.status_code == 403
        assert "Форму изменений может прислать только контактное лицо" in shown(refused)


@pytest.mark.clause("U5d")
def test_the_clients_own_contact_sends_the_form_through_the_page(cast: Cast) -> None:
    address, arefyev = form_of(cast, "zmk"), reader(cast, "arefyev")
    book = downloaded(arefyev, address + "template/")
    sheet = book["Контактные лица"]
    rows = {sheet.cell(row=row, column=5).value: row for row in range(5, 12)}
    put(book, {rows["orlova"]: (None, "главный бухгалтер"), rows["frolov"]: (*(None,) * 8, YES)})
    preview = uploaded(arefyev, address, file(book))
    assert "Изменятся" in shown(preview)
    assert handed_in(arefyev, address, preview).status_code == 303
    assert person("orlova").position == "главный бухгалтер"
    assert roles("frolov") == {}
    kinds = [entry.kind for entry in entries(cast.client["zmk"])]
    assert sorted(kinds) == ["contact_changed", "contact_form", "contact_removed"]
    again = uploaded(arefyev, address, file(downloaded(arefyev, address + "template/")))
    assert "Останутся как есть" in shown(again)


@pytest.mark.clause("U5d")
@pytest.mark.parametrize(
    ("login", "status"),
    [("orlova", 403), ("frolov", 403), ("gordeeva", 403), ("kim", 404), ("stranger", 404), ("titova", 403)],
)
def test_from_anybody_else_it_is_refused(cast: Cast, login: str, status: int) -> None:
    address = form_of(cast, "zmk")
    for tail in ("", "template/"):
        assert reader(cast, login).get(address + tail).status_code == status
    assert uploaded(reader(cast, login), address, file(bare())).status_code == status


@pytest.mark.clause("L14")
@pytest.mark.clause("P6.2")
def test_a_partner_hands_its_own_form_in(cast: Cast) -> None:
    address, head = form_of(cast, "kontur"), reader(cast, "arkhipova")
    book = downloaded(head, address + "template/")
    new = (*ZIMINA, None, YES, YES, None, "ЭТВ-900", "10.01.2026", "09.01.2029")
    put(book, {15: new})
    preview = uploaded(head, address, file(book))
    assert handed_in(head, address, preview).status_code == 303
    assert roles("zimina") == {"authorised_employee": False, "engineer": False}
    with as_system("a look from outside"):
        paper = models.Certificate.objects.get(number="ЭТВ-900")
    assert (paper.pending, str(paper.first_day), str(paper.last_day)) == (True, "2026-01-10", "2029-01-09")


@pytest.mark.clause("P6.3")
@pytest.mark.clause("L15")
def test_a_client_not_yet_in_the_cabinet_is_entered_by_the_form(cast: Cast) -> None:
    partner, address = reader(cast, "arkhipova"), "/clients/new/"
    book = company(downloaded(partner, address + "template/"))
    put(book, {5: (*ZIMINA, YES, YES), 6: (*MOROZ, None, YES)})
    preview = uploaded(partner, address, file(book))
    assert "Новый завод" in shown(preview)
    assert handed_in(partner, address, preview).status_code == 303
    with as_system("a look from outside"):
        made = models.Organisation.objects.get(inn="9955512342")
    assert made.pending
    assert roles("zimina") == {"authorised_person": False, "organisational_contact": False}
    assert entries(made.pk)[0].kind == "client_entered"
    assert "Новый завод" in shown(partner.get("/clients/"))
    assert "Организация ждёт подтверждения" in shown(partner.get(f"/organisations/{made.pk}/"))
    assert reader(cast, "choi").get(f"/organisations/{made.pk}/").status_code == 404
    again = partner.post(address, {"packed": preview.context["upload"].packed, "sure": "1"})
    assert (again.status_code, "ИНН уже есть в кабинете" in shown(again)) == (422, True)


@pytest.mark.clause("P6.3", "U3.6b")
def test_the_partners_form_alone_agrees_on_no_other_zone(cast: Cast) -> None:
    partner, address = reader(cast, "arkhipova"), "/clients/new/"
    book = company(downloaded(partner, address + "template/"), {10: "Asia/Vladivostok"})
    put(book, {5: (*ZIMINA, YES, YES)})
    preview = uploaded(partner, address, file(book))
    assert (
        "Часовой пояс сотрудников: Asia/Vladivostok. Рабочие часы поддержки идут по поясу регламента"
        in shown(preview)
    )
    assert handed_in(partner, address, preview).status_code == 303
    with as_system("a look from outside"):
        agreed = models.Agreement.objects.select_related("client").get(client__inn="9955512342")
    assert (agreed.client.zone, agreed.zone, agreed.stricter) == ("Asia/Vladivostok", "Europe/Moscow", {})


@pytest.mark.clause("P6.3")
def test_faults_of_the_new_client_by_cell(cast: Cast) -> None:
    partner, address = reader(cast, "arkhipova"), "/clients/new/"
    wrong = {7: "9955512343", 8: "нет", 9: "почта", 10: "Mars/Base", 11: None, 12: "завтра"}
    book = company(downloaded(partner, address + "template/"), wrong)
    put(book, {5: (*ZIMINA, None, YES)})
    answer = uploaded(partner, address, file(book))
    text = shown(answer)
    assert answer.status_code == 422
    for row in (7, 8, 9, 10, 11, 12):
        assert f"Организация: строка {row}, столбец B" in text
    assert "Нужно хотя бы одно контактное лицо" in text
    for login, status in (("gordeeva", 403), ("saveliev", 404), ("titova", 404)):
        assert reader(cast, login).get(address).status_code == status
        assert reader(cast, login).get(address + "template/").status_code == status


def packed(parts: dict[str, bytes]) -> SimpleUploadedFile:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return SimpleUploadedFile("form.xlsx", made.getvalue())


def doctored(book: Any, part: str, change: Any) -> SimpleUploadedFile:
    whole = file(book).read()
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed({**parts, part: change(parts.get(part, b""))})


@pytest.mark.clause("P4.6")
def test_hostile_files_are_answered_calmly(cast: Cast) -> None:
    address, head = form_of(cast, "zmk"), reader(cast, "arefyev")
    form = downloaded(head, address + "template/")
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    sheet = "xl/worksheets/sheet1.xml"
    hostile = {
        "text": SimpleUploadedFile("form.xlsx", b"name;login\n"),
        "nothing": SimpleUploadedFile("form.xlsx", b""),
        "large": SimpleUploadedFile("form.xlsx", b"PK" + b"x" * 1_100_000),
        "bomb": packed({"xl/workbook.xml": b"0" * 40_000_000}),
        "many parts": packed({f"part{number}": b"" for number in range(300)}),
        "entity": doctored(form, sheet, lambda was: was.replace(b"<worksheet", entity + b"<worksheet", 1)),
        "utf-16": doctored(form, sheet, lambda was: (entity + was).decode().encode("utf-16-le")),
        "macros": doctored(form, "xl/vbaProject.bin", lambda was: b"x"),
        "torn": doctored(form, sheet, lambda was: was[:200]),
        "other form": file(bare()),
        "no sheet": doctored(form, "xl/workbook.xml", lambda was: was.replace("Контактные".encode(), b"X")),
    }
    for name, sent in hostile.items():
        answer = uploaded(head, address, sent)
        assert answer.status_code == 422, name
        assert 'role="alert"' in shown(answer), name
    assert head.post(address, {}).status_code == 422
    assert head.post(address, {"file": "no file"}).status_code == 422
    assert entries(cast.client["zmk"]) == []


CELL, ROW = b"<c><v>1</v></c>", b'<row r="5">%s</row>'
# What costs time, not place: cells of one row, rows, words that cells share, styles; and under another name of the marks.
MANY = {
    "cells of a row": (
        "xl/worksheets/sheet1.xml",
        lambda was: was.replace(b"<sheetData>", b"<sheetData>" + ROW % (CELL * 20_000)),
    ),
    "rows": (
        "xl/worksheets/sheet1.xml",
        lambda was: was.replace(b"<sheetData>", b"<sheetData>" + ROW % CELL * 15_000),
    ),
    "shared words": (
        "xl/sharedStrings.xml",
        lambda was: b"<sst>" + b"<si><t>a</t></si>" * 20_000 + b"</sst>",
    ),
    "another prefix": ("xl/worksheets/sheet1.xml", lambda was: b"<x:c/>" * 70_000),
    "utf-16": ("xl/worksheets/sheet1.xml", lambda was: (CELL * 20_000).decode().encode("utf-16-le")),
}


@pytest.mark.clause("P4.6")
@pytest.mark.parametrize("name", MANY)
def test_what_would_take_long_to_read_is_not_read(
    cast: Cast, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, head = form_of(cast, "zmk"), reader(cast, "arefyev")
    sent = doctored(downloaded(head, address + "template/"), *MANY[name])
    read = Mock(side_effect=AssertionError("it was given to the parser"))
    monkeypatch.setattr("kabinet.actions.organisations.contact_sheet.reading.load_workbook", read)
    answer = uploaded(head, address, sent)
    assert answer.status_code == 422
    assert "слишком много ячеек" in shown(answer)


@pytest.mark.clause("P4.6")
def test_the_longest_honest_form_is_far_from_it(cast: Cast) -> None:
    from kabinet.actions.organisations.contact_sheet.guard import MOST_MARKS
    from kabinet.actions.organisations.contacts.filled_form import MOST_LINES

    address, head = form_of(cast, "zmk"), reader(cast, "arefyev")
    rows = {
        5 + line: (f"Зимина {line}", "инженер", f"z{line}@zmk.example", "+7 900 123-45-67", f"z{line}")
        for line in range(MOST_LINES)
    }
    sent = file(put(downloaded(head, address + "template/"), rows)).read()
    with zipfile.ZipFile(BytesIO(sent)) as archive:
        marks = sum(archive.read(part).count(b"<") for part in archive.namelist())
    assert marks * 4 < MOST_MARKS


@pytest.mark.clause("P4.6")
def test_formulas_are_neither_read_nor_written(cast: Cast) -> None:
    address, head = form_of(cast, "zmk"), reader(cast, "arefyev")
    book = downloaded(head, address + "template/")
    put(book, {20: ('=HYPERLINK("http://x")', *ZIMINA[1:], None, YES)})
    text = shown(uploaded(head, address, file(book)))
    assert "строка 20, столбец A</b>: Здесь формула" in text
    typed = {"name": "=cmd|' /C calc'!A0 Имя", "position": "@SUM(1)", "email": "a@b.ru"}
    typed |= {"phone": "+7 900 000-11-22", "login": "-formula", "roles": "viewer"}
    assert head.post(people(cast.client["zmk"], "add/"), typed).status_code == 303
    sheet = downloaded(head, address + "template/")["Контактные лица"]
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=5, max_row=12) for cell in row if cell.value}
    assert kinds == {"s"}


@pytest.mark.clause("P4.6")
def test_a_hundred_lines_at_most_and_far_cells_hinder_nobody(cast: Cast) -> None:
    address, head = form_of(cast, "zmk"), reader(cast, "arefyev")
    book = downloaded(head, address + "template/")
    rows = {
        row: (f"Человек Номер {row}", "инженер", "a@b.ru", "+7 900 123-45-67", f"p{row}", None, YES)
        for row in range(12, 106)
    }
    book["Контактные лица"].cell(row=900_000, column=12_000).value = "далеко"
    text = shown(uploaded(head, address, file(put(book, rows))))
    assert "Больше 100 строк за один раз не принимаем" in text


def test_what_was_shown_is_what_is_sent_and_only_by_whom_it_was_shown(cast: Cast) -> None:
    address, head = form_of(cast, "zmk"), reader(cast, "arefyev")
    book = put(downloaded(head, address + "template/"), {20: (*ZIMINA, None, YES)})
    carried = uploaded(head, address, file(book)).context["upload"].packed
    for login, packed_form in (("saveliev", carried), ("arefyev", carried + "x"), ("arefyev", "\0x")):
        answer = reader(cast, login).post(address, {"packed": packed_form, "sure": "1"})
        assert (answer.status_code, "Форма устарела" in shown(answer)) == (422, True)
    elsewhere = reader(cast, "dremin").post(form_of(cast, "kedr"), {"packed": carried, "sure": "1"})
    assert elsewhere.status_code == 422
    first = head.post(address, {"packed": carried, "sure": "1"})
    second = head.post(address, {"packed": carried, "sure": "1"})
    assert [first.status_code, second.status_code] == [303, 303]
    assert [entry.kind for entry in entries(cast.client["zmk"])] == ["contact_added", "contact_form"]


def test_the_company_of_the_tests_is_whole() -> None:
    assert sorted(COMPANY) == list(range(5, 13))


HALVES = {
    "number": (("ЭТВ-900", None, None), "M</b>: Укажите, с какого дня действует сертификат"),
    "days": ((None, "10.01.2026", "09.01.2029"), "L</b>: Укажите номер сертификата"),
    "last day": ((None, None, "09.01.2029"), "L</b>: Укажите номер сертификата"),
    "reversed": (("ЭТВ-900", "10.01.2026", "09.01.2025"), "N</b>: Конец раньше начала"),
}


def _certificate_columns(book: Any) -> int:
    """How many cells stand before the certificate's number."""
    heads = [cell.value for cell in book["Контактные лица"][4]]
    return heads.index("Номер сертификата")


@pytest.mark.clause("P6.2")
@pytest.mark.parametrize("right", ["Уполномоченный сотрудник", "Инженер"])
@pytest.mark.parametrize("half", HALVES)
def test_half_a_certificate_is_a_fault_in_its_cell(cast: Cast, half: str, right: str) -> None:
    address, head = form_of(cast, "kontur"), reader(cast, "arkhipova")
    book = downloaded(head, address + "template/")
    cells, fault = HALVES[half]
    place = _certificate_columns(book)
    heads = [cell.value for cell in book["Контактные лица"][4]]
    line: list[Any] = [*ZIMINA, *[None] * (place - 5), *cells]
    line[heads.index(right)] = YES
    answer = uploaded(head, address, file(put(book, {15: tuple(line)})))
    assert answer.status_code == 422
    letter = chr(ord("A") + place + "LMN".index(fault[0]))
    assert f"строка 15, столбец {letter}{fault[1:]}" in shown(answer)


@pytest.mark.clause("P6.2")
def test_a_certificate_for_somebody_who_may_not_hold_one_is_a_fault(cast: Cast) -> None:
    address, head = form_of(cast, "kontur"), reader(cast, "arkhipova")
    book = downloaded(head, address + "template/")
    put(book, {15: (*ZIMINA, None, None, YES, None, "ЭТВ-900", "10.01.2026", "09.01.2029")})
    answer = uploaded(head, address, file(book))
    assert answer.status_code == 422
    assert "Сертификат вносят только уполномоченному сотруднику" in shown(answer)


@pytest.mark.clause("P6.2")
def test_the_preview_is_what_the_act_does(cast: Cast) -> None:
    """Line by line, a renewed certificate of somebody known included."""
    address, head = form_of(cast, "kontur"), reader(cast, "arkhipova")
    book = downloaded(head, address + "template/")
    sheet, place = book["Контактные лица"], _certificate_columns(book)
    rows = {sheet.cell(row=row, column=5).value: row for row in range(5, 15)}
    row = rows["zhdanov"]
    had = sheet.cell(row=row, column=place + 1).value
    renewed = (*[None] * place, "ЭТВ-901", "10.01.2027", "09.01.2030")
    typed = ("Зимина  Анна Павловна", *ZIMINA[1:], None, YES, YES, None, "ЭТВ-900", "10.01.2026")
    put(book, {15: typed, row: renewed})
    preview = uploaded(head, address, file(book))
    text = shown(preview)
    assert had not in (None, "ЭТВ-901")
    assert "Зимина Анна Павловна" in text
    with as_system("a look from outside"):
        assert not models.Certificate.objects.filter(number__startswith="ЭТВ-90").exists()
    for number in ("ЭТВ-900", "ЭТВ-901"):
        assert f"сертификат {number}" in text
    assert text.count("сертификат ЭТВ") == 2
    assert handed_in(head, address, preview).status_code == 303
    with as_system("a look from outside"):
        stored = dict(
            models.Certificate.objects.filter(number__startswith="ЭТВ-90").values_list(
                "number", "person__login"
            )
        )
    assert stored == {"ЭТВ-900": "zimina", "ЭТВ-901": "zhdanov"}
    kinds = [entry.kind for entry in entries(cast.organisation["kontur"])]
    assert sorted(kinds) == ["certificate_handed_in", "contact_added", "contact_form"]


@pytest.mark.parametrize("door", ["add", "rights"])
@pytest.mark.parametrize("half", ["number", "days", "reversed"])
def test_half_a_certificate_is_a_fault_of_a_form_as_well(cast: Cast, door: str, half: str) -> None:
    head, key = reader(cast, "arkhipova"), cast.organisation["kontur"]
    number, first, last = HALVES[half][0]
    iso = {day: "-".join(reversed(day.split("."))) for day in (first, last) if day}
    sent: dict[str, Any] = {
        "number": number or "",
        "first_day": iso.get(first, ""),
        "last_day": iso.get(last, ""),
    }
    sent |= {"roles": ["authorised_employee", "engineer"]}
    if door == "add":
        fields = dict(zip(("name", "position", "email", "phone", "login"), ZIMINA, strict=True))
        answer = head.post(people(key, "add/"), sent | fields)
    else:
        answer = head.post(people(key, f"{cast.person['gordeeva']}/rights/"), sent)
    assert answer.status_code == 422, shown(answer)
    assert any(words.split(": ")[1] in shown(answer) for _cells, words in HALVES.values())
