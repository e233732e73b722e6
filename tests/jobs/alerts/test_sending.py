"""A push service that refuses, is away or asks for patience, a worker that is killed: nothing is lost, nobody else waits."""

import signal
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import transaction

from kabinet.actions.alerts import device_checks, devices, sending
from kabinet.actions.notices.notify import Telling, notify
from kabinet.actions.notices.subjects import About, Subject
from kabinet.jobs.rests import Rests
from kabinet.network.push_services import PushServices
from kabinet.records.security.reach import as_system
from tests import clock, processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import Desk
from tests.fixtures_push import PushService
from tests.jobs.alerts.looks import AT, SwitchOn, Tell, alerts, came, device


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_takes_no_more_is_removed_and_no_other(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn, status: int
) -> None:
    gone, kept = (switched_on(cast, "gordeeva", AT, name=name) for name in ("gone", "kept"))
    push.answers["gone"] = (status, {})
    desk = Desk(cast)
    desk.register(AT)
    desk.register(AT)
    teller(AT)
    assert (push.asked["gone"], len(came(push, "kept")), len(alerts())) == (1, 2, 2)
    teller(AT + sending.GRACE - timedelta(seconds=1))
    assert push.asked["gone"] == 1, "it may say its new address"
    teller(AT + sending.GRACE)
    assert device(gone.pk) is None
    assert device(kept.pk) is not None
    assert (push.asked["gone"], len(came(push, "kept")), alerts()) == (2, 2, [])


def test_a_refused_one_is_dropped_and_its_person_reads_why(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    made = switched_on(cast, "gordeeva", AT)
    push.answers["gordeeva"] = (403, {})
    Desk(cast).register(AT)
    teller(AT)
    kept = device(made.pk)
    assert kept is not None
    assert (kept.error, alerts()) == ("HTTP 403", [])
    del push.answers["gordeeva"]
    Desk(cast).register(AT)
    teller(AT)
    kept = device(made.pk)
    assert kept is not None
    assert (kept.error, kept.told_at) == ("", AT)


def test_a_service_that_is_away_is_asked_after_growing_pauses_and_nothing_is_lost(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT)
    push.close()
    Desk(cast).register(AT)
    at, pauses = AT, []
    for _ in range(8):
        teller(at)
        [waiting] = alerts()
        pauses.append((waiting.next_try - at).total_seconds())
        at = waiting.next_try
    assert pauses == [30, 60, 120, 240, 480, 960, 1800, 1800]
    push.open()
    teller(at)
    assert len(came(push)) == 1


def test_one_that_asks_to_come_later_is_not_asked_before(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT)
    push.answers["gordeeva"] = (429, {"Retry-After": "600"})
    Desk(cast).register(AT)
    teller(AT)
    push.answers.clear()
    teller(AT + timedelta(seconds=599))
    assert push.asked == {"gordeeva": 1}
    teller(AT + timedelta(seconds=600))
    assert len(came(push)) == 1


def test_a_service_that_is_away_is_not_asked_for_every_device() -> None:
    rests, pauses = Rests(), []
    for _ in range(8):
        rests.note_away("one", AT)
        until = rests.until("one", AT)
        assert until is not None
        assert rests.until("one", until) is None
        pauses.append((until - AT).total_seconds())
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]
    assert rests.until("another", AT) is None
    rests.note_there("one")
    assert rests.until("one", AT) is None


def test_whoever_is_killed_at_it_leaves_it_to_the_next_and_a_late_worker_notes_nothing(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT)
    Desk(cast).register(AT)
    killed = sending.take_alert(at=AT)
    assert killed is not None
    teller(AT + sending.LEASE - timedelta(seconds=1))
    assert push.asked == {}
    second = sending.take_alert(at=AT + sending.LEASE)
    assert second is not None
    assert sending.take_alert(at=AT + sending.LEASE) is None
    sending.note_away(at=AT, taken=killed)
    [waiting] = alerts()
    assert waiting.next_try == AT + 2 * sending.LEASE
    teller(AT + 2 * sending.LEASE)
    assert len(came(push)) == 1


