"""Templates show, and bring no style, script or unescaped text of their own: the content security policy means it."""

import re

import pytest

from tests.house.source import ROOT, paths

FORBIDDEN = {
    "a style of its own": re.compile(r"\sstyle\s*=|<style\b"),
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>"),
    "a handler of its own": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "text that is not escaped": re.compile(r"\|\s*safe\b|\bautoescape\s+off\b"),
    "an address outside": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_brings(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []
