"""`kabinet deadline`: one ticket with its reasons, many as JSON lines, one sentence for a mistake."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kabinet.config.command import main
from tests.regulation.working_time import oracle_time as oracle

ONE = ["deadline", "--leg", "client", "--level", "2", "--registered", "2024-04-26T17:10+03:00"]
LINE = {"id": "a", "leg": "client", "level": 2, "registered": "2024-04-26T17:10+03:00"}


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def lines(path: Path, *asked: object) -> str:
    """A file of JSON lines; words are written as they are."""
    path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in asked), "utf-8")
    return str(path)


@pytest.mark.clause("U3.6a")
def test_one_ticket_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, *ONE)
    assert (status, err) == (0, "")
    assert "суббота, 27 апреля 2024 года, 12:40 (Europe/Moscow), 2024-04-27T09:40:00Z" in out
    assert "постановление № 1314 от 10.08.2023" in out
    assert "считается от первого контакта" in out


@pytest.mark.clause("U3.6a")
def test_the_update_counts_from_the_first_contact(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, *ONE, "--first-contact", "2024-04-27T12:00:30+03:00", "--lang", "en")
    assert "Status update: Wednesday 8 May 2024, 12:00:30 (Europe/Moscow), 2024-05-08T09:00:30Z" in out


@pytest.mark.clause("U3.6b")
def test_one_ticket_as_json_in_an_agreed_zone(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, *ONE, "--zone", "Asia/Vladivostok", "--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["leg"], answer["level"], answer["zone"]) == ("client", 2, "Asia/Vladivostok")
    assert (answer["reaction_due"], answer["update_due"]) == ("2024-04-27T03:30:00Z", None)
    assert answer["reaction"]["local"] == "2024-04-27T13:30:00+10:00"
    assert answer["reaction"]["official"] is True
    assert answer["reaction"]["why"][-1] == "Срок истекает: суббота, 27 апреля 2024 года, 13:30 (МСК+7)."
    assert answer["update"] is None


@pytest.mark.clause("P4.8a")
def test_the_vendor_leg_is_always_in_moscow_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, *ONE, "--leg", "vendor", "--zone", "Asia/Vladivostok")
    assert status == 0
    assert "2024-04-27T09:40:00Z" in out
    assert "Asia/Vladivostok не применён" in err
    assert "P4.8a" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--level", "5"], "Нет уровня 5: есть 1, 2, 3, 4."),
        (["--level", "high"], "Нет уровня «high»: есть 1, 2, 3, 4."),
        (["--level", "-1"], "Нет уровня «-1»: есть 1, 2, 3, 4."),
        (["--leg", "both"], "Нет звена «both»: есть client, vendor."),
        (["--zone", "Mars/Base"], "Часового пояса «Mars/Base» нет в базе IANA."),
        (["--zone", ""], "Часового пояса «» нет в базе IANA."),
        (["--leg", "vendor", "--zone", "Mars/Base"], "Часового пояса «Mars/Base» нет в базе IANA."),
        (["--registered", "2024-04-26T17:10"], "2024-04-26T17:10:00"),
        (["--registered", "2024-04-26"], "добавьте смещение, например +03:00."),
        (["--registered", "yesterday"], "«yesterday» не читается"),
        (["--registered", "1991-06-01T12:00+03:00"], "Год 1991 не считается"),
        (["--registered", "0001-01-01T12:00+03:00"], "не считается"),
        (["--registered", "9999-12-31T23:59:59-12:00"], "не считается"),
        (["--level", "1", "--registered", "1991-06-01T12:00+03:00"], "Год 1991 не считается"),
        (["--first-contact", "2024-04-26T17:09+03:00"], "Первый контакт раньше регистрации обращения."),
        (["--first-contact", "2024-04-27T12:00"], "нет часового пояса"),
        (["--input", "x.jsonl"], "--leg не сочетается с --input."),
    ],
)
def test_bad_input_gets_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    status, out, err = said(capsys, *ONE, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("kabinet deadline: ")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("missing", ["--leg", "--level", "--registered"])
def test_what_is_missing_is_named(capsys: pytest.CaptureFixture[str], missing: str) -> None:
    at = ONE.index(missing)
    status, _, err = said(capsys, *ONE[:at], *ONE[at + 2 :])
    assert (status, err) == (2, f"kabinet deadline: Не задано: {missing[2:]}.\n")


def test_mistakes_are_told_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = said(capsys, *ONE, "--level", "5", "--lang", "en")
    assert (status, err) == (2, "kabinet deadline: No level 5: there are 1, 2, 3, 4.\n")


@pytest.mark.clause("U3.6a", "P4.8a")
def test_lines_are_answered_in_their_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = lines(
        tmp_path / "in.jsonl",
        LINE | {"id": "b"},
        "",
        LINE | {"id": 7, "leg": "vendor", "level": 1, "first_contact": "2024-04-26T15:00Z"},
        LINE | {"id": "я", "zone": "Asia/Vladivostok", "more": "is ignored"},
    )
    status, out, err = said(capsys, "deadline", "--input", path)
    assert (status, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": "b", "reaction_due": "2024-04-27T09:40:00Z", "update_due": None},
        {"id": 7, "reaction_due": "2024-04-26T16:10:00Z", "update_due": "2024-04-27T03:00:00Z"},
        {"id": "я", "reaction_due": "2024-04-27T03:30:00Z", "update_due": None},
    ]


def test_lines_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.BytesIO(b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=given))
    status, out, _ = said(capsys, "deadline", "--input", "-")
    assert status == 0
    assert json.loads(out)["reaction_due"] == "2024-04-27T09:40:00Z"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{broken", "Строка 2: это не JSON."),
        ('{"id": 1} {"id": 2}', "Строка 2: это не JSON."),
        ("[]", "Строка 2: нужен объект JSON."),
        ("[" * 100_000, "Строка 2: это не JSON."),
        ({**LINE, "level": 5}, "Строка 2: Нет уровня 5"),
        ({**LINE, "level": "2"}, "Строка 2: Нет уровня «2»"),
        ({**LINE, "level": True}, "Строка 2: Нет уровня True"),
        ({**LINE, "level": 2.0}, "Строка 2: Нет уровня 2.0"),
        ({**LINE, "leg": []}, "Строка 2: Нет звена []"),
        ({**LINE, "zone": 3}, "Строка 2: Часовой пояс 3 не строка."),
        ({**LINE, "zone": "Nowhere"}, "Строка 2: Часового пояса «Nowhere» нет"),
        ({**LINE, "registered": 1714140600}, "Строка 2: Момент registered 1714140600 не читается"),
        ({**LINE, "registered": "2024-04-26T17:10"}, "Строка 2: У момента"),
        ({**LINE, "registered": "1991-04-26T17:10Z"}, "Строка 2: Год 1991 не считается"),
        ({**LINE, "registered": "2100-12-31T17:10Z"}, "Строка 2: Срок выходит за 2100 год"),
        ({"leg": "client"}, "Строка 2: нет поля id."),
    ],
)
def test_a_wrong_line_stops_all_with_its_number(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: object, sentence: str
) -> None:
    status, out, err = said(capsys, "deadline", "--input", lines(tmp_path / "in.jsonl", LINE, line, LINE))
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, err = said(capsys, "deadline", "--input", str(tmp_path / "none"))
    assert status == 2
    assert "не читается" in err


def test_bytes_that_are_not_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "\xff"}')
    status, _, err = said(capsys, "deadline", "--input", str(tmp_path / "in.jsonl"))
    assert (status, err) == (2, "kabinet deadline: Строка 1: это не JSON.\n")


@pytest.mark.clause("P4.8a")
def test_zones_on_the_vendor_leg_are_counted_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = LINE | {"leg": "vendor", "zone": "Asia/Vladivostok"}
    path = lines(tmp_path / "in.jsonl", asked, asked, LINE, asked | {"zone": "Europe/Moscow"})
    status, out, err = said(capsys, "deadline", "--input", path)
    assert status == 0
    assert {json.loads(line)["reaction_due"] for line in out.splitlines()} == {"2024-04-27T09:40:00Z"}
    assert "строк: 2." in err


@pytest.mark.clause("U3.6a", "U3.6b", "P4.8a")
def test_random_lines_equal_an_independent_count(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = list(_asked(Random(11), 120))
    status, out, _ = said(capsys, "deadline", "--input", lines(tmp_path / "in.jsonl", *asked))
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert answers == [_counted(line) for line in asked]


def _asked(draw: Random, count: int) -> list[dict[str, Any]]:
    first = datetime(2023, 1, 1, tzinfo=UTC)
    found = []
    for number in range(count):
        start = first + timedelta(seconds=draw.randrange(5 * 365 * 86400))
        zone = ZoneInfo(draw.choice(["Europe/Moscow", "Asia/Vladivostok", "America/New_York"]))
        line: dict[str, Any] = {
            "id": number,
            "leg": draw.choice(["client", "vendor"]),
            "level": draw.randint(1, 4),
            "registered": start.astimezone(zone).isoformat(),
        }
        if line["leg"] == "client":
            line["zone"] = zone.key
        if draw.random() < 0.5:
            line["first_contact"] = (start + timedelta(seconds=draw.randrange(90_000))).isoformat()
        found.append(line)
    return found


def _counted(line: dict[str, Any]) -> dict[str, Any]:
    zone, level = ZoneInfo(line.get("zone", "Europe/Moscow")), line["level"]
    start = int(datetime.fromisoformat(line["registered"]).timestamp())
    reaction = start + 7200 if level == 1 else oracle.hours_due(start, (4 if level == 2 else 8) * 3600, zone)
    update = None
    if "first_contact" in line:
        contact = int(datetime.fromisoformat(line["first_contact"]).timestamp())
        update = contact + 43200 if level == 1 else oracle.days_due(contact, 5 if level == 2 else 10, zone)
    return {"id": line["id"], "reaction_due": _utc(reaction), "update_due": update and _utc(update)}


def _utc(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_it_needs_neither_django_nor_numpy() -> None:
    code = (
        "import sys; from kabinet.config.command import main; status = main(sys.argv[1:]);"
        "sys.exit(status or any(name.partition('.')[0] in ('django', 'numpy') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, *ONE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
