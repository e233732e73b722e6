"""What one Kabinet exports, another brings in; and an export tells nobody's tickets but those that were asked for."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction

from kabinet.actions.data_export.running import NotExported, export_data
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.records.models import Organisation
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk, later, msk
from tests.pages.imported.bringing import HEAD, bring, kept, key_of

pytestmark = pytest.mark.usefixtures("own_files")
AT = msk("2026-03-05 17:40")


@pytest.fixture
def number(desk: Desk) -> str:
    """A ticket with an answer, a note and a file to each, that was closed."""
    made = desk.register(AT).number
    for minutes, act, text in (
        (5, answer_ticket, "Перезапустите службу"),
        (9, write_note, "Ох эти бухгалтеры"),
    ):
        file = desk.do(
            attach,
            "gordeeva",
            later(AT, minutes=minutes),
            name=f"{minutes}.txt",
            content=BytesIO(text.encode()),
        )
        desk.do(act, "gordeeva", later(AT, minutes=minutes), number=made, text=text, files=[file.pk])
    desk.do(withdraw_ticket, "saveliev", later(AT, minutes=30), number=made, reason="Помогло")
    return made


def lines(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def test_what_was_said_comes_over_with_its_files_and_its_readers(
    cast: Cast, number: str, tmp_path: Path, see
) -> None:
    done = export_data(tmp_path / "out", AT)
    assert (done.files, done.lost) == (2, [])
    [told] = [each for each in lines(tmp_path / "out", "tickets.jsonl") if each["number"] == number]
    assert {"registered", "answered", "noted"} <= {fact["kind"] for fact in told["journal"]}
    assert "password" not in (tmp_path / "out" / "people.jsonl").read_text()
    path = tmp_path / "mapping.toml"
    path.write_text(HEAD.format(desk="own"))
    assert bring(tmp_path / "out", path) == 0
    assert (kept()[0], kept()[2]) == (1, 2)
    address = f"/imported/{key_of(number)}/"
    shown, inside = see("saveliev", address), see("gordeeva", address)
    assert "Перезапустите службу" in shown
    assert "5.txt" in shown
    assert "бухгалтеры" not in shown
    assert "9.txt" not in shown
    assert "бухгалтеры" in inside
    again = export_data(tmp_path / "again", AT)
    assert again.lines["tickets.jsonl"] == 2
    assert bring(tmp_path / "out", path) == 0
    assert kept()[0] == 1


def test_a_file_that_was_changed_on_its_way_is_not_taken(
    cast: Cast, number: str, tmp_path: Path, capsys
) -> None:
    export_data(tmp_path / "out", AT)
    for each in (tmp_path / "out" / "files").iterdir():
        each.write_bytes(b"another")
    path = tmp_path / "mapping.toml"
    path.write_text(HEAD.format(desk="own"))
    assert bring(tmp_path / "out", path) == 1
    assert "is not what was exported" in capsys.readouterr().out
    assert kept() == (0, 0, 0)


def test_a_partner_is_exported_with_its_clients_alone(cast: Cast, number: str, tmp_path: Path) -> None:
    with transaction.atomic(), as_system("an INN for a test"):
        Organisation.objects.filter(pk=cast.partner["primsoft"]).update(inn="7700000001")
    done = export_data(tmp_path / "out", AT, "7700000001")
    assert "tickets.jsonl" not in done.lines
    logins = {each["login"] for each in lines(tmp_path / "out", "people.jsonl")}
    assert {"choi", "kim"} <= logins
    assert not {"saveliev", "gordeeva", "titova"} & logins
    with pytest.raises(NotExported, match="no partner here has the INN"):
        export_data(tmp_path / "other", AT, "7700000002")
    with pytest.raises(NotExported, match="is in use"):
        export_data(tmp_path / "out", AT)


def test_a_file_that_fewer_people_saw_than_the_words_beside_it_keeps_to_them(
    cast: Cast, number: str, tmp_path: Path, see
) -> None:
    export_data(tmp_path / "out", AT)
    told = tmp_path / "out" / "tickets.jsonl"
    file = '"name":"5.txt"'
    before, found, after = told.read_text().partition(file)
    assert found
    told.write_text(before + file + after.replace('"audience":"public"', '"audience":"partner"', 1))
    path = tmp_path / "mapping.toml"
    path.write_text(HEAD.format(desk="own"))
    assert bring(tmp_path / "out", path) == 0
    address = f"/imported/{key_of(number)}/"
    shown = see("saveliev", address)
    assert "Перезапустите службу" in shown
    assert "5.txt" not in shown
    assert "5.txt" in see("gordeeva", address)
