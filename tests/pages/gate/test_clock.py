"""A web node whose clock is wrong acts at the database's instant, and health tells of the difference."""

from datetime import timedelta

import pytest
from django.test import Client

from kabinet.pages import gate
from kabinet.records.agreed_time import AgreedTime, ahead

own, agreed = gate.own, gate.now


@pytest.mark.parametrize("days", [3, -3, 0])
def test_no_page_is_later_than_the_database(db: None, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    true = own()
    monkeypatch.setattr(gate, "own", lambda: true + timedelta(days=days))
    monkeypatch.setattr(gate, "_agreed", AgreedTime(every=60))
    for _ in range(2):  # asked, and remembered
        found = agreed()
        assert abs(found - true - timedelta(days=min(days, 0))) < timedelta(minutes=5)
    assert abs(ahead(true)) < timedelta(minutes=5)


@pytest.mark.parametrize(("tolerance", "told"), [(300, False), (-1, True)])
def test_health_tells_of_a_difference(db: None, settings: object, tolerance: int, told: bool) -> None:
    settings.CLOCK_TOLERANCE = tolerance  # type: ignore[attr-defined]
    lines = Client().get("/health").content.decode().splitlines()
    assert (lines[0], any("the database's" in line for line in lines)) == ("ok", told)
