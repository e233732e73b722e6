"""People at pages: a desk that acts at chosen instants, browsers with somebody signed in, walks of some forms."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests import clock

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.desk import Desk
    from tests.pages.organisations.papers.browser import Browser
    from tests.pages.registration.walk import Walk

Reader = Callable[[str], Client]


@pytest.fixture
def desk(cast: "Cast") -> "Desk":
    """Acts of the cast at chosen instants, in the same database as the test's."""
    from tests.desk import Desk  # Django must be ready before models can be imported

    return Desk(cast)


@pytest.fixture
def now() -> datetime:
    """The instant at which the pages of this test are read, or a moment before it."""
    return clock.now()


@pytest.fixture
def reader(cast: "Cast") -> Reader:
    """`reader(login)` is a browser in which this person is signed in."""

    def signed_in(login: str) -> Client:
        client = Client()
        cast.sign_in(client, login)
        return client

    return signed_in


@pytest.fixture
def see(reader: Reader) -> Callable[..., str]:
    """`see(login, address)`: the page as this person reads it."""

    def seen(login: str, address: str, status: int = 200) -> str:
        answer = reader(login).get(address)
        assert answer.status_code == status, answer.status_code
        return "".join(answer.content.decode().split("\n"))

    return seen


@pytest.fixture
def send(reader: Reader) -> Callable[..., Client]:
    """`send(login, address, **fields)`: the answer to a form that this person sent."""

    def sent(login: str, address: str, **fields: object):
        return reader(login).post(address, fields)

    return sent


@pytest.fixture
def status(reader: Reader) -> Callable[[str, str], int]:
    """`status(login, address)`: only whether it is there."""

    def found(login: str, address: str) -> int:
        answer = reader(login).get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer.status_code

    return found


@pytest.fixture
def walk(cast: "Cast") -> "Walk":
    """Savelyev of ZMK, authorised, with everything that gives the right, on his way through registration."""
    from tests.pages.registration.walk import Walk

    return Walk(Client(), cast)


@pytest.fixture
def who(cast: "Cast") -> Callable[[str], "Browser"]:
    """`who(login)` is this person with a browser that follows the forms of papers."""
    from tests.pages.organisations.papers.browser import Browser

    return lambda login: Browser(cast, login)
