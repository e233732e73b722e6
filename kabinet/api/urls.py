"""The addresses of API v1: those of the table, its document, and a problem for any other."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kabinet.api import uploads
from kabinet.api.gate import address, nowhere, stands
from kabinet.api.problems import answer, problem
from kabinet.api.table import by_path
from kabinet.web.openapi import DOCUMENT

CONVERTED = {"{number}": "<str:number>", "{key}": "<uuid:key>", "{organisation}": "<int:organisation>"}


def openapi(request: HttpRequest) -> HttpResponse:
    """The document, for everybody: it says nothing of this installation."""
    if request.method not in ("GET", "HEAD"):
        return answer(problem(405), {"Allow": "GET"})
    return HttpResponse(DOCUMENT.read_bytes(), content_type="application/json")


def _route(said: str) -> str:
    for name, converted in CONVERTED.items():
        said = said.replace(name, converted)
    return said.removeprefix("/")


urlpatterns: list[URLPattern] = [
    path("api/v1/openapi.json", stands(openapi), name="openapi"),
    path("api/v1/uploads", uploads.uploads),
    path("api/v1/uploads/<uuid:key>", uploads.upload),
    *(path(f"api/v1/{_route(said)}", address(found)) for said, found in by_path().items()),
    path("api/", nowhere),
    path("api/<path:rest>", nowhere),
]
