"""The document that is shipped is the one that the table and its types write."""

import re
from typing import Any

from django.test import Client

from kabinet.api.document import document, written
from kabinet.api.table import OPERATIONS
from kabinet.web.openapi import DOCUMENT


def test_the_shipped_document_is_the_written_one(db: None) -> None:
    assert DOCUMENT.read_text("utf-8") == written(), "run bin/openapi"
    answer = Client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["openapi"] == "3.1.0"
    assert Client().post("/api/v1/openapi.json").status_code == 405


def test_every_operation_documents_its_problems_as_problems() -> None:
    found: dict[str, Any] = document()["paths"]
    said = [operation for path in found.values() for operation in path.values()]
    assert {each["operationId"] for each in said} == {each.name for each in OPERATIONS}
    kept = document()["components"]["responses"]
    for each in said:
        problems = {
            status: kept[answer["$ref"].rpartition("/")[2]]
            for status, answer in each["responses"].items()
            if status >= "400"
        }
        assert {"401", "403", "404", "405", "406", "413", "422", "429", "500", "503"} <= set(problems)
        assert {kind for answer in problems.values() for kind in answer["content"]} == {
            "application/problem+json"
        }
        assert each["summary"].isascii()
        assert each["x-summary-ru"]


def test_whatever_it_refers_to_is_there() -> None:
    said = document()["components"]
    named = set(re.findall(r'"#/components/(\w+)/(\w+)"', written()))
    assert {kind for kind, _ in named} == {"schemas", "responses"}
    assert {(kind, name) for kind, name in named if name not in said[kind]} == set()
