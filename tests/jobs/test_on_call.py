"""The loop that calls a desk at night: any number of workers, any of them killed, nobody left out and nobody told twice."""

import signal
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import psycopg
import pytest
from django.db import connections

from kabinet.actions.on_call import calling
from kabinet.jobs import deadlines, on_call
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock, processes
from tests.calling import NIGHT, keep, look
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import MOSCOW, Desk
from tests.fixtures_letters import MailBox, text_of

QUARTER = timedelta(minutes=15)


def instants(desk: Desk, number: str) -> list[Any]:
    return [row.occurred_at for row in desk.journal(number) if row.kind == "summoned"]


def summoned(desk: Desk, number: str) -> list[str]:
    """Who was told, in order, as the history has it."""
    return [row.data["name"].split()[0] for row in desk.journal(number) if row.kind == "summoned"]


def told(desk: Desk, number: str, *logins: str) -> list[int]:
    return [desk.told(login, number).count("summoned") for login in logins]


def test_several_workers_at_once_tell_each_person_once(own_db: Database, cast: Cast) -> None:
    desk, met = Desk(cast), Barrier(3)
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 15))
    numbers = [desk.register(NIGHT, level=1).number for _ in range(3)]

    def work() -> None:
        try:
            for at in (NIGHT, NIGHT + QUARTER):
                met.wait(PATIENCE)
                on_call.call(at)
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE)
    for number in numbers:
        assert summoned(desk, number) == ["Гордеева", "Жданов"]
        assert instants(desk, number) == [NIGHT, NIGHT + QUARTER], "nobody is called before their minutes"
        assert told(desk, number, "gordeeva", "zhdanov") == [1, 1]


def test_a_worker_that_is_stopped_in_between_leaves_the_call_as_it_was(
    own_db: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    """The last step of the transaction fails: nobody was told, another call goes on, and this one is tried again."""
    desk, finish, troubled = Desk(cast), calling.finish, deadlines.Troubled()
    keep(desk, "arkhipova", ("gordeeva", 15))
    broken, sound = (desk.register(NIGHT, level=1).number for _ in range(2))

    def fails(work: Any) -> None:
        finish(work)
        if work.ticket.number == broken:
            raise RuntimeError("killed")

    monkeypatch.setattr(calling, "finish", fails)
    assert on_call.call(NIGHT, troubled) == 1
    assert (summoned(desk, broken), told(desk, broken, "gordeeva")) == ([], [0])
    assert (summoned(desk, sound), told(desk, sound, "gordeeva")) == (["Гордеева"], [1])
    assert on_call.call(NIGHT, troubled) == 0, "it rests"
    monkeypatch.setattr(calling, "finish", finish)
    assert on_call.call(NIGHT + deadlines.FIRST_RETRY, troubled) == 1
    assert told(desk, broken, "gordeeva") == [1]


def test_whoever_has_left_the_desk_is_passed_over(db: None, cast: Cast) -> None:
    desk = Desk(cast)
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 15), ("melnik", 15))
    number = desk.register(NIGHT, level=1).number
    with as_system("a test"):
        models.Membership.objects.filter(person=cast.person["gordeeva"]).update(ended_at=NIGHT)
    look(NIGHT)
    assert summoned(desk, number) == ["Жданов"]
    with as_system("a test"):
        models.Person.objects.filter(pk=cast.person["melnik"]).update(is_active=False)
    look(NIGHT + QUARTER)
    assert desk.kinds(number)[-1] == "unanswered"
    assert summoned(desk, number) == ["Жданов"]


def test_an_order_of_people_who_have_all_left_tells_the_leads_at_once(db: None, cast: Cast) -> None:
    desk = Desk(cast)
    keep(desk, "arkhipova", ("gordeeva", 15))
    number = desk.register(NIGHT, level=1).number
    with as_system("a test"):
        models.Membership.objects.filter(person=cast.person["gordeeva"]).update(ended_at=NIGHT)
    look(NIGHT)
    assert desk.told("arkhipova", number).count("unanswered") == 1


@pytest.mark.clause("U4c")
def test_no_quiet_hour_holds_a_call(mail: MailBox, worker: Any, cast: Cast) -> None:
    desk = Desk(cast)
    keep(desk, "arkhipova", ("melnik", 15))
    with as_system("a test"):
        models.LetterChoice.objects.create(person_id=cast.person["melnik"], quiet_from=0, quiet_until=1439)
    number = desk.register(NIGHT, level=1).number
    look(NIGHT)
    worker(NIGHT)
    letters = [text_of(each) for each in mail.to("melnik@kontur.example")]
    assert (
        len([each for each in letters if f"Вас вызывают: критическое обращение {number} ждёт" in each]) == 1
    )


def test_what_it_writes_is_no_difference_to_the_law(db: None, cast: Cast) -> None:
    from kabinet.actions.journal.verify import verify

    desk = Desk(cast)
    keep(desk, "arkhipova", ("gordeeva", 15))
    desk.register(NIGHT, level=1)
    look(NIGHT)
    look(NIGHT + QUARTER)
    assert list(verify()) == []


@pytest.mark.slow
def test_the_running_worker_calls_the_next_one(own_db: Database, cast: Cast) -> None:
    """Of a call that began the night before: whatever hour it is now, it goes on."""
    desk = Desk(cast)
    keep(desk, "arkhipova", ("gordeeva", 15), ("zhdanov", 120))
    night = (clock.now().astimezone(MOSCOW) - timedelta(days=1)).replace(hour=23, minute=0, second=0)
    number = desk.register(night, level=1).number
    assert look(night) == 1
    with processes.started(processes.kabinet("work"), own_db.environment) as worker:
        until(lambda: told(desk, number, "zhdanov") == [1], lambda: worker.poll() is None)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    assert summoned(desk, number) == ["Гордеева", "Жданов"]


def test_the_loop_outlives_a_database_that_is_away(own_db: Database, cast: Cast) -> None:
    stop, looks = Event(), []

    def now() -> Any:
        looks.append(len(looks))
        if len(looks) == 1:
            with psycopg.connect(own_db.server.url("postgres", "postgres"), autocommit=True) as superuser:
                superuser.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [own_db.name]
                )
        if len(looks) == 3:
            stop.set()
        return NIGHT

    on_call.run(stop, now=now)
    assert len(looks) == 3
