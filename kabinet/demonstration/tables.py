"""The demonstration's data: organisations, stories, phrases, in TOML beside this file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# Which file of stories tells of which level; a level says what the symptoms lead to.
LEVELS = {"critical": 1, "serious": 2, "standard": 3, "questions": 4}


@dataclass(frozen=True, slots=True)
class Story:
    """What one ticket can be about. `texts` are what is said at its turns, with marks to be filled in (words.toml)."""

    key: str
    level: int
    service: str
    impact: str
    slow: bool
    texts: Mapping[str, str]


@cache
def table(name: str) -> Mapping[str, Any]:
    """One file of data by its name."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def stories() -> Mapping[str, Story]:
    """Every story by its key."""
    found = (
        _story(key, level, row)
        for name, level in LEVELS.items()
        for key, row in table(f"stories/{name}").items()
    )
    return {story.key: story for story in found}


def _story(key: str, level: int, row: Mapping[str, Any]) -> Story:
    texts = {name: text for name, text in row.items() if name not in ("service", "impact", "slow")}
    return Story(key, level, row["service"], row["impact"], row.get("slow", False), texts)
