"""The settings under which the bench serves: Kabinet's own, with the floor's addresses beside Kabinet's, and a counter.

The floor is what the same process does at best: a bare Django view, and one that selects 50 rows and gives them as JSON
(the unit). Both come through all middleware as every page does; under `/floor/alone/` they meet none of it. The counter
tells how often a page asked the database, if the request wants to know.
"""

from collections.abc import Callable
from typing import Any

from kabinet.config.settings import *  # noqa: F403
from kabinet.config.settings import MIDDLEWARE as KABINETS

ROOT_URLCONF = "bench.pages.floor_views"
MIDDLEWARE = ["bench.pages.floor.Floor", *KABINETS]
ASKED = "HTTP_X_BENCH_COUNT"
ALONE = "/floor/alone/"


class Floor:
    """Middleware."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> Any:
        if request.path_info.startswith(ALONE):
            from django.urls import resolve

            view, positional, named = resolve(request.path_info)
            return view(request, *positional, **named)
        return _counted(self.answer, request) if ASKED in request.META else self.answer(request)


def _counted(answer: Callable[[Any], Any], request: Any) -> Any:
    from django.db import connection

    asked = 0

    def count(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        response = answer(request)
    response.headers["X-Bench-Count"] = str(asked)
    return response
