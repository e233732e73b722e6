from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from tests import clock
from tests.pages.reading import Reader, desk, reader

__all__ = ["desk", "reader"]


@pytest.fixture
def now() -> datetime:
    """The instant at which the pages of this test are read, or a moment before it."""
    return clock.now()


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
