"""What page tests share."""

from collections.abc import Callable

import pytest


@pytest.fixture
def reach_nothing(db: None) -> Callable[[], None]:
    """Forget who asked: a test keeps one transaction open, in which a request would find the reach of the one before."""
    from kabinet.records.reach import leave

    return leave
