"""`kabinet outage-page` writes what the front server shows while Kabinet does not answer (U3.4a, P4.4)."""

import re
import stat
from pathlib import Path

import pytest
from django.db import transaction

from kabinet.config import command
from kabinet.config.commands import outage_page
from kabinet.pages.outages.front import Reached, front_page
from kabinet.records.models import Organisation
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import msk

UNTIL = msk("2026-11-30 15:00")


@pytest.mark.clause("U3.4a", "P4.4")
def test_it_says_what_to_do_in_both_languages_and_loads_nothing() -> None:
    page = front_page(Reached("+74957379922", "corp@vendor.example"), UNTIL)
    russian, english = re.findall(r'<section lang="(?:ru|en)">.*?</section>', page, re.DOTALL)
    assert "Кабинет временно недоступен" in russian
    assert "30 ноября" in russian.replace("\xa0", " ")
    assert "The cabinet is temporarily unreachable" in english
    assert not re.search("[А-Яа-я]", english.replace("1С", "").replace("МСК", "")), english
    for part in (russian, english):
        assert 'href="tel:+74957379922"' in part
        assert 'href="mailto:corp@vendor.example"' in part
        assert "3.4" in part
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!tel:|mailto:)|url\(|@import', page)
    assert "prefers-color-scheme: dark" in page


def test_without_a_time_or_an_address_it_says_none() -> None:
    page = front_page(Reached("", ""), None)
    assert "По плану" not in page
    assert "tel:" not in page
    assert "mailto:" not in page


def test_what_an_operator_typed_is_no_markup() -> None:
    page = front_page(Reached("<b>", '"><script>'), None)
    assert "<script" not in page
    assert "<b>" not in page


def test_the_address_is_the_vendors_own(cast: Cast) -> None:
    with transaction.atomic(), as_system("an address"):
        Organisation.objects.filter(pk=cast.organisation["vendor"]).update(phone="+7495", email="a@b.example")
    assert outage_page._reached(None, None) == Reached("+7495", "a@b.example")
    assert outage_page._reached("112", None) == Reached("112", "a@b.example")


def test_the_file_is_there_whole_and_may_be_read_by_the_front_server(tmp_path: Path) -> None:
    file = tmp_path / "outage.html"
    file.write_text("before")
    outage_page._write(file, "after")
    assert file.read_text() == "after"
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert [path.name for path in tmp_path.iterdir()] == ["outage.html"]


def test_a_wrong_time_and_a_folder_that_is_not_there_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    monkeypatch.setattr(outage_page, "opened", nullcontext)
    known = ["--phone", "112", "--email", "a@b.example"]
    assert command.main(["outage-page", *known, "--until", "soon", str(tmp_path / "x.html")]) == 2
    assert "--until must be a time" in capsys.readouterr().err
    assert command.main(["outage-page", *known, str(tmp_path / "no" / "x.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert command.main(["outage-page", *known, "--until", "2026-11-30T15:00", str(tmp_path / "x.html")]) == 0
    assert "МСК" in (tmp_path / "x.html").read_text()
