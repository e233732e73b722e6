from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kabinet.records import doors, lists, models
from kabinet.records.lists import Filters
from kabinet.records.lists.counts import LIMIT
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from tests.cast import Cast
from tests.records.world import AT, World, ticket
from tests.some import some

HOUR = timedelta(hours=1)


def _tickets(cast: Cast, *rows: tuple[str, str, str, str, dict[str, Any]]) -> None:
    with transaction.atomic(), as_system("tickets of a test"):
        for number, client, partner, author, given in rows:
            ticket(cast, number, client, partner, author, **given)


def _still(**given: Any) -> dict[str, Any]:
    return {"queue_at": None, "queue_from": None, "queue_clock": "", "next_due_at": None} | given


@pytest.fixture
def desk(cast: Cast) -> Cast:
    """Two clients of one company group: deadlines at 3, 1, 2, 5 hours, one ticket that stands still, one that ended."""
    zmk, kedr = ("zmk", "kontur", "saveliev"), ("kedr", "kontur-ural", "dremin")
    gordeeva = {"assignee_id": cast.person["gordeeva"], "assignee_name": "Гордеева"}
    closed = _still(closed_at=AT - HOUR, status="closed", turn="nobody", registered_at=AT - 9 * HOUR)
    _tickets(
        cast,
        ("U-1", *zmk, {"queue_at": AT + 3 * HOUR, **gordeeva, "level": 2}),
        ("U-2", *kedr, {"queue_at": AT + HOUR, "level": 1}),
        (
            "U-3",
            *zmk,
            {
                "queue_at": AT + 2 * HOUR,
                "turn": "client",
                "status": "waiting",
                "author_id": cast.person["orlova"],
            },
        ),
        ("U-4", *kedr, {"queue_at": AT - HOUR, "service": "consultation", "registered_at": AT - 4 * HOUR}),
        ("U-5", *zmk, _still(turn="client", status="answered", system_id=cast.system["buh"])),
        ("U-6", *zmk, closed),
    )
    return cast


def _numbers(page: lists.Page) -> list[str]:
    return [row.number for row in page.rows]


def test_the_queue_is_ordered_by_the_next_deadline_over_all_clients(desk: Cast) -> None:
    page = lists.queue(desk.actor("gordeeva", AT), Filters())
    assert _numbers(page) == ["U-4", "U-2", "U-3", "U-1", "U-5"]
    assert page.after is None


@pytest.mark.parametrize("show", ["open", "closed", "all"])
@pytest.mark.parametrize("login", ["gordeeva", "lapteva", "saveliev"])
def test_pages_follow_one_another_without_gap_or_repetition(desk: Cast, login: str, show: Any) -> None:
    actor = desk.actor(login, AT)
    listed = lists.client_list if login == "saveliev" else lists.queue
    whole, after, seen = _numbers(listed(actor, Filters(show=show))), None, []
    while True:
        page = listed(actor, Filters(show=show), after, size=2)
        seen += _numbers(page)
        if page.after is None:
            break
        after = page.after
    assert seen == whole


@pytest.mark.parametrize(
    "key", ["", "x", "[1]", '["2024-03-14",1]', '["now()",1]', "[1,2]", '["infinity",-1]', "{}"]
)
def test_a_key_that_nobody_gave_out_is_the_first_page(desk: Cast, key: str) -> None:
    actor = desk.actor("gordeeva", AT)
    assert lists.queue(actor, Filters(), key) == lists.queue(actor, Filters())


@pytest.mark.clause("L1")
@pytest.mark.parametrize("login", ["saveliev", "orlova", "frolov", "arefyev"])
def test_everybody_of_a_client_sees_the_whole_organisations_tickets(desk: Cast, login: str) -> None:
    actor = desk.actor(login, AT)
    assert _numbers(lists.client_list(actor, Filters())) == ["U-3", "U-5", "U-1"]
    assert _numbers(lists.client_list(actor, Filters(show="closed"))) == ["U-6"]
    assert set(_numbers(lists.client_list(actor, Filters(show="all")))) == {"U-1", "U-3", "U-5", "U-6"}


