"""The demonstration's letters: of the last hours alone, each for whoever looks at the page as that person."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction

from kabinet.demonstration.build import LETTERS
from kabinet.jobs.letters import Outcome, deliver_next
from kabinet.jobs.post_office import PostOffice
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.database import Database
from tests.demonstration.conftest import AT
from tests.some import some

pytestmark = pytest.mark.slow


def test_two_years_of_history_are_a_page_of_letters(demonstration: Database, settings: Any) -> None:
    """Nobody waits for thousands; what becomes of each is a letter, or there is a reason for none."""
    settings.LETTERS = "caught"
    with transaction.atomic():
        with as_system("a look from outside"):
            told = Counter(models.Notice.objects.values_list("person", flat=True))
            posted = Counter(models.Delivery.objects.values_list("person", flat=True))
            assert posted == {person: min(count, LETTERS) for person, count in some(told.items())}
            assert sum(told.values()) > 5 * sum(posted.values())
        office, made = PostOffice(), 0
        while deliver_next(AT, office) is Outcome.DONE:
            made += 1
        with as_system("a look from outside"):
            states = Counter(models.Delivery.objects.values_list("state", flat=True))
            kept = set(models.CaughtLetter.objects.values_list("person__login", flat=True))
        transaction.set_rollback(True)
    assert set(states) <= {"sent", "dropped"}
    assert sum(states.values()) == made
    assert {"saveliev", "gordeeva", "titova"} <= kept, "whoever looks as one of these finds letters"
