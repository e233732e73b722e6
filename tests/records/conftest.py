"""The world of tests/records/world.py in the database; imported late, when Django is ready for models."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.records.world import World


@pytest.fixture
def world(cast: "Cast") -> "World":
    from tests.records.world import build

    return build(cast)
