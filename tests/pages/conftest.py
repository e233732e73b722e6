"""What page tests share."""

from collections.abc import Callable

import pytest

from tests import clock


@pytest.fixture(autouse=True)
def stated_instant(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages in the process of the tests are read at `clock.AT`; those of a live server at the true time."""
    if "live" not in request.fixturenames:
        monkeypatch.setattr("kabinet.pages.gate.now", lambda: clock.AT)


@pytest.fixture
def reach_nothing(db: None) -> Callable[[], None]:
    """Forget who asked: a test keeps one transaction open, in which a request would find the reach of the one before."""
    from kabinet.records.reach import leave

    return leave
