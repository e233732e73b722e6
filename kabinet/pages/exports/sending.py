"""A sheet on its way to who asked for it."""

from datetime import datetime
from typing import IO

from django.http import FileResponse

from kabinet.queries.sheets.writing import TYPES

LONGEST_NAME = 80  # signs of a title; a folder takes names of 255 bytes, and a Cyrillic letter is two
NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))
# Nothing of it runs or is drawn in the cabinet's own name.
POLICY = "default-src 'none'; sandbox"


def answer_with(content: IO[bytes], title: str, at: datetime, form: str) -> FileResponse:
    """Always saved, under the list's title and the day."""
    content.seek(0)
    response = FileResponse(
        content, as_attachment=True, filename=file_name(title, at, form), content_type=TYPES[form]
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Encoding"] = "identity"
    return response


def file_name(title: str, at: datetime, form: str) -> str:
    """«Очередь, 2024-03-14.xlsx»."""
    plain = " ".join(title.translate(NOT_IN_A_NAME).split())[:LONGEST_NAME].strip(" .") or "export"
    return f"{plain}, {at:%Y-%m-%d}.{form}"
