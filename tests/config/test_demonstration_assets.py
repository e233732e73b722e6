"""`kabinet demo` publishes versions of the regulation, whose pages are built first: they need the assets that they name."""

import pytest

from kabinet.config.commands import demo


def test_the_assets_are_there_before_the_demonstration_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    from kabinet.demonstration import build

    done: list[str] = []
    monkeypatch.setattr(demo, "collect", lambda root: done.append("collected"))
    monkeypatch.setattr(build, "build", lambda **given: done.append("built"))
    demo._load(1, None)
    assert done == ["collected", "built"]
