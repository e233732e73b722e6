"""Files made to break a reader, or broken on the way: it ends, in bounds, and says what is missing."""

import io
import json
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kabinet.techlog import Bounds, Summary, read_log
from kabinet.techlog.bounds import BLOCK, LONGEST

EVENT = b"05:46.719000-0,EXCP,5,process=rphost,Usr=u,Exception=E,Descr='boom',Context='M : 1 : x'\r\n"
NAME = "rphost_1/26070414.log"
FEW = Bounds(unpacked=3 * 2**20, ratio=50, ratio_from=2**20, members=20, directory=4_000, nested=2**16)


def read(body: bytes, name: str = NAME, bounds: Bounds | None = None) -> Summary:
    return read_log(io.BytesIO(body), name, bounds)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, body in members:
            archive.writestr(name, body)
    return held.getvalue()


def locked() -> bytes:
    """As if with a password: the mark of it in both heads."""
    body = bytearray(zipped(("a.log", EVENT)))
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    return bytes(body)


def damaged() -> bytes:
    body = bytearray(zipped((NAME, EVENT * 3), method=zipfile.ZIP_STORED))
    body[body.index(b"boom")] ^= 0xFF
    return bytes(body)


def open_quotation() -> bytes:
    return EVENT[: EVENT.index(b"boom")] + b"'" * 200_000


def in_three() -> bytes:
    return zipped(("b.zip", zipped(("c.zip", zipped((NAME, EVENT))))))


def long_list() -> bytes:
    return zipped(*((f"{n:0200}.log", b"") for n in range(19)))


def tar_of_paths() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, kind in (
            ("../../etc/26070414.log", tarfile.REGTYPE),
            ("/dev/26070414.log", tarfile.CHRTYPE),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.size = kind, len(EVENT) if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(EVENT))
    return held.getvalue()


