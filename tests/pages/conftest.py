"""What page tests share."""

from collections.abc import Callable

import pytest


@pytest.fixture(autouse=True)
def _stated_instant(stated_instant: None) -> None:
    """For every test here (tests/fixtures_clock.py)."""


@pytest.fixture
def reach_nothing(db: None) -> Callable[[], None]:
    """Forget who asked: a test keeps one transaction open, in which a request would find the reach of the one before."""
    from kabinet.records.security.reach import leave

    return leave
