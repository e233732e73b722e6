"""No name of one vendor stands in what serves any: pages, acts and their words ask the regulation (docs/languages.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, paths

# The vendor, its licence, its contract, its partners' programme, its certificate.
NAMES = re.compile(r"1С|\b1C\b|\bРКЛ\b|\bИТС\b|\bКОРП\b|\bRKL\b|\bITS\b|\bKORP\b|[Фф]ирм(?:а|ы|е|у|ой)\b")
# What is about this pack, or shows a world that lives under it.
ABOUT_THIS_PACK = {
    "kabinet/regulation/packs": "the pack itself",
    "kabinet/regulation/clauses.toml": "the clauses of its regulation, in our words",
    "kabinet/demonstration": "a world of this vendor's partners and clients",
    "kabinet/pages/ui/component_sheet": "drawings of tickets of that world",
}
# Comments and docstrings that explain what a name of this vendor means to the database.
EXPLAINED = {
    "kabinet/records/lists/question.py": "errors of its platform are negative numbers",
    "kabinet/records/security/word_functions.py": "its name is spelt with look-alike letters",
    "kabinet/regulation/pack/vendor.py": "the docstring says what a full name looks like",
}
# Its parts: another regulation numbers its tables and appendices otherwise, or has none.
PARTS = re.compile(
    r"[Тт]абл(?:\.|иц(?:а|ы|е|у|ей)) ?\d|[Пп]риложени(?:е|я|ю|ем|и) ?\d|\b(?:Table|Appendix) \d"
)
READ = ("pages", "actions", "queries", "jobs", "config")
KINDS = ("*.py", "*.html", "*.js", "*.toml", "*.po")


def test_no_name_of_one_vendor_stands_in_the_program() -> None:
    assert list(found(KINDS)) == []


def test_the_exceptions_are_still_needed() -> None:
    for name in ABOUT_THIS_PACK | EXPLAINED:
        where = ROOT / name
        files = [path for path in where.rglob("*") if path.is_file()] if where.is_dir() else [where]
        assert any(NAMES.search(path.read_text("utf-8")) for path in files if f"*{path.suffix}" in KINDS), (
            name
        )


@pytest.mark.parametrize("floor", READ)
def test_no_part_of_one_regulation_is_named_in_what_people_read(floor: str) -> None:
    texts = [*paths("*.html", "*.toml", "*.po", under=PACKAGE / floor)]
    said = [
        (str(path.relative_to(ROOT)), line) for path in texts for line in path.read_text("utf-8").splitlines()
    ]
    said += [
        (str(path.relative_to(ROOT)), words)
        for path in paths("*.py", under=PACKAGE / floor)
        for words in _said_in(ast.parse(path.read_text("utf-8")))
    ]
    assert said
    strange = [
        each for each in said if PARTS.search(each[1]) and not each[0].startswith(tuple(ABOUT_THIS_PACK))
    ]
    assert strange == []


@pytest.mark.parametrize(
    "said", ["табл. 2", "по признакам таблицы 1", "Приложение 2", "the signs of Table 1"]
)
def test_a_part_is_found(said: str) -> None:
    assert PARTS.search(said)


def _said_in(tree: ast.AST) -> Iterator[str]:
    """Texts that are no docstring."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("floor", READ)
def test_nothing_is_excepted_in_what_people_read(floor: str) -> None:
    inside = f"kabinet/{floor}/"
    assert {each for each in EXPLAINED if each.startswith(inside)} == set()


@pytest.mark.parametrize(
    "said", ["Передать в 1С", "РКЛ нет", "Договор ИТС", "Passed on to 1C", "фирмой «1С»"]
)
def test_a_name_is_found(said: str) -> None:
    assert NAMES.search(said)


def test_a_template_that_names_the_vendor_loads_the_names() -> None:
    """Without them Django leaves a gap in the sentence."""
    named = [
        path
        for path in paths("*.html")
        if re.search(r"\{\{ [Vv]endor_(?:name|firm)", path.read_text("utf-8"))
    ]
    assert named
    loads = re.compile(r"\{% load [^%]*\bi18n\b[^%]*\bvendor_words\b[^%]*%\}")
    assert [str(path) for path in named if not loads.search(path.read_text("utf-8"))] == []


def test_a_module_that_names_the_vendor_translates_by_its_names() -> None:
    """Django's own gettext would show the mark itself."""
    strange = []
    for path in paths("*.py", under=PACKAGE / "pages"):
        tree = ast.parse(path.read_text("utf-8"))
        own = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for alias in node.names
            if alias.name.startswith("gettext") and alias.name != "gettext_noop"
        }
        strange += [f"{path.name}:{line}" for line in _named_by(tree, own)]
    assert strange == []


def _named_by(tree: ast.AST, functions: set[str]) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in functions and node.args:
            said = node.args[0]
            if isinstance(said, ast.Constant) and "endor_" in str(said.value):
                yield node.lineno


def found(kinds: tuple[str, ...]) -> Iterator[str]:
    for path in paths(*kinds):
        name = str(path.relative_to(ROOT))
        if not any(name.startswith(each) for each in (*ABOUT_THIS_PACK, *EXPLAINED)):
            yield from (f"{name}:{line}: {words}" for line, words in _lines(path))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if NAMES.search(line):
            yield number, line.strip()[:80]


# «Регламент 4.0»: two vendors have one, and another calls its own «Порядок» (ui/citations.py).
BARE = re.compile(
    r"[Рр]егламент\w*(?:\" %\})? (?:%\((?:number|old|new|present|to|remains)\)s|\{\{ ?\w+(?:\.number)? ?\}\}"
    r"|\{\{ ?\w+\.number ?\}\}|\{(?:number|remains)\})"
    r"|[Вв]ерси\w+ (?:%\(number\)s|\{\{ ?(?:\w+\.)?number ?\}\}|\{(?:number|remains)\}(?!\{\w*title\}))"
    r"|<b>\{\{ ?each\.(?:line\.)?number"
)


def test_no_sentence_calls_a_version_by_a_bare_number() -> None:
    read = [*paths("*.html", "*.toml", "*.py", under=PACKAGE / "pages" / "regulation")]
    read += [*paths("*.html", "*.py", under=PACKAGE / "pages" / "registration")]
    read += [*paths("*.toml", "*.py", under=PACKAGE / "actions")]
    assert read
    said = [
        (str(path.relative_to(ROOT)), line) for path in read for line in path.read_text("utf-8").splitlines()
    ]
    known = "drafts.py", "calendars.html"  # the number alone is at fault there; a year of the calendar
    assert [each for each in said if BARE.search(each[1]) and not each[0].endswith(known)] == []


@pytest.mark.parametrize(
    "said",
    [
        "Регламент %(number)s опубликован",
        '<h1>{% translate "Регламент" %} {{ version.number }}</h1>',
        "Опубликован регламент {number}",
        "Версия {remains} действует",
        "<b>{{ each.line.number }}</b>",
    ],
)
def test_a_bare_number_is_found(said: str) -> None:
    assert BARE.search(said)
