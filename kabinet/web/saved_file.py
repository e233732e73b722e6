"""What somebody sent or ordered, on its way to whoever may have it: saved, never opened in the cabinet's own name."""

from typing import Protocol

from django.http import FileResponse


class Readable(Protocol):
    """What is handed out: an open file, or a part of one."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...

    def close(self) -> None:
        """It is read no more."""
        ...


ANYTHING = "application/octet-stream"
# Nothing of a file runs or is drawn here, whatever its author made of it.
POLICY = "default-src 'none'; sandbox"


def saved_file(content: Readable, name: str, *, kind: str = ANYTHING) -> FileResponse:
    """The answer closes `content`. It is not compressed on the way: that would hide the length, and most of what is sent is
    packed already."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Encoding"] = "identity"
    return response
