from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.clock import AT


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """The instant at which pages are read from now on, so long after AT."""

    def move(since: timedelta) -> None:
        monkeypatch.setattr("kabinet.pages.gate.now", lambda: AT + since)

    return move
