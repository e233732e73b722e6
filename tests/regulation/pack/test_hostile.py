"""A regulation that somebody sends is read as suspiciously as any other form."""

from collections.abc import Callable

import pytest

from kabinet.regulation.pack import load_texts, pack, source
from kabinet.regulation.pack.editing.lines import line_of
from kabinet.regulation.pack.places import Wrong

CORP = source("corp_4_0")
Change = Callable[[dict[str, str]], None]


def put(file: str, text: str) -> Change:
    return lambda written: written.update({file: text})


def swap(file: str, old: str, new: str) -> Change:
    def change(written: dict[str, str]) -> None:
        assert old in written[file]
        written[file] = written[file].replace(old, new, 1)

    return change


HOSTILE = [
    ("no files", lambda written: written.clear()),
    ("no head", lambda written: written.pop("pack.toml")),
    ("a strange name", put("../../etc/passwd.toml", "a = 1")),
    ("a NUL", put("more.toml", "a = 1\0")),
    ("an endless line", put("more.toml", f"a = '{'x' * 5000}'")),
    ("a huge file", put("more.toml", "# much\n" * 40_000)),
    ("too many files", lambda written: written.update({f"a{number}.toml": "" for number in range(50)})),
    ("deep lists", put("more.toml", "a = " + "[" * 1500 + "]" * 1500)),
    ("deep tables", put("more.toml", ".".join("a" * 900) + " = 1")),
    ("not TOML", put("more.toml", "= 1")),
    ("a list for a table", put("more.toml", "denials = []")),
    ("a word for a list", put("more.toml", 'reasons = "all"')),
    ("unhashable words", swap("client_life.toml", 'facts = ["taken"]', 'facts = [["taken"]]')),
    ("terms are a list", swap("client.toml", "[terms]", "[[terms]]")),
    ("numbers for texts", swap("pack.toml", 'ru = "ПРОФ"', "ru = 1")),
    ("a control character", swap("reasons.toml", 'ru = "', r'ru = "\u0000')),
    ("an endless term", swap("client.toml", '"2 hours"', '"99999999999999999999 hours"')),
    ("no such zone", swap("client.toml", '"Europe/Moscow"', '"../../etc/passwd"')),
    ("an endless number of days", swap("limits.toml", "reopen_days = 30", f"reopen_days = {10**30}")),
    ("a negative number", swap("limits.toml", "reopen_days = 30", "reopen_days = -1")),
    ("not a share", swap("limits.toml", "soon_share = 0.5", "soon_share = nan")),
    ("a format that eats memory", swap("denials.toml", "{day}", "{day:>999999999}")),
    ("a format that looks inside", swap("denials.toml", "{day}", "{day.__class__}")),
    ("a code that no column keeps", swap("choices.toml", 'code = "recovery"', f'code = "{"r" * 60}"')),
    ("a code of other signs", swap("choices.toml", 'code = "recovery"', 'code = "<b>"')),
    ("a fifth level", swap("levels.toml", "[[levels]]\nnumber = 4", "[[levels]]\nnumber = 44")),
    ("Table 2 says another number", swap("client.toml", '"4 working hours"', '"3 working hours"')),
    ("a criterion about nothing", put("more.toml", "criteria = [{ level = 1, when = { rain = true } }]")),
]


@pytest.mark.parametrize(("name", "change"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_it_does_not_load_and_names_the_place(name: str, change: Change) -> None:
    written = dict(CORP)
    change(written)
    with pytest.raises(Wrong) as caught:
        load_texts(written, "draft")
    assert caught.value.where
    assert len(caught.value.text.ru) < 400


def test_a_single_file_with_strange_legs() -> None:
    for strange in ("legs = 3", "shared = []", "[legs]\nclient = 1", "[legs.other]\ncode = 'other'"):
        head = 'code = "a"\nnumber = "1"\nname = { ru = "а", en = "a" }\npublished = 2024-01-01\n'
        with pytest.raises(Wrong):
            load_texts({"one.toml": head + strange})


def test_the_untouched_texts_give_the_pack() -> None:
    assert load_texts(CORP, "corp_4_0") == pack("corp_4_0")


@pytest.mark.parametrize(
    ("where", "file", "line"),
    [
        ("client.toml, 12:5", "client.toml", "zone"),
        ("draft/client.toml: terms.level[2].reaction", "client.toml", 'reaction = "4 working hours"'),
        ("reasons.toml: reasons[2].name", "reasons.toml", "name ="),
        ("reasons.toml: reasons[2].nothing", "reasons.toml", "[[reasons]]"),
        ("limits.toml: limits.reopen_days", "limits.toml", "reopen_days"),
        ("pack.toml: entitlement.contract_levels.prof", "pack.toml", "prof ="),
        ("client_life.toml: statuses[2].names.client", "client_life.toml", "names.client"),
    ],
)
def test_a_place_leads_to_its_line(where: str, file: str, line: str) -> None:
    found = line_of(where, CORP)
    assert found is not None
    assert found.file == file
    if "12:5" not in where:
        assert line in CORP[file].split("\n")[found.number - 1]
    else:
        assert found.number == 12


def test_the_second_reason_is_meant() -> None:
    found = line_of("reasons.toml: reasons[2].name", CORP)
    lines = CORP["reasons.toml"].split("\n")
    heads = [number for number, text in enumerate(lines, 1) if text == "[[reasons]]"]
    assert found is not None
    assert heads[1] < found.number < heads[2]


def test_a_place_outside_the_files_has_no_line() -> None:
    assert line_of("corp_4_0/client.levels", CORP) is None
