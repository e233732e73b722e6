"""Versions of the regulation through the pages: prepared, compared, published, taken up, read."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from kabinet.actions.regulation import draft_limit
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.forms import fields
from tests.pages.registration.walk import Walk
from tests.pages.regulation.versions.versions_scene import (
    TERM,
    Reader,
    draft,
    publish,
    published,
    today,
    whole,
)

REASON = {
    "code": "spare",
    "kind": "exclusion",
    "name/ru": "Вопросы о погоде",
    "name/en": "Questions about the weather",
    "instead/ru": "Спросите синоптиков",
    "instead/en": "Ask the forecasters",
    "clause": "U2b",
}


@pytest.mark.clause("L16", "P2.8", "U2b", "U3.6a")
def test_a_version_changed_on_the_page_is_what_people_then_live_under(
    cast: Cast, administrator: Reader, desk: Desk
) -> None:
    address = draft(administrator)
    administrator.fill(f"{address}sheets/terms/", "sheet", **{TERM: "3"})
    administrator.fill(f"{address}sheets/reasons/add/?scope=client", "add", **REASON)
    administrator.fill(
        f"{address}sheets/services/",
        "sheet",
        **{"choices.toml/services/problem/name/ru": "Решение любых проблем"},
    )
    shown = administrator.see(f"{address}publish/")
    assert "3 рабочих часа" in shown
    assert "Вопросы о погоде" in shown
    assert "Решение любых проблем" in shown
    assert publish(administrator, address, note="Быстрее на уровне 2")["Location"] == "/rules/version/4.1/"

    partner = Reader(cast, "arkhipova")
    assert "Быстрее на уровне 2" in partner.see("/rules/version/4.1/")
    partner.fill("/regulations/4.1/adopt/", "adopt", day=today().isoformat())

    walk = Walk(Client(), cast)
    assert "Решение любых проблем" in unescape(walk.get(walk.begin(2)).content.decode())
    walk.register(2)
    ticket = walk.tickets()[-1]
    with transaction.atomic(), as_system("a look from outside"):
        assert models.Ticket.objects.select_related("regulation").get(pk=ticket.pk).regulation.number == "4.1"
    engineer = Reader(cast, "gordeeva")
    refusing = f"/tickets/{ticket.number}/refuse/"
    assert "Вопросы о погоде" in engineer.see(refusing)
    assert "Решение любых проблем" in Reader(cast, "saveliev").see("/tickets/filters/")
    engineer.send(refusing, {"reason": "spare"})
    assert "Вопросы о погоде" in Reader(cast, "saveliev").see(f"/tickets/{ticket.number}/")


@pytest.mark.clause("L16")
def test_any_two_versions_are_compared_line_by_line(cast: Cast, administrator: Reader, desk: Desk) -> None:
    published(desk, today())
    shown = Reader(cast, "saveliev").see("/rules/compare/?old=4.0&new=4.1")
    row = re.search(r"<tr>(?:(?!</tr>).)*Первый ответ.*?</tr>", shown, re.DOTALL)
    assert row is not None
    assert "<del>4 рабочих часа</del>" in row[0]
    assert "<ins>3 рабочих часа</ins>" in row[0]
    assert "/rules/clause/U3.6a/" in row[0]
    assert "client.toml" not in shown  # a client reads what it means
    partner = Reader(cast, "gordeeva").see("/rules/compare/?old=4.1&new=4.0")
    assert 'reaction = "3 working hours"' in partner
    assert "<ins>4 рабочих часа</ins>" in partner
    assert "Отличий нет" in Reader(cast, "gordeeva").see("/rules/compare/?old=4.0&new=4.0")
    Reader(cast, "gordeeva").see("/rules/compare/?old=4.0&new=5.0", 404)


def test_a_draft_is_compared_by_those_who_prepare_it_alone(cast: Cast, administrator: Reader) -> None:
    key = draft(administrator).split("/")[-2]
    assert "Черновик" in administrator.see(f"/rules/compare/?old=4.0&new=draft-{key}")
    Reader(cast, "titova").see(f"/rules/compare/?old=4.0&new=draft-{key}", 403)
    administrator.see("/rules/compare/?old=4.0&new=draft-99999999999999999999", 404)


@pytest.mark.clause("P2.8")
def test_publishing_says_what_follows_and_wants_an_explicit_word(cast: Cast, administrator: Reader) -> None:
    address = draft(administrator)
    day = today()
    shown = administrator.see(f"{address}publish/")
    assert "изменить опубликованное нельзя" in shown
    assert "Подтвердите" in unescape(
        administrator.fill(f"{address}publish/", "publish", 422).content.decode()
    )
    other = (day + timedelta(days=3)).isoformat()
    again = unescape(
        administrator.fill(
            f"{address}publish/", "publish", 422, sure="on", day=other, note="Слово"
        ).content.decode()
    )
    assert "День изменён" in again
    assert 'value="Слово"' in again
    past = (day - timedelta(days=3)).isoformat()
    told = unescape(
        administrator.fill(
            f"{address}publish/", "publish", 422, sure="on", day=past, told=past
        ).content.decode()
    )
    assert "Задним числом" in told
    assert len(whole(models.RegulationVersion)) == 1


def test_pressed_twice_it_is_published_once(administrator: Reader) -> None:
    address = draft(administrator)
    sent = {
        name: values[0] for name, values in fields(administrator.see(f"{address}publish/"), "publish").items()
    }
    for _ in range(2):
        administrator.send(f"{address}publish/", sent | {"sure": "on"})
    assert len(whole(models.RegulationVersion)) == 2


def test_a_published_version_cannot_be_changed_and_the_page_says_so(administrator: Reader) -> None:
    address = draft(administrator)
    publish(administrator, address)
    assert "изменить нельзя" in administrator.see("/regulations/")
    administrator.see(address, 404)
    administrator.send(f"{address}sheets/terms/", {}, 404)


def test_a_version_goes_out_and_comes_in_as_a_zip(cast: Cast, administrator: Reader) -> None:
    raw = administrator.client.get("/rules/version/4.0/files/").content
    assert Reader(cast, "gordeeva").client.get("/rules/version/4.0/files/").content == raw
    answer = administrator.send("/regulations/upload/", {"file": SimpleUploadedFile("next.zip", raw)})
    shown = administrator.see(answer["Location"])
    assert "версия 4.0 уже опубликована" in shown  # the number is the one thing to change
    administrator.fill(f"{answer['Location']}sheets/head/", "sheet", **{"pack.toml/number": "5.0"})
    assert "Ошибок нет" in administrator.see(answer["Location"])


@pytest.mark.parametrize(
    ("name", "raw"), [("a.zip", b"PK\x03\x04 no zip"), ("a.toml", b"\xff"), ("a.toml", b"")]
)
def test_a_file_that_is_no_regulation_is_refused_on_the_page(
    administrator: Reader, name: str, raw: bytes
) -> None:
    answer = administrator.send("/regulations/upload/", {"file": SimpleUploadedFile(name, raw)}, 422)
    assert 'id="errors"' in answer.content.decode()
    assert whole(models.VersionDraft) == []


def test_faults_of_the_text_are_named_by_line_and_what_was_typed_stays(administrator: Reader) -> None:
    address = draft(administrator)
    page = f"{address}texts/reasons.toml/"
    standing = fields(administrator.see(page), "text")["text"][0]
    broken = unescape(administrator.fill(page, "text", 422, text=standing + "\n= 1").content.decode())
    assert "это не TOML" in broken
    assert "\n= 1" in broken
    number = len(standing.split("\n")) + 1
    assert f"reasons.toml, {number}:1" in broken
    administrator.fill(page, "text", text=standing.replace('kind = "exclusion"', 'kind = "whim"', 1))
    shown = administrator.see(address)
    line = standing.split("\n").index('kind = "exclusion"') + 1
    assert f"reasons.toml, строка {line}" in shown
    assert 'kind = "whim"' in shown
    assert "Опубликовать…" not in shown
    assert administrator.send(f"{address}publish/")["Location"] == address


def test_two_people_on_one_sheet_and_on_one_text(administrator: Reader) -> None:
    address = draft(administrator)
    sheet, text = f"{address}sheets/terms/", f"{address}texts/pack.toml/"
    first = {name: values[0] for name, values in fields(administrator.see(sheet), "sheet").items()}
    body = {name: values[0] for name, values in fields(administrator.see(text), "text").items()}
    administrator.send(sheet, first | {TERM: "3"})
    clash = administrator.send(sheet, first | {TERM: "2"}, 409).content.decode()
    assert f'name="{TERM}" value="2"' in clash
    again = {name: values[0] for name, values in fields(clash, "sheet").items()}
    administrator.send(sheet, again)
    assert 'value="2"' in administrator.see(sheet)
    administrator.send(text, body | {"text": body["text"] + "\n# one"})
    clash = administrator.send(text, body | {"text": body["text"] + "\n# two"}, 409).content.decode()
    assert "# two" in clash
    administrator.send(text, {name: values[0] for name, values in fields(clash, "text").items()})
    assert "# two" in administrator.see(text)


HOSTILE = [
    {TERM: "сколько-нибудь"},
    {TERM: ""},
    {TERM: "99999999999999999999"},
    {f"{TERM}~unit": "centuries"},
    {"client.toml/terms/hours/windows": "18:00-09:30"},
    {"client.toml/terms/hours/zone": 'Europe/Moscow" }\nx = { a = "b'},
    {"client.toml/terms/level/1/update": "1\0"},
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_no_term_can_be_is_said_beside_it(administrator: Reader, typed: dict[str, str]) -> None:
    address = draft(administrator)
    answer = administrator.client.post(
        f"{address}sheets/terms/",
        {
            name: values[0]
            for name, values in fields(administrator.see(f"{address}sheets/terms/"), "sheet").items()
        }
        | typed,
    )
    if answer.status_code == 303:  # a number that can be read and is beyond all sense
        assert "слишком велик" in administrator.see(address)
    else:
        assert answer.status_code == 422


def test_things_are_added_and_taken_away(administrator: Reader) -> None:
    address = draft(administrator)
    add = f"{address}sheets/contracts/add/"
    administrator.fill(add, "add", code="techno", **{"name/ru": "ТЕХНО", "name/en": "TECHNO"})
    assert (
        "уже есть"
        in administrator.fill(
            add, "add", 422, code="techno", **{"name/ru": "Т", "name/en": "T"}
        ).content.decode()
    )
    administrator.fill(
        f"{address}sheets/reasons/", "sheet", **{"gone/reasons.toml/reasons/third_party": "on"}
    )
    shown = administrator.see(f"{address}publish/")
    assert "ТЕХНО" in shown
    assert "убрано" in shown
    administrator.see(f"{address}sheets/reasons/add/?scope=everybody", 404)
    administrator.see(f"{address}sheets/unknown/", 404)
    administrator.see(f"{address}texts/passwd/", 404)


def test_a_draft_is_thrown_away_after_a_question(administrator: Reader) -> None:
    address = draft(administrator)
    assert "вернуть его будет нельзя" in administrator.see(f"{address}discard/")
    for _ in range(2):
        administrator.send(f"{address}discard/")
    assert whole(models.VersionDraft) == []


@pytest.mark.clause("U3.6a", "P2.8")
def test_agreements_that_fall_behind_are_named_before_publishing(administrator: Reader) -> None:
    address = draft(administrator)
    administrator.fill(f"{address}sheets/terms/", "sheet", **{TERM: "1"})
    shown = administrator.see(f"{address}publish/")
    assert "Кедровкабель — Северный Контур" in shown


def test_as_many_drafts_are_begun_as_may_be(administrator: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_limit, "MOST", 1)
    raw = administrator.client.get("/rules/version/4.0/files/").content
    address = draft(administrator)
    assert "Сначала удалите ненужные" in unescape(
        administrator.send("/regulations/begin/", {"number": "4.0"}, 403).content.decode()
    )
    file = SimpleUploadedFile("next.zip", raw)
    answer = administrator.send("/regulations/upload/", {"file": file}, 422)
    assert "Сначала удалите ненужные" in unescape(answer.content.decode())
    administrator.send(f"{address}discard/")
    draft(administrator)
