"""A cell of a line of oversight leads to the same list of that one value alone: every such column of every list (L17a)."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import transaction

from kabinet.pages.oversight.lists.names import DESKS
from kabinet.records.models import Agreement, Ticket
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, passed_on
from tests.markup import packed
from tests.pages.oversight.test_lists import HAPPENED, MARCH, PERIOD
from tests.some import some

COLUMNS = {"Партнёр": "partner", "Клиент": "client", "Исполнитель": "assignee", "Система": "system"}
CELL = re.compile(r'<td data-label="([^"]+)"><a class="link quiet" href="\?([^"]*)">([^<]+)</a></td>')
SAID = re.compile(r'<td data-label="([^"]+)">(?:<a [^>]*>)?([^<]+)')
LINE = re.compile(r'<tr data-row><td><a class="link" href="[^"]+">([^<]+)</a>(.*?)</tr>')


def two_late(desk: Desk) -> list[str]:
    port = desk.register(MARCH, "kim", system="terminal").number
    return [*passed_on(desk, MARCH, level=4), port]


def two_desks(desk: Desk) -> list[str]:
    with transaction.atomic(), as_system("a test"):
        Agreement.objects.update(third_party_desk="Своя система")
    return [desk.register(MARCH).number, desk.register(MARCH, "kim", system="terminal").number]


# A list, and what brings tickets into it.
FILLED: dict[str, Callable[[Desk], object]] = {
    "/oversight/late/": two_late,
    f"/oversight/lists/{DESKS}/": two_desks,
    **{f"/oversight/lists/{name}/": happens for name, (happens, _state, _words) in HAPPENED.items()},
}


def given(cast: Cast) -> None:
    """Everybody's tickets have somebody who works on them."""
    with transaction.atomic(), as_system("a test"):
        Ticket.objects.update(assignee=cast.person["gordeeva"], assignee_name="Гордеева Алина Викторовна")
        Ticket.objects.filter(client=cast.client["vostok"]).update(
            assignee=cast.person["choi"], assignee_name="Цой Андрей Владимирович"
        )


def lines(page: str) -> list[tuple[str, str]]:
    """The number and the cells of each."""
    return LINE.findall(packed(page))


def keys(number: str) -> dict[str, str]:
    """Of the ticket's own row."""
    with transaction.atomic(), as_system("a look from outside"):
        row = Ticket.objects.get(number=number)
    found = {each: getattr(row, f"{each}_id") for each in COLUMNS.values()}
    return {name: str(key) for name, key in found.items() if key}


@pytest.mark.clause("L17a")
@pytest.mark.parametrize("address", FILLED)
def test_a_cell_narrows_the_list_to_its_own_value_and_by_nothing_else(
    cast: Cast, desk: Desk, see, address: str
) -> None:
    FILLED[address](desk)
    given(cast)
    query = dict(parse_qsl(PERIOD)) | ({"all": "yes"} if address == "/oversight/late/" else {})
    for number, line in some(lines(see("lapteva", f"{address}?{urlencode(query)}"))):
        cells = {label: (dict(parse_qsl(unescape(asks))), words) for label, asks, words in CELL.findall(line)}
        assert {COLUMNS[label] for label in cells} == keys(number).keys()
        for label, (asks, words) in some(cells.items()):
            assert asks == {**query, COLUMNS[label]: keys(number)[COLUMNS[label]]}
            narrowed = dict(lines(see("lapteva", f"{address}?{urlencode(asks)}")))
            assert number in narrowed
            assert {dict(SAID.findall(each))[label] for each in narrowed.values()} == {words}
