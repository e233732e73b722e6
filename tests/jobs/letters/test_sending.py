"""A delivery comes through whatever happens: its server away, a refusal, a worker killed, two at once, its reader gone."""

import logging
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from kabinet.actions.letters import sending
from kabinet.jobs.letters import Outcome, Rest
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock, processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import Desk, msk
from tests.fixtures_letters import SENDER, MailBox
from tests.some import some

AT = msk("2026-04-20 12:00")
SAVELIEV = "saveliev@zmk.example"
Work = Callable[[datetime], list[Outcome]]


def delivery(cast: Cast, login: str = "saveliev") -> models.Delivery:
    from django.db import transaction

    with transaction.atomic(), as_system("a look from outside"):
        return models.Delivery.objects.filter(person=cast.person[login]).latest("created_at")


def states() -> set[str]:
    from django.db import transaction

    with transaction.atomic(), as_system("a look from outside"):
        return set(models.Delivery.objects.values_list("state", flat=True))


def change(model: Any, **columns: Any) -> None:
    with as_system("a test"):
        model.update(**columns)


def test_an_act_writes_its_deliveries_in_one_insert(mail: MailBox, cast: Cast, settings: Any) -> None:
    """And none at all where no letters are sent."""
    asked = {}
    for letters in ("off", "sent"):
        settings.LETTERS = letters
        with CaptureQueriesContext(
            connection,
        ) as captured:
            Desk(cast).register(AT)
        asked[letters] = [each["sql"] for each in captured if each["sql"].startswith("INSERT")]
    written = [sql for sql in asked["sent"] if sql.startswith('INSERT INTO "delivery"')]
    assert len(written) == len(asked["sent"]) - len(asked["off"]) == 1
    with as_system("a look from outside"):
        assert models.Delivery.objects.count() == models.Notice.objects.count() / 2 > 1


def test_while_the_server_is_away_nothing_is_lost_and_the_pauses_grow(
    mail: MailBox, worker: Work, cast: Cast
) -> None:
    mail.close()
    Desk(cast).register(AT)
    change(models.Delivery.objects.exclude(person=cast.person["saveliev"]), state="sent", next_try=None)
    at, pauses = AT, []
    for _ in range(10):
        assert worker(at) == [Outcome.AWAY]
        row = delivery(cast)
        assert row.state == "failed"
        assert "refused" in row.error.lower() or "Errno" in row.error
        pauses.append((row.next_try - at).total_seconds() / 60)
        assert worker(row.next_try - timedelta(seconds=1)) == [Outcome.NOTHING_DUE]
        at = row.next_try
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]
    mail.open()
    assert worker(at) == [Outcome.DONE, Outcome.NOTHING_DUE]
    assert len(mail.to(SAVELIEV)) == 1
    assert (delivery(cast).state, delivery(cast).error, delivery(cast).tries) == ("sent", "", 11)


def test_a_server_that_never_comes_back_is_given_up_in_sight(
    mail: MailBox, worker: Work, cast: Cast, caplog: Any
) -> None:
    mail.close()
    Desk(cast).register(AT)
    change(models.Delivery.objects.exclude(person=cast.person["saveliev"]), state="sent", next_try=None)
    change(models.Delivery.objects.filter(person=cast.person["saveliev"]), tries=sending.TRIES - 1)
    with caplog.at_level(logging.ERROR):
        worker(AT)
    row = delivery(cast)
    assert (row.state, row.next_try) == ("given_up", None)
    assert row.error
    assert "is given up" in caplog.text
    assert sum((sending.pause(each) for each in range(1, sending.TRIES)), timedelta()) > timedelta(days=2)


def test_one_server_that_is_away_is_not_asked_for_every_letter() -> None:
    """The loop rests, longer each time, and goes on as soon as a letter went."""
    rest, rests = Rest(), []
    for _ in range(8):
        rest.note(Outcome.AWAY, AT)
        assert rest.until is not None
        assert rest.rests(rest.until - timedelta(seconds=1))
        assert not rest.rests(rest.until)
        rests.append((rest.until - AT).total_seconds())
    assert rests == [5, 10, 20, 40, 80, 160, 300, 300]
    rest.note(Outcome.DONE, AT)
    assert not rest.rests(AT)


@pytest.mark.parametrize(
    ("answer", "state"), [("550 no such mailbox", "given_up"), ("451 come back later", "failed")]
)
def test_a_recipient_that_is_refused_stops_no_other(
    mail: MailBox, worker: Work, cast: Cast, answer: str, state: str
) -> None:
    Desk(cast).register(AT)
    mail.refused[SAVELIEV] = answer
    worker(AT)
    assert (delivery(cast).state, delivery(cast).error) == (state, answer)
    assert mail.to("gordeeva@kontur.example")
    assert delivery(cast, "gordeeva").state == "sent"


