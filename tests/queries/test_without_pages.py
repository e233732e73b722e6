"""What can be seen and done needs no page: a process that cannot import one reads a queue and answers a ticket."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.clock import PATIENCE
from tests.database import ROOT, Database
from tests.desk import Desk, msk

AT = msk("2024-03-14 14:42")
Ask = Callable[..., list[Any]]


@pytest.fixture
def desk(own_db: Database, cast: Cast) -> Desk:
    """Committed, so that another process reads it."""
    return Desk(cast)


@pytest.fixture
def ask(own_db: Database) -> Ask:
    """The answers of a process without pages to these calls; that it loaded none is part of every answer."""

    def ask(*calls: tuple[str, list[Any]]) -> list[Any]:
        said = subprocess.run(
            [sys.executable, "-m", "tests.queries.without_pages"],
            input=json.dumps([("pages_are_there", []), *calls]),
            env=own_db.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=4 * PATIENCE,
            check=False,
        )
        assert said.returncode == 0, said.stderr
        answer = json.loads(said.stdout.splitlines()[-1])
        there, *answers = answer["answers"]
        assert (there, answer["loaded"]) == (False, [])
        return answers

    return ask


def session(desk: Desk, login: str, at: datetime = AT) -> list[Any]:
    """As it would be kept for a person who signed in an hour before."""
    return [desk.cast.person[login], None, (at - timedelta(hours=1)).isoformat()]


def test_a_queue_is_read_and_a_ticket_answered(desk: Desk, ask: Ask) -> None:
    late = desk.register(msk("2024-03-14 10:00"), level=2, login="dremin", system="holding").number
    today = desk.register(msk("2024-03-14 14:00"), level=2).number
    later, at = desk.register(msk("2024-03-14 14:30"), level=3).number, AT.isoformat()
    gordeeva, soon = session(desk, "gordeeva"), (AT + timedelta(minutes=1)).isoformat()
    queue, others, acts, answered, again, asked, foreign = ask(
        ("tickets_of_my_queue", [gordeeva, at]),
        ("tickets_of_my_queue", [session(desk, "choi"), at]),
        ("what_can_be_done", [gordeeva, at, today]),
        ("answer_ticket", [gordeeva, soon, today, "Проверьте, пожалуйста.", "solution"]),
        ("tickets_of_my_queue", [gordeeva, soon]),
        ("answer_ticket", [session(desk, "saveliev"), soon, later, "Отвечаю себе.", "answer"]),
        ("answer_ticket", [session(desk, "stranger"), soon, later, "Чужое.", "answer"]),
    )
    assert [(line["number"], line["level"], line["clock"], line["turn"]) for line in queue] == [
        (late, 2, "reaction", "partner"),
        (today, 2, "reaction", "partner"),
        (later, 3, "reaction", "partner"),
    ]
    assert [(line["part"], datetime.fromisoformat(line["deadline"])) for line in queue] == [
        ("overdue", msk("2024-03-14 12:00")),
        ("today", msk("2024-03-14 18:00")),
        ("next", msk("2024-03-15 14:00")),
    ]
    assert queue[1]["seconds_left"] == 3 * 3600 + 18 * 60
    assert others == []
    assert acts["answer-solution"] is True
    assert acts["reopen"]["later"] is True
    assert answered == {"number": today, "status": "answered", "turn": "client"}
    assert [line["number"] for line in again] == [late, later, today]
    assert asked["refused"] == [
        {
            "clause": None,
            "reason": "Это делает сторона, которая оказывает поддержку",
            "remedy": "Напишите в обращение, и партнёр это сделает",
        }
    ]
    assert foreign == {"closed": "Closed"}


def test_every_module_below_pages_does_without_them(own_db: Database, ask: Ask) -> None:
    (count,) = ask(("every_module", []))
    assert count > 200
