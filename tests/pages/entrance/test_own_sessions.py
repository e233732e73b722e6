"""Sessions end by themselves and by their person; the table has no key by which anybody could be somebody (U5d)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from kabinet.config.sessions import hashed
from kabinet.queries.admission import IDLE, LONGEST
from kabinet.records.models import Session
from kabinet.records.security.reach import as_system, leave
from tests.cast import PASSWORD, Cast
from tests.clock import AT
from tests.records.security.sql import run

pytestmark = pytest.mark.usefixtures("stated_instant")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch):
    """The instant at which pages are read from now on, so long after AT."""

    def move(since: timedelta) -> None:
        monkeypatch.setattr("kabinet.pages.gate.now", lambda: AT + since)

    return move


def signed_in(login: str = "saveliev", browser: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": browser})
    assert client.post("/sign-in/", {"login": login, "password": PASSWORD}).status_code == 303
    return client


def is_in(client: Client, **headers: str) -> bool:
    answer = client.get("/me/", headers=headers)
    assert answer.status_code == 200 or "ended=1" in (answer.get("Location") or answer["HX-Redirect"])
    return answer.status_code == 200


def test_it_ends_without_its_person_doing_anything(cast: Cast, moved):
    client = signed_in()
    moved(IDLE - timedelta(seconds=1))
    assert is_in(client)
    moved(2 * IDLE - timedelta(seconds=2))
    assert is_in(client)
    moved(3 * IDLE)
    assert not is_in(client)


def test_what_a_page_asks_by_itself_keeps_no_session_awake(cast: Cast, moved):
    client = signed_in()
    for part in (1, 2, 3):
        moved(part * IDLE / 4)
        assert is_in(client, **{"HX-Request": "true"})
    moved(IDLE)
    assert not is_in(client, **{"HX-Request": "true"})


def test_it_ends_a_working_day_after_it_began_whatever_is_done_in_it(cast: Cast, moved):
    client = signed_in()
    for hour in range(1, 12):
        moved(timedelta(hours=hour))
        assert client.post("/me/zone/", {"zone": "Asia/Omsk"})["Location"] == "/me/"
    moved(LONGEST)
    answer = client.get("/me/")
    assert answer["Location"] == "/sign-in/?ended=1&next=/me/"


def test_a_session_that_does_not_say_since_when_it_is_is_nobodys(cast: Cast):
    client = signed_in()
    with transaction.atomic(), as_system("a test"):
        assert Session.objects.update(begun=None) == 1
    assert not is_in(client)


def test_the_table_has_hashes_of_keys_and_shows_them_to_nobody_else(cast: Cast):
    client = signed_in()
    key = client.cookies["kabinet"].value
    with transaction.atomic(), as_system("a test"):
        assert [row.pk for row in Session.objects.all()] == [hashed(key)] != [key]
    assert Client(headers={"Cookie": f"kabinet={hashed(key)}"}).get("/me/").status_code == 303
    with transaction.atomic():
        for login, rows in (("saveliev", 1), ("orlova", 0), ("shulgin", 0)):
            cast.actor(login, AT)
            assert len(run("SELECT session_key FROM session")) == rows
        leave()
        assert not run("SELECT session_key FROM session")


def test_ones_own_sessions_are_listed_and_ended_one_by_one_or_all_others(cast: Cast):
    mine, phone = signed_in(), signed_in(browser="Mozilla/5.0 (iPhone) AppleWebKit Safari/604.1")
    tablet, other = signed_in(), signed_in("orlova")
    page = mine.get("/me/").content.decode()
    assert page.count("Firefox, Linux") == 2
    assert page.count("Safari, iPhone") == page.count("этот сеанс") == 1
    assert "через 12\u00a0ч после входа и через 2\u00a0ч без ваших действий" in page
    key = hashed(phone.cookies["kabinet"].value)
    assert key in page
    assert other.post("/me/sessions/end/", {"session": key}).status_code == 303
    assert is_in(phone)
    assert mine.post("/me/sessions/end/", {"session": key}).status_code == 303
    assert not is_in(phone)
    assert is_in(tablet)
    this = hashed(mine.cookies["kabinet"].value)
    assert mine.post("/me/sessions/end/", {"session": this}).status_code == 404
    mine.post("/me/sessions/end/")
    assert (is_in(mine), is_in(tablet), is_in(other)) == (True, False, True)
