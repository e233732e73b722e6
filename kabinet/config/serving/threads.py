"""So many threads answer, so many requests wait for one of them, and whoever comes then is told at once that all are busy.

Who waits holds a task of the loop and no thread. The health of the process, pages that are slow on purpose and the answers
«busy» have threads and connections of their own (docs/decisions/0020-what-is-waited-for.md).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any, Final

from kabinet.web.piece import MORE
from kabinet.web.stored_file import Part

Environ = dict[str, Any]
Answer = tuple[int, list[tuple[str, str]], bytes | Part]
Application = Callable[[Environ], Answer]
HEALTH: Final = "/health"
# The mark in a request's surroundings that nobody has time for it (config/serving/busy.py).
BUSY: Final = "kabinet.busy"
# Requests that wait for one of the threads, and for how many seconds; the same for questions after the health.
WAITING, PATIENCE = 60, 10.0
HEALTH_WAITING, HEALTH_PATIENCE = 8, 4.0
# Threads of pages that hash a password or ask somebody else: however many sign in at once, the others are not held up.
SLOW: Final = 3
# Threads that wait for the preview of a file to be made, by a process of its own: one, so that no web process starts more.
PREVIEWS: Final = 1
# Threads that put pieces of files on the disk, and pieces that wait for one: however many files come, no page waits.
PIECES, PIECES_WAITING = 2, 250


class Threads:
    """`count` threads that answer; `waiting` more requests wait up to `patience` seconds for their turn."""

    def __init__(self, application: Application, count: int, waiting: int, patience: float) -> None:
        self._application = application
        self._patience = patience
        self._places = BoundedSemaphore(count + waiting)
        self._threads = ThreadPoolExecutor(count, "answers")

    async def answer(self, environ: Environ, *, whole: bool = False) -> Answer | None:
        """None when nobody had time; what has begun is waited for, unless the patience is for the `whole`."""
        if not self._places.acquire(blocking=False):
            return None
        task = self._threads.submit(self._application, environ)
        task.add_done_callback(self._leave)
        asked = asyncio.wrap_future(task)
        try:
            return await asyncio.wait_for(asyncio.shield(asked), self._patience)
        except TimeoutError:
            if task.cancel() or whole:
                return None
            return await asked

    def _leave(self, _: Future[Answer]) -> None:
        self._places.release()


class Divided:
    """The application whose pages, slow pages, previews and health have threads of their own."""

    def __init__(
        self,
        application: Application,
        count: int,
        is_slow: Callable[[Environ], bool],
        is_preview: Callable[[Environ], bool] = lambda environ: False,
    ) -> None:
        self._application = application
        self._is_slow, self._is_preview = is_slow, is_preview
        self._pages = Threads(application, count, WAITING, PATIENCE)
        self._slow = Threads(application, SLOW, WAITING, PATIENCE)
        self._previews = Threads(application, PREVIEWS, WAITING, PATIENCE)
        self._pieces = Threads(application, PIECES, PIECES_WAITING, PATIENCE)
        self._health = Threads(application, 1, HEALTH_WAITING, HEALTH_PATIENCE)
        self._busy = ThreadPoolExecutor(1, "busy")

    async def answer(self, environ: Environ) -> Answer:
        """The page, or that nobody had time for it."""
        if environ["PATH_INFO"] == HEALTH:
            found = await self._health.answer(environ, whole=True)
        elif MORE in environ:
            found = await self._pieces.answer(environ)
        elif self._is_preview(environ):
            found = await self._previews.answer(environ)
        else:
            found = await (self._slow if self._is_slow(environ) else self._pages).answer(environ)
        if found is not None:
            return found
        turned_away = {**environ, BUSY: True}
        return await asyncio.get_running_loop().run_in_executor(self._busy, self._application, turned_away)
