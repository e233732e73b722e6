from datetime import UTC, datetime

import pytest

from tests.pages.reading import desk, reader

__all__ = ["desk", "reader"]


@pytest.fixture
def now() -> datetime:
    """The instant at which the pages of this test are read, or a moment before it."""
    return datetime.now(UTC).replace(microsecond=0)
