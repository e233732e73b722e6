"""What people paste into a search: quotations, file names, versions, codes, letters of the other alphabet."""

import re
import unicodedata

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from tests.cast import Cast
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.problems.keeping import kept

AT = msk("2024-03-14 10:05")
# What somebody wrote -> how others look for it.
WRITTEN = {
    "Обработка «Реализация товаров» не проводится, документ №445": [
        "реализация", "товаров", "товары", "445", '"реализация товаров"', "«реализация товаров»", "№445",
    ],
    "Сервер—клиент: 100₽, ✓готово…да\u00a0нет": ["клиентом", "сервера", "100", "готово", "сервер-клиент"],
    "Падает rphost_5120.dmp, в журнале C:\\log\\1cv8.log, версия 8.3.24.1467": [
        "rphost", "rphost_5120", "rphost_5120.dmp", "dmp", "1cv8", "1cv8.log", "8.3.24", "8.3", "8.3.24.1467", "5120",
        "1сv8", "версия 8.3.24",
    ],
    "Нет связи с https://srv-1c.zmk.example:1541/base?id=7 от ivan@zmk.example": [
        "srv-1c", "zmk.example", "1541", "base", "ivan", "srv", "ivan@zmk.example",
    ],
    "Ошибка HTTP-502 в обмене": ["502", "http 502", "HTTP-502", "http", "http–502"],
    "Ошибка -2147467259 при обмене по COM": ["-2147467259", "2147467259", "ошибка -2147467259", "com", "COM", "сом"],
    "Выгрузка в 1C:Бухгалтерия": ["1С", "1c", "1с:бухгалтерия", "1C:Бухгалтерия", '"1С бухгалтерия"'],
    "Обмен KA и YT через ЕRР, TЖ и CУБД": ["КА", "ка", "УТ", "ERP", "ТЖ", "СУБД", "тж", "KA"],
    "Cервер приложений": ["сервер", "серверов"],
    "Перенос остатков подъём за\u0301мок": ["подъем", "подъём", "подъе\u0308м", "замок"],
    unicodedata.normalize("NFD", "Новый заём не найден"): ["новый", "заем", "заём", "найдён"],
    "Скрытый пере\u00adнос дан\u200bных": ["перенос", "данные", "нос"],
}  # fmt: skip


@pytest.fixture
def written(desk: Desk) -> dict[str, str]:
    """Each of them the subject of a ticket: text -> number. None of the others is found beside it."""
    return {text: desk.register(AT, subject=text).number for text in WRITTEN}


def numbers(html: str) -> list[str]:
    return re.findall(r'<span class="nowrap">([UV]-\d+)</span>', html)


def test_what_was_written_is_found_as_people_look_for_it(
    desk: Desk, reader: Reader, written: dict[str, str]
) -> None:
    client, lost = reader("gordeeva"), []
    for text, questions in WRITTEN.items():
        for question in questions:
            found = client.get("/search/", {"q": question}).text
            if written[text] not in numbers(found) or "<mark>" not in found:
                lost.append((question, text))
    assert lost == []


def test_a_pasted_code_finds_its_ticket_alone(desk: Desk, reader: Reader, written: dict[str, str]) -> None:
    for question in ("-2147467259", "8.3.24", "HTTP-502", "445", "rphost_5120.dmp"):
        assert len(numbers(reader("gordeeva").get("/search/", {"q": question}).text)) == 1, question


