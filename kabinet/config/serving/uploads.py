"""A file for which the server has no room takes nothing of its form along: the words are read, and then it is said."""

from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from kabinet.pages.errors.failures import NO_ROOM


class RoomForFiles(TemporaryFileUploadHandler):
    """Named in FILE_UPLOAD_HANDLERS. The gate raises what is noted here (pages/gate)."""

    request: HttpRequest

    def new_file(self, *given: Any, **more: Any) -> None:
        try:
            super().new_file(*given, **more)
        except OSError as failed:
            self._skip(failed)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError as failed:
            self._skip(failed)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        try:
            return super().file_complete(file_size)
        except OSError as failed:
            self.request.META[NO_ROOM] = failed
            return None

    def _skip(self, failed: OSError) -> NoReturn:
        self.request.META[NO_ROOM] = failed
        raise SkipFile
