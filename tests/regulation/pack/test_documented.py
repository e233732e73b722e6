"""Whoever writes a version finds every key and every word of it on one page."""

import re
from dataclasses import is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from kabinet.regulation.pack import Denial, Entitlement, FormField, Item, Leg, Level, LevelRight, Pack
from kabinet.regulation.pack.form import Option, Section
from kabinet.regulation.pack.moves import Move
from kabinet.regulation.pack.reading import keys_of
from kabinet.regulation.pack.symptoms import Choice, Criterion, Question
from kabinet.regulation.pack.vendor import Declined, Vendor
from kabinet.regulation.pack.words import (
    AnswerKind,
    CriticalTerm,
    Impact,
    Limits,
    Names,
    OwnClause,
    Reason,
    ReturnCase,
    Row,
    Service,
    Status,
)
from kabinet.regulation.terms import Hours, LevelTerms, Term, Terms

pytestmark = pytest.mark.clause("L16")
PAGE = (Path(__file__).parents[3] / "docs" / "regulation-files.md").read_text("utf-8")
TABLES: dict[str, type] = {
    "pack": Pack,
    "vendor": Vendor,
    "vendor.name": Declined,
    "entitlement": Entitlement,
    "clauses": OwnClause,
    "levels": Level,
    "symptoms": Question,
    "symptoms.choices": Choice,
    "criteria": Criterion,
    "level_rights": LevelRight,
    "leg": Leg,
    "terms": Terms,
    "terms.hours": Hours,
    "terms.level": LevelTerms,
    "rows": Row,
    "critical_terms": CriticalTerm,
    "limits": Limits,
    "services": Service,
    "impacts": Impact,
    "answers": AnswerKind,
    "reasons": Reason,
    "sections": Section,
    "form": FormField,
    "form.choices": Option,
    "items": Item,
    "return_cases": ReturnCase,
    "statuses": Status,
    "statuses.names": Names,
    "moves": Move,
    "denials": Denial,
}


def section(name: str) -> str:
    """What the page says of a table."""
    return PAGE.partition(f"### `{name}`\n")[2].partition("\n#")[0]


def parts(kind: Any) -> set[Any]:
    """Every dataclass and enum that a value of this kind can hold."""
    inner = [*get_args(kind), *(get_type_hints(kind).values() if is_dataclass(kind) else ())]
    own = {kind} if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, StrEnum)) else set()
    return own.union(*(parts(each) for each in inner if each is not kind))


# Of a term the page says how it is written, not how it is kept.
KNOWN = (parts(Pack) | parts(Leg)) - parts(Term)


def test_every_table_has_its_place() -> None:
    assert {each for each in KNOWN if is_dataclass(each)} == set(TABLES.values())
    assert re.findall(r"^### `(.+)`$", PAGE, re.MULTILINE) == list(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_told_in_its_place(name: str) -> None:
    keys = [each.name for each in keys_of(TABLES[name])]
    assert keys
    assert [key for key in keys if f"`{key}`" not in section(name)] == []


def test_every_word_of_a_closed_list_is_told() -> None:
    words = {str(value) for kind in KNOWN if not is_dataclass(kind) for value in kind}
    assert len(words) > 100
    assert sorted(word for word in words - {"system"} if f"`{word}`" not in PAGE) == []
