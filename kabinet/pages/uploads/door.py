"""The door of tus 1.0 (web/tus.py) for whoever is signed in, a browser above all."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.ui.citations import spoken
from kabinet.web import tus
from kabinet.web.rule import mark


@stepwise(MEMBER, "OPTIONS", "POST", slow=())
def uploads(request: HttpRequest, step: Steps, at: datetime) -> HttpResponse:
    """Announces a file, or says what this door can do."""
    return tus.in_words(request, spoken, lambda: tus.announce(request, step, at, _address))


@stepwise(MEMBER, "HEAD", "PATCH", "DELETE", slow=())
def upload(request: HttpRequest, step: Steps, at: datetime, key: UUID) -> HttpResponse:
    """How far it is; a piece; or its end."""
    return tus.in_words(request, spoken, lambda: tus.go_on(request, step, at, key))


# Its body is handed on in pieces, and has threads of its own.
mark(upload, pieces=("PATCH",))


def _address(key: UUID) -> str:
    return reverse("upload", args=[key])