def test_what_was_said_is_found_and_marked_as_it_was_written(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    said = "Смотрите «Журнал регистрации»: там rphost_5120.dmp и версия 8.3.24.1467, пункт 3 не нужен."
    desk.do(answer_ticket, "zhdanov", later(AT, hours=1), number=number, text=said)
    client = reader("saveliev")
    for question, marked in {
        "журнала": "«<mark>Журнал</mark> регистрации»",
        "8.3.24": "версия <mark>8.3.24</mark>.1467, пункт 3 не",
        "dmp": "rphost_5120.<mark>dmp</mark>",
        "rphost_5120": "<mark>rphost_5120</mark>.dmp",
    }.items():
        assert marked in client.get("/search/", {"q": question}).text, question


def test_a_long_message_is_shown_where_the_words_are(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    said = "начало " * 1300 + "Здесь «зарыта собака», " + "конец " * 1300
    desk.do(answer_ticket, "zhdanov", later(AT, hours=1), number=number, text=said)
    html = reader("saveliev").get("/search/", {"q": "собаку"}).text
    assert "начало Здесь «зарыта <mark>собака</mark>», конец" in html
    assert html.count("начало") < 20


@pytest.mark.parametrize(
    "question", ["-кластер", "-кластер -сервер", '-"отказ кластера"', "не -кластер", "-кластер or -сервер"]
)
def test_a_question_that_only_excludes_lists_nothing_and_says_why(
    desk: Desk, reader: Reader, question: str
) -> None:
    desk.register(AT, subject="Зависания сервера по ночам")
    html = reader("gordeeva").get("/search/", {"q": question}).text
    assert numbers(html) == []
    assert "Здесь только то, что исключить" in html
    html = reader("gordeeva").get("/problems/", {"q": question}).text
    assert "Здесь только то, что исключить" in html


def test_a_question_without_words_says_so(desk: Desk, reader: Reader) -> None:
    html = reader("gordeeva").get("/search/", {"q": "не и в"}).text
    assert "В запросе нет слов" in html


def test_known_problems_are_found_the_same_way(cast: Cast, reader: Reader) -> None:
    for place, text in enumerate(WRITTEN):
        kept(cast, "titova", "everyone", title=text, text=f"{place} слово", product="1C:Предприятие")
    client, lost = reader("gordeeva"), []
    for text, questions in WRITTEN.items():
        lost += [
            question
            for question in questions
            if not _titled(client.get("/problems/", {"q": question}).text, text)
        ]
    assert lost == []
    assert "K-" in client.get("/problems/", {"q": "предприятие"}).text


def test_similar_tickets_are_found_the_same_way(desk: Desk, reader: Reader, written: dict[str, str]) -> None:
    client = reader("saveliev")
    typed = {
        "товары": "Обработка «Реализация товаров» не проводится, документ №445",
        "rphost_51": "Падает rphost_5120.dmp, в журнале C:\\log\\1cv8.log, версия 8.3.24.1467",
        "1c": "Выгрузка в 1C:Бухгалтерия",
        "1cv": "Падает rphost_5120.dmp, в журнале C:\\log\\1cv8.log, версия 8.3.24.1467",
        "http 50": "Ошибка HTTP-502 в обмене",
        "-2147467259": "Ошибка -2147467259 при обмене по COM",
        "тж": "Обмен KA и YT через ЕRР, TЖ и CУБД",
        "подъем": "Перенос остатков подъём за\u0301мок",
        "нов": unicodedata.normalize("NFD", "Новый заём не найден"),
    }
    lost = [
        words
        for words, subject in typed.items()
        if not _titled(client.post("/problems/similar/", {"subject": words}).text, subject)
    ]
    assert lost == []


def test_nobodys_name_makes_a_ticket_like_a_question(desk: Desk, reader: Reader) -> None:
    """The author is found by a search; a subject that has their name is not like their tickets."""
    number = desk.register(AT, subject="Печать этикеток").number
    client, name = reader("gordeeva"), desk.ticket(number).author_name.split()[-1]
    assert numbers(client.get("/search/", {"q": name}).text) == [number]
    assert "Печать этикеток" not in client.post("/problems/similar/", {"subject": name}).text
    assert "Печать этикеток" in client.post("/problems/similar/", {"subject": "печать"}).text


def _titled(html: str, title: str) -> bool:
    plain = re.sub(r"<[^>]+>", "", html).replace("&amp;", "&").replace("&quot;", '"')
    return " ".join(title.split()) in " ".join(plain.split())
