"""A web worker does not look for garbage in what it will never let go."""

import os
import subprocess
import sys

import pytest

SAID = "import gc, kabinet.config.served; print(gc.get_freeze_count() > 100_000, gc.get_threshold()[0] >= 20_000)"


@pytest.mark.parametrize(("part", "spared"), [("serve", "True True"), ("command", "False False")])
def test_what_a_web_worker_loaded_is_passed_over(part: str, spared: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", SAID],
        env=os.environ | {"KABINET_PART": part},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == spared
