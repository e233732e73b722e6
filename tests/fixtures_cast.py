"""The cast (tests/cast.py) in the database of the test."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> "Cast":
    """In `own_db` when the test asks for it, committed; otherwise in `db`, rolled back with the test."""
    from tests.cast import build  # Django must be ready before models can be imported

    request.getfixturevalue("own_db" if "own_db" in request.fixturenames else "db")
    return build()
