"""What stands in a sheet: the rows of the page in its order, in the types of a spreadsheet, and nothing that reckons."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import transaction

from kabinet.actions.journal.deadlines import settle_due
from kabinet.records.models import Organisation, Person, Ticket
from kabinet.records.security.reach import as_system
from tests import clock
from tests.cast import Cast
from tests.desk import Desk, msk, passed_on
from tests.fixtures_pages import Reader
from tests.pages.exports.reading import cells, fetched, lines, table
from tests.pages.many import copies
from tests.some import some

MARCH = msk("2024-03-14 10:05")
FORMULAS = ("=1+1", "+7 900", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd|'/c calc'!A0")


def said(number: str, **values: object) -> None:
    """The ticket's own row, as nobody could have typed it through a page."""
    with transaction.atomic(), as_system("a ticket for a sheet"):
        assert Ticket.objects.filter(number=number).update(**values) == 1


@pytest.mark.parametrize(
    ("login", "page", "rows"),
    [
        ("saveliev", "/tickets/", 2),
        ("stranger", "/tickets/", 0),
        ("gordeeva", "/queue/", 2),
        ("gordeeva", "/vendor-tickets/", 1),
        ("choi", "/queue/", 0),
        ("titova", "/queue/", 1),
        ("saveliev", "/search/?q=rphost", 2),
        ("titova", "/search/?q=rphost", 1),
        ("gordeeva", "/queue/?level=2", 1),
        ("gordeeva", "/queue/?show=mine", 1),
        ("gordeeva", "/queue/?show=overdue", 2),
        ("gordeeva", "/queue/?group=level", 2),
    ],
)
def test_the_rows_of_the_page_in_its_order(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None], login: str, page: str, rows: int
) -> None:
    passed_on(desk, MARCH)
    desk.register(MARCH, level=2)
    client, (path, _mark, query) = reader(login), page.partition("?")
    shown = list(dict.fromkeys(re.findall(r'href="/tickets/([UV]-\d+)/"', client.get(page).text)))
    reach_nothing()
    address = f"/exports/{path.strip('/').replace('-', '_')}/?{query}"
    asks = client.get(address).text
    assert f"Строк в выгрузке: {rows}." in " ".join(asks.split())
    reach_nothing()
    found = [row["Номер"] for row in table(fetched(client, address).whole)]
    assert found == shown
    assert len(found) == rows


