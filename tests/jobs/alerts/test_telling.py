"""An alert comes to each device of its person once, whatever happens on the way, and says what its reader lets it say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kabinet.actions.letters import deliveries
from kabinet.actions.tickets.read import mark_read
from kabinet.actions.tickets.take import take_ticket
from kabinet.network.push_services import PushServices
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, msk
from tests.fixtures_push import PushService
from tests.jobs.alerts.looks import AT, SwitchOn, Tell, alerts, came, change, device

NIGHT = msk("2026-04-20 23:30")


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


def test_what_is_merely_good_to_know_comes_nowhere(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    desk = Desk(cast)
    number = desk.register(AT).number
    switched_on(cast, "saveliev", AT)
    desk.do(take_ticket, "gordeeva", AT, number=number)
    assert "taken" in desk.told("saveliev", number)
    assert alerts() == []


def test_what_can_wait_does_not_come_where_only_the_urgent_is_wanted(
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
    teller(AT)
    assert (push.asked, alerts()) == ({}, []), "it was read"
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
