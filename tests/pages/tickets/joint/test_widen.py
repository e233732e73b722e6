"""Showing a message to more people: exactly what they will see is shown first, and it is on record (design 4)."""

import re
from io import BytesIO

import pytest

from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.vendor.participants import invite_participant
from tests.desk import Desk, later, passed_on

pytestmark = pytest.mark.clause("P5c")


@pytest.fixture
def noted(desk: Desk, now) -> tuple[str, int, list[str]]:
    """A client ticket with a partner's note and its two files."""
    number = desk.register(later(now, hours=-1)).number
    at = later(now, minutes=-50)
    files = [
        desk.do(attach, "gordeeva", at, name=name, content=BytesIO(b"x")).pk for name in ("да.txt", "нет.txt")
    ]
    desk.do(write_note, "gordeeva", at, number=number, text="Похоже на утечку памяти", files=files)
    return number, desk.messages(number)[-1].pk, [str(key) for key in files]


def test_a_note_is_shown_with_the_files_chosen(desk: Desk, noted, see, send) -> None:
    number, key, files = noted
    address = f"/tickets/{number}/widen/{key}/"
    assert address in see("gordeeva", f"/tickets/{number}/")
    page = see("gordeeva", address)
    preview = page.split('id="preview"')[1]
    assert "Похоже на утечку памяти" in preview
    assert "да.txt" not in preview
    assert "Увидят все сотрудники АО «ЗМК»" in page
    assert "часы не изменятся" in page
    shown = send("gordeeva", address, preview="1", carried=files[:1], audience="public").content.decode()
    assert "да.txt" in shown.split('id="preview"')[1]
    assert "Похоже" not in see("saveliev", f"/tickets/{number}/")
    sent = send("gordeeva", address, carried=files[:1], audience="public")
    assert sent.status_code == 303
    client = see("saveliev", f"/tickets/{number}/")
    assert "Похоже на утечку памяти" in client
    assert "да.txt" in client
    assert "нет.txt" not in client
    assert "Показано позже" in client
    partner = see("gordeeva", f"/tickets/{number}/")
    assert partner.count('<div class="message-text"><p>Похоже на утечку памяти') == 1
    assert "Заметка показана клиенту" in partner
    assert desk.ticket(number).first_contact_at is None


def test_there_is_no_way_back_and_twice_is_once(desk: Desk, noted, send, status) -> None:
    number, key, _files = noted
    address = f"/tickets/{number}/widen/{key}/"
    answers = [send("gordeeva", address, audience="public", once="0").status_code for _ in range(2)]
    assert answers == [303, 404]
    assert desk.kinds(number).count("widened") == 1
    assert status("gordeeva", address) == 404


def test_others_show_nothing(noted, status) -> None:
    number, key, _files = noted
    address = f"/tickets/{number}/widen/{key}/"
    found = {login: status(login, address) for login in ("saveliev", "stranger", "titova", "lapteva", "choi")}
    assert found == dict.fromkeys(found, 404)


def test_on_the_vendors_leg_to_the_partner_and_then_to_participants(desk: Desk, now, see, send) -> None:
    _number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(write_note, "titova", later(now, hours=-2), number=vendor, text="Дефект 1042, исправим в 1468")
    key = desk.messages(vendor)[-1].pk
    address = f"/tickets/{vendor}/widen/{key}/"
    assert "Показать партнёру" in see("titova", f"/tickets/{vendor}/")
    assert "Дефект" not in see("gordeeva", f"/tickets/{vendor}/")
    assert send("titova", address, audience="vendor_leg").status_code == 303
    assert "Дефект 1042" in see("gordeeva", f"/tickets/{vendor}/")
    assert "Показать участникам" not in see("titova", f"/tickets/{vendor}/")
    desk.do(invite_participant, "gordeeva", now, number=vendor, person=desk.cast.person["orlova"])
    assert "Дефект" not in see("orlova", f"/joint/{vendor}/")
    assert send("titova", address, audience="joint").status_code == 303
    assert "Дефект 1042" in see("orlova", f"/joint/{vendor}/")


def test_the_partner_shows_its_own_words_to_participants(desk: Desk, now, see, send) -> None:
    _number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(
        invite_participant, "gordeeva", later(now, hours=-2), number=vendor, person=desk.cast.person["orlova"]
    )
    desk.do(write_reply, "gordeeva", later(now, hours=-2), number=vendor, text="Сервер клиента перезапущен")
    key = desk.messages(vendor)[-1].pk
    page = see("gordeeva", f"/tickets/{vendor}/widen/{key}/")
    assert re.search("Увидят: Северный Контур, 1С и участники от АО «ЗМК»", page)
    assert send("gordeeva", f"/tickets/{vendor}/widen/{key}/", audience="joint").status_code == 303
    assert "Сервер клиента перезапущен" in see("orlova", f"/joint/{vendor}/")
