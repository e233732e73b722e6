"""Whoever looks whether a folder of files is empty has one of their own: other tests leave theirs there."""

import re
from pathlib import Path

from tests.conftest import ROOT

LOOKS = re.compile(r"folder\(\)\.(?:iterdir|glob|rglob)\(")


def test_a_folder_that_is_counted_is_the_tests_own() -> None:
    counting = [path for path in Path(ROOT / "tests").rglob("*.py") if LOOKS.search(path.read_text("utf-8"))]
    assert len(counting) > 1
    assert [path.name for path in counting if "own_files" not in path.read_text("utf-8")] == []
