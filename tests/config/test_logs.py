"""A log line is one line, and no password is in it."""

import logging
import sys

import pytest

from kabinet.config.logs import Line, without_passwords


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("at postgresql://kabinet_app:word@db/kabinet", "at postgresql://kabinet_app:…@db/kabinet"),
        ("host=db password=word user=x", "host=db password=… user=x"),
        ("POST /tickets?token=abc", "POST /tickets?token=…"),
        ("at https://desk.example:8000/a@b", "at https://desk.example:8000/a@b"),
    ],
)
def test_passwords_are_taken_out(text: str, kept: str) -> None:
    assert without_passwords(text) == kept


def test_a_traceback_stays_on_the_line() -> None:
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        record = logging.LogRecord("kabinet", logging.ERROR, __file__, 1, "it failed", None, sys.exc_info())
    line = Line().format(record)
    assert "\n" not in line
    assert " ERROR kabinet it failed ⏎ Traceback" in line
    assert "ValueError: first ⏎ second" in line
