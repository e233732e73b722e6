"""Many questions: JSON lines in, JSON lines out, in the same order; all of them or none."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kabinet.config.deadline.case import Case, case, in_utc
from kabinet.regulation.text import Text, Unlawful


def answers(lines: Iterable[bytes]) -> tuple[list[str], int]:
    """A line of answer for each that is not blank, and how many named a zone that their leg does not have."""
    found, unused = [], 0
    for number, asked in _questions(lines):
        try:
            this = _case(asked)
            found.append(_answer(asked["id"], this))
        except Unlawful as error:
            raise _on_line(number, error.text) from error
        unused += this.unused_zone is not None
    return found, unused


def _questions(lines: Iterable[bytes]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise _on_line(number, Text("это не JSON", "this is not JSON")) from error


def _case(asked: Any) -> Case:
    if not isinstance(asked, dict):
        raise Unlawful(Text("нужен объект JSON", "a JSON object is expected"))
    if "id" not in asked:
        raise Unlawful(Text("нет поля id", "the field id is missing"))
    return case(asked)


def _answer(name: Any, this: Case) -> str:
    update = this.update_due()
    answer = {
        "id": name,
        "reaction_due": in_utc(this.reaction_due()),
        "update_due": None if update is None else in_utc(update),
    }
    return json.dumps(answer, ensure_ascii=False)


def _on_line(number: int, text: Text) -> Unlawful:
    return Unlawful(Text(f"Строка {number}: {text.ru}", f"Line {number}: {text.en}"))
