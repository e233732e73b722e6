"""The JSON of a journal row is read in one place; SQL and sentences that name its keys name declared ones."""

import ast
import re
from collections.abc import Iterator

import pytest

from kabinet.actions.notices import kinds, ticket_notices, wording
from kabinet.actions.notices.kinds import Journal
from kabinet.records.versions import newest_pack
from kabinet.regulation.fact_data import OF_ORGANISATION, OF_TICKET, keys
from kabinet.regulation.facts import Kind
from tests.house.source import Module, modules

# Who reads keys of some `data` all the same, and why.
READERS = {
    "kabinet/actions/notices/wording.py": "marks of sentences are keys; a notice keeps its own",
    "kabinet/pages/notices/rows.py": "a notice, whose data are its sentence's marks",
}
# What these are called is a form, whose `data` came from a browser, or what is told in a notice.
FORMS = {"self", "form"}
READING = {"get", "items", "keys", "values", "pop", "setdefault"}
KEYS = {key.key for shape in (*OF_TICKET.values(), *OF_ORGANISATION.values()) for key in keys(shape)}
# Sentences of notices that follow another fact's row: they have none of their own.
NOTICES_ALONE = {
    "contact_anew", "contact_confirmed_you", "contact_refused_you", "handover_offered", "group_grew", "ticket_flagged",
    "regulation_coming", "regulation_of_partner", "regulation_cancelled", "password_tried",
    "password_tried_at", "account_differs", "account_differs_at", "letter_kept", "letter_begun", "letter_unkept",
    "form_waits", "form_refused",
    "login_claimed", "login_claimed_at", "login_claimed_by",
    "address_bounces", "address_bounces_at",
    "recovery_code_used", "codes_tried", "factor_wanted", "passkey_behind", "export_ready", "export_not_made",
}  # fmt: skip
IN_SQL = re.compile(r"\bdata\s*->>?\s*'(\w+)'|\bdata__(?!has_)(\w+)|KeyTextTransform\(\"(\w+)\", \"data\"\)")
# What a notice's sentence is filled with beside its fact's own keys (notices/ticket_notices.py, wording.py).
OF_NOTICE = {"actor", "number", "subject", "reader", "you", "named", "relieved", "part", "during"} | {
    *newest_pack().vendor.marks("ru")
}


def test_no_reader_takes_a_row_apart_by_its_keys() -> None:
    found = [
        f"{module.name}:{node.lineno}"
        for module in modules("actions", "queries", "pages", "jobs", "records", "demonstration")
        if module.name not in READERS
        for node in _readings(module.tree)
    ]
    assert found == []


def test_the_exceptions_are_still_needed() -> None:
    assert {module.name for module in modules() if any(_readings(module.tree))} >= set(READERS)


def _readings(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Each `row.data` of which a key is asked: [...], .get(...), in, **."""
    for node in ast.walk(tree):
        asked: list[ast.expr | None] = []
        if isinstance(node, ast.Subscript) or (isinstance(node, ast.Attribute) and node.attr in READING):
            asked = [node.value]
        elif isinstance(node, ast.Compare):
            asked = [each for each, op in zip(node.comparators, node.ops, strict=True) if _contains(op)]
        elif isinstance(node, ast.Dict):
            asked = [held for name, held in zip(node.keys, node.values, strict=True) if name is None]
        elif isinstance(node, ast.keyword) and node.arg is None:
            asked = [node.value]
        yield from (each for each in asked if isinstance(each, ast.Attribute) and _of_row(each))


def _contains(op: ast.cmpop) -> bool:
    return isinstance(op, ast.In | ast.NotIn)


def _of_row(node: ast.Attribute) -> bool:
    return node.attr == "data" and getattr(node.value, "id", "") not in FORMS


def _named_in_queries() -> Iterator[tuple[str, str]]:
    for module in modules("records", "actions", "queries", "pages", "jobs"):
        for found in IN_SQL.finditer(module.text):
            name = next(each for each in found.groups() if each)
            yield f"{module.name}:{module.text[: found.start()].count(chr(10)) + 1}", name


def test_queries_ask_for_declared_keys() -> None:
    found = dict(_named_in_queries())
    assert len(found) >= 10
    assert {place: name for place, name in found.items() if name not in KEYS | OF_NOTICE} == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_sentences_of_a_ticket_name_what_its_fact_keeps(kind: Kind) -> None:
    declared = kinds.declared()[Journal.TICKET, kind]
    said = [
        text
        for words in declared.words.values()
        for sentence in (words.history, *words.notices.values())
        for text in sentence
    ]
    marks = {mark for text in said for mark in re.findall(r"{(\w+)}", text)}
    assert marks <= {key.key for key in keys(OF_TICKET[kind])} | OF_NOTICE


def test_every_kind_of_an_organisation_says_what_it_keeps() -> None:
    told = {kind for journal, kind in kinds.declared() if journal is Journal.ORGANISATION}
    assert told - set(OF_ORGANISATION) == NOTICES_ALONE
    assert set(OF_ORGANISATION) <= told


@pytest.mark.parametrize("kind", OF_ORGANISATION)
def test_sentences_of_an_organisation_name_what_its_fact_keeps(kind: str) -> None:
    words = kinds.of_organisation(kind).words[None]
    marks = {
        mark
        for sentence in (words.history, *words.notices.values())
        for text in sentence
        for mark in re.findall(r"{(\w+)}", text)
    }
    assert marks <= {key.key for key in keys(OF_ORGANISATION[kind])} | OF_NOTICE


def test_a_notice_is_told_keys_that_facts_keep() -> None:
    assert ticket_notices.MARKS <= KEYS


def test_a_variant_is_chosen_by_what_the_fact_keeps() -> None:
    """The keys that a kind's choice of sentence asks for, in its own function or one that it calls."""
    [module] = [each for each in modules("actions") if each.name.endswith("notices/wording.py")]
    functions = {node.name: node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)}
    asked = {kind: _asked(node, functions) for kind, node in _choices(module)}
    assert set(asked) == set(wording.VARIANTS)
    assert all(asked.values())
    for kind, names in asked.items():
        assert names <= {key.key for key in keys(OF_TICKET[kind])} | OF_NOTICE, kind


def _choices(module: Module) -> Iterator[tuple[Kind, ast.expr]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "VARIANTS":
            assert isinstance(node.value, ast.Dict)
            for name, choice in zip(node.value.keys, node.value.values, strict=True):
                assert isinstance(name, ast.Attribute)
                yield Kind[name.attr], choice


def _asked(node: ast.AST, functions: dict[str, ast.FunctionDef]) -> set[str]:
    names: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in functions:
            names |= _asked(functions[each.func.id], functions)
        elif isinstance(each, ast.Call) and getattr(each.func, "attr", "") == "get":
            names |= {str(arg.value) for arg in each.args[:1] if isinstance(arg, ast.Constant)}
        elif isinstance(each, ast.Subscript) and isinstance(each.slice, ast.Constant):
            names.add(str(each.slice.value))
        elif isinstance(each, ast.Compare) and isinstance(each.left, ast.Constant) and _contains(each.ops[0]):
            names.add(str(each.left.value))
    return names
