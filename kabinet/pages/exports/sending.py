"""A sheet on its way to who asked for it."""

from datetime import datetime
from typing import IO

from django.http import FileResponse

from kabinet.actions.exports.making import PACK
from kabinet.queries.sheets.writing import TYPES
from kabinet.web.saved_file import saved_file

ZIP = "application/zip"
LONGEST_NAME = 80  # signs of a title; a folder takes names of 255 bytes, and a Cyrillic letter is two
NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))


def answer_with(content: IO[bytes], title: str, at: datetime, form: str) -> FileResponse:
    """Always saved, under the list's title and the day."""
    content.seek(0)
    return saved_file(content, file_name(title, at, form), kind=ZIP if form == PACK else TYPES[form])


def file_name(title: str, at: datetime, form: str) -> str:
    """«Очередь, 2024-03-14.xlsx»."""
    plain = " ".join(title.translate(NOT_IN_A_NAME).split())[:LONGEST_NAME].strip(" .") or "export"
    return f"{plain}, {at:%Y-%m-%d}.{form}"
