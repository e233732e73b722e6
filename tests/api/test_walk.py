"""The walk of docs/api.md, as it stands there, with curl against a running server."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.api.program import program
from tests.cast import Cast
from tests.clock import PATIENCE, now
from tests.database import ROOT, Database
from tests.desk import SYMPTOMS, VALUES, Desk, later
from tests.pages.entrance.provider.test_counterpart import served

pytestmark = pytest.mark.slow


def test_the_walk_of_the_documentation_goes(own_db: Database, cast: Cast, desk: Desk, tmp_path: Path) -> None:
    shell, curl = shutil.which("sh"), shutil.which("curl")
    assert shell
    assert curl
    found = re.search(r"```sh\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.DOTALL)
    assert found
    at = later(now(), minutes=-5)
    form = {"system": cast.system["erp"], "symptoms": SYMPTOMS[3], "values": VALUES, "service": "problem"}
    log = tmp_path / "rphost.log"
    log.write_bytes(b"05:46.719000-0,EXCP,5\r\n" * 5_000)  # more than a stranger's body
    with served(own_db, tmp_path, {}) as url:
        said = {
            "KABINET": url,
            "PARTNER_TOKEN": program(cast, "gordeeva", at=at).token,
            "CLIENT_TOKEN": program(cast, "saveliev", at=at).token,
            "LOG": str(log),
            "FORM": json.dumps({**form, "impact": "minor"}),
        }
        done = subprocess.run(
            [shell, "-eu", "-c", found[1].replace("curl -sS", "curl -sS -w '\\n%{http_code}\\n'")],
            env={**os.environ, **said},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
    statuses = [line for line in done.stdout.splitlines() if re.fullmatch(r"[1-5]\d\d", line)]
    assert statuses == ["200", "201", "200", "200", "200", "200", "200", "412", "200", "200"], (
        done.stdout + done.stderr
    )
    assert desk.ticket("U-48001").status == "closed"
    assert [row.kind for row in desk.journal("U-48001")].count("answered") == 1
