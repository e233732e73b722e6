"""Words at hand while one writes: canned answers filled in and never sent unseen, colleagues called in a note."""

from html import unescape

import pytest

from kabinet.actions.desk.canned import keep_canned
from tests.desk import Desk, later, msk, passed_on
from tests.fixtures_pages import Reader

AT = msk("2024-03-14 10:05")
TEXT = (
    "{{contact}}, по {{number}} ({{client}}, {{system}}): уровень {{level}}, ответим до {{deadline}}. {{me}}"
)


@pytest.fixture
def key(desk: Desk) -> int:
    return desk.do(keep_canned, "arkhipova", AT, leg="client", title="Принято", text=TEXT).pk


def written(page: str) -> str:
    """What stands in the message that is being written."""
    return page.split('name="text"')[1].split("</textarea>")[0]


def test_an_answer_is_filled_in_and_waits_to_be_sent(desk: Desk, reader: Reader, key: int) -> None:
    number = desk.register(AT, subject="<b>{{me}}</b>").number
    client = reader("gordeeva")
    menu = unescape(client.get(f"/tickets/{number}/canned/", headers={"HX-Request": "true"}).text)
    assert f"Игорь Петрович, по {number} (АО «ЗМК», ERP Производство): уровень 3 (" in menu
    assert "Алина Гордеева" in menu
    assert f'href="/tickets/{number}/say/?canned={key}"' in menu
    assert "Вставить в ответ" in client.get(f"/tickets/{number}/canned/").text
    form = unescape(client.get(f"/tickets/{number}/say/?canned={key}").text)
    assert f"Игорь Петрович, по {number}" in written(form)
    assert [message.kind for message in desk.messages(number)] == ["statement"]


@pytest.mark.clause("U3.3")
def test_a_russian_answer_stays_russian_whatever_its_writer_reads(
    desk: Desk, reader: Reader, key: int
) -> None:
    english = desk.do(keep_canned, "arkhipova", AT, leg="client", title="Taken", text="Level {{level}}.").pk
    number, client = desk.register(AT).number, reader("gordeeva")
    client.cookies["django_language"] = "en"
    menu = unescape(client.get(f"/tickets/{number}/canned/").text)
    assert "Put into a reply" in menu
    assert "уровень 3 (Стандартное)" in unescape(client.get(f"/tickets/{number}/say/?canned={key}").text)
    assert "Level 3 (Standard)." in client.get(f"/tickets/{number}/say/?canned={english}").text


def test_what_was_begun_stays_before_it(desk: Desk, reader: Reader, key: int) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    client.post(f"/tickets/{number}/draft/", {"text": "Начатое", "audience": "public"})
    area = unescape(client.get(f"/tickets/{number}/say/?canned={key}").text)
    area = written(area)
    assert area.index("Начатое") < area.index("Игорь Петрович")


@pytest.mark.parametrize("canned", ["999999", "x", "٣", "-1", "9" * 30, "\0"])
def test_an_answer_that_is_not_there(desk: Desk, reader: Reader, canned: str) -> None:
    number = desk.register(AT).number
    assert reader("gordeeva").get(f"/tickets/{number}/say/", {"canned": canned}).status_code == 200


@pytest.mark.clause("L3")
def test_other_desks_and_clients_have_none_of_it(desk: Desk, reader: Reader, key: int) -> None:
    number, vendor = passed_on(desk, AT)
    for login, ticket in (("saveliev", number), ("titova", vendor), ("lapteva", number)):
        assert "Принято" not in reader(login).get(f"/tickets/{ticket}/canned/").text
        assert "Игорь Петрович, по" not in reader(login).get(f"/tickets/{ticket}/say/?canned={key}").text
    assert "/canned/" not in reader("saveliev").get(f"/tickets/{number}/").text
    assert reader("stranger").get(f"/tickets/{number}/canned/").status_code == 404


def test_colleagues_are_offered_by_the_word_that_calls_them(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    html = reader("gordeeva").get(f"/tickets/{number}/colleagues/").text
    for login in ("zhdanov", "arkhipova", "yusupov"):
        assert f'data-insert="@{login} "' in html
    for login in ("gordeeva", "saveliev", "choi", "titova"):
        assert f"@{login}" not in html
    assert "@" not in reader("saveliev").get(f"/tickets/{number}/colleagues/").text


def test_a_mentioned_colleague_is_told(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    said = {"text": "@Жданов, глянь дамп", "audience": "partner", "once": "1"}
    assert client.post(f"/tickets/{number}/say/", said).status_code == 303
    assert f"Вас упомянули в заметке по обращению {number}" in reader("zhdanov").get("/notices/").text
    assert f"Внутренняя заметка по обращению {number}" in reader("arkhipova").get("/notices/").text
    assert "упомянули" not in reader("saveliev").get("/notices/").text
    assert "П. Жданов" in unescape(reader("gordeeva").get(f"/tickets/{number}/").text).replace(
        "\u00a0", " "
    ) or ("Павел Жданов" in reader("gordeeva").get(f"/tickets/{number}/").text)


def test_who_cannot_read_it_is_refused_before_it_is_written(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    said = {"text": "Спросим @saveliev об этом", "audience": "partner"}
    refused = reader("gordeeva").post(f"/tickets/{number}/say/", said)
    assert refused.status_code == 422
    assert "эту заметку не прочтёт" in refused.text
    assert "Спросим @saveliev об этом" in refused.text
    assert len(desk.messages(number)) == 1


def test_the_vendor_calls_its_own(desk: Desk, reader: Reader) -> None:
    _number, vendor = passed_on(desk, AT)
    said = {"text": "@razin и @lapteva, посмотрите", "audience": "vendor"}
    assert reader("titova").post(f"/tickets/{vendor}/say/", said).status_code == 303
    assert f"Вас упомянули в заметке по обращению {vendor}" in reader("razin").get("/notices/").text
    refused = reader("titova").post(f"/tickets/{vendor}/say/", {"text": "@gordeeva?", "audience": "vendor"})
    assert refused.status_code == 422
    assert later(AT, hours=1)
