"""Large files come by tus 1.0 (web/tus.py) with an access token: refusals of the token and of the law are problems, what the
protocol says is said by its statuses. So they stand in no document of OpenAPI, but in docs/files.md."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from kabinet.api import gate, problems
from kabinet.api.problems import Stopped, stop
from kabinet.api.said import say
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.web import tus
from kabinet.web.piece import CLAIMED, HOLDER
from kabinet.web.rule import mark

AT = "/uploads"
METHODS, METHODS_OF_ONE = ("OPTIONS", "POST"), ("HEAD", "PATCH", "DELETE")


def uploads(request: HttpRequest) -> HttpResponseBase:
    """Announces a file, or says what this door can do."""
    return _answered(request, METHODS, lambda step, at: tus.announce(request, step, at, _address))


def upload(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """How far it is; a piece; or its end."""
    return _answered(request, METHODS_OF_ONE, lambda step, at: tus.go_on(request, step, at, key))


uploads, upload = gate.stands(uploads), gate.stands(upload)
# Its body is handed on in pieces, and has threads of its own.
mark(upload, pieces=("PATCH",))


def _address(key: UUID) -> str:
    return f"{settings.PUBLIC_URL}{gate.ROOT}{AT}/{key}"


def _answered(
    request: HttpRequest, methods: tuple[str, ...], answer: Callable[[tus.Step, datetime], HttpResponse]
) -> HttpResponseBase:
    try:
        if request.method not in methods:
            raise stop(405, allow=", ".join(methods))
        at = gate.now()
        # One body is one request of its minute, however many pieces it is handed on as.
        token = gate.shown_token(request, at, counted=HOLDER not in request.META or CLAIMED in request.META)
    except Stopped as stopped:
        return problems.answer(stopped.problem, stopped.headers)

    @contextmanager
    def step() -> Iterator[Actor]:
        with transaction.atomic():
            yield gate.actor_of(token, at)

    def told() -> HttpResponseBase:
        gate.require_scope(token, Scope.SEND_FILES)
        return tus.in_words(request, say, lambda: answer(step, at))

    return gate.in_words(request, token, told)
