"""Browsers of the cast, and the desk of the acts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.actions.desk import Desk
    from tests.cast import Cast
    from tests.pages.papers.browser import Browser


@pytest.fixture
def who(cast: "Cast") -> Callable[[str], "Browser"]:
    """`who(login)` is this person with a browser."""
    from tests.pages.papers.browser import Browser  # Django must be ready before models can be imported

    return lambda login: Browser(cast, login)


@pytest.fixture
def desk(cast: "Cast") -> "Desk":
    """Acts at chosen instants."""
    from tests.actions.desk import Desk

    return Desk(cast)
