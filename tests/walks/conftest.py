"""Fixtures of the walks: people who sign in, pictures on demand."""

from typing import TYPE_CHECKING

import pytest

from tests.browser import Visit
from tests.walks.person import Person, SignIn
from tests.walks.pictures import Pictures

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def sign_in(visit: Visit, cast: "Cast", screen: str, pictures: Pictures) -> SignIn:
    """`sign_in("saveliev", script=True)` -> Person, at the size of `screen`, who came in by the sign-in page."""

    def came(login: str, **options: bool) -> Person:
        person = Person(visit(**options), screen, pictures)
        person.sign_in(login)
        return person

    return came


@pytest.fixture
def pictures(screen: str) -> Pictures:
    """Pictures of pages, kept only when they are asked for (docs/screens/README.md)."""
    return Pictures(screen)
