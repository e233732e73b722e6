"""What is uploaded as a regulation: texts come out of it, or one sentence why not."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kabinet.regulation.pack import load_texts, pack, source
from kabinet.regulation.pack.editing.upload import LARGEST_UPLOAD, packed, unpacked
from kabinet.regulation.pack.places import Wrong

CORP = source("corp_4_0")


def zipped(**files: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", ".") + ".toml", content)
    return made.getvalue()


def test_what_is_downloaded_can_be_uploaded() -> None:
    raw = packed(CORP)
    assert raw == packed(CORP)
    assert load_texts(unpacked("4.0.zip", raw), "corp_4_0") == pack("corp_4_0")


def test_folders_line_ends_and_marks_of_other_systems() -> None:
    raw = zipped(corp__pack=b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    assert unpacked("a.zip", raw) == {"pack.toml": "a = 1\nb = 2\n"}


def test_a_single_file_keeps_a_name_that_fits() -> None:
    assert list(unpacked("C:\\Temp\\Mine.toml", b"a = 1")) == ["mine.toml"]
    assert list(unpacked("Регламент 5.toml", b"a = 1")) == ["regulation.toml"]


def damaged() -> bytes:
    raw = bytearray(packed(CORP))
    raw[200:260] = b"x" * 60
    return bytes(raw)


HOSTILE: list[tuple[str, Callable[[], bytes]]] = [
    ("a bomb", lambda: zipped(pack=b"#" * 40_000_000)),
    ("many files", lambda: zipped(**{f"a{number}": b"" for number in range(60)})),
    ("a way out", lambda: zipped(**{"_dot__dot___etc__passwd.conf": b"a = 1"})),
    ("twice the same", lambda: zipped(one__pack=b"a = 1", two__pack=b"a = 1")),
    ("another file", lambda: zipped(**{"READ ME": b"a"})),
    ("damaged", damaged),
    ("cut off", lambda: packed(CORP)[:300]),
    ("an empty zip", lambda: b"PK\x05\x06" + b"\0" * 18),
    ("nothing", lambda: b""),
    ("too large", lambda: b"#" * (LARGEST_UPLOAD + 1)),
    ("no text", lambda: b"\xff\xfe\x00"),
    ("a line with NUL", lambda: b"a = 1\0"),
]


@pytest.mark.parametrize(("name", "made"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_anything_else_is_refused_in_one_sentence(name: str, made: Callable[[], bytes]) -> None:
    with pytest.raises(Wrong) as caught:
        load_texts(unpacked("upload.zip", made()))
    assert 0 < len(caught.value.text.ru) < 300
