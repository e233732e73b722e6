"""What `kabinet doctor` and `kabinet verify` say of second factors (U5d)."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.factors import orphaned
from kabinet.config.doctor import database
from kabinet.config.doctor.finding import Weight
from kabinet.records.models import AuthenticatorApp
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.pages.entrance.second.people import with_app

pytestmark = pytest.mark.usefixtures("stated_instant")


def said() -> dict[str, tuple[Weight, str]]:
    return {found.about: (found.weight, found.said) for found in database.sign_in()}


def test_administrators_without_a_factor_that_is_demanded_are_counted(cast: Cast) -> None:
    assert said()["second factor"][0] is Weight.WELL
    client = Client()
    cast.sign_in(client, "shulgin")
    roles = ["vendor:administrator", "vendor:auditor"]
    assert client.post("/sign-in-rules/", {"factor": roles}).status_code == 303
    weight, words = said()["second factor"]
    assert (weight, "2 people" in words, "1 of them administrators" in words) == (Weight.NOTE, True, True)
    with_app("shulgin")
    assert "1 people have none yet" in said()["second factor"][1]
    with_app("lapteva")
    assert said()["second factor"][0] is Weight.WELL


def test_a_secret_that_cannot_be_read_is_a_fault(cast: Cast, settings: Any) -> None:
    with_app()
    assert said()["second factor"][0] is Weight.WELL
    settings.SECRET_KEY = "another-secret-of-the-installation-0123456789"
    weight, words = said()["second factor"]
    assert (weight, words.startswith("1 apps cannot be read")) == (Weight.FAULT, True)


def test_recovery_codes_that_outlive_the_last_factor_are_a_difference(cast: Cast) -> None:
    with_app()
    assert list(orphaned.without_factor()) == []
    with transaction.atomic(), as_system("a test"):
        AuthenticatorApp.objects.all().delete()
    [fault] = orphaned.without_factor()
    assert fault == f"person {cast.person['saveliev']}: recovery codes without a second factor"