def _filters(cast: Cast) -> dict[str, tuple[Filters, Callable[[lists.Row], bool]]]:
    zmk, orlova, gordeeva = cast.client["zmk"], cast.person["orlova"], cast.person["gordeeva"]
    return {
        "client": (Filters(client=zmk), lambda row: row.client_id == zmk),
        "partner": (Filters(partner=cast.partner["kontur-ural"]), lambda row: row.number in ("U-2", "U-4")),
        "system": (Filters(system=cast.system["buh"]), lambda row: row.number == "U-5"),
        "author": (Filters(author=orlova), lambda row: row.author_id == orlova),
        "assignee": (Filters(assignee=gordeeva), lambda row: row.assignee_id == gordeeva),
        "mine": (Filters(mine=True), lambda row: row.assignee_id == gordeeva),
        "unassigned": (Filters(unassigned=True), lambda row: row.assignee_id is None),
        "critical": (Filters(level=1), lambda row: row.level == 1),
        "level": (Filters(level=2), lambda row: row.level == 2),
        "status": (Filters(status="answered"), lambda row: row.status == "answered"),
        "turn": (Filters(turn="client"), lambda row: row.turn == "client"),
        "service": (Filters(service="consultation"), lambda row: row.service == "consultation"),
        "overdue": (Filters(due_before=AT), lambda row: row.queue_at is not None and row.queue_at < AT),
        "stopped": (Filters(stopped=True), lambda row: row.queue_at is None),
        "due": (
            Filters(due_from=AT + HOUR, due_before=AT + 3 * HOUR),
            lambda row: row.number in ("U-2", "U-3"),
        ),
        "since": (Filters(since=AT), lambda row: row.registered_at >= AT),
        "until": (Filters(until=AT), lambda row: row.registered_at < AT),
        "both": (
            Filters(client=zmk, turn="client", system=cast.system["buh"]),
            lambda row: row.number == "U-5",
        ),
    }


@pytest.mark.clause("L1")
@pytest.mark.parametrize("show", ["open", "all"])
def test_every_filter_narrows_down_to_what_it_says(desk: Cast, show: Any) -> None:
    actor = desk.actor("gordeeva", AT)
    whole = lists.queue(actor, Filters(show=show)).rows
    for name, (filters, fits) in some(_filters(desk).items()):
        found = _numbers(lists.queue(actor, replace(filters, show=show)))
        assert found == [row.number for row in whole if fits(row)], name
        assert found, name


def test_a_clients_own_are_those_they_wrote(desk: Cast) -> None:
    assert _numbers(lists.client_list(desk.actor("orlova", AT), Filters(mine=True))) == ["U-3"]


@pytest.mark.parametrize("login", ["stranger", "choi", "titova", "shulgin", "newcomer", "loner"])
def test_lists_of_others_are_empty(desk: Cast, login: str) -> None:
    actor = desk.actor(login, AT)
    for leg in ("client", "vendor"):
        assert lists.queue(actor, Filters(show="all"), leg=leg) == lists.Page(())
        assert not any(_counts(lists.strip(actor, leg, AT)))
    assert lists.client_list(actor, Filters(show="all")) == lists.Page(())
    # What waits for a confirmation is no ticket.
    assert not any(count for name, count in lists.nav_counts(actor, AT).items() if name != "awaiting")


def test_a_line_tells_of_notices_not_read_yet(world: World) -> None:
    actor = world.cast.actor("gordeeva", AT)
    assert {row.number: row.unread for row in lists.queue(actor, Filters()).rows} == {
        "U-100": True,
        "U-101": False,
    }
    doors.notices(actor).update(read_at=AT)
    assert not any(row.unread for row in lists.queue(actor, Filters()).rows)


@pytest.mark.clause("U3.6b")
def test_a_line_counts_in_the_hours_of_its_own_agreement(world: World) -> None:
    (row,) = lists.client_list(world.cast.actor("kim", AT), Filters()).rows
    assert row.versions.working_time.zone.key == "Asia/Vladivostok"
    vendor = lists.queue(world.cast.actor("titova", AT), Filters(), leg="vendor").rows
    assert {row.versions.working_time.zone.key for row in vendor} == {"Europe/Moscow"}
    assert {row.versions.leg.code for row in vendor} == {"vendor"}


def _counts(strip: lists.Strip) -> list[int]:
    cells = (strip.overdue, strip.today, strip.off, strip.next, strip.later, strip.stopped)
    return [cell.count for cell in cells]


