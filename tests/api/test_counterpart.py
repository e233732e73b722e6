"""Schemathesis, a program of others that asks everything the document allows and much that it does not, as two people."""

import os
import subprocess
from pathlib import Path

import pytest

from kabinet.actions.tickets.note import write_note
from tests.api.program import program
from tests.cast import Cast
from tests.clock import PATIENCE, now
from tests.database import ROOT, Database
from tests.desk import Desk, later
from tests.pages.entrance.provider.test_counterpart import served

pytestmark = pytest.mark.slow
EXAMPLES = os.environ.get("KABINET_API_EXAMPLES", "4")
FOREIGN, NOTE = "МЕТКА-ГАВАНЬ", "МЕТКА-ЗАМЕТКА"
UNLIMITED = {"KABINET_API_A_MINUTE": "1000000"}
HERE = Path(__file__).parent


@pytest.mark.parametrize("login", ["saveliev", "gordeeva"])
def test_no_server_error_no_undocumented_answer_no_foreign_body(
    own_db: Database, cast: Cast, desk: Desk, login: str, tmp_path: Path
) -> None:
    at = later(now(), minutes=-5)
    own = [desk.register(at, level=level).number for level in (2, 3, 3)]
    desk.register(at, login="stranger", system="pirs", subject=FOREIGN)
    desk.do(write_note, "gordeeva", at, number=own[0], text=NOTE)
    token = program(cast, login, at=at).token
    hidden = [FOREIGN, NOTE] if login == "saveliev" else [FOREIGN]
    with served(own_db, tmp_path, UNLIMITED) as url:
        done = ask_everything(url, token, own, hidden, tmp_path)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]


def ask_everything(
    url: str, token: str, tickets: list[str], hidden: list[str], folder: Path
) -> subprocess.CompletedProcess[str]:
    said = {"TICKETS": ",".join(tickets), "FOREIGN": ",".join(hidden)}
    found = {"SCHEMATHESIS_HOOKS": "tests.api.schemathesis_hooks", "PYTHONPATH": str(ROOT)}
    words = [
        *(ROOT / "bin" / "schemathesis", "--config-file", HERE / "schemathesis.toml", "run"),
        *(f"{url}/api/v1/openapi.json", "--url", f"{url}/api/v1", "--seed", "10", "--no-color"),
        *("--max-examples", EXAMPLES, "--header", f"Authorization: Bearer {token}"),
    ]
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **found, **said},
        capture_output=True,
        text=True,
        timeout=40 * PATIENCE,
        check=False,
    )
