"""TOML that would take longer to read than it is worth never reaches the parser, whichever door it comes by."""

import tomllib
from collections.abc import Callable
from datetime import date

import pytest

from kabinet.regulation.hostile_text import LONGEST_LINE, MOST_DOTS
from kabinet.regulation.pack import source
from kabinet.regulation.pack.editing import parsed
from kabinet.regulation.pack.places import Wrong
from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.years import Decree, imported
from tests.some import some

DECREE = Decree("1", date(2025, 1, 1), "a decree")
DEEP = ".".join("a" * (MOST_DOTS + 2))
HOSTILE = {
    "a deep key": f"{DEEP} = 1",
    "many deep keys": "\n".join(f"{DEEP}.b{number} = 1" for number in range(90)),
    "a deep table": f"[{DEEP}]\na = 1",
    "a deep key inside": f"a = {{ {DEEP} = 1 }}",
    "a deep key beside a text": f'a = {{ b = "x", {DEEP} = "y" }}',
    "an endless line": f"a = '{'x' * LONGEST_LINE}'",
    "a zero": "a = 1\0",
}
DOORS: dict[str, Callable[[str], object]] = {
    "regulation": lambda text: parsed("more.toml", text),
    "calendar": lambda text: imported(text.encode(), DECREE),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_not_parsed(door: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> None:
        raise AssertionError("it was given to the parser")

    monkeypatch.setattr(tomllib, "loads", never)
    with pytest.raises((Wrong, Unlawful)):
        DOORS[door](HOSTILE[name])


def test_dots_of_a_text_are_no_depth() -> None:
    text = 'a = "' + "Сначала… " * 10 + "." * 60 + "\"\nb = '" + "." * 60 + "'"
    assert parsed("more.toml", text)["a"]


def test_what_the_program_carries_is_read() -> None:
    for name, text in some(source("corp_4_0").items()):
        assert parsed(name, text)
