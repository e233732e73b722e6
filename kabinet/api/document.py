"""The document of the API in OpenAPI 3.1, written from the table and its types: nothing of it is said twice."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from kabinet.api.gate import ROOT
from kabinet.api.operation import Operation
from kabinet.api.problems import CONTENT_TYPE, TITLES
from kabinet.api.shapes import Problem
from kabinet.api.table import OPERATIONS, by_path
from kabinet.api.taken import LARGEST, DryRun

REF = "#/components/schemas/{name}"
Said = dict[str, Any]
PARAMETERS: Mapping[str, Said] = {
    "number": {"type": "string", "pattern": "^[UV]-[0-9]{1,10}$", "examples": ["U-48001"]},
    "key": {"type": "string", "format": "uuid"},
    "organisation": {"type": "integer", "minimum": 1, "maximum": LARGEST},
}
FILE: Said = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
IF_MATCH = "The version of the ticket that was read, as its ETag says it, or * for any."
RANGES = {
    "Range": "One range of bytes, as bytes=100-; anything else is answered with the whole.",
    "If-Range": "The ETag of the file that was read before: another file is given whole.",
}
KEY = "The same key with the same body is done once, however often it comes, for 30 days."


def document() -> Said:
    """The whole; it names no server, for it is of every installation."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kabinet",
            "version": "1",
            "description": "What a person can see and do with tickets, for a program that shows their token. docs/api.md.",
        },
        "servers": [{"url": ROOT}],
        "security": [{"token": []}],
        "paths": {
            path: {each.method.lower(): _operation(each) for each in found.values()}
            for path, found in by_path().items()
        },
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "bearerFormat": "kbt_<id>_<secret>"}
            },
            "responses": {f"problem{status}": _problem(status) for status in _statuses()},
            "schemas": _schemas(),
        },
    }


def written() -> str:
    """As the file has it."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def _schemas() -> Said:
    types = {each for operation in OPERATIONS for each in (operation.body, operation.answer) if each} | {
        Problem
    }
    _refs, found = msgspec.json.schema_components(
        sorted(types, key=lambda each: each.__name__), ref_template=REF
    )
    asked = {each.query for each in OPERATIONS if each.query}
    _refs, parts = msgspec.json.schema_components(
        sorted(asked, key=lambda each: each.__name__), ref_template=REF
    )
    # Of a query its fields are parameters; what they refer to stands here.
    found |= {name: part for name, part in parts.items() if name not in {each.__name__ for each in asked}}
    return dict(sorted(found.items()))


def _operation(operation: Operation) -> Said:
    said: Said = {
        "operationId": operation.name,
        "summary": operation.summary.en,
        "x-summary-ru": operation.summary.ru,
        "parameters": [*_of_path(operation), *_of_query(operation), *_of_head(operation)],
        "responses": {str(operation.status): _answer(operation), **_problems(operation)},
    }
    if operation.scope:
        said["x-scope"] = str(operation.scope)
    if operation.law:
        said["x-acts"] = [str(act) for act in operation.law]
    if operation.query is DryRun and operation.status != 200:
        said["responses"]["200"] = {**_answer(operation), "description": "What would follow (dry_run=1)"}
    if operation.body is not None:
        said["requestBody"] = {
            "required": bool(operation.body.__struct_fields__),
            "content": {"application/json": {"schema": _ref(operation.body)}},
        }
    if operation.takes_file:
        said["requestBody"] = {"required": True, "content": FILE}
    if operation.answer is None:
        said["responses"]["206"] = {**_answer(operation), "description": "The range that was asked for"}
    return said


def _of_path(operation: Operation) -> list[Said]:
    return [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in PARAMETERS.items()
        if f"{{{name}}}" in operation.path
    ]


def _of_query(operation: Operation) -> list[Said]:
    if operation.query is None:
        return []
    _refs, found = msgspec.json.schema_components([operation.query], ref_template=REF)
    fields: Said = found[operation.query.__name__]["properties"]
    needed = found[operation.query.__name__].get("required", ())
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": _plain(schema)}
        for name, schema in fields.items()
    ]


def _plain(schema: Said) -> Said:
    """A parameter that is not given is not there: null is no value of it."""
    kinds = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    found = kinds[0] if kinds else {**schema}
    if "enum" in found:
        found = {**found, "enum": [each for each in found["enum"] if each is not None]}
    return {name: value for name, value in found.items() if name != "default" or value is not None}


def _of_head(operation: Operation) -> list[Said]:
    found = []
    if operation.conditional:
        schema = {"type": "string", "pattern": '^(\\*|(W/)?"[0-9]{1,9}")$'}
        found.append(
            {"name": "If-Match", "in": "header", "required": True, "description": IF_MATCH, "schema": schema}
        )
    if operation.answer is None:
        found += [
            {"name": name, "in": "header", "description": words, "schema": {"type": "string"}}
            for name, words in RANGES.items()
        ]
    if operation.acts:
        schema = {"type": "string", "pattern": "^[!-~]{1,120}$"}
        found.append({"name": "Idempotency-Key", "in": "header", "description": KEY, "schema": schema})
    return found


def _answer(operation: Operation) -> Said:
    said: Said = {"description": operation.summary.en}
    if operation.answer is None:
        return {**said, "content": FILE}
    said["content"] = {"application/json": {"schema": _ref(operation.answer)}}
    if operation.versioned:
        said["headers"] = {"ETag": {"schema": {"type": "string"}}}
    return said


def _statuses() -> list[int]:
    """Of every problem with which some operation can end."""
    return sorted({status for operation in OPERATIONS for status in _problems_of(operation)})


def _problems(operation: Operation) -> Said:
    return {
        str(status): {"$ref": f"#/components/responses/problem{status}"}
        for status in sorted(_problems_of(operation))
    }


def _problems_of(operation: Operation) -> set[int]:
    """Those with which it can end; the server's own, and a method that is not there, everywhere."""
    found = {401, 403, 404, 405, 406, 413, 422, 429, 500, 503}
    found |= {400, 415} if operation.body is not None or operation.takes_file else set()
    found |= {416} if operation.answer is None else set()
    found |= {412, 428} if operation.conditional else set()
    return found


def _problem(status: int) -> Said:
    title = TITLES[status]
    said: Said = {
        "description": title.en,
        "x-description-ru": title.ru,
        "content": {CONTENT_TYPE: {"schema": _ref(Problem)}},
    }
    if status in (429, 503):
        said["headers"] = {"Retry-After": {"schema": {"type": "string"}}}
    return said


def _ref(shape: type[Struct]) -> Said:
    return {"$ref": REF.format(name=shape.__name__)}
