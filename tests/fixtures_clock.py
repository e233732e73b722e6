"""The stated instant of pages that are read in the process of the tests (tests/clock.py)."""

import pytest

from tests import clock


@pytest.fixture
def stated_instant(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages in the process of the tests are read at `clock.AT`; those of a live server at the true time."""
    if "live" not in request.fixturenames:
        monkeypatch.setattr("kabinet.pages.gate.now", lambda: clock.AT)
