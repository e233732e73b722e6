"""What the environment says of receivers of webhooks in the own network: none, some; a mistake is one sentence."""

import pytest

from kabinet.config.counterparts.webhooks import ORIGINS, webhook_origins
from kabinet.config.environment import Misconfigured


def test_none_unless_they_are_named_by_their_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ORIGINS, raising=False)
    assert webhook_origins() == ()
    monkeypatch.setenv(ORIGINS, "https://Hooks.corp.example:9443/, http://127.0.0.1:9000")
    assert webhook_origins() == ("https://hooks.corp.example:9443", "http://127.0.0.1:9000")
    for wrong in (
        "hooks.example",
        "http://hooks.example",
        "https://hooks.example/path",
        "https://u:p@hooks.example",
    ):
        monkeypatch.setenv(ORIGINS, wrong)
        with pytest.raises(Misconfigured, match=ORIGINS):
            webhook_origins()
