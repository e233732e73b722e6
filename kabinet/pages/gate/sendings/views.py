"""Which of the reader's own sendings were done. A browser asks by the keys that it made itself."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, JsonResponse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SIGNED_IN
from kabinet.records import doors
from kabinet.regulation.access import Actor

MOST = 50


@page(SIGNED_IN)
def sendings(request: HttpRequest, actor: Actor, at: datetime) -> JsonResponse:
    """`?key=…&key=…` -> {"done": […]}: what is not among them was not done."""
    found = doors.sendings(actor, _keys(request.GET.getlist("key")[:MOST]))
    return JsonResponse({"done": [str(key) for key in found]}, headers={"Cache-Control": "no-store"})


def _keys(typed: list[str]) -> Iterator[UUID]:
    for each in typed:
        try:
            yield UUID(each[:36])
        except ValueError:
            continue
