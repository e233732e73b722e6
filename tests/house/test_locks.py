"""Locks: every package with its hash, and no host, so that the same files come from whichever mirror a machine uses."""

import re

import pytest

from tests.house.source import ROOT

LOCKS = [f"requirements/{name}.txt" for name in ("run", "saml", "dev", "node")]
OF_NODE = ["assets", "tests/pages/entrance/provider/saml/idp"]


def packages(name: str) -> dict[str, str]:
    """Package -> its lines, of one lock."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    return {entry.split("==")[0] + entry.split("\\")[0].partition(";")[2]: entry for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    assert packages(lock)
    assert [name for name, entry in packages(lock).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", [*LOCKS, *(f"{folder}/package-lock.json" for folder in OF_NODE)])
def test_no_lock_names_a_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"--(?:index|extra-index|find-links)\S*|\"resolved\"", text) == []
    assert [line for line in text.splitlines() if "://" in line and '"url"' not in line] == []


@pytest.mark.parametrize("lock", ["requirements/run.txt", "requirements/saml.txt"])
def test_what_is_checked_is_what_runs(lock: str) -> None:
    checked = packages("requirements/dev.txt")
    assert {name: entry for name, entry in packages(lock).items() if checked.get(name) != entry} == {}
