"""`kabinet verify` of sign-in: what can be false there is made so at the tables, and said in one sentence (L7, U5d)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors import app
from kabinet.config.commands import verify
from kabinet.config.doctor import database
from kabinet.config.doctor.finding import Weight
from kabinet.network.provider import Providers
from kabinet.records.models import Organisation
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.clock import AT
from tests.pages.entrance.provider.conftest import ZMK
from tests.pages.entrance.provider.saml.fake_saml import (
    ENTITY,
    go,
    post,
    provider,
    response,
    signed,
    through,
)
from tests.pages.entrance.second.people import with_app
from tests.records.security.sql import run

pytestmark = [pytest.mark.clause("L7"), pytest.mark.usefixtures("saml")]
OTHERS = "bound to an account of zmk, the provider of an organisation in which, and in no other, they did not work then"
KEY = "does not open with this KABINET_SECRET_KEY"
ACCOUNT = "INSERT INTO provider_account (person_id, issuer, subject, bound_at) VALUES (%s, %s, 'x', %s)"
ANSWER = "INSERT INTO provider_answer (name, key, said, ends_at) VALUES (%s, '', '', %s)"
MEMBER = (
    "INSERT INTO membership (person_id, organisation_id, role, added_at, confirmed_at, ended_at, refusal)"
    " VALUES (%s, %s, 'authorised_person', %s, %s, %s, '')"
)
DEVICE = (
    "INSERT INTO device (id, person_id, channel, known_by, service, sealed, browser, urgent_only, contents, added_at, error)"
    " VALUES ('00000000-0000-0000-0000-000000000007', %s, 'browser', 'x', 'x', 'x', '', false, false, %s, '')"
)
DOOR = "INSERT INTO emergency_door (opened_at, until, reason) VALUES (%s, %s, 'because of a test')"
DAY = timedelta(days=1)


class Stated:
    """The clock of the command."""

    @staticmethod
    def now(_zone: object) -> Any:
        return AT


@pytest.fixture
def coming(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Savelyev of ZMK came from its own provider and has an app beside it; nothing is false."""
    monkeypatch.setattr(verify, "datetime", Stated)
    with transaction.atomic(), as_system("a test"):
        Organisation.objects.filter(pk=cast.client["zmk"]).update(inn=ZMK)
    with_app()
    own = {"organisation": ZMK, "domains": frozenset({"zmk.example"})}
    settings.SIGN_IN_PROVIDERS = Providers(None, (provider("zmk", **own),))
    assert through(Client(), "saveliev", "zmk").status_code == 303
    by_hand("UPDATE session SET expire_date = %s", AT + DAY)
    return cast


def by_hand(text: str, *values: object) -> None:
    """At the tables, past every act."""
    with transaction.atomic(), as_system("a test"):
        run(text, *values)


