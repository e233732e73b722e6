"""How many questions the pages of tickets put to the database: the same for few and for many (query_counts.json)."""

from datetime import UTC, datetime

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from tests.desk import Desk, later, passed_on
from tests.fixtures_pages import Reader
from tests.pages.many import copies
from tests.pages.queries import asked, baseline

SOON = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(("name", "address"), [("tickets", "/tickets/"), ("tickets_news", "/tickets/news/")])
def test_the_list_costs_the_same_for_ten_and_for_a_thousand(
    desk: Desk, reader: Reader, reach_nothing, now, name: str, address: str
) -> None:
    number, client, figures = desk.register(now).number, reader("saveliev"), []
    for count, begin in ((9, 900_000), (990, 910_000)):
        copies(number, count, SOON, begin)
        reach_nothing()
        figures.append(len(asked(client, address)))
    assert figures == [baseline(name)] * 2
    assert baseline(name) <= 8


@pytest.mark.parametrize(
    "query", ["show=ours", "show=mine", "show=closed", "show=all", "level=2", "since=2024-01-01"]
)
def test_a_view_costs_no_more(desk: Desk, reader: Reader, now, query: str) -> None:
    desk.register(now, level=2)
    assert len(asked(reader("saveliev"), f"/tickets/?{query}")) <= 8


PAGES = {
    "ticket": "/tickets/{number}/",
    "ticket_live": "/tickets/{number}/live/?show=all",
    "ticket_clocks": "/tickets/{number}/clocks/",
    "ticket_say": "/tickets/{number}/say/",
    "ticket_level": "/tickets/{number}/level/propose/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_ticket_costs_the_same_whatever_was_said(
    desk: Desk, reader: Reader, reach_nothing, now, name: str
) -> None:
    """The dearest one: critical, passed on, read by the partner, with something to read."""
    number, vendor = passed_on(desk, later(now, minutes=-90), level=1)
    client, figures = reader("gordeeva"), []
    for count in (1, 30):
        for place in range(count):
            desk.do(write_note, "gordeeva", now, number=number, text=f"Заметка {place}")
        desk.do(answer_ticket, "titova", now, number=vendor, text="Есть новости?")
        reach_nothing()
        figures.append(len(asked(client, PAGES[name].format(number=number))))
    assert figures == [baseline(name)] * 2
    assert baseline(name) <= 14


@pytest.mark.parametrize("login", ["saveliev", "frolov", "lapteva", "titova"])
def test_no_reader_costs_more(desk: Desk, reader: Reader, now, login: str) -> None:
    number, vendor = passed_on(desk, later(now, minutes=-90), level=1)
    address = f"/tickets/{vendor if login == 'titova' else number}/"
    assert len(asked(reader(login), address)) <= baseline("ticket")


def test_a_quiet_page_asks_little(desk: Desk, reader: Reader, now) -> None:
    """Session, who asks, the reach; versions of the ticket and the linked one and which colleague writes in one question."""
    from kabinet.pages.tickets.page.views import stamp
    from kabinet.records import doors

    number, _ = passed_on(desk, later(now, hours=-1))
    actor = desk.cast.actor("gordeeva", now)
    seen = stamp(actor, number, doors.state(actor, number, now))
    questions = asked_quietly(reader("gordeeva"), f"/tickets/{number}/live/?seen={seen}")
    assert len(questions) <= 4


def asked_quietly(client, address: str) -> list[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.pages.queries import MARKS

    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 204
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(MARKS)]
