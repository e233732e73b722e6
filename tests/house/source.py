"""The package as text and as syntax trees, for the tests of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kabinet"
NOT_OURS = ("migrations", "node_modules", "__pycache__")
COPIED_IN = PACKAGE / "pages" / "static" / "vendor"


class Module(NamedTuple):
    """One Python file; `name` is its path from the root."""

    name: str
    text: str
    tree: ast.Module


def paths(*patterns: str, under: Path = PACKAGE) -> list[Path]:
    """Our own files, without what is generated or copied in."""
    found = {path for pattern in patterns for path in under.rglob(pattern)}
    ours = {path for path in found if not path.is_relative_to(COPIED_IN)}
    return sorted(path for path in ours if not set(path.relative_to(ROOT).parts) & set(NOT_OURS))


@cache
def modules(*floors: str) -> tuple[Module, ...]:
    """The modules of these floors, of all when none is named; a floor that is not built yet has none."""
    roots = [PACKAGE / floor for floor in floors] or [PACKAGE]
    return tuple(_read(path) for root in roots for path in paths("*.py", under=root))


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(str(path.relative_to(ROOT)), text, ast.parse(text))


def imported(module: Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything it imports, at the top or inside a function."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def attributes(module: Module) -> Iterator[tuple[int, str, str]]:
    """Line, the name before the last dot (or "") and the name behind it, of every `x.y`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            before = node.value
            name = getattr(before, "id", getattr(before, "attr", ""))
            yield node.lineno, str(name), node.attr
