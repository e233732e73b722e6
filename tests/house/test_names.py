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
# Of what: a name that says it in one room says nothing in the next.
NOUNS = ("line", "group", "choice")
OF_WHAT = {said for noun in NOUNS for said in (noun, f"{noun}s", noun.title(), f"{noun}s".title())}
# What every choice of a form is.
ONE_FOR_ALL = {"kabinet/pages/ui/forms.py: Choice", "kabinet/pages/ui/forms.py: Choices"}


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


def test_what_a_page_defines_says_of_what_it_is() -> None:
    """«line», «group», «choice» name something else in every room: a class or a function has its own noun."""
    found = {
        f"{module.name}: {name}"
        for module in modules("pages", "queries")
        for node in module.tree.body
        for name in _defined(node)
        if name in OF_WHAT
    }
    assert found == ONE_FOR_ALL


def test_an_act_on_an_organisation_holds_work() -> None:
    """As one on a ticket does: nobody has to know which frame an act stands on to read it."""
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules("actions")
        for node in ast.walk(module.tree)
        if getattr(node, "id", getattr(node, "arg", "")) == "office"
    ]
    assert found == []


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


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
