"""Words of the law's enums that are written as bare text where a leg, a kind, an audience or a channel is meant.

"client" is the leg, the organisation's kind, the turn and the name of a field: what is meant is told by where it stands.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kabinet.regulation.access import Audience, OrgKind
from kabinet.regulation.legs import Channel, LegCode
from kabinet.regulation.pack import Turn
from tests.house.source import Module

Meant = type[LegCode | OrgKind | Audience | Channel | Turn]
Place = tuple[ast.AST, Meant]
# What a name means: of a variable, an attribute, an argument, a key.
MEANS: Mapping[str, Meant] = {
    "leg": LegCode,
    "legs": LegCode,
    "by": LegCode,
    "kind": OrgKind,
    "subject_kind": OrgKind,
    "audience": Audience,
    "audiences": Audience,
    "channel": Channel,
    "turn": Turn,
    "turn_after": Turn,
}
# `pack.leg("client")`, `leg.code == "vendor"`
LEG_OF_PACK, CODE_OF_LEG = "leg", "code"
# All words of one enum in a row, or as the keys of a table, mean that enum.
TABLES = {frozenset(LegCode): LegCode, frozenset(OrgKind): OrgKind, frozenset(Turn): Turn}


class Bare(NamedTuple):
    """One word, where it stands, and what it means there."""

    node: ast.Constant
    means: str


def bare(module: Module, parameters: Mapping[str, list[list[str]]]) -> Iterator[Bare]:
    """Of one module; `parameters` are the names of the positional parameters of functions, by the function's name."""
    seen: set[ast.Constant] = set()
    for node in ast.walk(module.tree):
        for value, meant in _places(node, parameters):
            for word in _words(value):
                if word.value in set(meant) and word not in seen:
                    seen.add(word)
                    yield Bare(word, meant.__name__)


def parameters_of(modules: tuple[Module, ...]) -> dict[str, list[list[str]]]:
    """Of functions and of classes with fields, without `self`: those that have a word of the law among them."""
    found: dict[str, list[list[str]]] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            names = _named(node)
            if set(names) & set(MEANS):
                found.setdefault(node.name, []).append(names)  # type: ignore[attr-defined]
    return found


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [each.arg for each in node.args.args if each.arg != "self"]
    if isinstance(node, ast.ClassDef):
        return [
            each.target.id
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
    return []


def _places(node: ast.AST, parameters: Mapping[str, list[list[str]]]) -> Iterator[Place]:
    """Expressions that stand for a word, with the enum that it is a word of."""
    if isinstance(node, ast.Call):
        yield from _given(node, parameters)
    if isinstance(node, ast.arguments):
        yield from _defaults(node)
    if isinstance(node, ast.Compare):
        yield from _compared(node.left, node.comparators[0])
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        yield from ((node.value, meant) for meant in [_means(target)] if meant)
    if isinstance(node, ast.Dict):
        yield from _table(node)
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        yield from _in_a_row(node, node.elts)
    if isinstance(node, ast.IfExp):
        yield from _in_a_row(node, [node.body, node.orelse])


def _given(call: ast.Call, parameters: Mapping[str, list[list[str]]]) -> Iterator[Place]:
    name = _name(call.func)
    if isinstance(call.func, ast.Attribute) and name == LEG_OF_PACK:
        yield from ((each, LegCode) for each in call.args[:1])
    for names in parameters.get(name, ()):
        for parameter, each in zip(names, call.args, strict=False):
            if parameter in MEANS:
                yield each, MEANS[parameter]
    for keyword in call.keywords:
        if meant := MEANS.get((keyword.arg or "").removesuffix("__in")):
            yield keyword.value, meant


def _defaults(node: ast.arguments) -> Iterator[Place]:
    both = [*node.posonlyargs, *node.args]
    given = [*zip(both[len(both) - len(node.defaults) :], node.defaults, strict=True)]
    given += [(one, value) for one, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value]
    yield from ((value, MEANS[one.arg]) for one, value in given if one.arg in MEANS)


def _compared(left: ast.expr, right: ast.expr) -> Iterator[Place]:
    for one, other in ((left, right), (right, left)):
        if meant := _means(one):
            yield other, meant


def _table(node: ast.Dict) -> Iterator[Place]:
    keys = [each for each in node.keys if each is not None]
    if meant := _enum_of(keys):
        yield from ((each, meant) for each in keys)
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and key.value in MEANS:
            yield value, MEANS[str(key.value)]


def _in_a_row(whole: ast.expr, words: list[ast.expr]) -> Iterator[Place]:
    if meant := _enum_of(words):
        yield whole, meant


def _enum_of(words: list[ast.expr]) -> Meant | None:
    """All words of one enum, or bare ones beside one that is named."""
    named = {_name(each.value) for each in words if isinstance(each, ast.Attribute)}
    beside = next((meant for meant in MEANS.values() if meant.__name__ in named), None)
    return TABLES.get(_all(words)) or beside


def _means(node: ast.AST) -> Meant | None:
    """What `ticket.leg`, `leg`, `leg.code`, `data["leg"]`, `GET.get("leg")` stand for."""
    match node:
        case ast.Attribute(value=before, attr="code"):
            return LegCode if _name(before) == LEG_OF_PACK else None
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return MEANS.get(name)
        case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str(name)), *_]):
            return MEANS.get(name)
        case ast.Name() | ast.Attribute():
            return MEANS.get(_name(node).lower())
    return None


def _name(node: ast.AST) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _all(nodes: list[ast.expr]) -> frozenset[str]:
    """Their words, when they are nothing but words."""
    words = [each.value for each in nodes if isinstance(each, ast.Constant)]
    return frozenset(map(str, words)) if len(words) == len(nodes) else frozenset()


def _words(node: ast.AST) -> Iterator[ast.Constant]:
    """The bare words of an expression: in a choice of two and in a row as well."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    if isinstance(node, ast.IfExp):
        yield from (*_words(node.body), *_words(node.orelse))
    if isinstance(node, ast.BoolOp):
        yield from (word for each in node.values for word in _words(each))
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        yield from (word for each in node.elts for word in _words(each))
