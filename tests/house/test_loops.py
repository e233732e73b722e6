"""No test passes because there was nothing to look at: what its asserts are repeated over is known not to be empty."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.some import some

TESTS = Path(__file__).resolve().parent.parent
FILES = sorted(TESTS.rglob("test_*.py"))
# What has one for every one of what it is given.
KEEPS = frozenset({"enumerate", "sorted", "reversed", "set", "list", "tuple", "zip", "map"})
VIEWS = frozenset({"items", "values", "keys"})


def known(each: ast.expr, said: frozenset[str]) -> bool:
    """Whether it cannot be empty: written out, a constant of the module, a class of values, or `said` not to be."""
    match each:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(not isinstance(one, ast.Starred) or known(one.value, said) for one in parts)
        case ast.Dict(keys=parts):
            return bool(parts)
        case ast.Constant(value=value):
            return bool(value)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in said or name[:1].isupper():
            return True
        case ast.Call():
            return _kept(each, said)
    return ast.unparse(each) in said or _made_of_known(each, said)


def _kept(call: ast.Call, said: frozenset[str]) -> bool:
    """Of a call: whether it has something wherever what it is given has."""
    match call.func:
        case ast.Name(id="some" | "range"):
            return True
        case ast.Name(id=name) if name in KEEPS and call.args:
            return all(known(one, said) for one in (call.args[1:] if name == "map" else call.args))
        case ast.Attribute(attr=name, value=of) if name in VIEWS:
            return known(of, said)
    return False


def _made_of_known(each: ast.expr, said: frozenset[str]) -> bool:
    match each:
        case ast.Subscript(value=of):
            return known(of, said)
        case ast.BinOp(left=left, right=right):
            return known(left, said) or known(right, said)
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return all(known(one.iter, said) and not one.ifs for one in each.generators)
    return False


def said_of(test: ast.FunctionDef) -> frozenset[str]:
    """What the test names in an assert outside of its loops, assumes, or has written out."""
    found: set[str] = set()
    for each in outside(test):
        if isinstance(each, ast.Assert) or (
            isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "assume"
        ):
            named = (one for one in ast.walk(each) if isinstance(one, ast.Name | ast.Attribute))
            found |= {ast.unparse(one) for one in named}
    for each in ast.walk(test):
        if isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            found |= {name for target in targets for name in _written(target, each.value, frozenset(found))}
    return frozenset(found)


def _written(target: ast.expr, value: ast.expr, said: frozenset[str]) -> Iterator[str]:
    if isinstance(target, ast.Name) and known(value, said):
        yield target.id
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, given in zip(target.elts, value.elts, strict=False):
            yield from _written(one, given, said)


def outside(test: ast.AST) -> Iterator[ast.AST]:
    """Everything but what stands in a loop."""
    for each in ast.iter_child_nodes(test):
        yield each
        if not isinstance(each, ast.For | ast.While):
            yield from outside(each)


def unsure(test: ast.FunctionDef) -> Iterator[str]:
    """The outermost loops with asserts that may run over nothing."""
    said = said_of(test)
    for each in outside(test):
        if not isinstance(each, ast.For) or known(each.iter, said):
            continue
        if any(isinstance(one, ast.Assert) for one in ast.walk(each)):
            yield f"{each.lineno} {test.name}: {ast.unparse(each.iter)}"


def functions_of(source: str) -> list[ast.FunctionDef]:
    """Also those of a class."""
    found = (each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef))
    return [each for each in found if each.name.startswith("test_")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_a_loop_with_asserts_has_something_to_run_over(path: Path) -> None:
    assert [each for test in functions_of(path.read_text()) for each in unsure(test)] == []


@pytest.mark.parametrize(
    ("loop", "faults"),
    [
        ("for each in rows(page):\n  assert each", 1),
        ("for each in some(rows(page)):\n  assert each", 0),
        ("found = rows(page)\n assert found\n for each in found:\n  assert each", 0),
        ("found = rows(page)\n for each in found:\n  assert each", 1),
        ("for each in found:\n  assert each\n  assert found", 1),
        ("found = [1, 2]\n for each in found:\n  assert each", 0),
        ("for each in (one for one in (1, 2) if one > 2):\n  assert each", 1),
        ("for each in Act:\n  for fault in failures(each):\n   assert fault", 0),
        ("for each in rows(page):\n  print(each)", 0),
    ],
)
def test_and_this_test_sees_what_may_run_over_nothing(loop: str, faults: int) -> None:
    (test,) = some(functions_of(f"def test_it(page, found):\n {loop}\n"))
    assert len(list(unsure(test))) == faults
