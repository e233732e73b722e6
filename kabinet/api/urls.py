"""The addresses of API v1: those of the table, its document, and a problem for any other."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kabinet.api.gate import TOKEN, address, nowhere, too_large
from kabinet.api.table import by_path
from kabinet.web.openapi import DOCUMENT

CONVERTED = {"{number}": "<str:number>", "{key}": "<uuid:key>"}


def openapi(request: HttpRequest) -> HttpResponse:
    """The document, for everybody: it says nothing of this installation."""
    return HttpResponse(DOCUMENT.read_bytes(), content_type="application/json")


openapi.rule, openapi.methods, openapi.own_body = TOKEN, ("GET", "HEAD"), too_large  # type: ignore[attr-defined]


def _route(said: str) -> str:
    for name, converted in CONVERTED.items():
        said = said.replace(name, converted)
    return said.removeprefix("/")


urlpatterns: list[URLPattern] = [
    path("api/v1/openapi.json", openapi, name="openapi"),
    *(path(f"api/v1/{_route(said)}", address(found)) for said, found in by_path().items()),
    path("api/", nowhere),
    path("api/<path:rest>", nowhere),
]