def test_a_client_is_told_no_more_than_its_list_tells(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    passed_on(desk, MARCH)
    theirs = set(some(table(fetched(reader("saveliev"), "/exports/tickets/").whole))[0])
    reach_nothing()
    desks = set(some(table(fetched(reader("gordeeva"), "/exports/queue/").whole))[0])
    reach_nothing()
    vendors = set(some(table(fetched(reader("titova"), "/exports/queue/").whole))[0])
    assert desks - theirs == {"Клиент", "Теги", "Пропущено сроков"}
    assert vendors - desks == {"Партнёр"}
    assert theirs < desks < vendors


def test_values_have_the_types_of_a_spreadsheet(
    cast: Cast, desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    """An instant is one of the reader's zone, which the head names."""
    desk.register(MARCH)
    with transaction.atomic(), as_system("another zone"):
        Person.objects.filter(pk=cast.person["saveliev"]).update(zone="Asia/Vladivostok")
    client = reader("saveliev")
    [row] = table(fetched(client, "/exports/tickets/").whole)
    assert row["Уровень"] == 3
    assert row["Зарегистрировано, МСК+7"].isoformat() == "2024-03-14T17:05:00"
    reach_nothing()
    [line] = lines(fetched(client, "/exports/tickets/", "csv").whole)
    assert line["Зарегистрировано, МСК+7"] == "2024-03-14 17:05:00"
    reach_nothing()
    with transaction.atomic(), as_system("another zone"):
        Person.objects.filter(pk=cast.person["saveliev"]).update(zone="Europe/Berlin")
    [row] = table(fetched(client, "/exports/tickets/").whole)
    assert row["Зарегистрировано, Europe/Berlin"].isoformat() == "2024-03-14T08:05:00"


def test_how_late_something_was_is_a_duration_and_a_share_a_number(
    cast: Cast, desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    number = desk.register(MARCH, level=2).number
    with transaction.atomic():
        while settle_due(at=msk("2024-03-25 10:00")).done:
            pass
    client = reader("lapteva")
    found = some(table(fetched(client, "/exports/late_answers/?period=2024-03").whole))
    assert {row["Обращение"] for row in found} == {number}
    assert all(isinstance(row["Опоздание, по часам срока"], timedelta) for row in found)
    reach_nothing()
    kontur = next(
        row
        for row in table(fetched(client, "/exports/compliance/?period=2024-03").whole)
        if row["Вместе: всего"]
    )
    assert kontur["Вместе: в срок"] == 0
    assert kontur["Вместе: пропущено"] == kontur["Вместе: всего"] == len(found)
    reach_nothing()
    said = lines(fetched(client, "/exports/compliance/?period=2024-03", "csv").whole)
    assert [line["Вместе: в срок"] for line in said if line["Вместе: в срок"]] == ["0,0%"]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_that_was_typed_is_a_formula(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None], text: str
) -> None:
    number = desk.register(MARCH).number
    said(number, subject=text, system_name=text, author_name=text)
    client = reader("gordeeva")
    head, row = cells(fetched(client, "/exports/queue/").whole)
    known = {cell.value: each for cell, each in zip(head, row, strict=True)}
    for name in ("Тема", "Система", "Автор"):
        assert known[name].value.replace("_x000D_", "\r") == text
        assert known[name].data_type == "s"
        assert known[name].quotePrefix
    reach_nothing()
    [line] = lines(fetched(client, "/exports/queue/", "csv").whole)
    assert [line[name] for name in ("Тема", "Система", "Автор")] == [f"'{text}"] * 3


def test_signs_that_no_file_can_hold_and_texts_that_no_cell_takes(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    number = desk.register(MARCH).number
    said(number, subject='до\x01после\x1b;"кавычки"\nвторая строка')
    client = reader("gordeeva")
    [row] = table(fetched(client, "/exports/queue/").whole)
    assert row["Тема"] == 'допосле;"кавычки"\nвторая строка'
    reach_nothing()
    [line] = lines(fetched(client, "/exports/queue/", "csv").whole)
    assert line["Тема"] == 'допосле;"кавычки"\nвторая строка'


def test_a_file_is_called_as_its_list_also_by_the_longest_name(
    cast: Cast, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    named = unquote(fetched(reader("gordeeva"), "/exports/queue/", "csv").headers["Content-Disposition"])
    assert "attachment" in named
    assert "filename*=utf-8''Очередь, " in named
    assert named.endswith(".csv")
    reach_nothing()
    longest = Organisation._meta.get_field("short_name").max_length
    with transaction.atomic(), as_system("a long name"):
        Organisation.objects.filter(pk=cast.organisation["zmk"]).update(
            short_name=("Щ/\r\n" * longest)[:longest]
        )
    answer = fetched(reader("saveliev"), "/exports/people/")
    name = unquote(answer.headers["Content-Disposition"]).rpartition("utf-8''")[2]
    assert len(name.encode()) < 255
    assert not re.search(r"[\\/\r\n]", name)
    assert table(answer.whole)


def test_more_rows_than_one_answer_takes_are_read_page_by_page_each_once(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    number = desk.register(MARCH).number
    made = copies(number, 1100, msk("2099-01-01 00:00"))
    found = [row["Номер"] for row in lines(fetched(reader("gordeeva"), "/exports/queue/", "csv").whole)]
    assert found == [number, *made]


def test_the_overdue_are_the_overdue_alone(
    desk: Desk, reader: Reader, reach_nothing: Callable[[], None]
) -> None:
    late = desk.register(MARCH).number
    desk.register(clock.now())
    found = table(fetched(reader("gordeeva"), "/exports/queue/?show=overdue").whole)
    assert [row["Номер"] for row in found] == [late]


def test_it_is_said_who_took_which_list(desk: Desk, reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    desk.register(MARCH)
    with caplog.at_level("INFO", "kabinet.security"):
        fetched(reader("gordeeva"), "/exports/queue/?q=secret")
    [line] = [each.getMessage() for each in caplog.records if "list exported" in each.getMessage()]
    assert "list=queue" in line
    assert "rows=1" in line
    assert "secret" not in line
