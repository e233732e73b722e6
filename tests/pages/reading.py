"""Fixtures of pages with tickets: a desk that acts at chosen instants, and people who read now."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.actions.desk import Desk
    from tests.cast import Cast

Reader = Callable[[str], Client]


@pytest.fixture
def desk(cast: "Cast") -> "Desk":
    """The desk of the cast."""
    from tests.actions.desk import Desk  # Django must be ready before models can be imported

    return Desk(cast)


@pytest.fixture
def reader(cast: "Cast") -> Reader:
    """`reader(login)` is a browser in which this person is signed in."""

    def signed_in(login: str) -> Client:
        client = Client()
        cast.sign_in(client, login)
        return client

    return signed_in
