"""A file that comes in one long body is handed on piece by piece: each is a request of its own to the page of its address
(pages/uploads/door.py), which knows neither how long the body is nor how slowly it comes.

    empty piece     whose it is and where it stands, before anything of the body is read
    pieces          PIECE bytes, or what came in SECONDS; on the disk before the next one is read
    last piece      what came until the sender ended, or went away: what came stays

No thread waits for a body, no transaction is open meanwhile, and no more of it than one piece is held here.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO, Any, Final
from uuid import uuid4

from kabinet.config.serving.threads import Answer, Environ
from kabinet.web.piece import CHECKSUM, CLAIMED, HOLDER, MORE, WHOLE

PIECE: Final = 8 * 2**20
SECONDS: Final = 10.0  # then what came is handed on, however little it is
SILENCE: Final = 20.0  # so long nothing comes from somebody who went away
IN_MEMORY: Final = 256 * 1024
NO_CONTENT: Final = 204
TOO_LARGE: Final = 413


async def take_in(environ: Environ, protocol: Any, ask: Callable[[Environ], Awaitable[Answer]]) -> Answer:
    """Every piece of the body to the page, until it says something else than that it has taken it."""
    said = environ.get("CONTENT_LENGTH", "")
    environ = {**environ, HOLDER: uuid4().hex}
    with SpooledTemporaryFile(IN_MEMORY) as nothing:
        claimed = int(said) if said.isdecimal() and len(said) < 19 else None
        answer = await ask(_piece(environ, nothing, 0, more=True) | {CLAIMED: claimed})
    chunks, whole = aiter(protocol), CHECKSUM in environ
    while answer[0] == NO_CONTENT:
        with SpooledTemporaryFile(IN_MEMORY) as piece:
            size, ended = await _received(chunks, piece, WHOLE if whole else PIECE, whole=whole)
            if size > WHOLE:
                return TOO_LARGE, [], b""
            answer = await ask(_piece(environ, piece, size, more=not ended))
        if ended:
            break
        environ["HTTP_UPLOAD_OFFSET"] = dict(answer[1]).get("Upload-Offset", "")
    return answer


def _piece(environ: Environ, content: IO[bytes], size: int, *, more: bool) -> Environ:
    content.seek(0)
    return {**environ, "wsgi.input": content, "CONTENT_LENGTH": str(size), MORE: more}


async def _received(
    chunks: AsyncIterator[bytes], into: IO[bytes], most: int, *, whole: bool
) -> tuple[int, bool]:
    """How many bytes came, and whether that was the end of the body, or of its sender."""
    size, begun = 0, monotonic()
    while size < most or whole:
        try:
            async with asyncio.timeout(SILENCE):
                chunk = await anext(chunks, b"")
        except TimeoutError:
            return size, True
        if not chunk:
            return size, True
        into.write(chunk)
        size += len(chunk)
        if size > most and whole:
            return size, True
        if not whole and monotonic() - begun > SECONDS:
            break
    return size, False
