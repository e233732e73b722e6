"""JSON of a desk, one ticket after another: lines of one file, or a folder of saved answers. Bounded memory.

Answers about one ticket that a desk gives one by one lie beside each other under one name: 17.json is the ticket,
17.history.json what came of it. A line of JSON lines that has them all names them: {"ticket": …, "history": …}.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kabinet.actions.imports.old_ticket import Faulty

LARGEST: Final = 64 * 2**20  # bytes of one answer or line
TICKET: Final = "ticket"
ANSWER: Final = re.compile(r"(?P<ticket>[^.]+)(?:\.(?P<part>[a-z_]+))?\.json")
LINES: Final = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Answers:
    """All that was said of one ticket, or of several where one answer tells of several; or why it cannot be read."""

    where: str
    parts: dict[str, Any]
    fault: str = ""


def answers_in(path: Path) -> Iterator[Answers]:
    """Of a file, or of every file in a folder by its name."""
    if path.is_dir():
        yield from _in_folder(path)
    elif path.suffix in LINES:
        yield from _lines(path)
    else:
        yield _answer(path, {})


def _in_folder(folder: Path) -> Iterator[Answers]:
    names = sorted(each.name for each in folder.iterdir() if each.is_file())
    beside: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        if (found := ANSWER.fullmatch(name)) and found["part"]:
            beside.setdefault(found["ticket"], []).append((found["part"], name))
    for name in names:
        if name.endswith(LINES):
            yield from _lines(folder / name)
        elif (found := ANSWER.fullmatch(name)) and not found["part"]:
            parts = {part: folder / other for part, other in beside.pop(found["ticket"], [])}
            yield _answer(folder / name, parts)
    for others in beside.values():
        yield Answers(others[0][1], {}, "the answer about the ticket itself is not beside it")


def _answer(path: Path, parts: dict[str, Path]) -> Answers:
    try:
        return Answers(
            path.name, {TICKET: _read(path), **{name: _read(each) for name, each in parts.items()}}
        )
    except Faulty as fault:
        return Answers(path.name, {}, str(fault))


def _read(path: Path) -> object:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as failed:
        raise Faulty(f"{path.name} cannot be read: {failed.strerror}") from None
    return _parsed(data, path.name)


def _lines(path: Path) -> Iterator[Answers]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST + 1):
            number += 1
            where = f"{path.name}:{number}"
            if not line.endswith(b"\n") and len(line) > LARGEST:
                while (rest := file.readline(LARGEST)) and not rest.endswith(b"\n"):
                    pass
            if not line.isspace():
                yield _line(line, where)


def _line(line: bytes, where: str) -> Answers:
    try:
        found = _parsed(line, where)
    except Faulty as fault:
        return Answers(where, {}, str(fault))
    together = isinstance(found, dict) and TICKET in found
    return Answers(where, dict(found) if together and isinstance(found, dict) else {TICKET: found})


def _parsed(data: bytes, name: str) -> object:
    if len(data) > LARGEST:
        raise Faulty(f"{name} is larger than {LARGEST // 2**20} MB: save it as JSON lines, a ticket a line")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise Faulty(f"{name} is nested too deeply") from None
    except (ValueError, UnicodeDecodeError) as wrong:
        raise Faulty(f"{name} is no JSON: {str(wrong)[:120]}") from None
