"""What stands around a page: the way around, the corner of the desk, the warning."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from kabinet.pages import polling
from kabinet.pages.shell import navigation, navigation_links, warning, working_day
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.working_time import calendar
from tests.cast import Cast
from tests.some import some

MOSCOW, VLADIVOSTOK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Vladivostok")
HOURS = calendar("Europe/Moscow", [(570, 1080)])


def moscow(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=MOSCOW)


def test_the_corner_says_what_is_left_of_the_working_day():
    desk = working_day.of_day(moscow(2024, 3, 14, 14, 42), MOSCOW, HOURS)
    assert (desk.clock, desk.percent) == ("14:42", 61)
    assert desk.words.replace("\xa0", " ") == "рабочее время, ещё 3 ч 18 мин"
    assert desk.date.replace("\xa0", " ") == "чт, 14 марта, МСК"


def test_the_corner_at_night_says_when_work_begins():
    desk = working_day.of_day(moscow(2024, 3, 15, 19), MOSCOW, HOURS)
    assert desk.words.replace("\xa0", " ") == "нерабочее время до пн 09:30"
    assert desk.percent == 100


def test_the_corner_on_a_day_off_has_no_bar():
    assert working_day.of_day(moscow(2024, 3, 16, 12), MOSCOW, HOURS).percent is None


def test_the_corner_is_in_the_readers_own_zone_and_counts_by_the_law():
    desk = working_day.of_day(moscow(2024, 3, 14, 9), VLADIVOSTOK, HOURS)
    assert (desk.clock, "МСК+7" in desk.date) == ("16:00", True)
    assert desk.words.replace("\xa0", " ") == "нерабочее время до 16:30"


@pytest.mark.clause("L9b")
@pytest.mark.parametrize(
    ("left", "tone"), [(61, None), (60, "warn"), (1, "warn"), (0, "warn"), (-1, "bad"), (None, "bad")]
)
def test_a_licence_warns_from_sixty_days_and_says_that_it_ended(left: int | None, tone: str | None):
    today = date(2024, 3, 1)
    last = today + timedelta(days=left) if left is not None else None
    found = warning.licence(last, today, "Северный Контур", "+7 812 000-20-00", writes=True)
    assert (found.tone if found else None) == tone


@pytest.mark.clause("L12b")
def test_a_partner_without_status_is_warned():
    assert warning.status(None, True, date(2024, 7, 1)) is None
    found = warning.status(date(2024, 6, 30), False, date(2024, 7, 1))
    assert found is not None
    assert (found.tone, found.clause) == ("bad", "L12b")


def test_every_line_of_the_side_leads_to_a_page():
    people = {kind.value: Actor(1, "", kind, 1, roles=frozenset(Role), confirmed=True) for kind in OrgKind}
    people["office"] = Actor(1, "", OrgKind.VENDOR, 1, roles=frozenset({Role.ADMINISTRATOR}), confirmed=True)
    for side, actor in some(people.items()):
        links = [link for _title, links in navigation_links.SIDES[side] for link in links]
        counted = {link.count: 0 for link in links if link.mine}
        shown = [item.key for group in navigation.link_groups(actor, counted, "") for item in group.items]
        assert shown == [link.key for link in links]


def test_some_lines_are_there_for_those_whom_they_concern():
    actor = Actor(1, "", OrgKind.VENDOR, 1, confirmed=True)
    keys = {item.key for group in navigation.link_groups(actor, {}, "") for item in group.items}
    assert "confirmations" not in keys


def test_one_line_is_marked():
    actor = Actor(1, "", OrgKind.CLIENT, 1, confirmed=True)
    items = [item for group in navigation.link_groups(actor, {}, "people") for item in group.items]
    assert [item.key for item in items if item.current] == ["people"]


@pytest.mark.parametrize(
    ("count", "tone", "shown"),
    [(7, "", "7"), (0, "", "0"), (0, "hot", None), (100, "hot", "99+"), (None, "", None)],
)
def test_figures_of_the_side(count: int | None, tone: str, shown: str | None):
    assert navigation.figure(count, tone) == shown


def test_a_client_sees_its_partner_and_the_hours_of_its_agreement(cast: Cast, client: Client):
    cast.sign_in(client, "kim")
    page = client.get("/people/").content.decode().replace("\xa0", " ")
    assert "Примсофт" in page
    assert "+7 423 000-31-00" in page
    assert "рабочие дни 09:30–18:00 МСК+7; критические — круглосуточно" in page


def test_a_sentence_is_kept_for_the_next_page_and_said_once(cast: Cast, client: Client, rf):
    from django.contrib.messages.storage.session import SessionStorage

    from kabinet.pages import shell

    cast.sign_in(client, "saveliev")
    request = rf.get("/")
    request.session = client.session
    request._messages = SessionStorage(request)
    shell.flash_message(request, "Решение принято.")
    request._messages.update(None)
    request.session.save()
    assert "Решение принято." in client.get("/people/").content.decode()
    assert "Решение принято." not in client.get("/people/").content.decode()


def test_a_stamp_tells_states_apart():
    assert polling.stamp("U-48001", 7) == polling.stamp("U-48001", 7)
    assert (
        len({polling.stamp("a", "bc"), polling.stamp("ab", "c"), polling.stamp("abc"), polling.stamp()}) == 4
    )


def test_the_shell_and_the_gate_cost_a_fixed_number_of_queries(cast: Cast, client: Client):
    """Session, who asks (with what tells the database), surroundings, figures; savepoints are the test's own."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for login in ("saveliev", "gordeeva", "titova"):
        cast.sign_in(client, login)
        client.get("/rules/clause/U4d/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/rules/clause/U4d/")
        told = [query["sql"][:60] for query in asked if "SAVEPOINT" not in query["sql"]]
        assert len(told) <= 7, told
