"""Schemathesis, a program of others that asks everything the document allows and much that it does not, as two people."""

import os
import subprocess
from pathlib import Path

import pytest

from kabinet.actions.tickets.note import write_note
from tests.api.program import program
from tests.browser import Live
from tests.cast import Cast
from tests.clock import PATIENCE, now
from tests.database import ROOT
from tests.desk import Desk, later

pytestmark = pytest.mark.slow
EXAMPLES = os.environ.get("KABINET_API_EXAMPLES", "20")
FOREIGN, NOTE = "МЕТКА-ГАВАНЬ", "МЕТКА-ЗАМЕТКА"
SERVER_FAULTS = 500


@pytest.mark.parametrize("login", ["saveliev", "gordeeva"])
def test_no_server_error_no_undocumented_answer_no_foreign_body(
    live: Live, cast: Cast, desk: Desk, login: str, tmp_path: Path
) -> None:
    at = later(now(), minutes=-5)
    own = [desk.register(at, level=level).number for level in (2, 3, 3)]
    desk.register(at, login="stranger", system="pirs", subject=FOREIGN)
    desk.do(write_note, "gordeeva", at, number=own[0], text=NOTE)
    token = program(cast, login, at=at).token
    hidden = [FOREIGN, NOTE] if login == "saveliev" else [FOREIGN]
    said = {"TICKETS": ",".join(own), "FOREIGN": ",".join(hidden), "SCHEMATHESIS_HOOKS": "tests.api.schemathesis_hooks"}
    words = [
        *(ROOT / "bin" / "schemathesis", "run", f"{live.url}/api/v1/openapi.json", "--url", f"{live.url}/api/v1"),
        *("--config-file", ROOT / "tests" / "api" / "schemathesis.toml", "--seed", "10"),
        *("--max-examples", EXAMPLES, "--header", f"Authorization: Bearer {token}", "--no-color"),
    ]
    environment = {**os.environ, **said, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=40 * PATIENCE, check=False
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
