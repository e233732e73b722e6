"""What is marked word by word is what the database marks in the whole text."""

from dataclasses import replace

import pytest
from django.db import connection

from kabinet.records.lists import hits
from kabinet.records.lists.hits import PLAIN, is_choice
from kabinet.records.lists.marked import WHOLE, _plain, _shown, _told
from kabinet.records.lists.question import read_question

TEXTS = (
    "Платформа 8.3.24.1467: rphost_5120.dmp, HTTP-502 и «Ошибка СУБД» в 1C:ERP; память, памяти, ПАМЯТЬЮ",
    "Записи журнала не пишутся. Запись №15 — тж и TЖ, KA и КА, BOT, ёлка, Ёлки\nна 15 секунд 5 %",
    "user@host.example C:\\temp\\1cv8.log a.b-c_d/e don't 1e5 0x1F -5 x-15 8.3",
    "",
)
QUESTIONS = (
    "память",
    "запись or ошибка",
    "1с",
    "15",
    "тж",
    "ка",
    "1cv8",
    "елка",
    "журнал субд платформа",
    "вот",
)
# Words held together, and a version, which is its figures in their order.
TOGETHER = ('"запись журнала"', "8.3.24", "rphost_5120.dmp")
IN_THE_DATABASE = (
    f"SELECT {_shown('t.said')} FROM (SELECT %s AS said, %s::tsquery AS marks) t, LATERAL (SELECT t.marks) q"
)


def by_the_database(text: str, marks: str) -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(IN_THE_DATABASE.replace("%(whole)s", "%s"), [WHOLE, text, marks])
        return cursor.fetchone()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("typed", QUESTIONS)
def test_words_are_meant_as_the_database_means_them(typed: str) -> None:
    asked = read_question(typed)
    assert is_choice(asked.marks)
    hits._known.clear()
    for _again in range(2):
        ours = {
            row[0]: row[1] for row in _plain([(n, text, None, None) for n, text in enumerate(TEXTS)], asked)
        }
        assert len(ours) == len(TEXTS)
        for place, text in enumerate(TEXTS):
            assert PLAIN.fullmatch(text)
            theirs = _told(by_the_database(text, asked.marks), asked)
            assert ours[place].words == theirs.words, text
            assert ours[place].hits == theirs.hits
            assert ours[place].count == theirs.count


@pytest.mark.usefixtures("db")
def test_a_number_within_another_is_left_to_the_database() -> None:
    assert _plain([(1, "Ошибка 0015", None, None)], replace(read_question("0015"), numbers=frozenset())) == []


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("typed", TOGETHER)
def test_words_held_together_are_left_to_the_database(typed: str) -> None:
    assert not is_choice(read_question(typed).marks)
