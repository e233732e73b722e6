"""A participant of joint work finds it in the list, and reads why and until when a part of it is closed (P5c)."""

from datetime import datetime

import pytest

from kabinet.actions.tickets.level import change_level
from kabinet.actions.vendor.participants import end_participation, invite_participant
from tests.desk import Desk, later, passed_on

pytestmark = pytest.mark.clause("P5c")


@pytest.fixture
def joined(desk: Desk, now: datetime) -> str:
    vendor = passed_on(desk, later(now, hours=-5))[1]
    at, person = later(now, hours=-4), desk.cast.person["orlova"]
    desk.do(invite_participant, "gordeeva", at, number=vendor, person=person)
    return vendor


def test_it_stands_in_the_side_and_leads_there(joined: str, see) -> None:
    assert 'href="/joint/"' in see("orlova", "/tickets/")
    assert f'href="/joint/{joined}/"' in see("orlova", "/joint/")
    assert 'href="/joint/"' not in see("frolov", "/tickets/")
    assert joined not in see("saveliev", "/joint/")


def test_on_the_level_without_participants_it_says_why_since_when_and_until_when(
    desk: Desk, now: datetime, joined: str, see, status, reader
) -> None:
    desk.do(change_level, "titova", later(now, hours=-2), number=joined, level=4, reason="Пожелание")
    page = see("orlova", f"/joint/{joined}/", 403)
    assert "на уровне 4 1С работает только со специалистами партнёра" in page
    assert "Откроется само, если уровень поднимут" in page
    assert "/rules/clause/P5c/" in page
    assert "rphost" not in page
    assert reader("orlova").get(f"/tickets/{joined}/")["Location"] == f"/joint/{joined}/"
    assert 'href="/joint/"' in see("orlova", "/tickets/")
    listed = see("orlova", "/joint/")
    assert joined in listed
    assert f'href="/joint/{joined}/"' not in listed
    for login in ("frolov", "saveliev", "stranger"):
        assert status(login, f"/joint/{joined}/") == 404
        assert status(login, f"/tickets/{joined}/") == 404


def test_an_ended_part_is_told_from_what_never_was(desk: Desk, now: datetime, joined: str, see) -> None:
    at, person = later(now, hours=-2), desk.cast.person["orlova"]
    desk.do(end_participation, "gordeeva", at, number=joined, person=person)
    assert "Ваше участие закончилось" in see("orlova", f"/joint/{joined}/", 403)
    assert "Ваше участие закончилось" in see("orlova", "/joint/")


@pytest.mark.clause("P7")
def test_the_document_says_the_level_that_was_sent(desk: Desk, now: datetime, joined: str, see) -> None:
    desk.do(change_level, "titova", later(now, hours=-2), number=joined, level=4, reason="Пожелание")
    page = see("gordeeva", f"/tickets/{joined}/document/")
    assert "Передано с уровнем 3, сейчас уровень 4." in page
    document = page.split('class="document"')[1]
    assert "level-3" in document.split("</article>")[0]
    assert "level-4" not in document.split("</article>")[0]


@pytest.mark.parametrize("page", ["take/", "refuse/", "pass-on/", "level/"])
def test_a_page_that_is_refused_leads_back_to_the_ticket(desk: Desk, now: datetime, see, page: str) -> None:
    number = desk.register(later(now, hours=-1)).number
    refused = see("frolov", f"/tickets/{number}/{page}", 404 if page == "pass-on/" else 403)
    if page != "pass-on/":
        assert f'href="/tickets/{number}/"' in refused.split("help-page")[1]