def test_the_strip_divides_the_queue_by_days(desk: Cast) -> None:
    strip = lists.strip(desk.actor("gordeeva", AT), "client", AT)
    assert _counts(strip) == [1, 3, 0, 0, 0, 1]
    assert strip.today.levels == (1, 3, 2)
    assert strip.days.next_day.isoformat() == "2024-03-15"


def test_the_next_day_is_the_next_working_day(desk: Cast) -> None:
    friday_before_holidays = datetime(2024, 3, 7, 12, tzinfo=UTC)
    strip = lists.strip(desk.actor("gordeeva", AT), "client", friday_before_holidays)
    assert strip.days.next_day.isoformat() == "2024-03-11"
    assert _counts(strip) == [0, 0, 0, 0, 4, 1]


def test_days_are_those_of_the_readers_zone(desk: Cast) -> None:
    actor, at = desk.actor("gordeeva", AT), AT + 3 * HOUR
    moscow, vladivostok = (lists.days(actor, "client", at, zone) for zone in (None, "Asia/Vladivostok"))
    assert (moscow.next_day.day, vladivostok.next_day.day) == (15, 18)


def test_a_ticket_due_at_midnight_is_tomorrows(cast: Cast) -> None:
    midnight = datetime(2024, 3, 14, 21, tzinfo=UTC)
    _tickets(cast, ("U-1", "zmk", "kontur", "saveliev", {"queue_at": midnight}))
    assert _counts(lists.strip(cast.actor("gordeeva", AT), "client", AT)) == [0, 0, 0, 1, 0, 0]


def test_figures_beside_the_list(desk: Cast) -> None:
    assert lists.nav_counts(desk.actor("gordeeva", AT), AT) == {
        "notices": 0,
        "open": 5,
        "ours": 3,
        "vendor": 0,
        "mine": 1,
        "overdue": 1,
        "critical": 1,
        "unassigned": 4,
        "objections": 0,
    }
    assert lists.nav_counts(desk.actor("saveliev", AT), AT) == {
        "notices": 0,
        "open": 3,
        "ours": 2,
        "mine": 2,
        "closed": 1,
    }


def test_figures_of_both_legs(world: World) -> None:
    assert lists.nav_counts(world.cast.actor("gordeeva", AT), AT)["vendor"] == 1
    assert lists.nav_counts(world.cast.actor("titova", AT), AT)["open"] == 2
    assert lists.nav_counts(world.cast.actor("saveliev", AT), AT)["notices"] == 1


def test_nothing_is_counted_beyond_its_limit(cast: Cast) -> None:
    _tickets(cast, *((f"U-{n}", "zmk", "kontur", "saveliev", {}) for n in range(1, LIMIT + 3)))
    assert lists.nav_counts(cast.actor("gordeeva", AT), AT)["open"] == LIMIT


@pytest.mark.parametrize(
    ("asked", "most"),
    [
        (lambda cast, actor: cast.actor("gordeeva", AT), 2),
        (lambda cast, actor: doors.surroundings(actor, AT), 1),
        (lambda cast, actor: lists.nav_counts(actor, AT), 1),
        (lambda cast, actor: lists.queue(actor, Filters()), 2),
        (lambda cast, actor: lists.strip(actor, "client", AT), 1),
    ],
)
def test_a_list_page_costs_as_many_questions_for_three_tickets_as_for_sixty(
    cast: Cast, asked: Callable[[Cast, Actor], object], most: int
) -> None:
    """With the session's one they are the eight that a list page may ask."""
    for more in (range(3), range(3, 60)):
        _tickets(cast, *((f"U-{n}", "zmk", "kontur", "saveliev", {}) for n in more))
        actor = cast.actor("gordeeva", AT)
        with CaptureQueriesContext(connection) as queries:
            asked(cast, actor)
        assert len(queries) == most


def test_lists_read_no_table_of_people_or_organisations(world: World) -> None:
    """Names are the ticket's own: the list is right for whoever may not see those records."""
    with as_system("a test"):
        models.Organisation.objects.filter(short_name="АО «ЗМК»").update(short_name="Другое имя")
    assert lists.queue(world.cast.actor("gordeeva", AT), Filters()).rows[0].client_name == "zmk"
