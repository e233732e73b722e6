"""Closed history of another desk: brought in by the command, read on its pages by its client and partner and nobody else."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from kabinet.actions.imports import running, writing
from kabinet.actions.imports.checking import changed_since_import
from kabinet.actions.imports.taking_back import take_back
from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import ImportedMessage, Notice, OrganisationEntry, Ticket
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.fixtures_pages import Reader
from tests.pages.imported.bringing import ROW, bring, kept, key_of, mapping, said_by, tables

pytestmark = pytest.mark.usefixtures("own_files")
See = Callable[..., str]


@pytest.fixture
def brought(cast: Cast, tmp_path: Path) -> int:
    """The key of the ticket 17."""
    assert bring(tables(tmp_path), mapping(tmp_path)) == 0
    return key_of("17")


def test_client_and_partner_find_it_with_its_history_under_no_clock(brought: int, see: See) -> None:
    assert 'href="/imported/"' in see("saveliev", "/tickets/")
    listed = see("saveliev", "/imported/")
    assert "Не печатает касса" in listed
    assert "Старый HelpDesk" in listed
    shown = see("saveliev", f"/imported/{brought}/")
    for words in ("Перенесено из «Старый HelpDesk»: сроки здесь не считались", "Касса молчит", "Пётр Ильич"):
        assert words in shown
    assert "Перезапустите службу печати" in shown
    assert "1 февраля 2019, 10:00 МСК" in shown.replace("\xa0", " ")
    assert "Ох эти бухгалтеры" not in shown
    inside = see("gordeeva", f"/imported/{brought}/")
    assert inside.index("Касса молчит") < inside.index("Ох эти бухгалтеры") < inside.index("Перезапустите")
    with transaction.atomic(), as_system("a look from outside"):
        assert (Ticket.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("login", "status"),
    [("saveliev", 200), ("frolov", 200), ("gordeeva", 200), ("yusupov", 200), ("lapteva", 200)]
    + [(login, 404) for login in ("stranger", "choi", "titova", "shulgin", "dremin")],
)
def test_whoever_reads_tickets_of_both_reads_it_and_nobody_else(
    brought: int, reader: Reader, login: str, status: int
) -> None:
    client = reader(login)
    assert client.get(f"/imported/{brought}/").status_code == status
    found = client.get("/imported/").content.decode()
    assert ("Не печатает касса" in found) is (status == 200)
    assert ("Не печатает касса" in client.get("/search/?q=касса").content.decode()) is (status == 200)


def test_its_files_are_those_of_its_readers(brought: int, reader: Reader, see: See) -> None:
    [address] = set(re.findall(r"/imported/files/[0-9a-f-]{36}/", see("saveliev", f"/imported/{brought}/")))
    sent = reader("saveliev").get(address)
    assert b"".join(sent.streaming_content) == b"printer on fire"
    assert "attachment" in sent.headers["Content-Disposition"]
    assert reader("stranger").get(address).status_code == 404


@pytest.mark.parametrize("words", ["17", "перезапустить службы", "касса"])
def test_it_is_found_by_its_old_number_and_by_words(brought: int, see: See, words: str) -> None:
    for address in (f"/search/?q={words}", f"/imported/?q={words}"):
        assert "Не печатает касса" in see("saveliev", address)


def test_nobody_finds_what_they_may_not_hear(brought: int, see: See) -> None:
    assert "Не печатает касса" not in see("saveliev", "/imported/?q=бухгалтер")
    assert "Не печатает касса" in see("gordeeva", "/imported/?q=бухгалтер")


def test_twice_brings_nothing_twice_and_what_is_here_stays(
    brought: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept()
    assert bring(tables(tmp_path, ROW.replace("молчит", "говорит")), mapping(tmp_path)) == 0
    assert kept() == before
    assert "1 are here already, 1 of them are told otherwise now" in said_by(capsys)


def test_a_single_bad_row_brings_nothing_and_says_where_it_is(
    cast: Cast, own_files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = ROW.replace("17;", "18;").replace("03.02.2019", "не помню")
    source = tables(tmp_path, ROW + bad)
    assert bring(source, mapping(tmp_path)) == 1
    assert "tickets.csv:3: the closing: 'не помню 12:30' is no date" in said_by(capsys)
    assert kept() == (0, 0, 0)
    assert not list(own_files.rglob("*.*"))
    assert stored.without_row() == 0


def test_a_dry_run_says_what_would_come_and_writes_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(tables(tmp_path), mapping(tmp_path), dry=True) == 0
    said = said_by(capsys)
    assert "1 tickets, 3 messages, 1 files" in said
    assert "not registered, kept as a name: Пётр Ильич <p@zmk.example> (1)" in said
    assert "state: Решено (1)" in said
    assert bring(tables(tmp_path).parent, mapping(tmp_path), dry=True) == 1
    assert 'it is a folder: say in [csv] tickets = "…"' in said_by(capsys)
    assert kept() == (0, 0, 0)


def test_the_journals_of_the_parties_say_it_and_a_run_can_be_taken_back(
    brought: int, own_files: Path, see: See
) -> None:
    with transaction.atomic(), as_system("a look from outside"):
        entry = OrganisationEntry.objects.get(kind="tickets_imported")
    assert (entry.data["count"], entry.data["source"], entry.system) == (1, "old-desk", "kabinet import")
    assert list(changed_since_import()) == []
    assert list(stored.without_content()) == []
    assert take_back(UUID(entry.data["run"]), entry.occurred_at) == 1
    assert kept() == (0, 0, 0)
    assert not [each for each in own_files.rglob("*") if each.is_file()]
    assert "Не печатает касса" not in see("saveliev", "/imported/")


def test_verify_names_a_ticket_that_is_not_what_was_taken(brought: int) -> None:
    assert list(changed_since_import()) == []
    with transaction.atomic(), as_system("somebody at the database"):
        ImportedMessage.objects.get(text="Ох эти бухгалтеры").delete()
    assert list(changed_since_import()) == ["imported old-desk 17: it is not what was taken"]


def test_a_registered_person_is_meant_only_where_they_are_of_a_party(cast: Cast, tmp_path: Path) -> None:
    people = '[people]\n"p@zmk.example" = "saveliev"\n"инженер ли" = "choi"\n'
    assert bring(tables(tmp_path), mapping(tmp_path, more=people)) == 0
    with transaction.atomic(), as_system("a look from outside"):
        found = dict(ImportedMessage.objects.values_list("author_name", "author"))
    assert found["Инженер Ли"] is None
    assert cast.person["saveliev"] in found.values()


def test_a_source_that_changes_between_the_two_readings_brings_nothing(
    cast: Cast, own_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, judged = tables(tmp_path), running.judge_source

    def changed_behind(*given: object) -> object:
        report = judged(*given)  # type: ignore[arg-type]
        tables(tmp_path, ROW + ROW.replace("17;", "18;").replace("03.02.2019", "не помню"))
        return report

    monkeypatch.setattr(running, "judge_source", changed_behind)
    monkeypatch.setattr(writing, "MOST_TICKETS", 1)
    assert bring(source, mapping(tmp_path)) == 1
    assert kept() == (0, 0, 0)
    assert not [each for each in own_files.rglob("*") if each.is_file()]
