"""A request for which no thread had time (threads.py) is told so, in the language and the frame of every page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from kabinet.config.serving.threads import BUSY, HEALTH
from kabinet.pages.errors.unavailable import NobodyFree


class Busy:
    """Middleware, the last before the pages; it asks nothing of the database."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if BUSY in request.META and request.path != HEALTH:
            raise NobodyFree
        return self.answer(request)
