"""What stands in an archive is told without unpacking it."""

import io
import json
import tarfile

import pytest

from kabinet.preview import Listing, archive, listing
from kabinet.preview.archive import listing_of
from tests.preview import made


def listed(content: bytes, name: str) -> Listing:
    return listing_of(io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (made.zipped("журналы/1.log", "2.log"), "a.zip"),
        (made.tarred("журналы/1.log", "2.log"), "a.tar.gz"),
        (made.tarred("журналы/1.log", "2.log", mode="w:"), "a.tar"),
        (made.tarred("журналы/1.log", "2.log", mode="w:bz2"), "a.tar.bz2"),
        (made.tarred("журналы/1.log", "2.log", mode="w:xz"), "a.tar.xz"),
    ],
)
def test_names_and_sizes_by_the_process_of_its_own(content: bytes, name: str) -> None:
    code, said = made.by_process("list", content, name)
    found = Listing.of_data(json.loads(said))
    assert (code, found.state, found.count, found.size) == (0, "whole", 2, 10)
    assert [each.name for each in found.members] == ["журналы/1.log", "2.log"]


def test_a_date_and_a_name_of_a_russian_windows() -> None:
    content = made.zipped("QQQQQQ.log").replace(b"QQQQQQ", "журнал".encode("cp866"))
    member = listed(content, "a.zip").members[0]
    assert (member.name, member.changed) == ("журнал.log", "2024-04-26 17:10")


def test_a_password_is_told() -> None:
    content = bytearray(made.zipped("тайна.txt"))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    assert listed(bytes(content), "a.zip").members[0].locked


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\win.ini", "a\\..\\..\\b"])
def test_a_name_that_leads_out_is_marked(name: str) -> None:
    assert listed(made.tarred(name), "a.tgz").members[0].outside
    assert not listed(made.tarred("a/b..c"), "a.tgz").members[0].outside


def test_a_name_that_turns_itself_round_is_told_by_its_signs() -> None:
    assert listed(made.zipped("счёт\u202egpj.exe"), "a.zip").members[0].name == "счёт\\u202egpj.exe"
    assert len(listed(made.zipped("и" * 5000), "a.zip").members[0].name) < 300


def test_only_so_many_are_shown_and_all_are_counted() -> None:
    found = listed(made.zipped(*map(str, range(listing.MOST + 7))), "a.zip")
    assert (len(found.members), found.count, found.state) == (listing.MOST, listing.MOST + 7, "whole")


def test_a_bomb_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "UNPACKED", 2**20)
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as packed:
        for name in ("1", "2"):
            member = tarfile.TarInfo(name)
            member.size = 2**22
            packed.addfile(member, io.BytesIO(bytes(2**22)))
    found = listed(into.getvalue(), "a.tgz")
    assert (found.state, found.count) == ("cut", 1)
    monkeypatch.setattr(archive, "DIRECTORY", 10)
    assert listed(made.zipped("1"), "a.zip").state == "cut"


# Named, for a gzip has the time at which it was made: no two processes would call the test by the same name.
@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04" + bytes(100), made.tarred("1")[:40], b"\x1f\x8b" + bytes(20)],
    ids=["nothing", "no zip", "half a tar.gz", "no gzip"],
)
def test_what_is_damaged_is_told_to_be(content: bytes) -> None:
    assert listed(content, "a.tgz").state == "broken"


def test_what_is_no_listing_is_not_taken_for_one() -> None:
    good = listed(made.zipped("1"), "a.zip").as_data()
    assert Listing.of_data(good).count == 1
    member = {"name": "1", "size": 1}
    for wrong in (
        {**good, "state": "<b>"},
        {**good, "members": [{**member, "name": 5}]},
        {**good, "members": [{**member, "size": "1"}]},
        {**good, "members": [{**member, "more": 1}]},
        {**good, "members": [member] * (listing.MOST + 1)},
        {**good, "count": None},
    ):
        with pytest.raises((ValueError, TypeError, KeyError)):
            Listing.of_data(wrong)
