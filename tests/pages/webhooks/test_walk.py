"""The receiver of docs/webhooks.md, as it stands there and in the help, against the program that sends."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from kabinet.actions.webhooks.keeping import add_webhook
from kabinet.jobs.rests import Rests
from kabinet.jobs.webhooks import tell_next
from kabinet.pages.help.api import RECEIVER
from kabinet.regulation.organisation.event_groups import EventGroup
from tests import clock, processes
from tests.browser import free_port
from tests.cast import Cast
from tests.clock import until
from tests.database import ROOT, Database
from tests.desk import Desk

pytestmark = pytest.mark.slow


def test_the_receiver_of_the_documentation_knows_who_signed(
    own_db: Database, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    found = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "webhooks.md").read_text("utf-8"), re.DOTALL)
    assert found
    assert found[1] == RECEIVER.read_text("utf-8")
    at, port, out = clock.now(), free_port(), tmp_path / "out"
    settings.WEBHOOK_ORIGINS = (f"http://127.0.0.1:{port}",)
    with transaction.atomic():
        given = {"url": f"http://127.0.0.1:{port}/", "groups": list(EventGroup)}
        secret = add_webhook(actor=cast.actor("saveliev", at), at=at, **given)
    environment = {**os.environ, "WEBHOOK_SECRET": secret, "PORT": str(port)}
    command = [sys.executable, "-c", found[1]]
    with (
        out.open("w") as lines,
        processes.started(command, environment, stdout=lines, stderr=subprocess.DEVNULL),
    ):
        until(lambda: listens(port))
        number = Desk(cast).register(at).number
        while tell_next(at, Rests()):
            pass
        until(lambda: f'"ticket":"{number}"' in out.read_text("utf-8"))


def listens(port: int) -> bool:
    import socket

    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
