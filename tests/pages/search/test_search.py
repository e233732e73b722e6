"""Search over HTTP: numbers, words in their forms, only what the reader may see."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.vendor.pass_on import pass_on_ticket
from tests.desk import VALUES, Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.many import copies
from tests.pages.queries import MARKS, asked, baseline

AT = msk("2024-03-14 10:05")
PASSED = {"sources": "ИТС — не описано", "pass_on_reason": "Внутри платформы", "changes": "Нет"}


def found(reader: Reader, login: str, text: str) -> list[str]:
    html = reader(login).get("/search/", {"q": text}).text
    return re.findall(r'<span class="nowrap">([UV]-\d+)</span>', html)


@pytest.mark.parametrize("login", ["saveliev", "frolov", "gordeeva", "yusupov"])
@pytest.mark.parametrize("typed", ["{}", "у{}", "У-{}", "u – {}", "г{}"])
def test_a_number_leads_to_its_ticket(desk: Desk, reader: Reader, login: str, typed: str) -> None:
    number = desk.register(AT).number
    answered = reader(login).get("/search/", {"q": typed.format(number[2:])})
    assert (answered.status_code, answered["Location"]) == (303, f"/tickets/{number}/")


def test_a_number_is_not_read_as_words(desk: Desk, reader: Reader, reach_nothing: Callable[[], None]) -> None:
    """Who asks, and the ticket of that number; nothing else is asked before its page."""
    number, client = desk.register(AT).number, reader("gordeeva")
    reach_nothing()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/search/", {"q": number})["Location"] == f"/tickets/{number}/"
    said = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(MARKS)]
    assert len(said) == 4
    assert not [each for each in said if "tsquery" in each]


def test_a_vendor_number_typed_in_cyrillic(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    sent = desk.do(pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=PASSED).number
    assert reader("titova").get("/search/", {"q": f"В-{sent[2:]}"})["Location"] == f"/tickets/{sent}/"
    assert reader("zhdanov").get("/search/", {"q": f"в{sent[2:]}"})["Location"] == f"/tickets/{sent}/"


@pytest.mark.clause("L1")
@pytest.mark.parametrize("login", ["stranger", "choi", "shulgin"])
def test_a_strangers_number_is_not_there(desk: Desk, reader: Reader, login: str) -> None:
    number = desk.register(AT).number
    html = reader(login).get("/search/", {"q": number}).text
    assert f"По запросу «{number}» ничего нет" in html


@pytest.mark.parametrize(
    "words", ["зависание серверов", "зависания сервера", "ЗАВИСАНИЕМ", "сервер -кластер"]
)
def test_words_in_their_forms(desk: Desk, reader: Reader, words: str) -> None:
    number = desk.register(AT, subject="Зависания сервера по ночам").number
    desk.register(AT, subject="Отказ кластера")
    assert found(reader, "gordeeva", words) == [number]


def test_what_was_said_is_found_and_marked(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    desk.do(
        answer_ticket,
        "zhdanov",
        later(AT, hours=1),
        number=number,
        text="Снимите дампы процесса и <b>пришлите</b> нам.",
    )
    html = reader("saveliev").get("/search/", {"q": "дамп"}).text
    assert "<mark>дампы</mark>" in html
    assert "П.\u00a0Жданов:" in html
    assert "&lt;b&gt;" in html or "<b>пришлите" not in html


def test_the_subject_is_marked(desk: Desk, reader: Reader) -> None:
    desk.register(AT, subject="Утечка <памяти> rphost")
    html = reader("gordeeva").get("/search/", {"q": "утечки"}).text
    assert "<mark>Утечка</mark> &lt;памяти&gt; rphost" in html


@pytest.mark.clause("L1")
def test_a_partners_own_note_is_found_by_the_partner_alone(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    desk.do(write_note, "zhdanov", later(AT, hours=1), number=number, text="Подозреваем регламентное задание")
    desk.do(pass_on_ticket, "zhdanov", later(AT, hours=2), number=number, values=PASSED)
    assert found(reader, "gordeeva", "подозрение регламентного задания") == []
    assert found(reader, "gordeeva", "подозреваем") == [number]
    for login in ("saveliev", "titova", "lapteva"):
        html = reader(login).get("/search/", {"q": "подозреваем"}).text
        assert "ничего нет" in html
        assert "регламентное" not in html


def test_an_excerpt_never_comes_from_what_the_reader_may_not_hear(desk: Desk, reader: Reader) -> None:
    """The subject matches for everybody, the note only for the partner."""
    number = desk.register(AT, subject="Падение обмена").number
    desk.do(write_note, "zhdanov", later(AT, hours=1), number=number, text="Обмен сломали мы сами")
    assert "сломали" in reader("gordeeva").get("/search/", {"q": "обмен"}).text
    html = reader("saveliev").get("/search/", {"q": "обмен"}).text
    assert "Падение <mark>обмена</mark>" in html
    assert "сломали" not in html


def test_the_newest_come_first_page_by_page(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT, subject="Печать этикеток").number, reader("gordeeva")
    made = [number, *copies(number, 59, datetime(2099, 1, 1, tzinfo=UTC))]
    html, seen, steps = client.get("/search/", {"q": "печать"}).text, [], 1
    while True:
        seen += re.findall(r'<span class="nowrap">(U-\d+)</span>', html)
        if not (onward := re.search(r'href="(\?[^"]*after=[^"]+)"', html)):
            break
        html, steps = client.get("/search/" + unescape(onward[1])).text, steps + 1
    assert (seen, steps) == (made[::-1], 3)


def test_as_many_questions_for_few_as_for_many(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    """The stems of the words are asked once a process: here they are known."""
    number, client = desk.register(AT, subject="Печать этикеток").number, reader("gordeeva")
    client.get("/search/?q=%D0%BF%D0%B5%D1%87%D0%B0%D1%82%D1%8C")
    figures = []
    for count, begin in ((10, 900_000), (1000, 910_000)):
        copies(number, count, datetime(2099, 1, 1, tzinfo=UTC), begin)
        reach_nothing()
        figures.append(len(asked(client, "/search/?q=%D0%BF%D0%B5%D1%87%D0%B0%D1%82%D1%8C")))
    assert figures == [baseline("search")] * 2


@pytest.mark.parametrize(
    "text", ["", " ", '"', "-", "a or", "<script>", "%", "\ue000", "я" * 500, "' OR 1=1 --"]
)
def test_odd_questions_have_an_answer(desk: Desk, reader: Reader, text: str) -> None:
    desk.register(AT, values=VALUES)
    answered = reader("gordeeva").get("/search/", {"q": text})
    assert answered.status_code == 200
    assert "<script>" not in answered.text.split("</head>")[1].replace('<script src="', "")


def test_the_box_keeps_what_was_typed(desk: Desk, reader: Reader) -> None:
    html = reader("saveliev").get("/search/", {"q": "«обмен»"}).text
    assert 'value="«обмен»"' in html
