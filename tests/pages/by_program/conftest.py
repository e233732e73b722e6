from datetime import datetime

import pytest

from tests import clock
from tests.pages.reading import desk, reader

__all__ = ["desk", "reader"]


@pytest.fixture
def now() -> datetime:
    """The instant at which the pages of this test are read, or a moment before it."""
    return clock.now()
