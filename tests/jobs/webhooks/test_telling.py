"""A program is told what its organisation may see, signed so that others know it, once, in order, and no more."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.webhooks import checking
from kabinet.actions.webhooks.keeping import pause_webhook, resume_webhook, rotate_secret
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.event_groups import EventGroup
from tests.cast import Cast
from tests.desk import Desk, passed_on
from tests.fixtures_webhooks import Receiver
from tests.jobs.webhooks.looks import AT, Connected, Hooks, on_their_way, webhook

MINUTE = timedelta(minutes=1)


def test_each_organisation_is_told_of_its_own_leg_and_of_no_notes(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    """Both organisations of a ticket, and the vendor; nothing of the other leg, nothing that one side says to itself, no
    text and no name."""
    for login in ("saveliev", "arkhipova", "shulgin", "panina"):
        connected(cast, login, AT, f"/{login}")
    desk = Desk(cast)
    client, vendor = passed_on(desk, AT)
    desk.do(write_note, "gordeeva", AT + 9 * MINUTE, number=client, text="Пароль от стенда у Жданова.")
    desk.do(answer_ticket, "gordeeva", AT + 9 * MINUTE, number=client, text="Смотрим дампы.")
    hooks(AT + timedelta(days=1))
    told: dict[str, list[Any]] = {}
    for each in on_their_way():
        told.setdefault(webhook(each.webhook_id).url.rpartition("/")[2], []).append(each)
    facts = {
        login: {(each.ticket_id, each.kind.removeprefix("ticket.")) for each in rows}
        for login, rows in told.items()
    }
    first, second = desk.ticket(client).pk, desk.ticket(vendor).pk
    heard = {
        ticket: {row.kind for row in desk.journal(number) if row.audience not in ("partner", "vendor")}
        for ticket, number in ((first, client), (second, vendor))
    }
    assert "noted" in {row.kind for row in desk.journal(client)}
    assert "noted" not in heard[first]
    assert facts == {
        "saveliev": {(first, kind) for kind in heard[first]},
        "arkhipova": {(ticket, kind) for ticket, kinds in heard.items() for kind in kinds},
        "shulgin": {(second, kind) for kind in heard[second]},
    }
    assert {each.state for rows in told.values() for each in rows} == {"sent"}
    whole = json.dumps([each.said for each in receiver.came], ensure_ascii=False)
    for secret in ("Смотрим", "Пароль", "Гордеева", "Савельев", "Жданов", "rphost"):
        assert secret not in whole
    first_said = receiver.came[0].said
    assert first_said["data"]["url"].endswith(f"/tickets/{first_said['data']['ticket']}/")
    assert f"/api/v1/tickets/{first_said['data']['ticket']}" in first_said["data"]["api_url"]
    assert list(checking.faults(at=AT)) == []


def test_only_what_was_chosen_and_nothing_of_what_happened_before(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    desk = Desk(cast)
    number = desk.register(AT).number
    connected(cast, "saveliev", AT, groups=(EventGroup.TALK,))
    desk.do(answer_ticket, "gordeeva", AT + MINUTE, number=number, text="Смотрим.")
    desk.register(AT + MINUTE)
    hooks(AT + MINUTE)
    assert receiver.facts() == [f"{number} answered"]


def test_a_new_secret_signs_and_the_former_one_beside_it_for_a_day(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    key = connected(cast, "saveliev", AT)
    desk, former = Desk(cast), receiver.secrets["/hook"]
    new = desk.do(rotate_secret, "saveliev", AT, key=key)
    assert new != former
    assert new not in str(vars(webhook(key)))
    for at, secret, signs in (
        (AT, former, 2),
        (AT, new, 2),
        (AT + timedelta(hours=25), new, 1),
    ):
        receiver.secrets["/hook"] = secret
        desk.register(at)
        hooks(at)
        assert len(receiver.came[-1].heads["webhook-signature"].split()) == signs
    assert on_their_way(next_try__isnull=False) == []


def test_an_organisation_that_reaches_a_ticket_no_more_is_told_nothing_that_was_on_its_way(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    """kontur-ural is told of tickets of kontur for as long as they are a group: asked when a fact is written, and again when
    it is sent."""
    house = cast.partner["kontur-ural"]
    with transaction.atomic(), as_system("yusupov may keep webhooks"):
        models.Membership.objects.filter(person=cast.person["yusupov"]).update(role="coordinator")
    key, desk = connected(cast, "yusupov", AT), Desk(cast)
    number = desk.register(AT).number
    hooks(AT)
    assert receiver.facts()[0] == f"{number} registered"
    told = len(receiver.came)
    desk.do(answer_ticket, "gordeeva", AT + MINUTE, number=number, text="Смотрим.")
    with transaction.atomic(), as_system("the group is none any more"):
        models.GroupMember.objects.filter(partner=house).update(last_day=AT.date() - timedelta(days=1))
    hooks(AT + MINUTE)
    assert len(receiver.came) == told
    assert on_their_way(webhook=key)[-1].state == "dropped"
    desk.do(answer_ticket, "gordeeva", AT + 2 * MINUTE, number=number, text="Нашли.")
    assert on_their_way(webhook=key, next_try__isnull=False) == []


def test_a_paused_one_is_told_afterwards(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast
) -> None:
    key, desk = connected(cast, "saveliev", AT), Desk(cast)
    desk.do(pause_webhook, "saveliev", AT, key=key)
    number = desk.register(AT).number
    hooks(AT + MINUTE)
    assert receiver.asked == []
    desk.do(resume_webhook, "saveliev", AT + MINUTE, key=key)
    hooks(AT + MINUTE)
    assert receiver.facts() == [f"{number} registered"]


@pytest.mark.parametrize("other", [True, False], ids=["somebody takes it up", "nobody does"])
def test_whoever_stood_behind_it_left_and_somebody_else_has_to(
    receiver: Receiver, hooks: Hooks, connected: Connected, cast: Cast, other: bool
) -> None:
    """It waits, those who may keep it are told once, and what happened meanwhile is told when one of them switches it on."""
    key, desk = connected(cast, "saveliev", AT), Desk(cast)
    with transaction.atomic(), as_system("he is no organisational contact any more"):
        held = models.Membership.objects.filter(person=cast.person["saveliev"], role="organisational_contact")
        held.update(ended_at=AT)
    number = desk.register(AT).number
    hooks(AT + MINUTE)
    hooks(AT + 2 * MINUTE)
    found = webhook(key)
    assert (receiver.asked, found.state, found.why) == ([], "paused", "orphaned")
    assert desk.told("arefyev").count("webhook_stopped") == 1
    assert "webhook_stopped" not in desk.told("saveliev")
    if other:
        desk.do(resume_webhook, "arefyev", AT + 3 * MINUTE, key=key)
        assert webhook(key).kept_by_id == cast.person["arefyev"]
    hooks(AT + 3 * MINUTE)
    assert receiver.facts() == ([f"{number} registered"] if other else [])
