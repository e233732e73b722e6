"""The questions about symptoms, and the criteria that lead from the answers to a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kabinet.regulation.pack.reading import special, wrong
from kabinet.regulation.text import Text

Answers = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question about symptoms; `because` is its line in the reasons of the level."""

    code: str
    name: Text
    hint: Text
    because: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question about symptoms: `choices`, or yes and no with the line each gives to the reasons.

    Asked when every answer of `asked_when` was given; an open `required` question leaves the level open. `slowness`: a
    yes makes the ticket one about slowness, for which measurements are asked (U4b, P5b 6).
    """

    code: str
    text: Text
    clause: str
    required: bool = False
    asked_when: Answers | None = None
    choices: tuple[Choice, ...] = ()
    yes: Text | None = None
    no: Text | None = None
    slowness: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """`level` follows when the answers hold; the first criterion of the leg that holds decides."""

    level: int
    when: Answers


@special(Answers)
def _answers(value: Any, where: str) -> Answers:
    if not isinstance(value, Mapping) or not all(isinstance(answer, str | bool) for answer in value.values()):
        raise wrong(where, "нужны ответы на вопросы", "answers to questions are expected")
    return dict(value)
