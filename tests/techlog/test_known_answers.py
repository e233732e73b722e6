"""The reader's answer held against a log whose content is known, in every form and packing."""

import gzip
import io
import json
import re
import tarfile
import zipfile
from codecs import BOM_UTF8
from collections.abc import Callable
from functools import cache

import pytest

from bench.log_summary.generating import NAME, PLACES, STATEMENTS, Answers, Generator
from kabinet.techlog import Summary, looks_like_log, read_log

SIZE = 1_500_000
CONTEXTS = {*PLACES[:2], PLACES[2].replace("пароль 123", "•••")}


@cache
def written(end: str = "\r\n") -> tuple[bytes, Answers]:
    generator = Generator(7, end)
    return b"".join(generator.blocks(SIZE)), generator.answers


def read(body: bytes, name: str = NAME) -> Summary:
    return read_log(io.BytesIO(body), name)


def zipped(body: bytes, name: str = NAME) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return held.getvalue()


def tarred(body: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        member = tarfile.TarInfo(f"logs/{NAME}")
        member.size = len(body)
        archive.addfile(member, io.BytesIO(body))
    return held.getvalue()


def of_unix(_body: bytes) -> bytes:
    return written("\n")[0]


def stamped(body: bytes) -> bytes:
    """As `placement=plain` has it: a whole stamp on each line."""
    return BOM_UTF8 + re.sub(rb"(?m)^(\d\d:\d\d\.\d{6}-)", rb"2026-03-05T14:\1", body.removeprefix(BOM_UTF8))


def as_json(body: bytes) -> bytes:
    """The other form: one event a line, every value a text."""
    lines = []
    for event in re.split(r"(?m)^(?=\d\d:\d\d\.\d{6}-\d+,\w+,\d+)", body.decode("utf-8-sig"))[1:]:
        clock, duration, name, depth, rest = re.match(
            r"([^-]+)-(\d+),(\w+),(\d+)(.*)", event, re.DOTALL
        ).groups()  # type: ignore[union-attr]
        pairs = re.findall(r",([\w:]+)=('(?:[^']|'')*'|[^,'\r\n]*(?:, ?\d+ ?)*)", rest)
        given = {
            key: value.strip("'").replace("''", "'") if value[:1] == "'" else value for key, value in pairs
        }
        head = {"ts": f"2026-03-05T14:{clock}", "duration": duration, "name": name, "depth": depth}
        lines.append(json.dumps(head | given, separators=(",", ":")))
    return "\r\n".join([*lines, ""]).encode()


def in_utf_16(body: bytes) -> bytes:
    return body.decode("utf-8-sig").encode("utf-16")


FORMS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "as it is": (NAME, bytes),
    "with the ends of lines of unix": (NAME, of_unix),
    "with whole stamps": ("rphost_4120_whatever.log", stamped),
    "as JSON": ("rphost_4120/26030514.json", as_json),
    "saved anew by an editor": (NAME, in_utf_16),
    "in a zip": ("logs.zip", zipped),
    "in a zip in a zip": ("logs.zip", lambda body: zipped(zipped(body), "rphost_4120/26030514.log.zip")),
    "in a tar": ("logs.tar.gz", tarred),
    "gzipped": (f"{NAME}.gz", gzip.compress),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_in_a_log_is_in_its_summary(form: str) -> None:
    name, made = FORMS[form]
    body, known = written("\n") if made is of_unix else written()
    found = read(made(body), name)
    assert found.kind == "log"
    assert dict(found.names) == dict(known.names)
    assert {row.what: row.count for row in found.exceptions} == dict(known.exceptions)
    assert {row.what: row.count for row in found.waits} == dict(known.waits)
    assert {row.what: row.seconds for row in found.waits} == pytest.approx(dict(known.waited), abs=0.01)
    assert sorted(row.count for row in found.statements) == sorted(
        each for each in known.slow.values() if each
    )
    assert found.totals["calls"] == known.calls
    assert [(each.victim, each.other, *each.regions) for each in found.deadlocks] == known.deadlocks
    assert (found.totals["happenings"], found.versions) == (known.restarts, ["8.3.24.1467"])
    assert (found.first[:13], found.last[:13]) == ("2026-03-05T14", "2026-03-05T14")
    assert sum(row[1] for row in found.minutes) == known.names.total()
    assert {row.context for row in found.waits} <= CONTEXTS
    # Both sides of a deadlock were doing something.
    sides = {(each.context, each.other_context) for each in found.deadlocks}
    assert sides == {(PLACES[0], PLACES[1])}


def test_nothing_personal_comes_through() -> None:
    said = json.dumps(read(written()[0]).as_data(), ensure_ascii=False)
    secrets = (
        "Иванов",
        "ПетроваАА",
        "BUH-PC-17",
        "srv-1c-main",
        "Secret",
        "пароль 123",
        "10.0.",
        "817077201",
        "DefUser",
    )
    assert {secret for secret in secrets if secret in said} == set()
    assert "VResourceInfoBaseImpl.cpp(1095)" in said
    assert all(place.split(" : ")[0] in said for place in PLACES)


def test_statements_that_differ_in_values_are_one() -> None:
    found = read(written()[0])
    texts = {row.text for row in found.statements}
    assert len(texts) <= len(STATEMENTS)
    assert "UPDATE T1 SET _Period = ? FROM dbo._InfoRg4207 T1 WHERE T1._SimpleKey IN (?…)" in texts


@pytest.mark.parametrize(
    ("name", "looked_at"),
    [
        ("26030514.log", True),
        ("ТЖ сервер.zip", True),
        ("logcfg.xml", True),
        ("rphost.7z", True),
        ("фото.7z", False),
        ("screen.png", False),
        ("form.xlsx", False),
    ],
)
def test_which_names_are_looked_at(name: str, looked_at: bool) -> None:
    assert looks_like_log(name) is looked_at
