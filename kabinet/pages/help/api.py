"""The API for whoever writes a program: how to begin, and every operation as its document has it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import show
from kabinet.regulation.access import Actor
from kabinet.web.openapi import DOCUMENT

METHODS = ("get", "post")
RECEIVER = Path(__file__).with_name("receiver.txt")  # of webhooks, in Python


@dataclass(frozen=True, slots=True)
class Told:
    """One operation: `takes` are the names of its query, its headers and its body."""

    method: str
    path: str
    words: str
    scope: str
    takes: str


@page(MEMBER)
def api(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Drawn by the server: no page of others, and no script."""
    context = {
        "operations": list(_operations(_document(), get_language() or "ru")),
        "root": f"{settings.PUBLIC_URL}/api/v1",
        "receiver": RECEIVER.read_text("utf-8"),
        "statuses": _statuses(_document(), get_language() or "ru"),
    }
    return show(request, actor, at, "help/api.html", context, here="help")


@cache
def _document() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
    return found


def _operations(document: Mapping[str, Any], language: str) -> Iterator[Told]:
    for path, found in document["paths"].items():
        for method in METHODS:
            if (said := found.get(method)) is not None:
                words = said["summary"] if language.startswith("en") else said["x-summary-ru"]
                takes = ", ".join(_names(document, said))
                yield Told(method.upper(), path, words, said.get("x-scope", ""), takes)


def _names(document: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[str]:
    yield from (each["name"] for each in said["parameters"] if each["in"] != "path")
    if (body := said.get("requestBody")) is not None:
        kinds = body["content"]
        if "application/json" not in kinds:
            return
        name = kinds["application/json"]["schema"]["$ref"].rpartition("/")[2]
        yield from document["components"]["schemas"][name]["properties"]


def _statuses(document: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Every problem that some operation can end with."""
    words = "description" if language.startswith("en") else "x-description-ru"
    found = document["components"]["responses"]
    return sorted((name.removeprefix("problem"), answer[words]) for name, answer in found.items())
