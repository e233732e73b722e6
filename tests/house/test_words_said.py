"""Nothing that a person can read is said in Russian alone: not in the code, the templates or the tables."""

import ast
import re
import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pytest
from django.template.base import Lexer, Token, TokenType

from tests.house.source import PACKAGE, ROOT, Module, modules, paths

CYRILLIC = re.compile("[А-Яа-яЁё№]")
# `Text` has its English beside it, which test_text_is_said_in_both looks at; the others are words of docs/languages.md.
GETTEXT = {
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
SPEAKS = GETTEXT | {"_", "lazily", "npgettext", "forms", "plural", "counted", "Text"}
# Where a Russian sentence is followed by its English one: the law's and the acts' own functions over Text.
IN_PAIRS = ("regulation", "actions", "config")
EXCEPT = {
    "kabinet/actions/regulation/calendar.py": "a published version keeps its decree by number and title: data",
    "kabinet/actions/inbox/reading/charsets.py": "letters that are counted, not said",
    "kabinet/actions/inbox/reading/quotations.py": "how mailers quote: looked for, not said",
    "kabinet/actions/evidence/stamps.py": "a part of the program in a pack, which says both in one line",
    "kabinet/actions/evidence/verify_pack.py": "the program in a pack, which says both in one line",
    "kabinet/actions/tickets/drafts/attach.py": "a file that came without a name is kept under one: data",
    "kabinet/actions/imports/judging.py": "a message of another desk keeps what did not come with it: data",
    "kabinet/actions/imports/master_data/values.py": "what people type into a table, in either alphabet",
    "kabinet/config/settings.py": "a language calls itself by its own name",
    "kabinet/pages/browsers.py": "a browser is called by its own name",
    "kabinet/actions/organisations/contact_sheet/columns.py": "what people type into a spreadsheet, in either alphabet",
    "kabinet/pages/tickets/greeting.py": "greetings that people type, in either alphabet: looked for, not said",
    "kabinet/pages/ui/amounts.py": "typed text keeps its own signs",
    "kabinet/pages/problems/names.py": "legal forms by which a company name is known: looked for, not said",
    "kabinet/records/lists/hits.py": "letters of which words are made",
    "kabinet/records/lists/imported.py": "signs that people type before a number: looked for, not said",
    "kabinet/records/lists/marked.py": "typed text keeps its own signs",
    "kabinet/records/security/word_functions.py": "letters that look alike: looked for, not said",
    "kabinet/pages/ui/component_sheet/sample_bars.py": "invented data of the developers' sheet of parts",
    "kabinet/pages/ui/component_sheet/samples.py": "invented data of the developers' sheet of parts",
}
PATTERN = re.compile(
    r"\\[ds]|\(\?|\]\w?\?"
)  # looked for in what people typed, in either alphabet; nobody reads it
TITLES = re.compile(r"\.decree\.title$")  # a document is called as it is called
SHEET = "kabinet/pages/ui/templates/ui/components.html"
TRANSLATES = ("translate", "trans", "counted", "plural")


@pytest.mark.parametrize("floor", ["config", "pages", "jobs", "queries", "actions", "records", "regulation"])
def test_no_russian_outside_gettext_and_text(floor: str) -> None:
    said = [
        f"{module.name}:{found.lineno}: {found.value!r}"
        for module in modules(floor)
        if module.name not in EXCEPT
        for found in alone(module.tree, floor in IN_PAIRS)
    ]
    assert said == []


def test_no_exception_is_left_over() -> None:
    assert set(EXCEPT) <= {module.name for module in modules() if any(alone(module.tree, pairs=False))}


def alone(node: ast.AST, pairs: bool) -> Iterator[ast.Constant]:
    """Russian literals that no function gives in the reader's language."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SPEAKS:
        return
    if isinstance(node, ast.Assign) and all(_russian_by_name(target) for target in node.targets):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _read_by_people(node.value):
        yield node
    for group in _side_by_side(node):
        for child, following in zip_longest(group, group[1:]):
            if not (pairs and following is not None and russian(child) and english(following)):
                yield from alone(child, pairs)


def _read_by_people(said: str) -> bool:
    return bool(CYRILLIC.search(said)) and not PATTERN.search(said)


def _russian_by_name(target: ast.expr) -> bool:
    """`ru = …` beside `en = …`, `_MONTHS_RU` beside `_MONTHS_EN`."""
    return getattr(target, "id", "").lower().rpartition("_")[2] in ("ru", "russian")


def _side_by_side(node: ast.AST) -> list[list[Any]]:
    if isinstance(node, ast.Call):
        return [list(node.args), [each.value for each in node.keywords], [node.func]]
    if isinstance(node, ast.Tuple | ast.List):
        return [list(node.elts)]
    if isinstance(node, ast.Dict):
        return [list(node.values)]
    return [[child] for child in ast.iter_child_nodes(node)]


def russian(node: ast.AST) -> bool:
    return any(
        isinstance(each, ast.Constant) and isinstance(each.value, str) and CYRILLIC.search(each.value)
        for each in ast.walk(node)
    )


def english(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr) and not russian(node)


@pytest.mark.parametrize("floor", ["config", "pages", "jobs", "queries", "actions", "records", "regulation"])
def test_text_is_said_in_both(floor: str) -> None:
    pairs = [
        (module, node)
        for module in modules(floor)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and len(node.args) == 2
    ]
    wrong = [
        f"{module.name}:{node.lineno}" for module, node in pairs if russian(node.args[1]) or _unsaid(node)
    ]
    assert wrong == []


def _unsaid(node: ast.Call) -> bool:
    """Russian words with nothing beside them."""
    return russian(node.args[0]) and isinstance(node.args[1], ast.Constant) and not node.args[1].value


def test_no_gettext_at_import_that_does_not_wait_for_the_reader() -> None:
    """`gettext` at module level speaks the language of whoever started the program; `gettext_lazy` waits."""
    assert [f"{module.name}:{line}" for module in modules("pages", "config") for line in _hasty(module)] == []


def _hasty(module: Module) -> Iterator[int]:
    names = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in ("gettext", "ngettext", "pgettext")
    }
    waiting: list[ast.AST] = [module.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            yield node.lineno
        inner = ast.iter_child_nodes(node)
        waiting += [each for each in inner if not isinstance(each, ast.FunctionDef | ast.Lambda)]


def test_no_russian_in_templates_outside_their_tags() -> None:
    said = [
        f"{path.relative_to(ROOT)}:{token.lineno}: {token.contents.strip()[:60]}"
        for path in paths("*.html")
        if str(path.relative_to(ROOT)) != SHEET
        for token in untranslated(path.read_text("utf-8"))
    ]
    assert said == []


def untranslated(source: str) -> Iterator[Token]:
    inside = ""
    for token in Lexer(source).tokenize():
        tag = token.contents.split()[0] if token.token_type is TokenType.BLOCK else ""
        if tag in ("blocktranslate", "blocktrans", "comment") or tag == f"end{inside}":
            inside = "" if inside else tag
        elif not inside and tag not in TRANSLATES and _russian_shown(token):
            yield token


def _russian_shown(token: Token) -> bool:
    said = "" if token.token_type is TokenType.COMMENT else re.sub(r"_\(([\"']).*?\1\)", "", token.contents)
    return bool(CYRILLIC.search(said))


def test_every_table_says_it_in_both() -> None:
    tables = [path for path in paths("*.toml") if not path.is_relative_to(PACKAGE / "demonstration")]
    assert [
        fault for path in tables for fault in half(tomllib.loads(path.read_text("utf-8")), path.stem)
    ] == []


DECLINED = {"nominative", "genitive"}  # a name of the vendor's: one word in English, six in Russian


def half(value: Any, where: str) -> Iterator[str]:
    """Places of a table that speak one language alone."""
    if isinstance(value, dict):
        if "ru" in value and not value.get("en"):
            yield f"{where}: no English"
        if value.keys() >= DECLINED and isinstance(value.get("en"), str):
            if CYRILLIC.search(value["en"]):
                yield f"{where}: no English"
            return
        for name, each in value.items():
            if name != "ru" or not isinstance(each, str):
                yield from half(each, f"{where}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from half(each, where)
    elif isinstance(value, str) and CYRILLIC.search(value) and not TITLES.search(where):
        yield f"{where}: {value}"