def test_a_letter_over_which_the_program_stumbles_stops_no_other(
    mail: MailBox, worker: Work, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kabinet.pages.letters import writing

    whole, mine = writing.letter, cast.person["saveliev"]

    def stumbling(notice: Any, actor: Any, person: Any, message_id: str) -> Any:
        if person.pk == mine:
            raise LookupError("hidden-word")
        return whole(notice, actor, person, message_id)

    monkeypatch.setattr(writing, "letter", stumbling)
    Desk(cast).register(AT)
    assert worker(AT)[-1] is Outcome.NOTHING_DUE
    assert (delivery(cast).state, delivery(cast).error) == ("failed", "LookupError")
    assert mail.to("gordeeva@kontur.example")


def test_a_letter_at_which_every_worker_dies_is_given_up(mail: MailBox, worker: Work, cast: Cast) -> None:
    Desk(cast).register(AT)
    change(models.Delivery.objects.all(), tries=sending.TRIES)
    worker(AT)
    assert (mail.letters, states()) == ([], {"given_up"})


def test_what_a_server_says_is_kept_as_one_plain_line(mail: MailBox, cast: Cast) -> None:
    Desk(cast).register(AT)
    taken = sending.take_delivery(at=AT)
    assert taken is not None
    sending.note_failed(at=AT, taken=taken, error="550\r\nno\x00such\x1b[31m " + "x" * 1000, forever=True)
    with as_system("a look from outside"):
        said = models.Delivery.objects.get(pk=taken.key).error
    assert said.startswith("550 no such [31m x")
    assert len(said) <= 300


def test_a_password_is_never_noted(mail: MailBox, worker: Work, cast: Cast, settings: Any) -> None:
    from dataclasses import replace

    settings.MAIL_SERVER = replace(settings.MAIL_SERVER, user="desk", password="hidden-word")
    Desk(cast).register(AT)
    mail.refused[SAVELIEV] = "550 who says hidden-word"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smtplib.SMTP.login", lambda *_: None)
        worker(AT)
    assert delivery(cast).error == "550 who says …"
    assert "hidden-word" not in repr(settings.MAIL_SERVER)


def moved(cast: Cast, login: str, house: str, role: str) -> None:
    """The person has one role from now on, in this organisation."""
    mine = models.Membership.objects.filter(person=cast.person[login])
    mine.exclude(pk=mine.order_by("pk").values_list("pk", flat=True)[0]).update(ended_at=AT)
    mine.filter(ended_at=None).update(organisation_id=cast.organisation[house], role=role)


GONE: dict[str, Callable[[Cast], None]] = {
    "removed": lambda cast: change(models.Person.objects.filter(pk=cast.person["saveliev"]), is_active=False),
    "no_address": lambda cast: change(models.Person.objects.filter(pk=cast.person["saveliev"]), email=""),
    "out_of_reach": lambda cast: moved(cast, "saveliev", "gavan", "viewer"),
    "unwanted": lambda cast: change(
        models.LetterChoice.objects.filter(
            pk=models.LetterChoice.objects.create(
                person_id=cast.person["saveliev"], kinds={"tickets.registered": "never"}
            ).pk
        ),
        quiet_from=None,
    ),
}


@pytest.mark.parametrize("why", GONE)
@pytest.mark.clause("L6")
def test_who_may_not_read_it_any_more_is_not_written_to(
    mail: MailBox, worker: Work, cast: Cast, why: str
) -> None:
    number = Desk(cast).register(AT).number
    with as_system("a test"):
        GONE[why](cast)
    worker(AT)
    assert mail.to(SAVELIEV) == []
    assert mail.to("gordeeva@kontur.example"), "the others are"
    assert (delivery(cast).state, delivery(cast).why) == ("dropped", why)
    # The notice is there all the same.
    assert "registered" in Desk(cast).told("saveliev", number)


def test_who_lost_every_confirmed_role_is_not_written_to(mail: MailBox, worker: Work, cast: Cast) -> None:
    Desk(cast).register(AT)
    change(models.Membership.objects.filter(person=cast.person["saveliev"]), confirmed_at=None)
    worker(AT)
    assert (mail.to(SAVELIEV), delivery(cast).why) == ([], "removed")


def test_who_changed_sides_does_not_read_what_the_other_side_was_told(
    mail: MailBox, worker: Work, cast: Cast
) -> None:
    """Gordeeva of the partner becomes a contact of that very client: the desk's notice is not hers any more."""
    Desk(cast).register(AT)
    with as_system("a test"):
        moved(cast, "gordeeva", "zmk", "authorised_person")
    worker(AT)
    assert (mail.to("gordeeva@kontur.example"), delivery(cast, "gordeeva").why) == ([], "out_of_reach")


@pytest.mark.slow
def test_two_workers_at_once_send_each_letter_once(own_db: Database, mail: MailBox, cast: Cast) -> None:
    from kabinet.jobs.letters import deliver_next
    from kabinet.jobs.post_office import PostOffice

    numbers = [Desk(cast).register(AT).number for _ in range(3)]

    def work() -> None:
        office = PostOffice()
        while deliver_next(AT, office) is Outcome.DONE:
            pass
        office.close()
        connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    ids = [letter["Message-ID"] for letter in some(mail.letters)]
    assert len(ids) == len(set(ids)) >= 3 * len(numbers)
    assert states() == {"sent"}


def test_what_one_worker_has_in_hand_no_other_takes_before_the_lease_ends(
    mail: MailBox, worker: Work, cast: Cast
) -> None:
    Desk(cast).register(AT)
    in_hand = []
    while (taken := sending.take_delivery(at=AT)) is not None:
        in_hand.append(taken)
        assert len({each.key for each in in_hand}) == len(in_hand), "one in hand was taken again"
    assert worker(AT + sending.LEASE - timedelta(seconds=1)) == [Outcome.NOTHING_DUE]
    assert worker(AT + sending.LEASE)[:-1] == [Outcome.DONE] * len(some(in_hand))
    # Whoever comes back late notes nothing over what became of it meanwhile.
    sending.note_failed(at=AT, taken=in_hand[0], error="too late", forever=True)
    assert states() == {"sent"}


@pytest.mark.slow
def test_no_transaction_is_open_while_the_server_has_the_letter(
    own_db: Database, mail: MailBox, worker: Work, cast: Cast
) -> None:
    Desk(cast).register(AT)
    held: list[int] = []
    mail.meanwhile = lambda: held.append(idle_in_transaction(own_db))
    worker(AT)
    assert len(held) == len(some(mail.letters))
    assert set(held) == {0}


@pytest.mark.slow
def test_a_worker_killed_between_sending_and_noting_loses_nothing_and_doubles_under_one_name(
    own_db: Database, mail: MailBox, worker: Work, cast: Cast
) -> None:
    """kill -9 after the server has the letter and before it has said so; the lease ends, and another worker goes on."""
    at = clock.now()
    Desk(cast).register(at)
    said = {"KABINET_MAIL_SERVER": f"smtp://127.0.0.1:{mail.port}", "KABINET_MAIL_FROM": SENDER}
    with processes.started(processes.kabinet("work"), own_db.environment | said) as running:
        mail.meanwhile = lambda: running.send_signal(signal.SIGKILL)
        until(lambda: mail.letters)
        running.wait(PATIENCE)
    mail.meanwhile = lambda: None
    sent, open_ = len(mail.letters), states()
    assert (sent, open_) == (1, {"waiting"}), "it was sent, and nobody knows"
    worker(clock.now() + sending.LEASE + timedelta(minutes=1))
    assert states() == {"sent"}
    twice = mail.to(mail.letters[0]["To"])
    assert [each["Message-ID"] for each in twice] == [mail.letters[0]["Message-ID"]] * 2
    assert len({each["Message-ID"] for each in mail.letters}) == len(mail.letters) - 1, "nothing else doubled"


@pytest.mark.slow
def test_the_running_worker_sends_and_says_that_its_loop_runs(
    own_db: Database, mail: MailBox, cast: Cast
) -> None:
    Desk(cast).register(clock.now())
    said = {"KABINET_MAIL_SERVER": f"smtp://127.0.0.1:{mail.port}", "KABINET_MAIL_FROM": SENDER}
    with processes.started(processes.kabinet("work"), own_db.environment | said) as running:
        until(lambda: states() == {"sent"}, lambda: running.poll() is None)
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0
    assert mail.to(SAVELIEV)
    with psycopg.connect(own_db.url) as other:
        beats = other.execute("SELECT count(*) FROM cache_entry WHERE cache_key LIKE '%loop:letters'")
        assert beats.fetchone() == (1,)


def idle_in_transaction(database: Database) -> int:
    question = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state LIKE 'idle in transaction%%'"
    )
    with psycopg.connect(database.url, autocommit=True) as other:
        return int(other.execute(question, [database.name]).fetchone()[0])  # type: ignore[index]
