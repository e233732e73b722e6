"""Two versions compared by what they mean: nothing that differs is left out."""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from itertools import islice
from typing import Any

import pytest

from kabinet.regulation import terms
from kabinet.regulation.clauses import clauses
from kabinet.regulation.pack import form, level_rights, load_texts, moves, pack, source, symptoms, words
from kabinet.regulation.pack import leg as pack_leg
from kabinet.regulation.pack.compare.versions import Difference, compare
from kabinet.regulation.pack.labels import field_label, part
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.pack.reading import keys_of
from tests.regulation.pack import foreign

CORP = pack("corp_4_0")
WRITTEN = source("corp_4_0")


def changed(*changes: tuple[str, str, str]) -> list[Difference]:
    written = dict(WRITTEN)
    for file, old, new in changes:
        assert old in written[file]
        written[file] = written[file].replace(old, new, 1)
    return compare(CORP, load_texts(written))


def test_the_same_has_no_differences() -> None:
    assert compare(CORP, CORP) == []


@pytest.mark.clause("L16")
def test_a_term_of_a_level() -> None:
    found = changed(
        ("client.toml", '"4 working hours"', '"3 working hours"'), ("client.toml", '"4 часа"', '"3 часа"'),
        ("client.toml", '"4 hours"', '"3 hours"'),
    )  # fmt: skip
    term = next(row for row in found if row.part == "terms")
    assert (term.leg, term.clause) == ("client", "U3.6a")
    assert (term.thing, term.what) == (("Уровень 2", "Level 2"), ("Первый ответ", "First answer"))
    assert (term.old, term.new) == (
        ("4 рабочих часа", "4 working hours"),
        ("3 рабочих часа", "3 working hours"),
    )
    assert {row.part for row in found} == {"terms", "rows"}


def test_a_reason_of_both_legs_renamed_added_and_removed() -> None:
    renamed = changed(("reasons.toml", 'ru = "Настройка серверов', 'ru = "Наладка серверов'))
    assert [(row.leg, row.part, row.what.en) for row in renamed] == [
        ("client", "reasons", "Name"),
        ("vendor", "reasons", "Name"),
    ]
    apart = changed(("reasons.toml", 'ru = "Анализ, проектирование', 'ru = "Анализ и проектирование'))
    assert [(row.leg, row.part, row.what.en) for row in apart] == [("vendor", "reasons", "Name")]
    reason = '\n[[reasons]]\ncode = "spare"\nkind = "fact"\nname = { ru = "Запас", en = "Spare" }\n'
    reason += 'instead = { ru = "Ничего", en = "Nothing" }\nclause = "U2b"\n'
    written = WRITTEN | {"client.toml": WRITTEN["client.toml"] + reason}
    (added,) = compare(CORP, load_texts(written))
    assert (added.old, added.clause, added.thing) == (None, "U2b", ("Запас", "Spare"))
    assert added.new is not None
    assert "Ничего" in added.new.ru
    (removed,) = compare(load_texts(written), CORP)
    assert removed.new is None


def test_the_order_alone() -> None:
    leg = CORP.leg("client")
    turned = replace(leg, services=tuple(reversed(leg.services)), moves=tuple(reversed(leg.moves)))
    found = compare(CORP, replace(CORP, legs={**CORP.legs, "client": turned}))
    assert [(row.part, row.what.en) for row in found] == [("services", "Order"), ("moves", "Order")]


def test_a_leg_that_is_gone() -> None:
    (row,) = compare(CORP, replace(CORP, legs={"client": CORP.leg("client")}))
    assert (row.leg, row.new) == ("vendor", None)


def leaves() -> Iterator[tuple[str, str, str]]:
    """Every word and number that is written, with another one in its place."""
    for file, text in WRITTEN.items():
        for found in re.finditer(r'ru = "([^"{}]+)"', text):
            yield file, found[0], found[0].replace(found[1], found[1] + " (иначе)")
        for found in re.finditer(
            r"^(\w+_(?:days|share|seconds|hours)) = ((?!true|false)\S+)", text, re.MULTILINE
        ):
            other = f"[2, {found[2][1:]}" if found[2].startswith("[") else f"{float(found[2]) / 2:g}"
            yield file, found[0], f"{found[1]} = {other if '.' in found[2] or '[' in other else '7'}"


def test_every_other_word_is_a_row() -> None:
    silent = []
    for file, old, new in islice(leaves(), 0, None, 13):
        written = WRITTEN | {file: WRITTEN[file].replace(old, new, 1)}
        try:
            other = load_texts(written)
        except ValueError:
            continue  # Table 2 contradicts the terms then
        if not compare(CORP, other):
            silent.append((file, old))
    assert silent == []


def kinds() -> Iterator[Any]:
    for room in (pack_leg, form, words, symptoms, moves, level_rights, terms):
        yield from (each for each in vars(room).values() if isinstance(each, type) and is_dataclass(each))


def test_every_field_and_part_has_a_name() -> None:
    unnamed = {
        spec.name
        for kind in kinds()
        for spec in keys_of(kind)
        if not re.search("[а-я]", field_label(spec.name).ru)
    }
    assert unnamed == set()
    parts = {spec.name for spec in keys_of(Leg)} - {
        "code",
        "name",
        "applicant",
        "support",
        "agreement_clause",
        "plan_clause",
    }
    assert {name for name in parts if part(name).ru == name} == set()


@pytest.mark.clause("L16")
@pytest.mark.parametrize("code", foreign.ALL)
def test_each_version_is_cited_by_its_own_clauses(code: str) -> None:
    """The same comparison both ways: a place of the one version never stands in the column of the other."""
    other = load_texts(foreign.texts(foreign.ALL[code]))
    carried = {each.place for each in clauses().values()}
    own = {each.place for each in other.clauses.values()}
    assert carried.isdisjoint(own)
    for old, new, before, after in ((CORP, other, carried, own), (other, CORP, own, carried)):
        found = compare(old, new)
        cites = [row for row in found if row.cites]
        assert cites
        for row in cites:
            assert row.old is None or row.old not in after, row
            assert row.new is None or row.new not in before, row
            assert {row.old, row.new} & (before | after), row
        for row in found:
            if row.clause:
                assert row.place in (before if row.new is None else after | before), row
        added = [row for row in found if row.clause and row.old is None]
        assert all(row.place in after for row in added if row.new is not None)