# name, content, events counted, kind, doubts
FILES: dict[str, tuple[str, Callable[[], bytes], int, str, set[str]]] = {
    "nothing": (NAME, bytes, 0, "log", set()),
    "only the mark of order": (NAME, lambda: b"\xef\xbb\xbf", 0, "log", set()),
    "only the mark, of another name": ("notes.log", lambda: b"\xef\xbb\xbf", 0, "other", set()),
    "a picture named as a log": ("pic.log", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 999, 0, "other", set()),
    "a letter named as a log": (NAME, lambda: "Добрый день, 05:46".encode(), 0, "other", {"no_log"}),
    "begun in the middle": (NAME, lambda: b"tail of an event',Context='x'\r\n" + EVENT, 1, "log", {"begins_inside"}),
    "not ended": (NAME, lambda: EVENT + EVENT[:-6], 2, "log", {"unfinished", "unreadable"}),
    "cut within a head": (NAME, lambda: EVENT + b"05:46.7190", 1, "log", {"unfinished"}),
    "no hour in the name": ("new.log", lambda: EVENT, 1, "log", {"no_hour"}),
    "an hour that is none": ("rphost_1/26134599.log", lambda: EVENT, 1, "log", {"no_hour"}),
    "four digits": (NAME, lambda: b"05:46.7190-25000,DBMSSQL,5,Sql='SELECT 1'\r\n", 1, "log", set()),
    "NULs and broken letters": (NAME, lambda: EVENT.replace(b"boom", b"\x00\xff\xfe\xd0'' ,a=\x00"), 1, "log", set()),
    "an event within a quotation": (NAME, lambda: EVENT.replace(b"boom", b"\r\n" + EVENT[:50]), 2, "log", set()),
    "a line without an end": (NAME, lambda: EVENT + b"x" * (BLOCK * 2 + LONGEST) + b"\r\n" + EVENT, 2, "log", {"cut_event"}),
    "quotations without an end": (NAME, open_quotation, 1, "log", {"unfinished", "unreadable"}),
    "many properties": (NAME, lambda: EVENT[:-2] + b",a=" * 400_000 + b"\r\n", 1, "log", set()),
    "ends of lines alone": (NAME, lambda: EVENT + b"\n" * 3_000_000, 1, "log", set()),
    "JSON broken off": (NAME, lambda: JSON + JSON[:-9] + b"\n", 2, "log", {"unreadable"}),
    "JSON too deep": (NAME, lambda: JSON.replace(b'"boom"', b"[" * 90_000), 1, "log", {"unreadable"}),
    "an empty archive": ("a.zip", zipped, 0, "other", set()),
    "no archive at all": ("a.zip", lambda: b"PK\x03\x04" + b"\xff" * 99, 0, "other", {"broken"}),
    "pictures in an archive": ("a.zip", lambda: zipped(("pic.png", b"x")), 0, "other", set()),
    "names that lead out": ("a.zip", lambda: zipped(("/etc/1.log", EVENT), ("..\\..\\2.log", EVENT)), 2, "log", {"no_hour"}),
    "a tar whose names lead out": ("a.tgz", tar_of_paths, 1, "log", set()),
    "a password": ("a.zip", locked, 0, "locked", {"locked"}),
    "packed otherwise": ("a.zip", lambda: zipped((NAME, EVENT), method=zipfile.ZIP_LZMA), 0, "packed", {"packed"}),
    "another archive": ("log.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), 0, "packed", {"packed"}),
    "a damaged member": ("a.zip", damaged, 0, "log", {"broken"}),
    "a bomb": ("a.zip", lambda: zipped((NAME, EVENT + bytes(40 * 2**20))), 1, "log", {"stopped_ratio"}),
    "a bomb in gzip": (f"{NAME}.gz", lambda: zlib.compress(EVENT + bytes(2**24), wbits=31), 1, "log", {"stopped_ratio"}),
    "too much of it": (NAME, lambda: EVENT * 40_000, 0, "log", {"stopped_size"}),
    "archives within one another": ("a.zip", in_three, 0, "other", {"nested"}),
    "a large one within another": ("a.zip", lambda: zipped(("b.zip", bytes(2**18))), 0, "other", {"nested"}),
    "very many members": ("a.zip", lambda: zipped(*((f"{n}.log", b"") for n in range(40))), 0, "other", {"stopped_members"}),
    "a long list of members": ("a.zip", long_list, 0, "other", {"stopped_members"}),
}  # fmt: skip
JSON = b'{"ts":"2026-07-04T14:05:46.719000","duration":"0","name":"EXCP","depth":"0","Exception":"E","Descr":"boom"}\n'
BOUNDED = (
    "a bomb",
    "a bomb in gzip",
    "too much of it",
    "archives within one another",
    "a large one within another",
)
MEMBERS = ("very many members", "a long list of members")


@pytest.mark.parametrize("what", FILES)
def test_it_ends_and_says_what_is_missing(what: str) -> None:
    name, made, events, kind, doubts = FILES[what]
    found = read(made(), name, FEW if what in (*BOUNDED, *MEMBERS) else None)
    assert found.kind == kind
    assert {each.code for each in found.doubts} == doubts
    if what != "too much of it":
        assert found.events == events
    assert Summary.of_data(json.loads(json.dumps(found.as_data()))) == found


def test_an_old_platform_counts_in_tenths_of_a_millisecond() -> None:
    (row,) = read(FILES["four digits"][1]()).statements
    assert (row.seconds, row.worst_at) == (2.5, "2026-07-04T14:05:46")


def test_a_context_that_is_a_record_of_its_own_is_taken() -> None:
    old = b"05:46.7190-0,EXCP,5,Exception=E,Descr=boom\r\n05:46.7190-0,Context,1,Context='M : 12 : Do(\"x y\")'\r\n"
    assert read(old).exceptions[0].context == 'M : 12 : Do("•••")'


def test_of_a_property_that_comes_twice_the_first_is_taken() -> None:
    (row,) = read(EVENT.replace(b",Context", b",Exception=F,Context")).exceptions
    assert row.what == "E"


def test_hostile_settings_are_no_settings() -> None:
    settings = b"<config><log><event><eq property='name' value='EXCP'/></event></log></config>"
    assert read(settings, "logcfg.xml").kind == "config"
    assert read(b"<!DOCTYPE config>" + settings, "logcfg.xml").kind == "other"
    bomb = b'<!DOCTYPE c [<!ENTITY a "aaaa">]><config><log>&a;</log></config>'
    assert read(bomb, "logcfg.xml").kind == "other"


def test_a_name_that_a_property_tells_is_put_out_wherever_it_stands() -> None:
    named = EVENT.replace(b"Usr=u", b"Usr=Sidorova,t:computerName=NB-7").replace(
        b"boom", b"nb-7 has lost sidorova"
    )
    assert read(named).exceptions[0].text == "••• has lost •••"


def test_the_process_takes_no_more_memory_than_it_may(tmp_path: Path) -> None:
    """A log of 400 MB is read within 300; where more would be needed it ends, and says so by its own number."""
    large, quiet = tmp_path / "large.log", b"05:46.719000-0,CONN,5,Txt='" + b"Ping " * 9_000 + b"'\r\n"
    with large.open("wb") as into:
        for _ in range(90):
            into.write(quiet * 100 + EVENT)
    done = _process(
        large,
        "from kabinet.techlog.__main__ import main; import sys; sys.argv=['x','26070414.log']; sys.exit(main())",
    )
    assert done.returncode == 0
    assert Summary.of_data(json.loads(done.stdout)).exceptions[0].count == 90
    less = "import kabinet.techlog.__main__ as m, sys; m.MEMORY = 2**20; sys.argv=['x','26070414.log']; sys.exit(m.main())"
    assert _process(large, less).returncode == 3


def _process(file: Path, program: str) -> subprocess.CompletedProcess[bytes]:
    with file.open("rb") as content:
        return subprocess.run(
            [sys.executable, "-c", program], stdin=content, capture_output=True, check=False
        )
