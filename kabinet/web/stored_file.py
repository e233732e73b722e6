"""A file that lies on the disk, whole or from some byte on, as whoever may have it takes it: a download that broke off goes
on (RFC 9110, 14).

The server hands the content from the disk itself (config/served.py): however long it is, no thread and no memory holds it.
"""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse

from kabinet.web.saved_file import saved_file

ONE_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class Part:
    """Bytes of a file from `start` up to `end`; to be read, for whoever does not take it from the disk by its path."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        self.path, self.start, self.end = path, start, end
        self._file = path.open("rb")
        self._file.seek(start)

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; all that is left where it is below zero."""
        left = self.end - self._file.tell()
        return self._file.read(left if size < 0 else min(size, left))

    def close(self) -> None:
        self._file.close()


def stored_file(
    request: HttpRequest | None, path: Path, name: str, digest: str
) -> FileResponse | HttpResponse:
    """All of it, or the one range that the `request` asks for (206); 416 for one that lies behind its end. Several ranges at
    once are answered with the whole, as is a range of a content that is not this one. FileNotFoundError where there is none.
    """
    size, tag = path.stat().st_size, f'"{digest}"'
    asked = _range(request, size, tag) if request is not None else None
    if asked is None:
        return _response(path, name, tag, 0, size, size)
    start, end = asked
    if start >= end:
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused.headers["Content-Range"] = f"bytes */{size}"
        return refused
    return _response(path, name, tag, start, end, size)


def _range(request: HttpRequest, size: int, tag: str) -> tuple[int, int] | None:
    """From where up to where; None where the whole is asked for. Empty where there is no such byte."""
    found = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip().replace(" ", ""))
    if request.method != "GET" or not found or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size


def _response(path: Path, name: str, tag: str, start: int, end: int, size: int) -> FileResponse:
    response = saved_file(Part(path, start, end), name)
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = tag
    if end - start < size:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response
