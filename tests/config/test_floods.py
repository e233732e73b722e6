"""Many at once who want nothing good: whoever is well is answered all the while. How fast, bench/faults measures."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser import Live
from tests.cast import Cast
from tests.config.live_person import Person
from tests.config.test_bodies import half_sent
from tests.desk import Desk, msk

pytestmark = pytest.mark.slow
NOTE = {"audience": "partner", "text": "Смотрю дамп памяти"}
HALF_SENT, WRONG = 200, 50


def test_two_hundred_half_sent_bodies_hold_up_neither_health_nor_pages_nor_acts(
    live: Live, cast: Cast
) -> None:
    number, person = Desk(cast).register(msk("2024-03-14 10:00")).number, Person(live, cast, "gordeeva")
    with half_sent(live, HALF_SENT):
        for _ in range(5):
            assert person.ask("/health")[0] == 200
            assert person.ask(f"/tickets/{number}/")[0] == 200
        assert person.ask(f"/tickets/{number}/say/", NOTE)[0] == 303


def test_fifty_wrong_passwords_at_once_are_answered_and_nobody_else_is_held_up(
    live: Live, cast: Cast
) -> None:
    """Each of another login, so that none is turned away for its login's sake before it is hashed."""
    number, person = Desk(cast).register(msk("2024-03-14 10:00")).number, Person(live, cast, "gordeeva")
    strangers = [{"login": f"nobody-{n}", "password": "wrong password"} for n in range(WRONG)]
    with ThreadPoolExecutor(WRONG) as many:
        asked = [many.submit(Person.ask, person, "/sign-in/", each) for each in strangers]
        for _ in range(5):
            assert person.ask("/health")[0] == 200
            assert person.ask(f"/tickets/{number}/")[0] == 200
        answers = [each.result()[0] for each in asked]
    assert set(answers) <= {422, 429, 503}, answers
    assert person.ask(f"/tickets/{number}/say/", NOTE)[0] == 303
