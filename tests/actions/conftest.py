from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.actions.desk import Desk
    from tests.cast import Cast


@pytest.fixture
def desk(cast: "Cast") -> "Desk":
    """The desk of the cast, in the same database as the test's."""
    from tests.actions.desk import Desk  # Django must be ready before models can be imported

    return Desk(cast)
