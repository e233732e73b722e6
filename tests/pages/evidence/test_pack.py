"""A pack is ordered by the page, made by the worker, and checked by its own program; whatever is changed is found."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kabinet.actions.evidence.heads import seal_day
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from tests.database import Database
from tests.desk import Desk, later, msk, passed_on
from tests.fixtures_pages import Reader
from tests.pages.evidence.authority import Authority, open_authority, openssl
from tests.pages.evidence.packs import Parts, checker, forged, lines, made, order, parts, whole
from tests.some import some

AT = msk("2024-03-13 10:05")
SECRET = "Клиенту не говорить: виноват наш скрипт"
LOG = b"2024-03-13 10:01 rphost: out of memory\n" * 50
FOUND = "НЕ СХОДИТСЯ"


@pytest.fixture
def number(own_db: Database, desk: Desk, own_files: Path) -> str:
    """A ticket with a file, an answer, a note of the partner's own, a word of the client after the head of the day."""
    key = desk.do(attach, "saveliev", AT, name="журнал.log", content=BytesIO(LOG)).pk
    number = desk.register(AT, files=[key]).number
    desk.register(AT)
    desk.do(answer_ticket, "gordeeva", later(AT, hours=1), number=number, text="Смотрим «1С» — €\u2028")
    desk.do(write_note, "gordeeva", later(AT, hours=2), number=number, text=SECRET)
    assert seal_day(at=msk("2024-03-14 03:00")) is not None
    desk.do(write_reply, "saveliev", later(AT, hours=23), number=number, text="Повторилось")
    return str(number)


