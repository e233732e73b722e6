"""What tests of the API share."""

import pytest


@pytest.fixture(autouse=True)
def _stated_instant(stated_instant: None) -> None:
    """For every test here (tests/fixtures_clock.py)."""