def verified(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = verify._run(None)
    return status, capsys.readouterr().out.splitlines()


def waits(cast: Cast) -> None:
    """An answer that its browser has not fetched yet, changed since."""
    request, _state = go(Client(), "zmk")
    assert post(signed(response(request, key="zmk", id="_w")), "zmk").status_code == 303
    by_hand("UPDATE provider_answer SET said = 'x' || said WHERE said <> ''")


FALSE: dict[str, tuple[Any, str]] = {
    "an account of somebody elsewhere": (
        lambda cast: by_hand(ACCOUNT, cast.person["gordeeva"], ENTITY, AT),
        f"person {{gordeeva}}: {OTHERS}",
    ),
    "an account of somebody who works elsewhere too": (
        lambda cast: by_hand(MEMBER, cast.person["saveliev"], cast.client["kedr"], AT - DAY, AT - DAY, None),
        f"person {{saveliev}}: {OTHERS}",
    ),
    "an answer that is over": (
        lambda cast: by_hand(ANSWER, "x", AT - 3 * DAY),
        f"provider answers: 1 are over since {AT - 3 * DAY:%Y-%m-%dT%H:%M:%SZ} or longer, and were to go at night",
    ),
    "an answer for ever": (
        lambda cast: by_hand(ANSWER, "x", AT + 3 * DAY),
        "provider answers: 1 are good for longer than any answer is",
    ),
    "an app of another secret": (
        lambda cast: by_hand("UPDATE authenticator_app SET sealed = 'x' || sealed"),
        f"person {{saveliev}}: the secret of their app {KEY}",
    ),
    "an app of another person": (
        lambda cast: by_hand(
            "UPDATE authenticator_app SET sealed = %s", app.new_secret(cast.person["gordeeva"])
        ),
        f"person {{saveliev}}: the secret of their app {KEY}",
    ),
    "a code of a time to come": (
        lambda cast: by_hand("UPDATE authenticator_app SET last_step = last_step + 100"),
        "person {saveliev}: the last code of their app is of a time to come, no other is taken until then",
    ),
    "a device of another secret": (
        lambda cast: by_hand(DEVICE, cast.person["saveliev"], AT),
        f"person {{saveliev}}: where device 00000000-0000-0000-0000-000000000007 is told {KEY}",
    ),
    "an answer of another secret": (
        waits,
        f"provider answers: 1 that wait for their browser: what is said {KEY}",
    ),
    "a person who is switched off": (
        lambda cast: by_hand("UPDATE person SET is_active = false WHERE id = %s", cast.person["saveliev"]),
        "person {saveliev}: switched off, and has a session that has not ended",
    ),
    "a session that its provider cannot end": (
        lambda cast: by_hand("DELETE FROM provider_session"),
        "person {saveliev}: a session that came from a provider, of which that provider could not end any",
    ),
    "a session of an account that is nobody's": (
        lambda cast: by_hand("DELETE FROM provider_account"),
        "person {saveliev}: a session that came from an account that is not bound to them",
    ),
    "a door for a week": (
        lambda cast: by_hand(DOOR, AT, AT + 7 * DAY),
        "is open for more than 72 hours",
    ),
}


@pytest.mark.parametrize("kind", FALSE)
def test_what_is_false_is_said_in_one_sentence(
    coming: Cast, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    make, wanted = FALSE[kind]
    assert verified(capsys) == (0, [])
    make(coming)
    status, said = verified(capsys)
    assert status == 1
    [sentence] = said
    assert wanted.format(**coming.person) in sentence


TRUE: dict[str, Any] = {
    "they went elsewhere since": lambda cast: by_hand(
        MEMBER, cast.person["saveliev"], cast.client["kedr"], AT + DAY, AT + DAY, None
    ),
    "they were elsewhere before": lambda cast: by_hand(
        MEMBER, cast.person["saveliev"], cast.client["kedr"], AT - 2 * DAY, AT - 2 * DAY, AT - DAY
    ),
    "they left since": lambda cast: by_hand(
        "UPDATE membership SET ended_at = %s WHERE person_id = %s", AT + DAY, cast.person["saveliev"]
    ),
    "an answer of yesterday": lambda cast: by_hand(ANSWER, "x", AT - DAY),
    "switched off, their sessions over": lambda cast: (
        by_hand("UPDATE person SET is_active = false WHERE id = %s", cast.person["saveliev"]),
        by_hand("UPDATE session SET expire_date = %s", AT - DAY),
    ),
    "sessions that a new link ended": lambda cast: (
        by_hand("UPDATE person SET sessions_since = %s WHERE id = %s", AT + DAY, cast.person["saveliev"]),
        by_hand("DELETE FROM provider_account"),
    ),
    "a door for three days": lambda cast: by_hand(DOOR, AT, AT + 3 * DAY),
}


@pytest.mark.parametrize("kind", TRUE)
def test_what_may_be_is_no_difference(coming: Cast, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    TRUE[kind](coming)
    assert verified(capsys) == (0, [])


def test_the_doctor_counts_who_came_from_where(coming: Cast) -> None:
    def told() -> list[tuple[Weight, str]]:
        return [(found.weight, found.said) for found in database.sign_in() if found.about == "accounts"]

    came = (Weight.WELL, "people came 1 from zmk, and their accounts are bound")
    assert told() == [came]
    by_hand(ACCOUNT, coming.person["gordeeva"], "https://former.example", AT)
    assert told()[0] == came
    [(weight, said)] = told()[1:]
    assert (weight, said.startswith("1 are bound at providers that are named no more")) == (Weight.NOTE, True)
