"""What the pages say of what they hold: rows by the doors' own names, and as good as nothing that may be anything."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import Module, attributes, modules

# A name for what may be anything, `Record = Any`, hides every use of it.
NAMED_ANYTHING = re.compile(r"^\w+ = Any$", re.MULTILINE)
TYPES = "kabinet.records.doors.record_types"
# Values that are handed on unseen: what a view was called with, what a page shows beside, what an act takes.
ANYTHING = {
    "kabinet/pages/gate/__init__.py": 2,
    "kabinet/pages/pass_on/views.py": 2,
    "kabinet/pages/tickets/acts/relay.py": 1,
}


def test_pages_know_what_they_hold() -> None:
    """Where something new may be anything, it wants a type; where one has gone, this count goes down with it."""
    found = {
        module.name: module.text.count(": Any") + len(NAMED_ANYTHING.findall(module.text))
        for module in modules("pages", "queries")
    }
    assert {name: count for name, count in found.items() if count} == ANYTHING
    assert sum(found.values()) <= 20


def test_types_of_rows_are_for_annotations_alone() -> None:
    """Whoever could call or query one would have gone round the doors."""
    found = [
        f"{module.name}:{node.lineno} {node.id}"
        for module in modules("pages", "api", "jobs", "demonstration")
        for names in [_imported(module)]
        for node in _spoken(module.tree)
        if isinstance(node, ast.Name) and node.id in names
    ]
    assert found == []


def test_types_of_rows_are_imported_by_their_names() -> None:
    """Not the module, whose other names are the models."""
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules("pages", "api", "jobs", "demonstration")
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Import) and any(alias.name.startswith(TYPES) for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and _round(node))
    ]
    found += [
        f"{module.name}:{line}"
        for module in modules("pages", "api", "jobs", "demonstration")
        for line, _, name in attributes(module)
        if name == "record_types"
    ]
    assert found == []


def test_a_form_that_comes_back_says_so_by_name() -> None:
    """The numbers of such answers stand in one place (pages/gate/answers.py)."""
    found = [
        f"{module.name}:{node.lineno} {node.value}"
        for module in modules("pages")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in (403, 409, 422)
    ]
    assert found == []


def _round(node: ast.ImportFrom) -> bool:
    names = [alias.name for alias in node.names]
    if node.module == TYPES:
        return any(not name.endswith(("Record", "Records")) for name in names)
    return node.module == TYPES.rpartition(".")[0] and "record_types" in names


def _imported(module: Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == TYPES
        for alias in node.names
    }


def _spoken(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that is no part of an annotation."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns"):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST):
                yield node
                yield from _spoken(node)
