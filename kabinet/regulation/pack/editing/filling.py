"""A filled sheet laid into the text of a regulation, and what must follow from it."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import tomlkit

from kabinet.regulation.pack.editing.sections import blocks, head_file, list_path
from kabinet.regulation.pack.editing.text import (
    BOTH,
    Path,
    Place,
    added,
    document_of,
    edited,
    places,
    value_at,
)
from kabinet.regulation.pack.places import wrong
from kabinet.regulation.pack.texts import Source


def seen(source: Source, sheet: str) -> str:
    """A mark of everything that a sheet shows: another one means that somebody changed it meanwhile."""
    cells = [(cell.path, cell.value) for block in blocks(source, sheet) for cell in block.cells]
    return sha256(json.dumps(cells, default=str).encode()).hexdigest()[:16]


def changed(source: Source, values: Mapping[Path, Any]) -> dict[str, str]:
    """With these values; rows of Table 2 in words go where the terms that they tell of change: the page then tells the
    terms themselves."""
    return _without_rows(source, edited(source, values))


def grown(source: Source, sheet: str, scope: str, values: Mapping[Path, Any]) -> dict[str, str]:
    """With one more thing on the sheet. Wrong when its code is there already."""
    table: dict[str, Any] = {}
    for path, value in values.items():
        holder = table
        for key in path[:-1]:
            holder = holder.setdefault(key, {})
        if value is not None and value is not False:
            holder[path[-1]] = value
    if sheet == "contracts":
        path = (head_file(source), "entitlement", "contract_levels", str(table["code"]))
        if value_at(source, path) is not None:
            raise wrong(path[-1], "такой код уже есть", "there is such a code already")
        return edited(source, {path: table["name"]})
    if _taken(source, sheet, scope, table["code"]):
        raise wrong(str(table["code"]), "такой код уже есть", "there is such a code already")
    return added(source, list_path(source, sheet, scope), table)


def _taken(source: Source, sheet: str, scope: str, code: str) -> bool:
    mine = [each for each in places(source, sheet) if BOTH in (scope, each.scope) or each.scope == scope]
    return any(value_at(source, (*place.path, sheet, code)) is not None for place in mine)


def _without_rows(before: Source, after: dict[str, str]) -> dict[str, str]:
    stale = {place.scope: list(_stale(before, after, place)) for place in places(after, "terms")}
    for place in places(after, "rows"):
        levels = {
            level
            for scope, found in stale.items()
            if BOTH in (scope, place.scope) or scope == place.scope
            for level in found
        }
        if levels:
            after = _dropped(after, place, levels)
    return after


def _stale(before: Source, after: Source, place: Place) -> Iterable[int]:
    """Levels whose terms or hours are others now."""
    path = (*place.path, "terms")
    old, new = value_at(before, path) or {}, value_at(after, path) or {}
    rows = {row.get("level"): row for row in old.get("level", ())}
    for row in new.get("level", ()):
        if row != rows.get(row.get("level")) or old.get("hours") != new.get("hours"):
            yield row.get("level")


def _dropped(source: dict[str, str], place: Place, levels: set[int]) -> dict[str, str]:
    file, *steps = place.path
    document = document_of(source, file)
    holder = document
    for step in steps:
        holder = holder[step]
    rows = holder["rows"]
    for number in reversed(range(len(rows))):
        if levels & set(rows[number].get("levels", ())):
            del rows[number]
    if not len(rows):
        del holder["rows"]
    return {**source, file: tomlkit.dumps(document)}
