"""The same ticket as five other desks and this one's own export tell it: one page of it, whoever told it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.fixtures_pages import Reader
from tests.pages.imported.bringing import bring, kept, key_of, mapping, said_by

pytestmark = pytest.mark.usefixtures("own_files")
DESKS = Path(__file__).parent / "desks"
NUMBERS = {"otrs": "2019020110000017", "rt": "17", "zammad": "31017", "glpi": "17"}
See = Callable[..., str]


def files_of(desk: str) -> str:
    folder = DESKS / f"{desk}_files"
    return f'files = "{folder}"\n' if folder.exists() else ""


def changed(folder: Path, desk: str, name: str, change: Callable[[str], str]) -> Path:
    """The answers of a desk in a folder of their own, one of them otherwise."""
    found = folder / desk
    found.mkdir()
    for each in (DESKS / desk).iterdir():
        text = each.read_text()
        (found / each.name).write_text(change(text) if each.name == name else text)
    return found


@pytest.mark.parametrize("desk", NUMBERS)
def test_a_ticket_reads_alike_whichever_desk_told_it(
    cast: Cast, tmp_path: Path, see: See, reader: Reader, desk: str
) -> None:
    assert bring(DESKS / desk, mapping(tmp_path, desk, files_of(desk))) == 0
    assert kept() == (1, 3, 1)
    address = f"/imported/{key_of(NUMBERS[desk])}/"
    shown = see("saveliev", address).replace("\xa0", " ")
    for words in ("Не печатает касса", "Касса молчит", "Перезапустите службу печати", "a.txt"):
        assert words in shown
    assert "1 февраля 2019, 10:00 МСК" in shown
    assert "3 февраля 2019, 12:30 МСК" in shown
    assert "alert(1)" not in shown
    assert "бухгалтеры" not in shown
    assert "бухгалтеры" in see("gordeeva", address)
    assert reader("stranger").get(address).status_code == 404
    [file] = set(re.findall(r"/imported/files/[0-9a-f-]{36}/", shown))
    assert b"".join(reader("saveliev").get(file).streaming_content) == b"printer on fire"


OPEN = {
    "otrs": (
        f"{NUMBERS['otrs']}.json",
        '"closed successful","StateType":"closed"',
        '"open","StateType":"open"',
    ),
    "rt": ("17.json", '"Status":"resolved"', '"Status":"open"'),
    "zammad": ("17.json", '"state":"closed"', '"state":"open"'),
    "glpi": ("17.json", '"status":6', '"status":5'),
}


@pytest.mark.parametrize("desk", OPEN)
def test_an_open_ticket_is_refused_or_left_out(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], desk: str
) -> None:
    name, before, after = OPEN[desk]
    source = changed(tmp_path, desk, name, lambda text: text.replace(before, after))
    assert bring(source, mapping(tmp_path, desk, files_of(desk))) == 1
    assert f"{name}: the ticket {NUMBERS[desk]!r} is open" in said_by(capsys)
    assert bring(source, mapping(tmp_path, desk, files_of(desk) + 'open = "skip"\n')) == 0
    assert "1 are left out: still open" in said_by(capsys)
    assert kept() == (0, 0, 0)


def test_what_does_not_say_who_saw_it_is_shown_to_no_client(cast: Cast, tmp_path: Path, see: See) -> None:
    name = OPEN["otrs"][0]
    source = changed(tmp_path, "otrs", name, lambda text: re.sub(r'"IsVisibleForCustomer":[^,]+,', "", text))
    assert bring(source, mapping(tmp_path, "otrs")) == 0
    address = f"/imported/{key_of(NUMBERS['otrs'])}/"
    assert "Касса молчит" not in see("saveliev", address)
    assert "Касса молчит" in see("gordeeva", address)


def test_half_a_history_is_none(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = changed(tmp_path, "rt", "17.history.json", lambda text: text.replace('"total":5', '"total":60'))
    assert bring(source, mapping(tmp_path, "rt")) == 1
    assert "the history has 5 of 60 items" in said_by(capsys)
    (source / "17.history.json").unlink()
    assert bring(source, mapping(tmp_path, "rt")) == 1
    assert "the history of the ticket is not beside it" in said_by(capsys)


def test_lines_of_json_are_read_as_a_folder_is(cast: Cast, tmp_path: Path) -> None:
    parts = {
        part: json.loads((DESKS / "rt" / name).read_text())
        for part, name in (("ticket", "17.json"), ("history", "17.history.json"))
    }
    lines = tmp_path / "all.jsonl"
    lines.write_text(json.dumps(parts) + "\n" + json.dumps(parts).replace('"id": 17', '"id": 18') + "\n")
    assert bring(lines, mapping(tmp_path, "rt")) == 0
    assert kept()[0] == 2


HOSTILE = {
    "a name that leads out": ('"id":5', '"id":"../../../etc/passwd"', "is not named within its folder"),
    "no date": ('"date":"2019-02-01 10:00:00"', '"date":"tomorrow"', "'tomorrow' is no date"),
    "a date of no desk": ('"closedate":"2019-02-03', '"closedate":"9999-12-31', "is no date of a desk"),
    "closed before it was opened": (
        '"closedate":"2019-02-03',
        '"closedate":"2018-02-03',
        "before it was opened",
    ),
    "no number": ('"id":17', '"id":""', "a ticket has a number"),
    "half a letter": ("Не печатает касса", "\\ud800", "the ticket has no subject"),
    "no JSON": ('{"id":17', '{"id":17,,', "is no JSON"),
}


@pytest.mark.parametrize("way", HOSTILE)
def test_what_is_wrong_is_said_and_nothing_comes(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    before, after, said = HOSTILE[way]
    name = "17.documents.json" if "leads out" in way else "17.json"
    source = changed(tmp_path, "glpi", name, lambda text: text.replace(before, after))
    assert bring(source, mapping(tmp_path, "glpi", files_of("glpi"))) == 1
    assert said in said_by(capsys)
    assert kept() == (0, 0, 0)


def test_a_nest_is_no_answer(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "deep.jsonl"
    source.write_text("[" * 200_000 + "\n")
    assert bring(source, mapping(tmp_path, "zammad")) == 1
    assert "deep.jsonl:1 is nested too deeply" in said_by(capsys)
