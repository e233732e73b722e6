"""Sheets of a regulation: what a form shows is what is written, and goes back as it was typed."""

import pytest

from kabinet.regulation.pack import load_texts, pack, source
from kabinet.regulation.pack.editing.cells import amount_and_unit, term_of, typed, value_of
from kabinet.regulation.pack.editing.filling import changed, grown, seen
from kabinet.regulation.pack.editing.sections import blocks, sheets
from kabinet.regulation.pack.editing.sheet import Cell, Sort, fresh, grows
from kabinet.regulation.pack.editing.text import BOTH, value_at
from kabinet.regulation.pack.places import Wrong
from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Text

CORP = source("corp_4_0")
SPARE = {
    ("code",): "spare",
    ("kind",): "fact",
    ("name", "ru"): "Запас",
    ("name", "en"): "Spare",
    ("instead", "ru"): "Ничего",
    ("instead", "en"): "Nothing",
    ("clause", "client"): "U2b",
    ("clause", "vendor"): "P3a",
}


@pytest.mark.parametrize("sheet", sheets())
def test_what_is_shown_and_sent_back_changes_nothing(sheet: str) -> None:
    cells = [cell for block in blocks(CORP, sheet) for cell in block.cells]
    assert cells
    values = {cell.path: value_of(cell, typed(cell)) for cell in cells}
    assert {cell.path: cell.value for cell in cells if cell.value} == {
        path: each for path, each in values.items() if each
    }
    kept = {path: value for path, value in values.items() if value not in (None, False)}
    assert changed(CORP, kept) == CORP


def test_what_the_legs_word_apart_has_cells_for_each() -> None:
    cells = {cell.path: cell for block in blocks(CORP, "reasons") for cell in block.cells}
    of_partner = ("reasons.toml", "reasons", "development", "instead", "vendor", "ru")
    assert {path[-2] for path in cells if path[:4] == of_partner[:4]} == {"client", "vendor"}
    made = load_texts(changed(CORP, {of_partner: "Договоритесь сами"}))
    legs = [made.leg(leg).reason("development") for leg in ("client", "vendor")]
    before = pack("corp_4_0").leg("client").reason("development")
    assert before is not None
    assert [each and each.instead.ru for each in legs] == [before.instead.ru, "Договоритесь сами"]


def test_a_term_changes_and_takes_its_row_of_table_2_with_it() -> None:
    made = load_texts(changed(CORP, {("client.toml", "terms", "level", "2", "reaction"): "3 working hours"}))
    client, vendor = made.leg("client"), made.leg("vendor")
    assert client.terms.level(2).reaction == Term(3, Unit.WORKING_HOURS)
    assert [row.levels for row in client.rows] == [(1,), (3, 4)]
    assert vendor == pack("corp_4_0").leg("vendor")


def test_other_hours_take_all_rows() -> None:
    path = ("vendor.toml", "terms", "hours", "windows")
    assert load_texts(changed(CORP, {path: ["09:00-18:00"]})).leg("vendor").rows == ()


def test_a_reason_more_in_both_legs_or_in_one() -> None:
    both = load_texts(grown(CORP, "reasons", BOTH, SPARE))
    clauses = [reason.clause for leg in both.legs.values() if (reason := leg.reason("spare"))]
    assert clauses == ["U2b", "P3a"]
    alone = {path: value for path, value in SPARE.items() if path[0] != "clause"} | {("clause",): "P3a"}
    made = load_texts(grown(CORP, "reasons", "vendor", alone))
    assert [leg.reason("spare") is None for leg in made.legs.values()] == [True, False]
    with pytest.raises(Wrong, match="already"):
        grown(grown(CORP, "reasons", BOTH, SPARE), "reasons", "client", SPARE)


def test_a_contract_level_more() -> None:
    values = {("code",): "techno", ("name", "ru"): "ТЕХНО", ("name", "en"): "TECHNO"}
    made = load_texts(grown(CORP, "contracts", "", values))
    assert made.entitlement is not None
    assert made.entitlement.contract_levels["techno"] == Text("ТЕХНО", "TECHNO")
    with pytest.raises(Wrong, match="already"):
        grown(CORP, "contracts", "", values | {("code",): "prof"})


def test_somebody_elses_change_gives_another_mark() -> None:
    other = changed(CORP, {("pack.toml", "number"): "4.1"})
    assert seen(other, "head") != seen(CORP, "head")
    assert seen(other, "terms") == seen(CORP, "terms")


@pytest.mark.parametrize("sheet", sheets())
def test_what_can_be_added_has_empty_cells(sheet: str) -> None:
    assert bool(fresh(sheet, BOTH)) is grows(sheet)


TYPED = [
    (Sort.WHOLE, "30", 30),
    (Sort.WHOLE, "thirty", Wrong),
    (Sort.WHOLE, "9" * 40, Wrong),
    (Sort.WHOLES, "5, 9", [5, 9]),
    (Sort.WHOLES, "5; 9", Wrong),
    (Sort.SHARE, "0,25", 0.25),
    (Sort.SHARE, "nan", Wrong),
    (Sort.TERM, "1 working day", "1 working day"),
    (Sort.TERM, "1 day", Wrong),
    (Sort.WINDOWS, "09:30–13:00, 14:00-18:00", ["09:30-13:00", "14:00-18:00"]),
    (Sort.WINDOWS, "всегда", Wrong),
    (Sort.CODE, "U3.6a", "U3.6a"),
    (Sort.CODE, 'a" = 1', Wrong),
    (Sort.KIND, "fact", "fact"),
    (Sort.KIND, "fiction", Wrong),
    (Sort.TEXT, "a\0b", Wrong),
    (Sort.TEXT, "x" * 3000, Wrong),
    (Sort.TEXT, "  ", Wrong),
    (Sort.FLAG, "", False),
]


@pytest.mark.parametrize(("sort", "said", "value"), TYPED)
def test_what_is_typed(sort: Sort, said: str, value: object) -> None:
    cell = Cell(("a.toml", "x"), Text("а", "a"), sort, None)
    if value is Wrong:
        with pytest.raises(Wrong):
            value_of(cell, said)
    else:
        assert value_of(cell, said) == value


def test_a_term_in_two_parts() -> None:
    for said in ("2 hours", "1 hour", "4 working hours", "1 working day", "10 working days", "1.5 hours"):
        assert term_of(*amount_and_unit(said)) == said
    assert term_of("1,5", "working hours") == "1.5 working hours"
    assert term_of(" ", "hours") == ""
    assert amount_and_unit("два часа") == ("два часа", "")


def test_a_text_that_was_read_can_be_asked_for_what_is_not_there() -> None:
    assert value_at(CORP, ("client.toml", "terms", "level", "9", "reaction")) is None
