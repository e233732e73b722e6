"""A regulation is changed in its own text: what was meant and nothing else."""

import pytest

from kabinet.regulation.pack import load_texts, source
from kabinet.regulation.pack.editing.text import added, edited, new_place, places, value_at

CORP = source("corp_4_0")
SPARE = {
    "code": "spare",
    "kind": "fact",
    "name": {"ru": 'Запас "в кавычках"', "en": "Spare"},
    "instead": {"ru": "Ничего", "en": "Nothing"},
    "clause": {"client": "U2b", "vendor": "P3a"},
}
ONE = {
    "one.toml": """[shared]
services = [{ code = "a", number = 1, name = { ru = "А", en = "A" }, clause = "U2a" }]
[legs.client]
code = "client"
"""
}


def lines(before: dict[str, str], after: dict[str, str]) -> int:
    """How many lines differ."""
    pairs = [(before[name].split("\n"), after[name].split("\n")) for name in before]
    return sum(len(set(old) ^ set(new)) for old, new in pairs)


def test_one_value_changes_one_line_and_keeps_its_comment() -> None:
    made = edited(CORP, {("limits.toml", "limits", "reopen_days"): 20})
    assert lines(CORP, made) == 2
    assert "reopen_days = 20 # calendar days after closing" in made["limits.toml"]
    assert edited(CORP, {("limits.toml", "limits", "reopen_days"): 30}) == CORP


def test_things_of_lists_go_by_code_and_level() -> None:
    path = ("client.toml", "terms", "level", "2", "reaction")
    made = edited(
        CORP,
        {path: "3 working hours", ("client_life.toml", "statuses", "closed", "names", "client", "ru"): "Всё"},
    )
    assert value_at(made, path) == "3 working hours"
    assert value_at(CORP, path) == "4 working hours"
    assert lines(CORP, made) == 4


@pytest.mark.parametrize("file", ["reasons.toml", "client.toml", "client_form.toml"])
def test_what_is_added_can_be_read_and_taken_away(file: str) -> None:
    plain = SPARE if file == "reasons.toml" else SPARE | {"clause": "U2b"}
    made = added(CORP, (file, "reasons"), plain)
    reason = load_texts(made).leg("client").reason("spare")
    assert reason is not None
    assert (reason.name, reason.clause) == (('Запас "в кавычках"', "Spare"), "U2b")
    gone = edited(made, {(file, "reasons", "spare"): None})
    assert load_texts(gone) == load_texts(CORP)


def test_unknown_paths_are_passed_over() -> None:
    assert (
        edited(CORP, {("reasons.toml", "reasons", "none", "name"): "x", ("reasons.toml", "no", "such"): 1})
        == CORP
    )
    assert value_at(CORP, ("reasons.toml", "reasons", "none", "name")) is None


def test_a_single_file_has_its_places_inside() -> None:
    (place,) = places(ONE, "services")
    assert (place.path, place.scope) == (("one.toml", "shared"), "both")
    assert new_place(ONE, "reasons", "client").path == ("one.toml", "legs", "client")
    made = added(ONE, (*place.path, "services"), {"code": "b", "number": 2})
    assert value_at(made, ("one.toml", "shared", "services", "b", "number")) == 2
    assert value_at(
        edited(made, {("one.toml", "shared", "services", "a"): None}), ("one.toml", "shared", "services")
    ) == [{"code": "b", "number": 2}]
