"""A regulation with a slip in it does not load, and says where the slip is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kabinet.regulation.pack import PACKS, load, pack
from kabinet.regulation.text import Unlawful

CORP = PACKS / "corp_4_0"
Slip = Callable[[str], str]


def swap(old: str, new: str) -> Slip:
    def slip(written: str) -> str:
        assert old in written
        return written.replace(old, new, 1)

    return slip


SLIPS = [
    ("pack.toml", swap('number = "4.0"\n', ""), "number", "missing key"),
    ("pack.toml", swap("number =", "nummer ="), "nummer", "unknown key"),
    ("pack.toml", swap("adoption_days = 30", 'adoption_days = "30"'), "adoption_days", "not a int"),
    ("client.toml", swap("reaction =", "reacts ="), "client.toml: terms.level[1].reacts", "unknown key"),
    ("client.toml", swap('"2 hours"', '"2 ells"'), "reaction", "2 ells"),
    ("client.toml", swap('"5 working days"', '"5 days"'), "update", "5 days"),
    ("client.toml", swap('"5 working days"', '"0 working days"'), "update", "0 working days"),
    ("client.toml", swap('"09:30-18:00"', '"18:00-09:30"'), "windows", "18:00-09:30"),
    ("client.toml", swap('["09:30-18:00"]', '["09:30-14:00", "13:00-18:00"]'), "windows", "overlap"),
    ("client.toml", swap('zone = "Europe/Moscow", ', ""), "hours.zone", "missing key"),
    ("client.toml", swap("answer_missed_level = 2", "answer_missed_level = 7"), "terms", "7"),
    ("client.toml", swap("level = 4\n", "level = 3\n"), "terms.level", "repeated"),
    ("client.toml", swap("level = 4\n", "level = 5\n"), "levels", "4"),
    ("client_life.toml", swap('to = "in_work"', 'to = "asleep"'), "moves.to", "asleep"),
    ("client_life.toml", swap('start = "open"', 'start = "ajar"'), "moves", "ajar"),
    ("client_life.toml", swap('facts = ["taken"]', 'facts = ["sung"]'), "moves", "sung"),
    ("client_life.toml", swap('code = "in_work"', 'code = "registered"'), "statuses", "repeated"),
    ("form.toml", swap('section = "problem"', 'section = "attic"'), "section", "attic"),
    ("vendor_form.toml", swap('"partner_terms"]', '"oath"]'), "items", "oath"),
    ("levels.toml", swap("unconfirmed_level = 3", "unconfirmed_level = 9"), "levels", "9"),
    (
        "levels.toml",
        swap('name = { ru = "Критическое", en = "Critical" }', 'name = "Критическое"'),
        "name",
        "both",
    ),
    ("choices.toml", swap("fits = [1, 2]", "fits = 1"), "fits", "list"),
    ("limits.toml", swap("[limits]", "[[limits]]"), "limits", "table"),
]


@pytest.mark.parametrize(("file", "slip", "place", "what"), SLIPS)
def test_a_slip_is_named_with_its_place(tmp_path: Path, file: str, slip: Slip, place: str, what: str) -> None:
    copy = tmp_path / "corp_4_0"
    shutil.copytree(CORP, copy)
    (copy / file).write_text(slip((copy / file).read_text("utf-8")), "utf-8")
    with pytest.raises(Unlawful) as caught:
        load(copy)
    assert "corp_4_0" in caught.value.text.ru
    assert place in caught.value.text.en
    assert what in caught.value.text.en


def test_an_untouched_copy_loads(tmp_path: Path) -> None:
    shutil.copytree(CORP, tmp_path / "corp_4_0")
    assert load(tmp_path / "corp_4_0") == pack("corp_4_0")