def test_one_over_which_the_program_stumbles_stops_no_other(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kabinet.pages.devices import writing

    whole, mine = writing.message, cast.person["gordeeva"]

    def stumbling(notice: Any, person: Any, *, contents: bool) -> Any:
        if person.pk == mine:
            raise LookupError
        return whole(notice, person, contents=contents)

    monkeypatch.setattr(writing, "message", stumbling)
    switched_on(cast, "gordeeva", AT)
    switched_on(cast, "arkhipova", AT)
    Desk(cast).register(AT)
    teller(AT)
    assert came(push, "arkhipova")
    assert [each.tries for each in alerts()] == [1]


def test_with_another_secret_nothing_is_sent_and_it_is_said(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn, settings: Any
) -> None:
    made = switched_on(cast, "gordeeva", AT)
    key = devices.own_key().private_numbers()
    settings.SECRET_KEY = "another secret of the installation, long enough"
    assert devices.own_key().private_numbers() != key
    Desk(cast).register(AT)
    teller(AT)
    kept = device(made.pk)
    assert kept is not None
    assert (push.asked, kept.error, alerts()) == ({}, sending.UNREADABLE, [])
    assert device_checks.alerts(at=AT).unreadable == 1


def test_a_service_that_the_operator_took_out_is_not_asked(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn, settings: Any
) -> None:
    made = switched_on(cast, "gordeeva", AT)
    Desk(cast).register(AT)
    settings.PUSH = PushServices(hosts=("fcm.googleapis.com",))
    teller(AT)
    kept = device(made.pk)
    assert kept is not None
    assert (push.asked, alerts()) == ({}, [])
    assert kept.error == "a service that is not used here any more"


def test_a_telling_that_is_repeated_is_one_alert(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "shulgin", AT)
    house, person = cast.organisation["kontur"], cast.person["shulgin"]
    key, told = uuid4(), {"name": "Гордеева", "roles": "инженер"}
    for at in (AT, AT + timedelta(days=1)):
        again = Telling(
            person, "contact_added", About(Subject.CONTACTS_TO_CONFIRM), at, told, organisation=house, key=key
        )
        with transaction.atomic(), as_system("a job"):
            notify([again])
        teller(at)
    assert len(came(push, "shulgin")) == 1


def idle_in_transaction(database: Database) -> int:
    question = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state LIKE 'idle in transaction%%'"
    )
    with psycopg.connect(database.url) as other:
        [(found,)] = other.execute(question, [database.name]).fetchall()
    return int(found)


@pytest.mark.slow
def test_no_transaction_is_open_while_the_service_has_the_message(
    own_db: Database, push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT)
    Desk(cast).register(AT)
    held: list[int] = []
    push.meanwhile = lambda: held.append(idle_in_transaction(own_db))
    teller(AT)
    assert held == [0]


@pytest.mark.slow
def test_the_running_worker_tells_and_what_it_had_in_hand_when_killed_comes_in_its_place(
    own_db: Database, push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    """kill -9 after the service has it and before it has said so; the lease ends, and another worker goes on."""
    at = clock.now()
    switched_on(cast, "gordeeva", at)
    Desk(cast).register(at)
    said = {"KABINET_PUSH_SERVICES": push.url}
    with processes.started(processes.kabinet("work"), own_db.environment | said) as running:
        push.meanwhile = lambda: running.send_signal(signal.SIGKILL)
        until(lambda: came(push))
        running.wait(PATIENCE)
    push.meanwhile = lambda: None
    [open_] = alerts()
    teller(open_.next_try)
    first, second = push.pushed["gordeeva"]
    assert first.heads["Topic"] == second.heads["Topic"]
    assert first.said == second.said
    assert alerts() == []
    Desk(cast).register(clock.now())
    with processes.started(processes.kabinet("work"), own_db.environment | said) as running:
        until(lambda: not alerts(), lambda: running.poll() is None)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0
    assert len(came(push)) == 3
    with psycopg.connect(own_db.url) as other:
        beats = other.execute("SELECT count(*) FROM cache_entry WHERE cache_key LIKE '%loop:alerts'")
        assert beats.fetchone() == (1,)
