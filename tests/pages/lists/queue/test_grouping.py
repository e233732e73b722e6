"""Lines of both lists under heads of the reader's choice, and narrowed by everything that L1 names."""

import re

import pytest

from kabinet.actions.desk.tag import tag_ticket
from kabinet.actions.desk.watch import watch_ticket
from kabinet.actions.tickets.take import take_ticket
from tests.desk import Desk, later, msk
from tests.fixtures_pages import Reader
from tests.pages.many import copies
from tests.pages.queries import asked
from tests.some import some

AT = msk("2024-03-14 10:05")
pytestmark = pytest.mark.clause("L1")


def heads(html: str) -> list[str]:
    return re.findall(r'<h2 class="group">.*?<b>(.*?)</b>', html)


@pytest.fixture
def numbers(desk: Desk) -> dict[str, str]:
    """Two tickets that differ in everything by which lists are grouped."""
    found = {
        "zmk": desk.register(AT, level=2, system="erp").number,
        "buh": desk.register(msk("2024-04-02 10:00"), "orlova", system="buh", service="installation").number,
    }
    desk.do(take_ticket, "gordeeva", later(AT, minutes=3), number=found["zmk"])
    desk.do(tag_ticket, "gordeeva", later(AT, minutes=4), number=found["zmk"], name="астра")
    return found


HEADS = {
    "system": 2,
    "author": 2,
    "assignee": 2,
    "level": 2,
    "status": 2,
    "service": 2,
    "month": 2,
    "client": 1,
    "tag": 2,
}


@pytest.mark.parametrize("group", HEADS)
def test_the_queue_is_grouped(desk: Desk, numbers: dict[str, str], reader: Reader, group: str) -> None:
    html = reader("gordeeva").get(f"/queue/?group={group}&state=all").text
    assert len(heads(html)) == HEADS[group]
    assert set(re.findall(r'id="row-([UV]-\d+)"', html)) == set(numbers.values())


@pytest.mark.parametrize("group", [name for name in HEADS if name not in ("client", "tag")])
def test_a_clients_list_is_grouped(desk: Desk, numbers: dict[str, str], reader: Reader, group: str) -> None:
    html = reader("saveliev").get(f"/tickets/?group={group}").text
    assert len(heads(html)) == HEADS[group]
    for number in some(numbers.values()):
        assert number in html


@pytest.mark.parametrize(("login", "page"), [("gordeeva", "/queue/"), ("saveliev", "/tickets/")])
def test_heads_say_what_is_under_them(
    desk: Desk, numbers: dict[str, str], reader: Reader, login: str, page: str
) -> None:
    assert heads(reader(login).get(f"{page}?group=month").text) == ["Апрель 2024", "Март 2024"]
    assert heads(reader(login).get(f"{page}?group=level").text) == ["2 · Серьёзное", "3 · Стандартное"]
    assert heads(reader(login).get(f"{page}?group=assignee").text) == [
        "Без исполнителя",
        "Гордеева Алина Викторовна",
    ]
    assert len(heads(reader(login).get(f"{page}?group=nonsense").text)) >= 1


def test_groups_go_on_over_pages_at_the_same_cost(
    desk: Desk, numbers: dict[str, str], reader: Reader
) -> None:
    made = [
        *numbers.values(),
        *copies(numbers["buh"], 60, later(AT, days=20)),
        *copies(numbers["zmk"], 20, AT, 910_000),
    ]
    client, seen, address = reader("gordeeva"), [], "?group=system"
    while address:
        html = client.get(f"/queue/{address}").text
        seen += re.findall(r'id="row-([UV]-\d+)"', html)
        onward = re.search(r'href="(\?[^"]*after=[^"]+)"', html)
        address = onward[1].replace("&amp;", "&") if onward else ""
    assert sorted(seen) == sorted(made)
    assert len(asked(client, "/queue/?group=tag")) <= 8
    assert len(asked(reader("saveliev"), "/tickets/?group=system")) <= 8


def test_every_particular_narrows_the_queue(desk: Desk, numbers: dict[str, str], reader: Reader) -> None:
    cast, client = desk.cast, reader("gordeeva")
    narrowed = {
        f"author={cast.person['orlova']}": "buh",
        f"assignee={cast.person['gordeeva']}": "zmk",
        f"system={cast.system['buh']}": "buh",
        "service=installation": "buh",
        "level=2": "zmk",
        "since=2024-04-01": "buh",
        "until=2024-03-31": "zmk",
        "tag=астра": "zmk",
        "status=in_work": "zmk",
    }
    for query, key in narrowed.items():
        html = client.get(f"/queue/?{query}").text
        assert re.findall(r'id="row-([UV]-\d+)"', html) == [numbers[key]], query
        assert len(asked(client, f"/queue/?{query}")) <= 9  # one more says the name of what is set
    form = client.get("/queue/queue/filters/").text
    for name in ("author", "service", "since", "until", "group"):
        assert f'name="{name}"' in form or name == "author"


def test_a_client_asks_for_an_assignee(desk: Desk, numbers: dict[str, str], reader: Reader) -> None:
    client = reader("saveliev")
    assert "Алина Гордеева" in client.get("/tickets/choices/assignee/").text
    html = client.get(f"/tickets/?assignee={desk.cast.person['gordeeva']}").text
    assert numbers["zmk"] in html
    assert numbers["buh"] not in html


@pytest.mark.parametrize(("login", "page"), [("frolov", "/tickets/"), ("arkhipova", "/queue/")])
def test_what_one_watches(desk: Desk, numbers: dict[str, str], reader: Reader, login: str, page: str) -> None:
    client = reader(login)
    assert "Вы ни за чем не наблюдаете" in client.get(f"{page}?show=watching").text
    desk.do(watch_ticket, login, later(AT, hours=1), number=numbers["buh"])
    html = client.get(f"{page}?show=watching").text
    assert numbers["buh"] in html
    assert numbers["zmk"] not in html
    assert len(asked(client, f"{page}?show=watching")) <= 8


@pytest.mark.parametrize(
    "query", ["tag=%00", "tag=" + "x" * 99, "since=x", "author=-1", "group=%00", "after=%00"]
)
def test_whatever_stands_in_the_address(desk: Desk, reader: Reader, query: str) -> None:
    for login, page in (("gordeeva", "/queue/"), ("saveliev", "/tickets/")):
        assert reader(login).get(f"{page}?{query}").status_code == 200
