"""kill -9 of web, worker and database while three parties work: nothing acknowledged is lost or doubled (bench/faults)."""

import os
import sys
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryDirectory

import pytest

from bench.faults import drill as drilling
from bench.faults.__main__ import figures, free_port
from bench.faults.drill import drill, left_behind
from bench.faults.killing import WEIGHTS
from tests import processes

KILLS, SEED = 30, 20261129
LONGEST = 150.0  # seconds; on a machine with much else to do fewer are killed, but each part at least once


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_or_doubled_whatever_is_killed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Not in a folder of pytest's: another run of tests may close those above it to the account of the database.
    with TemporaryDirectory(prefix="kabinet-faults-") as home:
        outcome = drill(
            Path(home).resolve(), free_port(), kills=KILLS, parallel=2, seed=SEED, longest=LONGEST
        )
    with capsys.disabled():
        print(f"\nseed {SEED}\n{figures(outcome)}")
    assert outcome.wrong == []
    assert set(outcome.kills) == set(WEIGHTS)
    assert outcome.ledger.through
    assert set(outcome.ledger.answers) <= {0, 503}


def test_the_drill_sees_what_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drilling, "SECONDS_TO_BE_GONE", 0.5)
    words = [sys.executable, "-c", "print(1, flush=True); import time; time.sleep(600)"]
    with processes.started(words, os.environ | {"KABINET_HOME": str(tmp_path)}, stdout=PIPE) as left:
        assert left.stdout is not None
        left.stdout.readline()
        assert [each.split()[0] for each in left_behind(tmp_path)] == [sys.executable]
    assert left_behind(tmp_path) == []
