"""Small files and functions with names that say something. Ask a question at 200 and 30 lines; these are the walls."""

import ast
from collections import Counter

from tests.house.source import PACKAGE, ROOT, modules, paths

LONGEST_FILE, LONGEST_FUNCTION, MOST_MODULES = 300, 60, 20
# A model a file: whoever looks for a table knows its name.
MANY = {"records/models"}
NAMELESS = {
    "utils",
    "util",
    "services",
    "service",
    "core",
    "common",
    "helpers",
    "helper",
    "misc",
    "base",
    "signals",
}


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    ours = paths("*.py", "*.html", "*.css", "*.js")
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in ours
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    found = {
        f"{module.name}:{node.name}": length
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert found == {}


def test_no_room_is_for_everything() -> None:
    found = [path for path in PACKAGE.rglob("*") if path.stem in NAMELESS and path.suffix in ("", ".py")]
    assert [path for path in found if "vendor" not in path.parts] == []


def test_no_folder_has_more_modules_than_one_can_look_over() -> None:
    found = Counter(path.parent for path in paths("*.py") if path.name != "__init__.py")
    most = {
        folder.relative_to(PACKAGE).as_posix(): count
        for folder, count in found.items()
        if count > MOST_MODULES
    }
    assert set(most) <= MANY
