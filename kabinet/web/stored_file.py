"""A file that lies on the disk, whole or from some byte on, as whoever may have it takes it: a download that broke off goes
on (RFC 9110, 14).

The server hands the content from the disk itself (config/served.py): however long it is, no thread and no memory holds it.
One that lies in the bucket alone is brought to the disk before, when the transaction of the request is over.
"""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse

from kabinet.actions.contents.bucket import Away
from kabinet.actions.contents.door import brought, is_there
from kabinet.web.saved_file import saved_file

__all__ = ["Away", "Part", "stored_file"]
ONE_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class Part:
    """Bytes of a file from `start` up to `end`; to be read, for whoever does not take it from the disk by its path."""

    def __init__(self, path: Path, start: int, end: int) -> None:
        self.path, self.start, self.end = path, start, end
        self._file = path.open("rb") if path.is_file() else None

    def bring(self) -> None:
        """Sees that the content is on the disk. FileNotFoundError and bucket.Away where it cannot be had."""
        brought(self.path)

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; all that is left where it is below zero."""
        if self._file is None:
            self._file = brought(self.path).open("rb")
        self._file.seek(max(self.start, self._file.tell()))
        left = self.end - self._file.tell()
        return self._file.read(left if size < 0 else min(size, left))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def stored_file(
    request: HttpRequest | None, path: Path, name: str, digest: str, size: int
) -> FileResponse | HttpResponse:
    """All of it, or the one range that the `request` asks for (206); 416 for one that lies behind its end. Several ranges at
    once are answered with the whole, as is a range of a content that is not this one. FileNotFoundError where there is none.
    """
    if not is_there(path):
        raise FileNotFoundError(path)
    tag = f'"{digest}"'
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
