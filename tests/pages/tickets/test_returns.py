"""A returned ticket, ticked off item by item, in sight of both sides (P5e)."""

from io import BytesIO

import pytest

from kabinet.actions.vendor.return_back import return_ticket
from tests import clock
from tests.desk import Desk, later, passed_on

pytestmark = pytest.mark.clause("P5e")


@pytest.fixture
def returned(desk: Desk, now) -> str:
    _, vendor = passed_on(desk, later(now, hours=-3))
    at = later(now, hours=-1)
    desk.do(
        return_ticket, "titova", at, number=vendor, cases=["symptoms", "diagnostics"], text="Мало сведений"
    )
    return vendor


def test_each_item_is_done_by_itself_and_both_see_how_far_it_is(
    desk: Desk, returned: str, send, see, now
) -> None:
    before = desk.ticket(returned)
    order = [row.number for row in _queue(desk)]
    page = see("gordeeva", f"/tickets/{returned}/")
    assert "Дополните сведения: осталось 3 из 3" in page
    assert "Мало сведений." in page
    assert "/rules/clause/P5e/" in page
    assert all(
        f"/tickets/{returned}/complete/{item}/" in page for item in ("impact", "description", "diagnostics")
    )
    form = see("gordeeva", f"/tickets/{returned}/complete/impact/")
    assert "После этого пункта останется ещё 2" in form
    assert send("gordeeva", f"/tickets/{returned}/complete/impact/", value="").status_code == 422
    assert send("gordeeva", f"/tickets/{returned}/complete/impact/", value="serious").status_code == 303
    theirs = see("titova", f"/tickets/{returned}/")
    assert "Партнёр дополняет сведения: осталось 2 из 3" in theirs
    assert "Алина Гордеева" in theirs
    assert f"/tickets/{returned}/complete/" not in theirs
    assert send("zhdanov", f"/tickets/{returned}/complete/description/", value="Падает").status_code == 303
    assert "Это последний пункт" in see("zhdanov", f"/tickets/{returned}/complete/diagnostics/")
    dump = BytesIO(b"PK")
    dump.name = "дамп.zip"
    assert send("zhdanov", f"/tickets/{returned}/complete/diagnostics/", value=dump).status_code == 303
    after = desk.ticket(returned)
    assert (after.status, after.turn, after.impact) == ("in_work", "vendor", "serious")
    assert (after.queue_at, after.queue_from, after.queue_clock) == (
        before.queue_at,
        before.queue_from,
        before.queue_clock,
    )
    assert [row.number for row in _queue(desk)] == order, "the same place in the queue"
    assert "Дополнено: " in see("titova", f"/tickets/{returned}/")


def _queue(desk: Desk):

    from kabinet.records import lists

    at = clock.now()
    return lists.queue(desk.cast.actor("titova", at), lists.Filters(), leg="vendor").rows


def test_an_item_of_a_colleague_is_not_given_twice(desk: Desk, returned: str, send, see, status) -> None:
    send("gordeeva", f"/tickets/{returned}/complete/impact/", value="serious")
    assert status("zhdanov", f"/tickets/{returned}/complete/impact/") == 303
    assert send("zhdanov", f"/tickets/{returned}/complete/impact/", value="minor").status_code == 303
    assert desk.ticket(returned).impact == "serious"


def test_what_nobody_asked_for_is_not_there(desk: Desk, returned: str, status) -> None:
    assert status("gordeeva", f"/tickets/{returned}/complete/scenario/") == 404
    assert status("gordeeva", f"/tickets/{returned}/complete/no-such-field/") == 404
    assert status("titova", f"/tickets/{returned}/complete/impact/") == 403
    assert status("saveliev", f"/tickets/{returned}/complete/impact/") == 404


def test_the_rest_at_once_asks_only_for_what_is_left(desk: Desk, returned: str, send, see) -> None:
    send("gordeeva", f"/tickets/{returned}/complete/impact/", value="serious")
    form = see("gordeeva", f"/tickets/{returned}/complete/")
    assert 'name="impact"' not in form
    assert "Осталось пунктов: 2 из 3." in form
    half = send("gordeeva", f"/tickets/{returned}/complete/", description="Падает каждые десять минут")
    assert half.status_code == 422
    assert "Падает каждые десять минут" in half.content.decode()
    dump = BytesIO(b"PK")
    dump.name = "дамп.zip"
    sent = send("gordeeva", f"/tickets/{returned}/complete/", description="Падает", diagnostics=dump)
    assert sent.status_code == 303
    assert desk.ticket(returned).status == "in_work"


@pytest.mark.clause("U6b")
def test_a_completed_impact_is_the_tickets_own(desk: Desk, now, send, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(return_ticket, "titova", later(now, hours=-1), number=vendor, cases=["symptoms"])
    send("gordeeva", f"/tickets/{vendor}/complete/impact/", value="critical")
    assert desk.ticket(vendor).impact == "critical"
    for login in ("titova", "gordeeva"):
        assert "Влияние на бизнес не соответствует уровню 3" in see(login, f"/tickets/{vendor}/")
