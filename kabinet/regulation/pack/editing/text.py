"""Changes in the text of a regulation: only what is meant changes, comments and order stay as they were written.

A path is the file and then the keys; a thing of a list goes by its code, its level or its number:
("client.toml", "terms", "level", "2", "reaction").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array

from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.places import Placed, wrong
from kabinet.regulation.pack.texts import Source, parsed

Path = tuple[str, ...]
BOTH = "both"
_NAMES = ("code", "level", "number")
_LEGS = tuple(LegCode)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands; `scope` is the leg whose part it is, or BOTH."""

    path: Path
    scope: str


def places(source: Source, part: str) -> list[Place]:
    """Every place of a part ("reasons") in the order of the files; the source must be readable."""
    return [
        place
        for place in _roots(source)
        if isinstance(table := value_at(source, place.path), dict) and part in table
    ]


def new_place(source: Source, part: str, scope: str) -> Place:
    """Where a new thing of a part goes: to the others of its kind, else to the leg's own first file."""
    known = [place for place in places(source, part) if place.scope == scope]
    return known[0] if known else next(place for place in _roots(source) if place.scope == scope)


def value_at(source: Source, path: Path) -> Any:
    """What stands at a path, as TOML reads it; None where nothing does."""
    value: Any = _read(path[0], source[path[0]])
    for step in path[1:]:
        value = _inside(value, step)
    return value


def edited(source: Source, changes: Mapping[Path, Any]) -> dict[str, str]:
    """With these values at these paths; None takes away what stands there. Unknown paths are passed over."""
    made = dict(source)
    for file in {path[0] for path in changes}:
        document = document_of(source, file)
        for path, value in changes.items():
            if path[0] == file:
                _put(document, path[1:], value)
        made[file] = tomlkit.dumps(document)
    return made


def added(source: Source, path: Path, table: Mapping[str, Any]) -> dict[str, str]:
    """With one more thing in the list at `path`, which is made when it is not there."""
    document = document_of(source, path[0])
    holder = _found(document, path[1:-1])
    things = holder.get(path[-1])
    if isinstance(things, Array):
        things.append(_item(table))
    else:
        if things is None:
            holder.append(path[-1], tomlkit.aot())
        row = tomlkit.table()
        for key, value in table.items():
            row.append(key, _item(value))
        row.trivia.indent = "\n"
        holder[path[-1]].append(row)
    return {**source, path[0]: tomlkit.dumps(document)}


def document_of(source: Source, file: str) -> Any:
    """The file as something that can be changed; Wrong for the few texts that can be read and not be changed."""
    try:
        return tomlkit.parse(source[file])
    except (TOMLKitError, RecursionError):
        raise wrong(
            file, "файл можно менять только текстом", "the file can be changed as text only"
        ) from None


@lru_cache(maxsize=128)
def _read(name: str, text: str) -> Placed:
    """Read and never changed: a sheet asks for many values of few files."""
    return parsed(name, text)


def _roots(source: Source) -> Iterator[Place]:
    """Tables whose keys are parts of a leg. A leg's own first file stands before its others."""
    if len(source) == 1:
        (file,) = source
        yield Place((file, "shared"), BOTH)
        yield from (Place((file, "legs", leg), leg) for leg in _LEGS)
        return
    for file in sorted(source):
        scope = next((leg for leg in _LEGS if file == f"{leg}.toml" or file.startswith(f"{leg}_")), BOTH)
        yield Place((file,), scope)


def _inside(value: Any, step: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list):
        return next((each for each in value if _called(each) == step), None)
    return None


def _called(thing: Any) -> str:
    if not isinstance(thing, Mapping):
        return ""
    return next((str(thing[name]) for name in _NAMES if name in thing), "")


def _found(document: Any, path: Path) -> Any:
    for step in path:
        document = _inside(document, step)
    return document


def _put(document: Any, path: Path, value: Any) -> None:
    holder, last = _found(document, path[:-1]), path[-1]
    if isinstance(holder, AoT | Array | list):
        place = next((number for number, each in enumerate(holder) if _called(each) == last), None)
        if place is not None and value is None:
            del holder[place]
    elif isinstance(holder, Mapping):
        _set(holder, last, value)


def _set(holder: Any, key: str, value: Any) -> None:
    if value is None:
        holder.pop(key, None)
    elif key not in holder or holder[key] != value:
        comment = holder[key].trivia.comment if key in holder and hasattr(holder[key], "trivia") else ""
        holder[key] = _item(value)
        if comment and not holder[key].trivia.comment:
            holder[key].comment(comment.lstrip("# "))


def _item(value: Any) -> Any:
    """Tables in one line, with room around what they hold, as the others are written."""
    if not isinstance(value, Mapping):
        return tomlkit.item(value)
    inside = ", ".join(f"{key} = {_item(part).as_string()}" for key, part in value.items())
    return tomlkit.parse(f"made = {{ {inside} }}")["made"]
