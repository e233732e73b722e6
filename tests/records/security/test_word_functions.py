"""The functions of words say the same under every locale of the database."""

import os
from collections.abc import Iterator

import psycopg
import pytest

from kabinet.config import postgres
from kabinet.records.security.word_functions import WORD_FUNCTIONS

TEXT = (
    "Обработка «Реализация ТОВАРОВ» №445—100₽ ✓готово rphost_5120.dmp 8.3.24.1467 HTTP-502 -2147467259 1C 1С TЖ ЕRР KA BOT"
    " ПОДЪЁМ и\u0306од за\u0301мок пере\u00adнос"
)
WORDS = (
    "обработка реализация товаров 445 100 готово rphost 5120 dmp 8 3 24 1467 нттр 502 2147467259 1с 1с тж erp ка bot"
    " подъем йод замок пере нос"
)
LOCALES = {
    "c": "LOCALE 'C' LOCALE_PROVIDER libc",
    "ctype": "LOCALE 'C' LC_CTYPE 'C.UTF-8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'",
    "own": "LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'",
}


@pytest.fixture(params=LOCALES)
def database(server: postgres.Server, request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """An empty database of this locale with the functions alone."""
    name = f"words_{request.param}_{os.getpid()}"
    with psycopg.connect(server.url(postgres.SUPERUSER, "template1"), autocommit=True) as superuser:
        superuser.execute(f"DROP DATABASE IF EXISTS {name}")
        superuser.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' {LOCALES[request.param]}"
        )
        with psycopg.connect(server.url(postgres.SUPERUSER, name), autocommit=True) as connection:
            for function, body in WORD_FUNCTIONS.items():
                connection.execute(f"CREATE FUNCTION public.{function}{body}")
            yield connection
        superuser.execute(f"DROP DATABASE {name}")


def test_words_are_the_same_under_every_locale(database: psycopg.Connection) -> None:
    row = database.execute("SELECT kabinet_words(%s)", [TEXT]).fetchone()
    assert row is not None
    assert row[0].split() == WORDS.split()
    (lexemes,) = database.execute("SELECT tsvector_to_array(kabinet_word_index(%s))", [TEXT]).fetchone() or [
        []
    ]
    assert {"товар", "445", "100", "готов", "dmp", "24", "502", "1с", "перенос"} <= set(lexemes)


@pytest.mark.parametrize(
    "text", ["a1 б2 " * 40_000, "1C\u00ad" * 60_000, "\u0301" * 200_000, "\U00010400 " * 100_000]
)
def test_an_index_of_any_text_can_be_made(database: psycopg.Connection, text: str) -> None:
    assert database.execute(
        "SELECT length(kabinet_word_index(left(%s, 200000))) >= 0", [text]
    ).fetchone() == (True,)
