"""The beginning of a text, in whatever it was written, with nothing in it that acts."""

import pytest

from kabinet.preview import READ, shown_of, start_of
from kabinet.preview.text import LINES, WIDTH

WORDS = "Ошибка: таблица не найдена\r\nещё строка"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_russian_is_read_in_each_encoding(encoding: str) -> None:
    content = WORDS.encode(encoding)
    found = start_of(content, len(content))
    assert found is not None
    assert (found.lines, found.whole) == (("Ошибка: таблица не найдена", "ещё строка"), True)


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03\x00\x00\x00", bytes(range(32)) * 10])
def test_a_program_is_no_text(content: bytes) -> None:
    assert start_of(content, len(content)) is None


def test_a_cut_sign_and_a_cut_line_are_left_out_and_it_is_said_that_there_is_more() -> None:
    content = ("я" * 30 + "\n").encode() * READ
    found = start_of(content[: READ - 1], len(content))
    assert found is not None
    assert (set(found.lines), found.encoding, found.whole) == ({"я" * 30}, "utf-8", False)
    assert len(found.lines) == LINES


def test_a_long_line_is_bounded_and_hidden_signs_are_shown() -> None:
    found = start_of(b"x" * 3000, 3000)
    assert found is not None
    assert (len(found.lines[0]), found.whole) == (WIDTH + 1, False)
    hostile = "до\u202eпосле\x1b[31m\tтекст".encode()
    found = start_of(hostile, len(hostile))
    assert found is not None
    assert found.lines == ("до\\u202eпосле\\u001b[31m\tтекст",)


def test_by_its_name_a_file_says_what_of_it_is_shown() -> None:
    named = {
        name: str(shown_of(name, 10))
        for name in ("a.JPG", "a.log", "a.tar.gz", "a.svg", "a.7z", "a.exe", "a")
    }
    assert named == {
        "a.JPG": "picture",
        "a.log": "text",
        "a.tar.gz": "archive",
        "a.svg": "",
        "a.7z": "",
        "a.exe": "",
        "a": "",
    }
    assert shown_of("a.png", 2**30) == ""
