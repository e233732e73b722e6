"""Every clause that the program names in its code, pages and guides is one of the regulation."""

import re
from pathlib import Path

import kabinet
from kabinet.regulation.clauses import clauses

HOUSE = Path(kabinet.__file__).parent
# "U3.6a" in code and data, {% clause "U3.6a" %} in pages, (U3.6a, P4.8a) in docstrings and comments.
QUOTED = re.compile(r"""["']([LUP]\d+(?:\.\d+)*[a-z]?)["']""")
CITED = re.compile(r"[(,;] ?([LUP]\d+(?:\.\d+)*[a-z]?)(?=[),;:])")

# A comment may name a whole section, or a paragraph that has several clauses: P5, U3.6.
SECTIONS = {re.sub(r"[a-z]$", "", each) for each in clauses()} | {
    each.partition(".")[0] for each in clauses()
}


def test_no_line_of_the_program_names_a_clause_that_the_regulation_has_not() -> None:
    unknown = []
    for path in sorted(HOUSE.rglob("*")):
        if path.suffix not in (".py", ".html", ".toml") or "packs" in path.relative_to(HOUSE).parts:
            continue
        text = path.read_text("utf-8")
        named = {found[1] for found in QUOTED.finditer(text)}
        prose = {found[1] for found in CITED.finditer(text)} - SECTIONS
        unknown += [
            f"{path.relative_to(HOUSE)}: {each}" for each in sorted((named | prose) - clauses().keys())
        ]
    assert unknown == []
