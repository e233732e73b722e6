"""A browser is given another address by its push service: it stays the same device, and nothing on its way is lost."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk
from tests.fixtures_push import PushService
from tests.jobs.alerts.looks import SwitchOn, Tell, alerts, came, device

pytestmark = pytest.mark.usefixtures("stated_instant")


def moved(push: PushService, before: str, after: str, **other: str) -> dict[str, str]:
    """What the service worker posts."""
    was = push.browser(before)
    return {"old": was["endpoint"], "secret": was["auth"], **push.browser(after), **other}


def say(data: dict[str, str]) -> int:
    """Without a session, as after one that ran out."""
    return Client(enforce_csrf_checks=True).post("/devices/moved/", data).status_code


def test_it_is_the_same_device_at_its_new_address(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    made = switched_on(cast, "gordeeva", AT, name="old", urgent_only=True, contents=True)
    assert say(moved(push, "old", "new")) == 204
    kept = device(made.pk)
    assert kept is not None
    assert (kept.person_id, kept.urgent_only, kept.contents) == (cast.person["gordeeva"], True, True)
    Desk(cast).register(AT, level=1)
    teller(AT)
    assert (push.asked.get("old"), len(came(push, "new"))) == (None, 1)


def test_said_twice_it_is_one_device_and_one_message(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT, name="old")
    Desk(cast).register(AT)
    assert [say(moved(push, "old", "new")) for _ in range(2)] == [204, 204]
    teller(AT)
    assert (push.asked, alerts()) == ({"new": 1}, [])


def test_what_its_service_said_of_the_old_address_meanwhile_loses_nothing(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    """The service knows before the browser has told anybody."""
    made = switched_on(cast, "gordeeva", AT, name="old")
    push.answers["old"] = (410, {})
    Desk(cast).register(AT)
    teller(AT)
    assert (len(alerts()), came(push, "new")) == (1, [])
    assert say(moved(push, "old", "new")) == 204
    teller(AT)
    assert (len(came(push, "new")), alerts()) == (1, [])
    kept = device(made.pk)
    assert kept is not None
    assert kept.gone_at is None


def test_an_answer_about_the_old_address_does_not_remove_the_device(
    push: PushService, teller: Tell, cast: Cast, switched_on: SwitchOn
) -> None:
    """The browser moves while its old address is being asked."""
    made = switched_on(cast, "gordeeva", AT, name="old")
    push.answers["old"] = (410, {})
    said: list[int] = []

    def meanwhile() -> None:
        if not said:
            said.append(say(moved(push, "old", "new")))
            connections.close_all()

    push.meanwhile = meanwhile
    Desk(cast).register(AT)
    teller(AT)
    assert said == [204]
    assert device(made.pk) is not None
    assert (len(came(push, "new")), alerts()) == (1, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "c2l4dGVlbiBieXRlcz8_Pw"},
        {"secret": ""},
        {"old": "http://127.0.0.1:1/unknown"},
        {"endpoint": "https://push.elsewhere.example/x"},
        {"key": "AAAA"},
        {"auth": "x" * 500},
    ],
)
def test_whoever_does_not_know_the_secret_of_the_old_address_learns_and_moves_nothing(
    push: PushService, cast: Cast, switched_on: SwitchOn, wrong: dict[str, str]
) -> None:
    made = switched_on(cast, "gordeeva", AT, name="old")
    before = device(made.pk)
    assert before is not None
    assert say(moved(push, "old", "new", **wrong)) == 404
    after = device(made.pk)
    assert after is not None
    assert (after.known_by, after.sealed) == (before.known_by, before.sealed)


def test_nobody_moves_to_the_address_of_somebody_else(
    push: PushService, cast: Cast, switched_on: SwitchOn
) -> None:
    switched_on(cast, "gordeeva", AT, name="old")
    other: Any = switched_on(cast, "arkhipova", AT, name="other")
    assert say(moved(push, "old", "other", auth="c2l4dGVlbiBieXRlcz8_Pw")) == 404
    kept = device(other.pk)
    assert kept is not None
    assert kept.person_id == cast.person["arkhipova"]
