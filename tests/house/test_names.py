"""Names: no import needs another one than the thing has, and whoever is told of a file finds it."""

import ast
import re

from tests.house.source import ROOT, modules, paths

# Known by these to everybody who writes Django, or for the reason that stands beside it.
USUAL = {("gettext", "_"), ("gettext_lazy", "_"), ("gettext_lazy", "lazily"), ("numpy", "np")}
MOST = 10
FILE = re.compile(r"(?<![\w.\"'{/*])((?:[\w-]+/)*[\w-]+\.(?:py|html))\b")
# Said of a file that is not ours, or as an example.
EXAMPLES = {"tests/x.py"}


def test_a_thing_is_called_by_its_name() -> None:
    found = [
        f"{module.name}:{node.lineno}: {name.name} as {name.asname}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if name.asname not in (None, name.name) and (name.name, name.asname) not in USUAL
    ]
    assert len(found) <= MOST, found


def test_a_file_that_is_named_is_there() -> None:
    """In the documentation, in docstrings and in comments."""
    texts = [*(ROOT / "docs").rglob("*.md"), *paths("*.py", "*.js", "*.css", "*.toml", "*.html")]
    there = [
        f"/{path.relative_to(ROOT).as_posix()}"
        for top in ("kabinet", "tests", "bench", "assets", "docs")
        for path in (ROOT / top).rglob("*.*")
    ]
    gone = [
        f"{text.relative_to(ROOT)}: {name}"
        for text in texts
        for name in sorted(set(FILE.findall(text.read_text(encoding="utf-8"))) - EXAMPLES)
        if not _is_among(name, there)
    ]
    assert gone == []


def _is_among(name: str, there: list[str]) -> bool:
    return any(path.endswith(f"/{name}") for path in there)
