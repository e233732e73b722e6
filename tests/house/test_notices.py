"""One way to tell somebody something: notices and journals have one writer each, kinds are declared, no act knows a page."""

import ast
import re
from collections.abc import Iterator
from itertools import chain

import pytest

from kabinet.actions.notices import kinds
from kabinet.actions.notices.kinds import Journal
from tests.house.source import Module, modules

# Record -> the only modules that make one.
WRITERS = {
    "Notice": {"kabinet/actions/notices/notify.py"},
    "JournalEntry": {"kabinet/actions/journal/entries.py"},
    "OrganisationEntry": {"kabinet/actions/journal/organisation_entries.py"},
}
MADE = {"create", "bulk_create", "get_or_create", "update_or_create"}
# Call -> where its kind of an organisation's fact stands, and whether it tells somebody.
CALLS = {
    "record": (0, False), "record_of": (1, False), "write": (1, False), "ask_vendor": (1, True),
    "tell": (1, True), "tell_of": (2, True), "to_people": (1, True), "Ending": (0, True),
}  # fmt: skip
ORGANISATIONS = {
    kind: said for (journal, kind), said in kinds.declared().items() if journal is Journal.ORGANISATION
}
PATH = re.compile(r"/[a-z][a-z-]*(/|$)")


def name_of(node: ast.expr) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def makers(record: str) -> set[str]:
    """Modules that call the record, or a method of its manager that makes rows."""
    return {
        module.name
        for module in modules("actions", "pages", "jobs", "demonstration", "records")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _makes(node.func, record)
    }


def _makes(called: ast.expr, record: str) -> bool:
    if name_of(called) == record:
        return True
    manager = getattr(called, "value", None)
    return name_of(called) in MADE and name_of(getattr(manager, "value", ast.Name(""))) == record


@pytest.mark.parametrize("record", WRITERS)
def test_rows_have_one_writer(record: str) -> None:
    assert makers(record) == WRITERS[record]


def test_no_act_knows_a_page() -> None:
    found = [
        f"{module.name}:{node.lineno} {node.value}"
        for module in modules("actions")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PATH.match(node.value)
    ]
    assert found == []


def written() -> Iterator[tuple[str, str, bool]]:
    """Place, pattern of the kind, and whether somebody is told, of every call that names a kind itself."""
    for module in modules("actions"):
        for function in ast.walk(module.tree):
            if isinstance(function, ast.FunctionDef):
                yield from _written_in(module, function)


def _written_in(module: Module, function: ast.FunctionDef) -> Iterator[tuple[str, str, bool]]:
    for node in ast.walk(function):
        place, tells = CALLS.get(name_of(node.func), (0, False)) if isinstance(node, ast.Call) else (0, False)
        if isinstance(node, ast.Call) and name_of(node.func) in CALLS and len(node.args) > place:
            for pattern in patterns(node.args[place], function):
                yield f"{module.name}:{node.lineno}", pattern, tells


def patterns(said: ast.expr, function: ast.FunctionDef) -> list[str]:
    """What the expression can be; nothing for what comes from outside of the function."""
    match said:
        case ast.Constant(value=str(text)):
            return [re.escape(text)]
        case ast.IfExp(body=one, orelse=other):
            return [*patterns(one, function), *patterns(other, function)]
        case ast.JoinedStr(values=parts):
            return [
                "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in parts
                )
            ]
        case ast.Name(id=name):
            given = (
                node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and any(name_of(target) == name for target in node.targets)
            )
            return list(chain.from_iterable(patterns(each, function) for each in given))
    return []


def test_every_kind_that_an_act_names_is_declared() -> None:
    named = list(written())
    # As many as there were when the walk was written; fewer mean that it does not see them any more.
    assert len({pattern for _, pattern, _ in named}) > 50
    unknown = [
        f"{place} {pattern}"
        for place, pattern, tells in named
        if not any(
            re.fullmatch(pattern, kind) and (said.audience or not tells)
            for kind, said in ORGANISATIONS.items()
        )
    ]
    assert unknown == []


def test_every_declared_kind_is_written_by_some_act() -> None:
    """By its name or by a part of it: `f"{what}_ends"`."""
    spoken = {
        pattern
        for module in modules("actions")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant | ast.JoinedStr)
        for pattern in patterns(node, ast.parse("def nothing(): ...").body[0])
        if re.search("[a-z]{3}", pattern.replace(r"\w", ""))
    }
    assert [kind for kind in ORGANISATIONS if not any(re.fullmatch(each, kind) for each in spoken)] == []
