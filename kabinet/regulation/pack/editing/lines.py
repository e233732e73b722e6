"""From the place of a slip to the line in which a person finds it."""

import re
from dataclasses import dataclass

from kabinet.regulation.pack.texts import Source

_PLACE = re.compile(r"(?:.*/)?([a-z0-9_]+\.toml)(?:, (\d+):\d+)?(?:: (.*))?")
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1, and is 0 where the file is known and the line is not."""

    file: str
    number: int = 0


def line_of(where: str, source: Source) -> Line | None:
    """The line of a place such as "client.toml: terms.level[2].reaction"; None when it names no file of `source`."""
    found = _PLACE.fullmatch(where)
    if found is None or found[1] not in source:
        return None
    if found[2]:
        return Line(found[1], int(found[2]))
    return Line(found[1], _searched(source[found[1]].split("\n"), _STEP.findall(found[3] or "")))


def _searched(lines: list[str], steps: list[tuple[str, str]]) -> int:
    """The head of the innermost table that has one, then the key below it."""
    known, best, path = 0, 0, ""
    for name, number in steps:
        path = f"{path}.{name}" if path else name
        found = _head(lines, path, int(number or 1), known) or _key(lines, name, best)
        known = found if found and _is_head(lines[found - 1]) else known
        best = found or best
    return best


def _head(lines: list[str], path: str, number: int, after: int) -> int:
    """The line of the `number`-th [[path]], or of [path]."""
    start = after if after and _is_head(lines[after - 1]) else 0
    heads = [place for place, line in enumerate(lines, 1) if place > start and _named(line, path)]
    return heads[number - 1] if len(heads) >= number else 0


def _key(lines: list[str], name: str, after: int) -> int:
    """The line of `name = …` below a head, before the next one."""
    for place in range(after, len(lines)):
        line = lines[place]
        if re.match(rf"\s*(?:[\w.]*\.)?{re.escape(name)}(?:\.[\w.]+)?\s*=", line):
            return place + 1
        if _is_head(line):
            break
    return 0


def _named(line: str, path: str) -> bool:
    return re.match(rf"\s*\[\[?\s*{re.escape(path)}\s*\]", line) is not None


def _is_head(line: str) -> bool:
    return line.lstrip().startswith("[")
