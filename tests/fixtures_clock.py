"""The stated instant of pages read in the process of the tests, and which tests it does not reach (tests/clock.py)."""

from collections.abc import Iterable

import pytest

from tests import clock


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--true-time`, for bin/test-at."""
    parser.addoption(
        "--true-time",
        action="store_true",
        help="leave out the pages that are read at the stated instant, and the law, which never asks the time",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--true-time` nothing stays but what can see the machine's own clock."""
    if config.getoption("--true-time"):
        left_out = [item for item in items if not _sees_true_time(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if _sees_true_time(item)]


@pytest.fixture
def stated_instant(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages in the process of the tests are read at `clock.AT`; those of a live server at the true time."""
    if "live" not in request.fixturenames:
        monkeypatch.setattr("kabinet.pages.gate.now", lambda: clock.AT)
        monkeypatch.setattr("kabinet.api.gate.now", lambda: clock.AT)


def _sees_true_time(item: pytest.Item) -> bool:
    fixtures: Iterable[str] = getattr(item, "fixturenames", ())
    stated = "stated_instant" in fixtures and "live" not in fixtures
    return not stated and not item.nodeid.startswith("tests/regulation/")
