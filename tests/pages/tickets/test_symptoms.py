"""The answers about the symptoms stand before whoever judges the level, with what they come to (U3.5b, U3.5c, P4.7a)."""

from datetime import datetime

import pytest

from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.proposal import propose_level
from kabinet.regulation.pack import pack
from tests.desk import SYMPTOMS, Desk, later, passed_on

pytestmark = pytest.mark.clause("U3.5b")
QUESTIONS = {each.code: each.text.ru for each in pack("corp_4_0").leg("client").symptoms}
NO_OTHER_WAY = QUESTIONS["no_other_way"]
LOWER = "Уровень ниже, чем по симптомам: по симптомам 1, сейчас 2"


@pytest.fixture
def chosen_lower(desk: Desk, now: datetime) -> tuple[str, str]:
    """Critical by its symptoms, registered and passed on with level 2."""
    at = later(now, hours=-3)
    given = {"symptoms": SYMPTOMS[1], "chosen_level": 2, "impact": "serious"}
    number = desk.register(at, level=1, **given).number
    from kabinet.actions.vendor.pass_on import pass_on_ticket
    from tests.desk import ITEMS

    given = {"values": ITEMS, "level": 2, "level_reason": "Так решил клиент"}
    return number, desk.do(pass_on_ticket, "zhdanov", later(at, minutes=30), number=number, **given).number


@pytest.mark.clause("P4.7a")
@pytest.mark.clause("U3.5c")
def test_client_partner_and_vendor_read_the_answers_beside_the_level(
    desk: Desk, chosen_lower: tuple[str, str], see
) -> None:
    number, vendor = chosen_lower
    for login, ticket in (
        ("saveliev", number),
        ("frolov", number),
        ("gordeeva", number),
        ("gordeeva", vendor),
        ("titova", vendor),
        ("lapteva", vendor),
    ):
        page = see(login, f"/tickets/{ticket}/")
        answers = page.split("Симптомы")[1].split("</section>")[0]
        assert LOWER in answers, login
        assert all(QUESTIONS[code] in answers for code in SYMPTOMS[1]), login


def test_they_stand_on_every_form_that_judges_the_level(
    desk: Desk, now: datetime, chosen_lower: tuple[str, str], see
) -> None:
    number, vendor = chosen_lower
    for login, address in (
        ("gordeeva", f"/tickets/{number}/level/"),
        ("gordeeva", f"/tickets/{number}/level/propose/"),
        ("titova", f"/tickets/{vendor}/level/"),
        ("titova", f"/tickets/{vendor}/return/"),
        ("saveliev", f"/tickets/{number}/level/"),
    ):
        assert LOWER in see(login, address), address
    desk.do(propose_level, "gordeeva", later(now, minutes=-5), number=number, level=3, reason="Есть обход")
    for page in ("agree", "decline"):
        assert NO_OTHER_WAY in see("saveliev", f"/tickets/{number}/level/{page}/")


def test_where_the_level_is_what_they_come_to_nothing_is_said_against_it(
    desk: Desk, now: datetime, see
) -> None:
    number, vendor = passed_on(desk, later(now, hours=-3))
    assert "по симптомам 3, сейчас" not in see("titova", f"/tickets/{vendor}/")
    assert QUESTIONS["happens"] in see("saveliev", f"/tickets/{number}/")
    desk.do(change_level, "titova", later(now, minutes=-5), number=vendor, level=2, reason="Сбой")
    assert "Уровень выше, чем по симптомам: по симптомам 3, сейчас 2" in see(
        "gordeeva", f"/tickets/{vendor}/"
    )
