from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.pages.registration.walk import Walk


@pytest.fixture
def walk(cast: "Cast") -> "Walk":
    """Savelyev of ZMK, authorised, with everything that gives the right."""
    from tests.pages.registration.walk import Walk  # Django must be ready before models can be imported

    return Walk(Client(), cast)
