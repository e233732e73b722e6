"""Sending: one vendor ticket, what was chosen and nothing else, one draft for all who serve the client."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.pass_on.walk import COMPLETE, HTMX, document, opened, post
from tests.preview.made import picture
from tests.some import some

AT = msk("2024-03-14 10:05")


def vendor_tickets() -> list[str]:
    with as_system("a look from outside"):
        return list(models.Ticket.objects.filter(leg="vendor").values_list("number", flat=True))


def drafts() -> list[Any]:
    with as_system("a look from outside"):
        return list(models.Draft.objects.filter(kind="pass_on"))


@pytest.fixture
def talk(desk: Desk) -> dict[str, Any]:
    """A ticket with a note, an answer and a reply with a file: number and keys."""
    number = desk.register(AT).number
    desk.do(write_note, "gordeeva", later(AT, minutes=5), number=number, text="СЕКРЕТ: сами сломали")
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=9), number=number, text="Пришлите дампы")
    file = desk.do(attach, "saveliev", later(AT, minutes=12), name="дамп.txt", content=BytesIO(b"dump"))
    desk.do(
        write_reply, "saveliev", later(AT, minutes=15), number=number, text="Прислали дамп", files=[file.pk]
    )
    said = {message.kind: message.pk for message in desk.messages(number)}
    return {"number": number, "file": str(file.pk), **said}


@pytest.mark.clause("L3")
def test_it_opens_one_vendor_ticket_and_leads_there(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    form = opened(client, number)[1]
    first = post(client, number, "send", form, **COMPLETE)
    again = post(client, number, "send", form, **COMPLETE)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first["Location"] == again["Location"] == f"/tickets/{vendor_tickets()[0]}/"
    assert len(vendor_tickets()) == 1
    assert drafts() == []
    assert f"Передано в 1С: {vendor_tickets()[0]}" in client.get(first["Location"]).text
    assert client.get(f"/tickets/{number}/pass-on/")["Location"] == first["Location"]


@pytest.mark.clause("L3")
def test_what_was_shown_is_what_the_vendor_sees(desk: Desk, reader: Reader, talk: dict[str, Any]) -> None:
    number, client = talk["number"], reader("zhdanov")
    chosen = {
        **COMPLETE,
        "message": [talk["reply"]],
        "file": [talk["file"]],
        "description": "Подробно и иначе",
    }
    shown = document(post(client, number, "preview", **chosen).text)
    sent = post(client, number, "send", **chosen)["Location"].split("/")[2]
    for login in ("zhdanov", "titova"):
        address = f"/tickets/{sent}/document/"
        assert f'href="{address}"' in reader(login).get(f"/tickets/{sent}/").text
        there = document(reader(login).get(address).text)
        assert without_links(there) == without_links(shown)
    assert "Прислали дамп" in shown
    assert "дамп.txt" in shown


def without_links(html: str) -> str:
    """A copied file has its own address."""
    import re

    return re.sub(r'href="[^"]*"', "", html)


@pytest.mark.clause("L3")
def test_only_what_was_chosen_travels(desk: Desk, reader: Reader, talk: dict[str, Any]) -> None:
    sent = post(reader("zhdanov"), talk["number"], message=[talk["reply"]], **COMPLETE)["Location"].split(
        "/"
    )[2]
    assert {message.text for message in desk.messages(sent)} == {
        "Прислали дамп",
        "После обновления rphost аварийно завершается.\nПовторяется каждые десять минут.",
    }
    for address in (f"/tickets/{sent}/", f"/tickets/{sent}/document/"):
        html = reader("titova").get(address).text
        assert "СЕКРЕТ" not in html
        assert "Пришлите дампы" not in html
        assert "дамп.txt" not in html


@pytest.mark.clause("L3")
def test_a_partners_own_note_cannot_be_chosen(desk: Desk, reader: Reader, talk: dict[str, Any]) -> None:
    client = reader("zhdanov")
    assert "СЕКРЕТ" not in post(client, talk["number"], "preview", message=[talk["note"]]).text
    sent = post(client, talk["number"], message=[talk["note"]], **COMPLETE)["Location"].split("/")[2]
    assert all("СЕКРЕТ" not in message.text for message in some(desk.messages(sent)))


@pytest.mark.clause("P2.5")
def test_a_colleague_prepares_and_the_certified_one_sends(desk: Desk, reader: Reader) -> None:
    number, gordeeva = desk.register(AT).number, reader("gordeeva")
    html, form = opened(gordeeva, number)
    assert "П.\u00a0Жданов" in html
    assert "Е.\u00a0Мельник" not in html, "her certificate ended"
    assert "Сохранить для отправки" in html
    assert post(gordeeva, number, "send", form, **COMPLETE).status_code == 403
    assert post(gordeeva, number, "draft", form, **COMPLETE).status_code == 303
    zhdanov = reader("zhdanov")
    html, form = opened(zhdanov, number)
    assert "Черновик сохранён" in html
    assert "А.\u00a0Гордеева" in html
    assert form["source_title"][:2] == ["60014312", "U-46980"]
    assert form["pass_on_reason"] == [COMPLETE["pass_on_reason"]]
    assert post(zhdanov, number, "send", form).status_code == 303
    assert drafts() == []


@pytest.mark.clause("L13")
def test_a_colleague_of_the_group_shares_the_draft(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    post(reader("yusupov"), number, "draft", **COMPLETE)
    assert opened(reader("gordeeva"), number)[1]["changes"] == [COMPLETE["changes"]]
    assert len(drafts()) == 1


@pytest.mark.clause("P2.6")
def test_the_sellers_name_stands_whoever_sends(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    with as_system("papers of the test"):
        models.Licence.objects.filter(client=desk.cast.client["zmk"]).update(
            seller=desk.cast.partner["kontur-ural"]
        )
    html = opened(client, number)[0]
    assert "РКЛ продал Контур Урал, ваша группа" in html
    assert "от имени ООО «Северный Контур — Урал»" in document(html)
    sent = post(client, number, **COMPLETE)["Location"].split("/")[2]
    assert desk.ticket(sent).partner_id == desk.cast.partner["kontur-ural"]
    assert "от имени ООО «Северный Контур — Урал»" in reader("titova").get(f"/tickets/{sent}/document/").text


@pytest.mark.clause("P2.6")
def test_another_partners_licence_is_refused(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    with as_system("papers of the test"):
        models.Licence.objects.filter(client=desk.cast.client["zmk"]).update(
            seller=desk.cast.partner["primsoft"]
        )
    answered = post(reader("zhdanov"), number, **COMPLETE)
    assert answered.status_code == 403
    assert "РКЛ приобретена у другого партнёра" in answered.text


def test_the_draft_keeps_everything(desk: Desk, reader: Reader, talk: dict[str, Any]) -> None:
    client = reader("zhdanov")
    typed = {
        **COMPLETE,
        "level": "2",
        "level_reason": "Отгрузка стоит",
        "message": [str(talk["reply"])],
        "defect": "yes",
    }
    assert post(client, talk["number"], "draft", **typed).status_code == 303
    form = opened(client, talk["number"])[1]
    assert {name: form[name] for name in ("level", "level_reason", "message", "defect")} == {
        "level": ["2"],
        "level_reason": ["Отгрузка стоит"],
        "message": [str(talk["reply"])],
        "defect": ["yes"],
    }


def test_what_the_client_changes_later_is_carried_over_too(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    post(client, number, "draft", **COMPLETE)
    assert drafts()[0].content["values"] == {name: COMPLETE[name] for name in ("changes", "pass_on_reason")}


def test_the_draft_saves_itself(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    form = opened(client, number)[1]
    answered = client.post(f"/tickets/{number}/pass-on/draft/", {**form, **COMPLETE}, headers=HTMX)
    assert (answered.status_code, answered.content) == (204, b"")
    assert drafts()[0].content["by"]["name"] == "Гордеева Алина Викторовна"


@pytest.mark.parametrize("page", ["draft", "send"])
def test_two_drafts_at_once_lose_nothing(desk: Desk, reader: Reader, page: str) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    form = opened(client, number)[1]
    post(reader("gordeeva"), number, "draft", **COMPLETE)
    mine = {**COMPLETE, "changes": "Моё"}
    answered = post(client, number, page, form, **mine)
    assert answered.status_code == 409
    assert "Пока вы писали, черновик сохранил коллега" in answered.text
    assert "Моё" in answered.text
    assert drafts()[0].content["values"]["changes"] == COMPLETE["changes"]
    from tests.pages.forms import fields

    assert post(client, number, page, fields(answered.text, "pass-on")).status_code == 303


def test_a_level_changed_meanwhile_is_said_and_nothing_is_lost(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    form = opened(client, number)[1]
    desk.do(change_level, "gordeeva", later(AT, minutes=30), number=number, level=2, reason="Стоит отгрузка")
    answered = post(client, number, "send", form, **COMPLETE)
    assert answered.status_code == 409
    assert "обращение изменилось" in answered.text
    assert COMPLETE["changes"] in answered.text
    assert vendor_tickets() == []
    assert len(drafts()) == 1
    assert post(client, number).status_code == 303


def test_own_files_go_along(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    file = SimpleUploadedFile("сценарий.txt", b"1. open")
    post(client, number, "draft", attach=[file], **COMPLETE)
    zhdanov = reader("zhdanov")
    assert "сценарий.txt" in opened(zhdanov, number)[0]
    more = SimpleUploadedFile("журнал.txt", b"log")
    sent = post(zhdanov, number, attach=[more])["Location"].split("/")[2]
    html = reader("titova").get(f"/tickets/{sent}/document/").text
    assert "сценарий.txt" in html
    assert "журнал.txt" in html
    assert "журнал.txt" not in reader("saveliev").get(f"/tickets/{number}/").text


def test_pictures_show_themselves_where_files_are_chosen(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    file = SimpleUploadedFile("экран.png", picture("PNG"))
    post(client, number, "draft", attach=[file], **COMPLETE)
    page = client.get(f"/tickets/{number}/pass-on/").content.decode()
    assert 'class="thumb"' in page
    assert "/picture/small/" in page


@pytest.mark.parametrize("page", ["draft", "send"])
def test_a_file_too_large_is_said_and_nothing_typed_is_lost(desk: Desk, reader: Reader, page: str) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    file = SimpleUploadedFile("большой.bin", b"x" * (5 * 2**20 + 1))
    answered = post(client, number, page, attach=[file], **COMPLETE)
    assert answered.status_code == 422
    assert "Файл больше 5 МБ" in answered.text
    assert COMPLETE["changes"] in answered.text
    assert vendor_tickets() == []


def test_the_preview_is_a_fragment_with_script_and_a_page_without(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    form = {**opened(client, number)[1], **COMPLETE}
    part = client.post(f"/tickets/{number}/pass-on/preview/", form, headers=HTMX)
    assert "<html" not in part.text
    assert part.text.count('hx-swap-oob="true"') == 13
    assert 'id="head-sources"' in part.text
    whole = client.post(f"/tickets/{number}/pass-on/preview/", form)
    assert "<html" in whole.text
    assert COMPLETE["changes"] in whole.text
    assert document(part.text) == document(whole.text)
    assert drafts() == []
    assert "Показать, что увидит 1С" in whole.text


def test_another_source_gets_its_row_without_script(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("zhdanov")
    html = post(client, number, "preview", more="yes", **COMPLETE).text
    assert html.count('name="source_title"') == 4


@pytest.mark.clause("L3")
def test_the_document_is_for_partner_and_vendor_alone(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    sent = post(reader("zhdanov"), number, **COMPLETE)["Location"].split("/")[2]
    codes = {
        login: reader(login).get(f"/tickets/{sent}/document/").status_code
        for login in ("gordeeva", "titova", "lapteva")
    }
    assert set(codes.values()) == {200}
    for login in ("saveliev", "choi", "stranger", "shulgin"):
        assert reader(login).get(f"/tickets/{sent}/document/").status_code == 404
    assert reader("gordeeva").get(f"/tickets/{number}/document/").status_code == 404
