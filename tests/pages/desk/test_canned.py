"""Canned answers are read by the desk, kept by its leads, previewed with a real ticket."""

from html import unescape

import pytest

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.desk import Desk, msk
from tests.fixtures_pages import Reader

AT = msk("2024-03-14 10:05")
KEPT = {"title": "Просим дамп", "leg": "client", "text": "Пришлите дамп по {{number}}."}


def keys() -> list[int]:
    with as_system("a look from outside"):
        return list(models.CannedAnswer.objects.values_list("pk", flat=True))


def test_a_lead_adds_changes_and_removes(desk: Desk, reader: Reader) -> None:
    lead = reader("arkhipova")
    assert lead.post("/desk/canned/new/", KEPT).status_code == 303
    (key,) = keys()
    assert "Просим дамп" in reader("gordeeva").get("/desk/canned/").text
    assert "Пришлите дамп по {{number}}." in unescape(lead.get(f"/desk/canned/{key}/").text)
    lead.post(f"/desk/canned/{key}/", KEPT | {"title": "Нужен дамп"})
    assert "Нужен дамп" in reader("gordeeva").get("/desk/canned/").text
    assert "уже отправлено, останется" in lead.get(f"/desk/canned/{key}/remove/").text
    assert keys() == [key]
    assert lead.post(f"/desk/canned/{key}/remove/").status_code == 303
    assert keys() == []
    assert lead.post(f"/desk/canned/{key}/remove/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": "{{nomer}} и {{ 7*7 }}"}, "Таких меток нет: {{nomer}}, {{7*7}}"),
        ({"title": " "}, "Напишите название"),
        ({"title": "x" * 121}, "не более 120 символов"),
        ({"text": ""}, "Напишите текст"),
        ({"text": "x" * 8001}, "не более 8000 символов"),
        ({"leg": "third"}, "Выберите, кто это прочтёт"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_stays(
    desk: Desk, reader: Reader, wrong: dict[str, str], words: str
) -> None:
    answer = reader("arkhipova").post("/desk/canned/new/", KEPT | wrong)
    assert answer.status_code == 422
    html = unescape(answer.text)
    assert words in html
    typed = KEPT | wrong
    for name in ("title", "text"):
        assert typed[name].strip() in html
    assert keys() == []


def test_a_title_is_there_once(desk: Desk, reader: Reader) -> None:
    lead = reader("arkhipova")
    assert [lead.post("/desk/canned/new/", KEPT).status_code for _ in range(2)] == [303, 422]
    assert lead.post("/desk/canned/new/", KEPT | {"leg": "vendor"}).status_code == 303


def test_it_is_tried_on_a_real_ticket_before_it_is_kept(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    seen = reader("arkhipova").post("/desk/canned/new/", KEPT | {"preview": "1", "ticket": number.lower()})
    assert seen.status_code == 200
    assert f"Пришлите дамп по {number}." in seen.text
    assert keys() == []
    foreign = desk.register(AT, "stranger", system="pirs").number
    unseen = reader("arkhipova").post("/desk/canned/new/", KEPT | {"preview": "1", "ticket": foreign})
    assert "или оно вам не видно" in unseen.text
    assert f"Пришлите дамп по {foreign}" not in unseen.text


@pytest.mark.parametrize("login", ["gordeeva", "titova", "lapteva", "shulgin"])
def test_staff_uses_them_and_is_told_who_keeps_them(desk: Desk, reader: Reader, login: str) -> None:
    reader("arkhipova").post("/desk/canned/new/", KEPT)
    refused = reader(login).post("/desk/canned/new/", KEPT | {"title": "Ещё"})
    assert refused.status_code == 403
    assert "координаторы" in refused.text
    assert len(keys()) == 1


def test_another_desk_finds_nothing(desk: Desk, reader: Reader) -> None:
    reader("arkhipova").post("/desk/canned/new/", KEPT)
    (key,) = keys()
    for login in ("vlasov", "choi"):
        assert "Просим дамп" not in reader(login).get("/desk/canned/").text
        for method in ("get", "post"):
            assert getattr(reader(login), method)(f"/desk/canned/{key}/").status_code == 404
    assert reader("saveliev").get("/desk/canned/").status_code == 404
