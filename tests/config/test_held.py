"""What is held, or away: that alone waits, for seconds, and is told so on a page from which the form goes out again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from kabinet.config import limits
from kabinet.config.serving import bodies, threads
from tests.browser import Live
from tests.cast import Cast
from tests.clock import until
from tests.config.live_person import Person, away, cut, held, waiting
from tests.config.test_parts import part, served_at
from tests.database import Database
from tests.desk import Desk, msk
from tests.pages.forms import fields

AT = msk("2024-03-14 10:00")
NOTE = {"audience": "partner", "text": "Смотрю дамп памяти"}


@pytest.mark.parametrize("part", limits.PARTS)
def test_the_server_holds_every_limit_of_every_part(own_db: Database, part: str) -> None:
    with psycopg.connect(own_db.url, options=limits.options(part)) as connection:
        for name, value in limits.PARTS[part].items():
            assert connection.execute(f"SHOW {name}").fetchone() == (value,)
    assert (
        set(limits.PARTS["serve"])
        == set(limits.PARTS["work"])
        == {
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
        }
    )


@pytest.mark.slow
def test_a_ticket_that_is_held_holds_back_that_ticket_alone(live: Live, cast: Cast) -> None:
    desk = Desk(cast)
    locked, free = (desk.register(AT + timedelta(minutes=n)).number for n in range(2))
    person = Person(live, cast, "gordeeva")
    with (
        held(live, f"SELECT 1 FROM ticket WHERE number = '{locked}' FOR UPDATE"),
        ThreadPoolExecutor(12) as many,
    ):
        asked = [many.submit(person.ask, f"/tickets/{locked}/say/", NOTE) for _ in range(12)]
        until(lambda: waiting(live) > 0)
        assert person.ask("/health")[0] == 200
        assert person.ask(f"/tickets/{free}/")[0] == 200
        assert person.ask(f"/tickets/{free}/say/", NOTE)[0] == 303
        assert person.ask(f"/tickets/{locked}/")[0] == 200
        answers = [each.result() for each in asked]
    assert {status for status, _, _ in answers} == {503}
    for _, page, heads in answers:
        assert heads["Retry-After"] == "10"
        assert "Запись сейчас занята" in page
        assert "Смотрю дамп памяти" in page
    assert person.ask(f"/tickets/{locked}/say/", NOTE)[0] == 303


@pytest.mark.slow
def test_health_is_told_and_others_are_told_that_all_are_busy_while_every_thread_waits(
    own_db: Database, cast: Cast, tmp_path: Path
) -> None:
    """Nobody can read who people are, and this operator lets pages wait for it as long as it takes."""
    patient = {"DATABASE_URL": f"{own_db.url}&options=-c%20lock_timeout%3D1h"}
    with (
        part("serve", own_db.environment, tmp_path / "log", **patient) as server,
        ThreadPoolExecutor(threads.WAITING + 4) as many,
    ):
        live = Live(served_at(server), own_db)
        person = Person(live, cast, "gordeeva")
        with held(live, "LOCK TABLE person, membership"):
            asked = [many.submit(person.ask, "/queue/") for _ in range(threads.WAITING + 4)]
            until(lambda: waiting(live) == 4)
            until(lambda: "Сервер занят" in person.ask("/sign-in/")[1])
            assert person.ask("/health")[0] == 200
            assert waiting(live) == 4
        answers = [each.result() for each in asked]
    assert {status for status, _, _ in answers} <= {200, 503}
    assert [status for status, _, _ in answers].count(200) >= 4


@pytest.mark.slow
def test_a_database_that_is_away_costs_no_text_and_the_form_goes_out_again_once(
    live: Live, cast: Cast
) -> None:
    desk = Desk(cast)
    number, person = desk.register(AT).number, Person(live, cast, "gordeeva")
    said = desk.messages(number)
    at = f"/tickets/{number}/say/"
    with away(live.database):
        for path in ("/queue/", "/nowhere/", "/static/nothing", "/rules/"):
            status, page, heads = person.ask(path)
            assert (status, heads["Retry-After"]) == (503, "30"), path
            assert "База данных не отвечает" in page
        assert person.ask("/health")[:2] == (503, "database away")
        status, page, heads = person.ask(at, {**NOTE, "sending": str(uuid4())})
        assert (status, heads["Retry-After"]) == (503, "30")
        assert "Ничего из последнего действия не записано" in page
    again = fields(page, "again")
    assert again["text"] == [NOTE["text"]]
    assert [person.ask(at, again)[0] for _ in range(2)] == [303, 303]
    assert [each.text for each in desk.messages(number)[len(said) :]] == [NOTE["text"]]


@pytest.mark.slow
def test_nor_does_a_long_text_that_is_more_than_a_strangers_body(live: Live, cast: Cast) -> None:
    """Whose session it is nobody can say just then, and still it is read as far as a text goes."""
    number, person = Desk(cast).register(AT).number, Person(live, cast, "gordeeva")
    long = {**NOTE, "text": "я" * (bodies.ANYBODY // 5), "sending": str(uuid4())}
    assert len(urlencode(long)) > bodies.ANYBODY
    with away(live.database):
        status, page, _ = person.ask(f"/tickets/{number}/say/", long)
        assert status == 503
    assert fields(page, "again")["text"] == [long["text"]]
    assert person.ask(f"/tickets/{number}/say/", fields(page, "again"))[0] == 303


@pytest.mark.slow
def test_a_connection_that_died_between_two_requests_is_made_anew_and_nobody_notices(
    live: Live, cast: Cast
) -> None:
    """Whatever asks first: somebody's session, a form of theirs, a page for anybody, the health."""
    number, person = Desk(cast).register(AT).number, Person(live, cast, "gordeeva")
    stranger = Person(live, cast, "gordeeva")
    stranger.cookie = ""
    asked = (
        (person, "/queue/", None, 200),
        (person, f"/tickets/{number}/", None, 200),
        (person, f"/tickets/{number}/say/", NOTE, 303),
        (person, "/sign-in/", None, 303),
        (person, "/no-such-page/", None, 404),
        (stranger, "/sign-in/", None, 200),
        (stranger, "/health", None, 200),
    )
    for who, path, fields_sent, status in asked:
        with ThreadPoolExecutor(settings.WEB_THREADS) as many:
            warm = list(many.map(lambda _: person.ask("/queue/")[0], range(2 * settings.WEB_THREADS)))
        assert set(warm) == {200}
        assert cut(live.database) > 0, "the server had connections to lose"
        assert who.ask(path, fields_sent)[0] == status, path