def run(folder: Path, *given: str) -> tuple[int, str]:
    """The pack's own program, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-I", folder / "verify.py", *given],
        capture_output=True,
        timeout=120,
        env={"PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def checked(
    check: Any, found: Parts, folder: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, str]:
    """The same in this process."""
    place = folder / "changed.zip"
    place.write_bytes(whole(found))
    status = check.main([str(place), *more])
    return status, capsys.readouterr().out


def test_a_reader_gets_what_they_see_and_the_rest_as_links(
    reader: Reader, number: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kabinet.security")
    saveliev = reader("saveliev")
    mark = order(saveliev, "ticket", number)
    pack = made(saveliev, "ticket", number)
    found, folder = parts(pack), tmp_path / "pack"
    (tmp_path / "pack.zip").write_bytes(pack)
    place = f"tickets/{number}"
    assert [name for name in found if name.startswith(f"{place}/files/")] == [f"{place}/files/001-журнал.log"]
    assert found[f"{place}/files/001-журнал.log"] == LOG
    assert all(SECRET.encode() not in content for content in some(found.values()))
    rows = lines(found[f"{place}/journal.jsonl"])
    assert [row.get("said", {}).get("kind") for row in rows] == ["registered", "answered", None, "replied"]
    assert [{*row} for row in rows if "said" not in row] == [{"nth", "digest", "link"}]
    assert "Смотрим «1С»" in found[f"{place}/history.html"].decode()
    assert json.loads(found["manifest.json"])["timestamp"] is False
    for name, content in some(found.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    status, said = run(folder, str(tmp_path / "pack.zip"), "--key", mark)
    assert status == 0, said
    (folder / "manifest.json.p7s").write_bytes(b"a signature of a person")
    status, said = run(folder)
    assert status == 0, said
    assert "здесь не проверялась" in said
    assert run(folder, "--key", "0" * 64)[0] == 1
    (tmp_path / "cut.zip").write_bytes(pack[: len(pack) // 2])
    assert run(folder, str(tmp_path / "cut.zip"))[0] == 2
    told = [record.getMessage().split(" person=")[0] for record in caplog.records]
    assert told == ["evidence ordered", "evidence ordered", "evidence fetched"]
    mine = parts(made(reader("gordeeva"), "ticket", number))
    assert SECRET.encode() in mine[f"{place}/messages.jsonl"]


def test_each_changed_file_is_found(
    reader: Reader, number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = parts(made(reader("gordeeva"), "ticket", number))
    check = checker(found, tmp_path)
    assert checked(check, found, tmp_path, capsys)[0] == 0
    for name, content in some(list(found.items())):
        changed = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
        assert checked(check, found | {name: changed}, tmp_path, capsys)[0] in (1, 2), name
        left = {each: there for each, there in found.items() if each != name}
        assert checked(check, left, tmp_path, capsys)[0] in (1, 2), name
    assert checked(check, found | {"more.txt": b"more"}, tmp_path, capsys)[0] == 1


def journal(change: Callable[[list[dict[str, Any]]], object]) -> Callable[[Parts], None]:
    """A forger's hand at the first ticket's journal."""

    def changed(found: Parts) -> None:
        name = next(each for each in found if each.endswith("journal.jsonl"))
        rows = lines(found[name])
        change(rows)
        found[name] = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)

    return changed


def at_end(name: str, was: str, then: str) -> Callable[[Parts], None]:
    def changed(found: Parts) -> None:
        path = next(each for each in found if each.endswith(name))
        assert was.encode() in found[path]
        found[path] = found[path].replace(was.encode(), then.encode(), 1)

    return changed


FORGED: dict[str, Callable[[Parts], None]] = {
    "an instant": journal(lambda rows: rows[1]["said"].update(occurred_at="2024-03-13T07:06:00.000000Z")),
    "what a row keeps": journal(lambda rows: rows[1]["said"].update(data="{}")),
    "a missing row": journal(lambda rows: rows.pop(1)),
    "the last row of the day": journal(lambda rows: [rows.pop(), rows.pop()]),
    "other places": journal(lambda rows: rows.insert(1, rows.pop(2))),
    "other places, counted anew": journal(
        lambda rows: [rows.insert(1, rows.pop(2)), rows[1].update(nth=2), rows[2].update(nth=3)]
    ),
    "another digest": journal(lambda rows: rows[2].update(digest="00" * 32)),
    "the link of a row after the head": journal(lambda rows: rows[-1].update(link="00" * 32)),
    "words of a message": at_end("messages.jsonl", "Смотрим", "Смотрели"),
    "the head of a day": at_end("heads.json", '"count":2', '"count":3'),
    "the day of a head": at_end("heads.json", "2024-03-13", "2024-03-12"),
    "the path to it": at_end("head.json", '"right"', '"left"'),
    "the regulation": at_end("client.toml", "=", "= "),
}


def test_who_signs_anew_with_another_key_is_found_by_chains_and_heads(
    reader: Reader, number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = parts(made(reader("gordeeva"), "ticket", number))
    check = checker(found, tmp_path)
    mark = check.fingerprint(found["public-key.pem"])
    untouched = forged(found, lambda _: None, check)
    assert checked(check, untouched, tmp_path, capsys)[0] == 0
    assert "другой ключ" in checked(check, untouched, tmp_path, capsys, "--key", mark)[1]
    for what, change in some(FORGED.items()):
        status, said = checked(check, forged(found, change, check), tmp_path, capsys)
        assert (status, FOUND in said) == (1, True), what


def forge_whole(found: Parts, check: Any, *, again: bool) -> None:
    """Every sum of the chain reckoned anew after a change: only the head of the day knows it then."""
    name = next(each for each in found if each.endswith("journal.jsonl"))
    rows, former = lines(found[name]), b""
    if again:
        rows[1]["said"]["data"] = "{}"
    for row in rows:
        if "said" in row:
            row["digest"] = check.row_digest(
                [row["said"][name] for name in check.PARTS], bytes.fromhex(row["salt"])
            ).hex()
        former = check.digest(former, bytes.fromhex(row["digest"]))
        row["link"] = former.hex()
    found[name] = b"".join(check.canonical(row) + b"\n" for row in rows)


def test_a_chain_that_was_reckoned_anew_is_not_the_one_of_its_day(
    reader: Reader, number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = parts(made(reader("gordeeva"), "ticket", number))
    check = checker(found, tmp_path)
    same = forged(found, lambda each: forge_whole(each, check, again=False), check)
    assert checked(check, same, tmp_path, capsys)[0] == 0
    other = forged(found, lambda each: forge_whole(each, check, again=True), check)
    status, said = checked(check, other, tmp_path, capsys)
    assert status == 1
    assert "не то, что было 2024-03-13" in said


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Any:
    with open_authority(tmp_path / "authority") as found:
        settings.TSA_URL = found.url
        yield found


def test_an_authority_stamps_the_manifest_and_a_wrong_stamp_is_none(
    reader: Reader, number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], authority: Authority
) -> None:
    gordeeva = reader("gordeeva")
    assert "Метку времени ставит 127.0.0.1" in " ".join(
        gordeeva.get(f"/evidence/ticket/{number}/").text.split()
    )
    found = parts(made(gordeeva, "ticket", number))
    check = checker(found, tmp_path)
    status, said = checked(check, found, tmp_path, capsys)
    assert (status, "CN=Test timestamps" in said) == (0, True)
    for name in ("manifest.tsr", "manifest.json"):
        (tmp_path / name).write_bytes(found[name])
    trusted = ("-CAfile", authority.certificate)
    verified = openssl(
        "ts", "-verify", "-in", tmp_path / "manifest.tsr", "-data", tmp_path / "manifest.json", *trusted
    )
    assert verified.returncode == 0, verified.stderr
    stamp = found["manifest.tsr"]
    for place in range(len(stamp)):
        changed = stamp[:place] + bytes([stamp[place] ^ 0x55]) + stamp[place + 1 :]
        if (told := authority_says(check, changed, found["manifest.json"])) is not None:
            assert told == authority_says(check, stamp, found["manifest.json"]), place
    wrong = {
        "another question's": stamp,
        "nothing": b"",
        "a refusal": bytes.fromhex("30053003020102"),
        "a page": b"<html>",
    }
    for what, answer in some(wrong.items()):
        authority.instead = answer
        assert json.loads(parts(made(gordeeva, "ticket", number))["manifest.json"])["timestamp"] is False, (
            what
        )


def authority_says(check: Any, stamp: bytes, manifest: bytes) -> Any:
    try:
        return check.stamp_of(stamp, check.digest(manifest))
    except check.Broken:
        return None


def test_a_month_and_a_violation_are_packs_of_their_tickets(
    reader: Reader, number: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    partner = desk.cast.organisation["kontur"]
    _client, vendor = passed_on(desk, AT)
    lapteva = reader("lapteva")
    link = f"/evidence/month/{partner}-2024-03/"
    assert link in lapteva.get(f"/oversight/{partner}/?period=2024-03").text
    found = parts(made(lapteva, "month", f"{partner}-2024-03"))
    record = json.loads(found["month.json"])
    assert {each["ticket"] for each in record["deadlines"]} >= {number, vendor}
    assert f"tickets/{number}/journal.jsonl" in found
    assert [name for name in found if "/files/" in name] == []
    assert checked(checker(found, tmp_path), found, tmp_path, capsys)[0] == 0
    day = {"clause": "U3.6c", "occurred_on": "2024-03-13", "text": "Поздно", "answer_by": "2026-12-20"}
    said = lapteva.post("/violations/new/", {**day, "partner": partner, "tickets": number})
    assert said.status_code == 303
    key = said.headers["Location"].rstrip("/").rpartition("/")[2]
    assert f"/evidence/violation/{key}/" in lapteva.get(said.headers["Location"]).text
    found = parts(made(lapteva, "violation", key))
    assert json.loads(found["violation.json"])["text"] == "Поздно"
    assert f"tickets/{number}/files/001-журнал.log" in found
    others: list[tuple[str, str, int]] = [
        ("saveliev", f"violation/{key}", 404),
        ("saveliev", f"month/{partner}-2024-03", 404),
        ("arkhipova", f"month/{partner}-2024-03", 200),
        ("titova", f"ticket/{number}", 404),
        ("lapteva", f"ticket/{number}", 200),
        ("lapteva", f"month/{partner}-2024", 404),
        ("lapteva", "month/", 404),
        ("lapteva", "ticket/U-999999", 404),
        ("lapteva", "queue/everything", 404),
        ("orlova", f"ticket/{vendor}", 404),
    ]
    for login, address, status in others:
        client: Client = reader(login)
        assert client.get(f"/evidence/{address}/").status_code == status, (login, address)
        if not address.endswith("/") and status != 200:
            assert client.post(f"/evidence/{address}/order/").status_code == status, (login, address)
