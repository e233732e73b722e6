"""An alert comes to each device of its person once, whatever happens on the way, and says what its reader lets it say."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kabinet.actions.alerts import device_checks, devices, sending
from kabinet.actions.letters import deliveries
from kabinet.actions.notices.notify import Telling, notify
from kabinet.actions.notices.subjects import About, Subject
from kabinet.actions.tickets.read import mark_read
from kabinet.jobs.alerts import Rests
from kabinet.network.push_services import PushServices
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, msk
from tests.fixtures_push import PushService

AT = msk("2026-04-20 12:00")
NIGHT = msk("2026-04-20 23:30")
Tell = Callable[[datetime], None]
SwitchOn = Callable[..., Any]


def change(model: Any, **columns: Any) -> None:
    with transaction.atomic(), as_system("a test"):
        model.update(**columns)


def alerts() -> list[models.Alert]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.Alert.objects.order_by("created_at"))


def device(key: Any) -> models.Device | None:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Device.objects.filter(pk=key).first()


def came(push: PushService, name: str = "gordeeva") -> list[Any]:
    return [each.said for each in push.pushed.get(name, [])]


def test_an_act_writes_its_alerts_in_one_insert_and_none_for_people_without_a_device(
    push: PushService, cast: Cast, switched_on: SwitchOn, settings: Any
) -> None:
    def inserts() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            Desk(cast).register(AT)
        return [each["sql"] for each in captured if each["sql"].startswith('INSERT INTO "alert"')]

    assert inserts() == []
    switched_on(cast, "gordeeva", AT)
    switched_on(cast, "arkhipova", AT)
    assert len(inserts()) == 1
    assert len(alerts()) == 2
    with deliveries.withheld():
        assert inserts() == []
    settings.PUSH = PushServices()
    assert inserts() == []


def test_a_device_is_told_number_subject_and_what_happened_and_where_that_is(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    made = switched_on(cast, "gordeeva", AT)
    ticket = Desk(cast).register(AT)
    teller(AT)
    [pushed] = push.pushed["gordeeva"]
    assert pushed.said["title"] == f"{ticket.number} {ticket.subject}"
    assert pushed.said["url"] == f"/tickets/{ticket.number}/"
    assert pushed.said["body"]
    assert pushed.heads["Topic"] == pushed.said["tag"]
    assert int(pushed.heads["TTL"]) == 24 * 3600
    assert alerts() == []
    kept = device(made.pk)
    assert kept is not None
    assert kept.told_at == AT


def test_without_leave_nothing_of_the_ticket_is_in_its_words(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT, contents=False)
    ticket = Desk(cast).register(AT)
    teller(AT)
    [said] = came(push)
    assert (said["title"], said["body"]) == ("Кабинет поддержки", "В Кабинете есть новое уведомление")
    assert ticket.subject not in str(said)


def test_it_speaks_the_readers_language(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    change(models.Person.objects.filter(pk=cast.person["gordeeva"]), language="en")
    switched_on(cast, "gordeeva", AT, contents=False)
    Desk(cast).register(AT)
    teller(AT)
    assert came(push)[0]["body"] == "There is a new notice in Kabinet"


def test_what_is_good_to_know_comes_nowhere_and_what_can_wait_not_where_only_the_urgent_is_wanted(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT, name="all")
    switched_on(cast, "gordeeva", AT, name="urgent", urgent_only=True)
    desk = Desk(cast)
    number = desk.register(AT).number
    teller(AT)
    with transaction.atomic(), as_system("a look from outside"):
        [kind] = set(
            models.Notice.objects.filter(person=cast.person["gordeeva"]).values_list("kind", flat=True)
        )
    assert kind == "registered"
    assert (len(came(push, "all")), len(came(push, "urgent"))) == (1, 0)
    critical = desk.register(AT, level=1).number
    teller(AT)
    assert [said["title"].split()[0] for said in came(push, "all")] == [number, critical]
    assert [said["title"].split()[0] for said in came(push, "urgent")] == [critical]


def test_in_quiet_hours_it_waits_for_their_end_but_not_on_a_level_that_knows_no_night(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    with transaction.atomic(), as_system("a test"):
        models.LetterChoice.objects.create(
            person_id=cast.person["gordeeva"], quiet_from=1320, quiet_until=480
        )
    switched_on(cast, "gordeeva", AT)
    desk = Desk(cast)
    desk.register(NIGHT)
    teller(NIGHT)
    assert came(push) == []
    [waiting] = alerts()
    assert (waiting.next_try, waiting.tries) == (msk("2026-04-21 08:00"), 0)
    critical = desk.register(NIGHT, level=1)
    teller(NIGHT)
    assert [said["title"].split()[0] for said in came(push)] == [critical.number]
    teller(msk("2026-04-21 08:00"))
    assert len(came(push)) == 2


def test_what_was_read_or_is_a_day_old_wakes_nobody(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT)
    desk = Desk(cast)
    desk.register(AT)
    desk.do(mark_read, "gordeeva", AT)
    desk.register(AT)
    desk.register(AT + timedelta(minutes=2))
    teller(AT + timedelta(hours=24))
    assert push.asked == {"gordeeva": 1}, "the last one is not a day old"
    assert push.pushed["gordeeva"][0].heads["TTL"] == "120"
    assert alerts() == []


LOST: dict[str, Callable[[Cast], None]] = {
    "removed": lambda cast: change(models.Person.objects.filter(pk=cast.person["gordeeva"]), is_active=False),
    "no role any more": lambda cast: change(
        models.Membership.objects.filter(person=cast.person["gordeeva"]), ended_at=AT
    ),
    "another desk": lambda cast: change(
        models.Membership.objects.filter(person=cast.person["gordeeva"]),
        organisation_id=cast.organisation["primsoft"],
    ),
}


@pytest.mark.parametrize("lost", LOST)
def test_who_may_not_read_it_any_more_is_not_told(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn, lost: str
) -> None:
    switched_on(cast, "gordeeva", AT)
    switched_on(cast, "arkhipova", AT)
    Desk(cast).register(AT)
    LOST[lost](cast)
    teller(AT)
    assert came(push) == []
    assert came(push, "arkhipova"), "the others are"
    assert alerts() == []


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
    assert device(gone.pk) is None
    assert device(kept.pk) is not None
    assert (push.asked["gone"], len(came(push, "kept")), alerts()) == (1, 2, [])


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

    def stumbling(notice: Any, person: Any, *, contents: bool) -> bytes:
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
    switched_on(cast, "gordeeva", AT)
    Desk(cast).register(AT)
    settings.PUSH = PushServices(hosts=("fcm.googleapis.com",))
    teller(AT)
    assert (push.asked, alerts()) == ({}, [])


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
