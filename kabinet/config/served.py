"""The door that granian opens in every web worker: a request is read whole before one of the few threads is asked for it.

    socket -> this loop: how much, how long, whole? -> a thread of the pool: Django -> the answer, whole

Threads, each with its connection to the database, are dear, and half a body would hold one for as long as its sender likes.
Here it holds a task of the loop, no longer than bodies.seconds_for.
"""

import asyncio
import gc
import logging
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.cookies import SimpleCookie
from tempfile import SpooledTemporaryFile
from typing import IO, Any

# wsgi begins Django; what stands below it in this list may need that.
from kabinet.config import settings, wsgi
from kabinet.config.serving import bodies, pieces
from kabinet.config.serving.threads import Answer, Divided, Environ
from kabinet.config.sessions import is_known, is_live
from kabinet.web.bearer import token_in
from kabinet.web.stored_file import Away, Part

IN_MEMORY = 256 * 1024
# Contents that are brought from the bucket at a time; whoever wants a further one waits.
BRINGING = 2
log = logging.getLogger(__name__)


async def application(scope: Any, protocol: Any) -> None:
    """One request of granian's RSGI."""
    if scope.proto != "http":
        return
    environ = environ_of(scope)
    if bodies.comes_in_pieces(_path(environ), environ["REQUEST_METHOD"]):
        protocol.response_bytes(*await pieces.take_in(environ, protocol, _answers.answer))
        return
    with SpooledTemporaryFile(IN_MEMORY) as body:
        try:
            await _read(environ, protocol, body)
        except TimeoutError:
            protocol.response_str(408, PLAIN, "The request took too long to come.")
            return
        except ConnectionError:
            protocol.response_str(400, PLAIN, "The request is not whole.")
            return
        environ["wsgi.input"] = body
        status, headers, content = await _answers.answer(environ)
    if isinstance(content, Part) and not await _is_brought(content):
        protocol.response_str(503, [*PLAIN, ("Retry-After", "60")], "The file cannot be had at this moment.")
    elif isinstance(content, Part):
        protocol.response_file_range(status, headers, str(content.path), content.start, content.end)
    else:
        protocol.response_bytes(status, headers, content)


async def _is_brought(part: Part) -> bool:
    """Whether the file is on the disk by now; what lies in the bucket alone comes in threads of its own: no page waits for
    it."""
    if part.path.is_file():
        return True
    try:
        await asyncio.get_running_loop().run_in_executor(_bringing, part.bring)
    except (Away, OSError) as failed:
        log.warning("a content is not brought from the bucket: %s", str(failed) or type(failed).__name__)
        return False
    return True


PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Connection", "close")]


async def _read(environ: Environ, protocol: Any, body: IO[bytes]) -> None:
    """Puts into `body` what was sent; nothing, and a mark into `environ`, when it is more than its page takes.

    Raises TimeoutError when it does not come, ConnectionError when its sender went away before its end.
    """
    said = environ.get("CONTENT_LENGTH", "")
    claimed = int(said) if said.isdecimal() and len(said) < 19 else 0
    if environ["REQUEST_METHOD"] in ("GET", "HEAD") and not claimed:
        return
    most = bodies.most_bytes(_path(environ))
    if most > bodies.ANYBODY and (claimed > bodies.ANYBODY or not said):
        most = bodies.most_bytes_from(await _is_somebody(environ), most)
    size = claimed
    if claimed <= most:
        async with asyncio.timeout(bodies.seconds_for(claimed)):
            size = await _received(body, protocol, most)
        if size < claimed:
            raise ConnectionError
    if size > most:
        environ |= {bodies.TOO_LARGE: most}
        body.seek(0)
        body.truncate()
        size = 0
    environ["CONTENT_LENGTH"] = str(size)
    body.seek(0)


async def _received(body: IO[bytes], protocol: Any, most: int) -> int:
    """Bytes that came, one more than `most` at least when there are more."""
    size = 0
    async for chunk in protocol:
        size += len(chunk)
        if size > most:
            break
        body.write(chunk)
    return size


async def _is_somebody(environ: Environ) -> bool | None:
    """Whether a session that goes on sends it, or a program with its token: a stranger is read no further than on an open
    page. None: nobody can say."""
    loop = asyncio.get_running_loop()
    if shown := token_in(environ.get("HTTP_AUTHORIZATION", "")):
        known = await loop.run_in_executor(_sessions, is_known, shown)
        if known is not False:
            return known
    key = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    if key is None:
        return False
    return await loop.run_in_executor(_sessions, is_live, key.value)


def _is_slow(environ: Environ) -> bool:
    """What a page of several steps is asked for (pages/gate): between two of them something slow is done."""
    return bodies.is_slow(_path(environ), environ["REQUEST_METHOD"])


def _is_preview(environ: Environ) -> bool:
    """What waits for a preview to be made (pages/previews)."""
    return bodies.is_preview(_path(environ))


def _by_django(environ: Environ) -> Answer:
    """In a thread of the pool; the request is over, with all its signals, when the answer is whole."""
    begun: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
        begun[:] = [int(status.split(" ", 1)[0]), headers]

    parts: Iterable[bytes] = wsgi.application({**environ, "wsgi.file_wrapper": _Handed}, start)
    try:
        content = _content(parts, environ["REQUEST_METHOD"])
    finally:
        getattr(parts, "close", lambda: None)()
    return begun[0], begun[1], content


def _content(parts: Iterable[bytes], method: str) -> "bytes | Part":
    """What goes out; of a file on the disk where it lies, and nothing of it to whoever asks for its headers alone."""
    if not isinstance(parts, _Handed):
        return b"".join(parts)
    if method == "HEAD":
        return b""
    return parts.part or b"".join(parts)


class _Handed:
    """An open file that Django hands over (PEP 3333); `part` where the loop can take it from the disk by its path."""

    def __init__(self, file: Any, block: int) -> None:
        self.part = file if isinstance(file, Part) else None
        self._file, self._block, self.close = file, block, file.close

    def __iter__(self) -> Iterator[bytes]:
        return iter(partial(self._file.read, self._block), b"")


_answers = Divided(_by_django, settings.WEB_THREADS, _is_slow, _is_preview)
_sessions = ThreadPoolExecutor(1, "session")
_bringing = ThreadPoolExecutor(BRINGING, "bringing")


def environ_of(scope: Any) -> Environ:
    """A request as PEP 3333 has it. A name with an underscore could pose as another header, and is left out."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _latin(scope.path),
        "QUERY_STRING": _latin(scope.query_string),
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        value = _latin(value)
        glue = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{glue}{value}" if key in environ else value
    environ.setdefault("HTTP_HOST", scope.authority or "")
    return environ


def _path(environ: Environ) -> str:
    return str(environ["PATH_INFO"].encode("latin-1").decode(errors="replace"))


def _latin(said: str) -> str:
    """Its bytes as PEP 3333 writes them."""
    return said.encode(errors="surrogateescape").decode("latin-1")


def _keep_what_is_loaded() -> None:
    """It stays as long as the process: to look through it for garbage over and over, and for new garbage after every few
    hundred objects, took a fifteenth of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


if settings.PART == "serve":
    _keep_what_is_loaded()
